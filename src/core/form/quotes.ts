import { type Quote, quoteOf } from '../fields/quote.ts'
import type { Request } from '../request.ts'
import { type Form, type FormField, fieldsOf, type Reading } from './field.ts'
import { withFiles } from './files.ts'
import type { Filled } from './filled.ts'

/** A message that was answered comes with the request: no part of what a person fills in. */
export const isQuote = ({ type }: FormField): boolean => type.name === 'quote'

/** What a form holds of them. */
export const quotesIn = (form: Form, filled: Filled): Filled =>
  Object.fromEntries(
    fieldsOf(form)
      .filter(isQuote)
      .flatMap(({ name }) => (filled[name] ? [[name, filled[name]] as const] : [])),
  )

/**
 * A form that keeps quotes with the message that the request answers: the quote, its files, and its words where the line has
 * none of its own for the free text.
 */
export const withQuote = (
  form: Form,
  filled: Filled,
  { quoted }: Pick<Request, 'quoted'>,
  reading: Reading,
): Filled => {
  const fields = fieldsOf(form)
  const keeper = fields.find(isQuote)
  const value: Quote | undefined = keeper && quoted && quoteOf(quoted)
  if (!keeper || !quoted || filled[keeper.name]) return filled
  const text = fields.find(({ freeText, name }) => freeText && !filled[name])
  const outcome = text && value?.text !== undefined ? text.type.validate(value.text, reading) : undefined
  const kept: Filled = {
    ...filled,
    ...(value && { [keeper.name]: { text: keeper.type.write(value), outcome: { kind: 'value', value } } }),
    // Words that are too long are asked for anew.
    ...(text &&
      value?.text !== undefined &&
      outcome?.kind === 'value' && { [text.name]: { text: value.text, outcome } }),
  }
  return withFiles(form, kept, quoted.files, reading)
}
