import { z } from 'zod'
import type { FieldType } from '../form/field.ts'
import { notice } from '../i18n.ts'
import { personalNumbers } from '../line/personal.ts'
import type { QuotedMessage } from '../request.ts'
import { fold } from '../text.ts'
import { problemOf, understood } from './outcome.ts'

const quoteSchema = z
  .object({ text: z.string().optional(), link: z.url().optional() })
  .refine(({ text, link }) => text !== undefined || link !== undefined)

/** What was said elsewhere, and where; either may be all that is known, or all that may be told. */
export type Quote = z.infer<typeof quoteSchema>

/** In characters: Telegram's longest message. */
const longest = 4096

/** Numbers of telephones and identity cards are kept nowhere. */
const withoutNumbers = (text: string): string =>
  personalNumbers(fold(text)).reduceRight(
    (kept, { start, end }) => `${kept.slice(0, start)}…${kept.slice(end)}`,
    text,
  )

/** Of a message without words and without an address there is nothing to quote. */
export const quoteOf = ({ text, link }: QuotedMessage): Quote | undefined => {
  const words = [...withoutNumbers(text.trim())].slice(0, longest).join('')
  if (words === '' && link === undefined) return undefined
  return { ...(words !== '' && { text: words }), ...(link !== undefined && { link }) }
}

const parsed = (typed: string): unknown => {
  try {
    return JSON.parse(typed)
  } catch {
    return undefined
  }
}

/** A message that was answered. Nobody types it: a platform brings it with a request (`core/form/quotes.ts`). */
export const quote = (): FieldType<Quote> => ({
  name: 'quote',
  schema: quoteSchema,
  recognise: () => [],
  validate: (typed) => {
    const { data } = quoteSchema.safeParse(parsed(typed))
    return data ? understood(data) : problemOf(notice('fields.quote.unknown'))
  },
  ask: () => ({ kind: 'text', multiline: true }),
  show: ({ text, link }, { translate }) =>
    [text === undefined ? undefined : translate('fields.quote.said', { text }), link]
      .filter((part) => part !== undefined)
      .join(' '),
  write: (value) => JSON.stringify(value),
})
