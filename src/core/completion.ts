import type { Access, Context } from './command.ts'
import type { Commands, Match } from './commands.ts'
import { askedIn, isAnswer } from './form/answers.ts'
import type { Draft } from './form/drafts.ts'
import { type FormField, fieldsOf, type Reading } from './form/field.ts'
import { translatorOf } from './i18n.ts'
import { readLine } from './line/line.ts'
import { type Locale, locales } from './request.ts'
import { characterBefore, fold } from './text.ts'

/** What the end of a line that is being typed may become. */
export interface Completion {
  readonly words: readonly string[]
  /** The end of the line that each of them would take the place of. */
  readonly typed: string
}

export interface Suggestion {
  readonly word: string
  /** Also where nothing of it is typed yet. */
  readonly offered?: boolean
  /** Chinese words of this kind stand behind others without a blank. */
  readonly joins?: boolean
}

const isChinese = (text: string) => /\p{Script=Han}/u.test(text)
/** What is offered is in the script of what is there already, or else in the reader's language. */
const goesOnInChinese = (text: string, locale: Locale) =>
  isChinese(text) || (!/\p{Script=Latin}/u.test(text) && locale === 'zh-CN')
const plain = (text: string) => fold(text).toLowerCase()

/** As much of a word as a line ends with. */
const typedOf = (line: string, { word, joins }: Suggestion): number => {
  const known = plain(word)
  for (let length = Math.min(known.length, line.length); length > 0; length -= 1)
    if (line.endsWith(known.slice(0, length))) {
      const before = characterBefore(line, line.length - length)
      if (!/[\p{L}\p{N}]/u.test(before) || (joins && isChinese(word.charAt(0)))) return length
    }
  return 0
}

/** Those suggestions of which most is typed. What is certain is ended with a blank. */
export const completionOf = (line: string, suggestions: readonly Suggestion[]): Completion => {
  const folded = plain(line)
  const rated = suggestions.map((one) => ({ ...one, length: typedOf(folded, one) }))
  const longest = Math.max(0, ...rated.map(({ length }) => length))
  const isBegun = /[\p{L}\p{N}]$/u.test(line)
  const fit = rated.filter(
    ({ length, offered }) => length === longest && (length > 0 || (offered && !isBegun)),
  )
  const words = [...new Set(fit.map(({ word }) => word))]
  const [only] = words
  return {
    words: words.length === 1 && only && !/[:：/]$/u.test(only) ? [`${only} `] : words,
    typed: line.slice(line.length - longest),
  }
}

/** What is known of a line while it is typed. */
export interface Typing<C extends Context> {
  readonly commands: Commands<C>
  readonly context: Pick<C, 'reading' | 'locale' | 'caller'>
  /** The form that waits for an answer, if any does. */
  readonly draft: Draft | undefined
  /** Records that the person may see, the latest first, and not too many; of these kinds, or of any. */
  references(beginning: string, kinds?: readonly string[]): Promise<readonly string[]>
}

/** A slash, or a whole first word, comes before an open question. */
const matchOf = <C extends Context>({ commands, draft }: Typing<C>, line: string): Match<C> | undefined =>
  commands.match(line, draft !== undefined && !/^\s*[/／]/u.test(line))

const labelsOf = ({ type }: FormField, reading: Reading): string[] => {
  const control = type.ask(reading)
  return control.kind === 'choice' ? control.options.map(({ label }) => label) : []
}

const valuesOf = (field: FormField, reading: Reading, offered: boolean): Suggestion[] => [
  ...labelsOf(field, reading).map((word) => ({ word, offered, joins: true })),
  ...locales
    .flatMap((locale) => labelsOf(field, { ...reading, translate: translatorOf(locale) }))
    .concat(field.type.words?.() ?? [])
    .map((word) => ({ word, joins: true })),
]

const keysOf = ({ name, keys, type }: FormField): readonly string[] => [
  ...[name, ...keys],
  ...Object.entries(type.parts ?? {}).flatMap(([part, words]) => [part, ...words]),
]

const keyed = /(?:^|[\s,;，；])([^\s:：,，;；]+)\s*[:：]\s*([^\s:：]*)$/u

/** With few fields their values say more than their keys. */
const fewFields = 2

