import type { Entries } from '../request.ts'
import { type Form, type FormField, fieldsOf, type Outcome, type Reading } from './field.ts'

/** What every filled-in field of a form means. */
export type Outcomes = ReadonlyMap<string, Outcome<unknown>>

export const readEntries = (form: Form, entries: Entries, reading: Reading): Outcomes =>
  new Map(
    fieldsOf(form).flatMap(({ name, type }) => {
      const entry = entries[name]
      return entry === undefined || entry.trim() === ''
        ? []
        : [[name, type.validate(entry, reading)] as const]
    }),
  )

/** The values of a form whose every outcome is a value. */
export const valuesOf = (outcomes: Outcomes): Record<string, unknown> =>
  Object.fromEntries(
    [...outcomes].flatMap(([name, outcome]) => (outcome.kind === 'value' ? [[name, outcome.value]] : [])),
  )

/** Values as they could be typed into their fields; those that are not there are left out. */
export const writeValues = (form: Form, values: Readonly<Record<string, unknown>>): Entries =>
  Object.fromEntries(
    fieldsOf(form).flatMap(({ name, type }) =>
      values[name] === undefined || values[name] === null ? [] : [[name, type.write(values[name])]],
    ),
  )

/** The field to ask for next: first what is wrong, then what is ambiguous, then what is missing, in the form's order. */
export const nextField = (
  form: Form,
  outcomes: Outcomes,
  skipped: readonly string[],
): FormField | undefined => {
  const fields = fieldsOf(form)
  return (
    fields.find(({ name }) => outcomes.get(name)?.kind === 'problem') ??
    fields.find(({ name }) => outcomes.get(name)?.kind === 'choice') ??
    fields.find(({ name, required }) => !outcomes.has(name) && (required || !skipped.includes(name)))
  )
}

/** What is wrong with a submitted form, by field, in words. */
export const problemsOf = (form: Form, entries: Entries, reading: Reading): Record<string, string> => {
  const outcomes = readEntries(form, entries, reading)
  const { translate } = reading
  return Object.fromEntries(
    fieldsOf(form).flatMap((field) => {
      const outcome = outcomes.get(field.name)
      if (!outcome)
        return field.required
          ? [[field.name, translate('core.form.missing', { example: translate(field.example) })]]
          : []
      const problem = problemOf(field, outcome, reading)
      return problem ? [[field.name, problem]] : []
    }),
  )
}

/** What is wrong or unclear with one field, in words. */
export const problemOf = (
  field: FormField,
  outcome: Outcome<unknown> | undefined,
  reading: Reading,
): string | undefined => {
  if (outcome?.kind === 'problem') return reading.translate.say(outcome.problem)
  if (outcome?.kind !== 'choice') return undefined
  const names = outcome.values.map((value) => field.type.show(value, reading)).join(' / ')
  return reading.translate('core.form.ambiguous', { names })
}
