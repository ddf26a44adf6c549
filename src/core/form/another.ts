import { type Form, type FormField, fieldsOf, type Reading } from './field.ts'
import type { Filled } from './filled.ts'
import { readWords } from './words.ts'

/** Whoever corrects says so; somebody else's visit is not told as a correction. */
const corrects =
  /不对|不是|应该|应为|改|错|更正|\b(?:sorry|actually|should|correct|change|make it|i mean|rather)\b/iu

/**
 * A line that says all that a form needs, and several things otherwise than they are known in the form that waits, is no
 * answer: it tells of something else.
 */
export const isAnother = (form: Form, typed: string, reading: Reading, known: Filled): boolean => {
  if (corrects.test(typed)) return false
  const { filled } = readWords(form, typed, reading)
  const required = fieldsOf(form).filter(({ required }) => required)
  const written = ({ type, name }: FormField, from: Filled): string | undefined => {
    const outcome = from[name]?.outcome
    return outcome?.kind === 'value' ? type.write(outcome.value) : undefined
  }
  if (required.length < 2 || required.some((field) => written(field, filled) === undefined)) return false
  const differing = required.filter((field) => {
    const before = written(field, known)
    return before !== undefined && before !== written(field, filled)
  })
  return differing.length > 1
}

/** Whoever corrects names one or two things; a report says more. */
const fewestReported = 3

/**
 * Whether a line tells of something else than what stands, where a change of that waits: nearly all that such a thing needs,
 * and much of it otherwise. `standing`: nothing where it is another kind of thing.
 */
export const isReport = (
  form: Form,
  typed: string,
  reading: Reading,
  standing: Readonly<Record<string, unknown>> = {},
): boolean => {
  if (corrects.test(typed)) return false
  const { filled } = readWords(form, typed, reading)
  const read = fieldsOf(form).flatMap((field) => {
    const outcome = filled[field.name]?.outcome
    return outcome?.kind === 'value' ? [{ ...field, value: outcome.value }] : []
  })
  const differing = read.filter(
    ({ name, type, value }) => !standing[name] || type.write(value) !== type.write(standing[name]),
  )
  const missing = fieldsOf(form).filter(
    ({ name, required }) => required && !read.some((one) => one.name === name),
  )
  return differing.length >= fewestReported && missing.length <= 1
}
