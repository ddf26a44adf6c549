import { readLine } from '../line/line.ts'
import { type Form, fieldsOf, type Reading } from './field.ts'

/** Words read into a form's fields, and what no field could take. */
export interface LineEntries {
  /** By field, as it could be typed again. */
  readonly entries: Readonly<Record<string, string>>
  readonly leftover: string
}

export const readWords = (form: Form, words: string, reading: Reading): LineEntries => {
  const { entries: found, leftover } = readLine(form, words, reading)
  const entries: Record<string, string> = {}
  for (const { name, type } of fieldsOf(form)) {
    const entry = found[name]
    if (entry) entries[name] = entry.outcome.kind === 'value' ? type.write(entry.outcome.value) : entry.text
  }
  const taker = leftover === '' ? undefined : takerOf(form, entries, leftover, reading)
  return taker === undefined
    ? { entries, leftover }
    : { entries: { ...entries, [taker]: leftover }, leftover: '' }
}

/** Words that no field claimed go to the first free field that can make sense of them, or else to the one that will ask about them. */
const takerOf = (
  form: Form,
  entries: LineEntries['entries'],
  leftover: string,
  reading: Reading,
): string | undefined => {
  const free = fieldsOf(form).filter(({ name, claims }) => entries[name] === undefined && claims !== false)
  const taker =
    free.find(({ type }) => type.validate(leftover, reading).kind !== 'problem') ??
    free.find(({ required }) => required) ??
    free[0]
  return taker?.name
}
