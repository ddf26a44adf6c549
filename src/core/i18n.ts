import { readdirSync, readFileSync } from 'node:fs'
import { IntlMessageFormat } from 'intl-messageformat'
import type { Messages } from '../generated/messages.ts'
import { type Locale, locales } from './request.ts'

/** `<file>.<key>` of a message in `locales/`. */
export type MessageKey = keyof Messages

/** Messages that take no argument: labels, hints, titles. */
export type PlainKey = {
  [Key in MessageKey]: Messages[Key] extends Record<never, never>
    ? Record<never, never> extends Messages[Key]
      ? Key
      : never
    : never
}[MessageKey]

type Arguments<Key extends MessageKey> = Key extends PlainKey ? [] : [Messages[Key]]

/** A message to be said later, in a language not known yet. */
export interface Notice<Key extends MessageKey = MessageKey> {
  readonly key: Key
  readonly values?: Readonly<Record<string, string | number>>
}

export const notice = <Key extends MessageKey>(key: Key, ...[values]: Arguments<Key>): Notice<Key> =>
  values ? { key, values: values as Record<string, string | number> } : { key }

/** Says messages in one language. */
export interface Translator {
  <Key extends MessageKey>(key: Key, ...values: Arguments<Key>): string
  readonly locale: Locale
  /** Says a notice made elsewhere. */
  say(notice: Notice): string
}

const directory = new URL('../../locales/', import.meta.url)

const loadMessages = (locale: Locale): Map<string, IntlMessageFormat> => {
  const messages = new Map<string, IntlMessageFormat>()
  for (const file of readdirSync(new URL(`${locale}/`, directory))) {
    const entries = JSON.parse(readFileSync(new URL(`${locale}/${file}`, directory), 'utf8')) as Record<
      string,
      string
    >
    // ignoreTag: a "<" in a message is a character, never markup.
    for (const [key, message] of Object.entries(entries))
      messages.set(
        `${file.replace('.json', '')}.${key}`,
        new IntlMessageFormat(message, locale, undefined, { ignoreTag: true }),
      )
  }
  return messages
}

const createTranslator = (locale: Locale): Translator => {
  const messages = loadMessages(locale)
  const format = (key: string, values?: Readonly<Record<string, string | number>>): string => {
    const message = messages.get(key)
    if (!message) throw new Error(`no message ${key} in ${locale}`)
    return String(message.format(values))
  }
  return Object.assign(
    <Key extends MessageKey>(key: Key, ...[values]: Arguments<Key>) =>
      format(key, values as Record<string, string | number> | undefined),
    { locale, say: ({ key, values }: Notice) => format(key, values) },
  )
}

const translators = new Map<Locale, Translator>()

/** The translator of a language; its messages are read once. */
export const translatorOf = (locale: Locale): Translator => {
  const known = translators.get(locale)
  if (known) return known
  const created = createTranslator(locale)
  translators.set(locale, created)
  return created
}

/** The nearest supported language of a platform's language tag (`zh-hans`, `en-GB`), if any. */
export const localeOf = (tag: string | undefined): Locale | undefined =>
  locales.find((locale) => tag?.toLowerCase().startsWith(locale.slice(0, 2)))