/** The words of a command's form that a line may go on with: keys, and values where they are begun, or after their key. */
const wordsOfForm = <C extends Context>(
  { context: { reading, locale } }: Typing<C>,
  { command, rest }: Match<C>,
  isBegun: boolean,
): { readonly suggestions: readonly Suggestion[]; readonly fields: readonly FormField[] } => {
  const fields = fieldsOf(command.form).filter(({ type }) => type.ask(reading).kind !== 'file')
  const [, key = ''] = keyed.exec(rest) ?? []
  const named = fields.find((field) => keysOf(field).some((one) => plain(one) === plain(key)))
  if (named) return { suggestions: valuesOf(named, reading, true), fields: [named] }
  const { entries } = readLine(command.form, isBegun ? rest.replace(/\S*$/u, '') : rest, reading)
  const inChinese = goesOnInChinese(rest, locale)
  const missing = fields.filter(({ name }) => !entries[name])
  const isShort = fields.length <= fewFields
  const suggestions = fields.flatMap((field): Suggestion[] => {
    const names = keysOf(field)
    const own = (inChinese ? names.find(isChinese) : undefined) ?? field.name
    const isMissing = missing.includes(field)
    const values = valuesOf(field, reading, isMissing && isShort)
    const isOffered = isMissing && !values.some(({ offered }) => offered)
    return [
      ...names.map((name) => ({
        word: `${name}${isChinese(name) ? '：' : ':'}`,
        offered: isOffered && name === own,
      })),
      ...values,
    ]
  })
  return { suggestions, fields: missing.filter(({ required }) => required) }
}

/** Completes a command, its verb, a key, a value, or the answer to the question that waits. */
export const completeLine = async <C extends Context>(
  typing: Typing<C>,
  line: string,
): Promise<Completion> => {
  const { commands, context, references } = typing
  const { reading, locale, caller } = context
  const may = ({ access }: { readonly access: Access }) => caller.may(access)
  const match = matchOf(typing, line)
  const asked = match ? undefined : askedIn(commands, typing.draft)
  const isBegun = !/\s$/u.test(line)
  const isInForm = match && (match.rest !== '' || !isBegun) && may(match.command)
  const form = isInForm ? wordsOfForm(typing, match, isBegun) : undefined
  const inChinese = goesOnInChinese(line, locale)
  const words = commands
    .words(line)
    .filter(({ leadsTo }) => leadsTo.some(may))
    .map(({ word }) => ({ word, offered: !asked && isChinese(word) === inChinese, joins: true }))

  const beginning = /[\p{L}\p{N}-]*$/u.exec(line)?.[0].toUpperCase() ?? ''
  const wanted = (asked ? [asked] : (form?.fields ?? [])).flatMap(({ type }) => type.kinds?.() ?? [])
  const kinds = wanted.filter((kind) => kind.startsWith(beginning))
  const isReference = /^[A-Z]{1,4}-/u.test(beginning)
  const found =
    isReference || kinds.length > 0 ? await references(beginning, isReference ? undefined : kinds) : []
  const records = found.map((word) => ({ word, offered: true }))
  // Which record is meant comes first.
  if (beginning === '' && records.length > 0) return completionOf(line, records)
  const named = completionOf(line, words)
  // Whoever begins a command's word means it rather than a value that begins so too.
  if (named.typed !== '' && !asked) return named
  return completionOf(line, [
    ...words,
    ...records,
    ...(asked ? valuesOf(asked, reading, true) : []),
    ...(form?.suggestions ?? []),
  ])
}

/** Whether a line is plainly an answer to the question that waits, a number above all. */
export const answersQuestion = <C extends Context>(
  { commands, context, draft }: Typing<C>,
  line: string,
): boolean => {
  const asked = askedIn(commands, draft)
  return asked !== undefined && isAnswer(asked, line, context.reading)
}

/** Whether a line holds what is kept nowhere: a value of a secret type, or whatever is typed where one belongs. */
export const holdsSecret = <C extends Context>(typing: Typing<C>, line: string): boolean => {
  const { commands, context } = typing
  const isSecret = ({ type }: FormField) => type.secret !== undefined
  const match = matchOf(typing, line)
  if (match) return match.rest !== '' && fieldsOf(match.command.form).some(isSecret)
  const asked = askedIn(commands, typing.draft)
  if (asked) return isSecret(asked)
  return commands.all
    .flatMap(({ form }) => fieldsOf(form).filter(isSecret))
    .some(({ type }) => type.recognise(fold(line), context.reading).length > 0)
}
