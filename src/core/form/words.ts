import { readLine } from '../line/line.ts'
import type { Entry } from '../line/piece.ts'
import { type Form, fieldsOf, type Reading } from './field.ts'
import type { Filled } from './filled.ts'

/** Words read into a form's fields, and what no field could take. */
export interface FilledByWords {
  readonly filled: Filled
  readonly leftover: string
}

export const readWords = (form: Form, words: string, reading: Reading): FilledByWords => {
  const { entries: filled, leftover } = readLine(form, words, reading)
  const taken = leftover === '' ? undefined : takenBy(form, filled, leftover, reading)
  return taken ? { filled: { ...filled, [taken.name]: taken.entry }, leftover: '' } : { filled, leftover }
}

/** Words that no field claimed go to the first free field that can make sense of them, or else to the one that will ask about them. */
const takenBy = (
  form: Form,
  filled: Filled,
  leftover: string,
  reading: Reading,
): { readonly name: string; readonly entry: Entry } | undefined => {
  const free = fieldsOf(form)
    .filter(
      ({ name, claims, type }) =>
        filled[name] === undefined && claims !== false && type.ask(reading).kind !== 'file',
    )
    .map(({ name, required, type }) => ({
      name,
      required,
      entry: { text: leftover, outcome: type.validate(leftover, reading) },
    }))
  return (
    free.find(({ entry }) => entry.outcome.kind !== 'problem') ??
    free.find(({ required }) => required) ??
    free[0]
  )
}
