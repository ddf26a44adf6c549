import { readLine } from '../line/line.ts'
import { type Form, fieldsOf, type Reading } from './field.ts'
import type { Filled } from './filled.ts'

/** Words read into a form's fields, and what no field could take. */
export interface FilledByWords {
  readonly filled: Filled
  /** As typed, in order; nothing stores them. */
  readonly unread: readonly string[]
}

/** Of these types any words are a value, so that words which nobody understood would be stored in silence. */
export const anyWords = new Set(['text', 'person', 'file'])

export const readWords = (form: Form, words: string, reading: Reading): FilledByWords => {
  const { entries: filled, unread } = readLine(form, words, reading)
  const [only, ...more] = unread
  if (only === undefined || more.length > 0) return { filled, unread }
  // All that was typed is one word for one field: it is asked about by its name (没有找到“武龙”).
  const open = fieldsOf(form)
    .filter(({ name, claims, type }) => !filled[name] && claims !== false && !anyWords.has(type.name))
    .map(({ name, required, type }) => ({
      name,
      required,
      entry: { text: only, outcome: type.validate(only, reading) },
    }))
  const taker =
    open.find(({ entry }) => entry.outcome.kind !== 'problem') ??
    (Object.keys(filled).length === 0 ? open.find(({ required }) => required) : undefined)
  return taker ? { filled: { ...filled, [taker.name]: taker.entry }, unread: [] } : { filled, unread }
}
