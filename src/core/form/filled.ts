import type { Entry } from '../line/piece.ts'
import type { Entries } from '../request.ts'
import { type Form, type FormField, fieldsOf, type Outcome, type Reading, readingOf } from './field.ts'

/** What the fields of a form are filled with, by name: what was typed, beside what it means. */
export type Filled = Readonly<Record<string, Entry>>

export const readEntries = (form: Form, entries: Entries, reading: Reading): Filled =>
  Object.fromEntries(
    fieldsOf(form).flatMap((field) => {
      const text = entries[field.name]
      return text === undefined || text.trim() === ''
        ? []
        : [
            [
              field.name,
              meaningsIn(field, text, reading) ?? { text, outcome: readAgain(field, text, reading) },
            ],
          ]
    }),
  )

/** Between the words of an entry that can mean several things, and those meanings; nobody can type it. */
const parting = '\u001e'

/** Words that can mean several things mean them still when they are read again, whatever they were read with. */
const meaningsIn = ({ type }: FormField, kept: string, reading: Reading): Entry | undefined => {
  const [text = '', ...written] = kept.split(parting)
  const values = written.flatMap((one) => {
    const outcome = type.validate(one, reading)
    return outcome.kind === 'value' ? [outcome.value] : []
  })
  return values.length === 0 ? undefined : { text, outcome: { kind: 'choice', values } }
}

/** What was understood means the same by itself; what waits to be asked about (改到10号) may need what stands. */
const readAgain = (field: FormField, text: string, reading: Reading): Outcome<unknown> => {
  const outcome = field.type.validate(text, reading)
  return outcome.kind === 'value' ? outcome : field.type.validate(text, readingOf(field, reading))
}

/** What was typed, or what could be typed instead where it is understood. */
export const writeEntry = ({ type }: FormField, { text, outcome }: Entry): string =>
  outcome.kind === 'value' ? type.write(outcome.value) : text

const keptEntry = (field: FormField, entry: Entry): string =>
  entry.outcome.kind === 'choice'
    ? [entry.text, ...entry.outcome.values.map((value) => field.type.write(value))].join(parting)
    : writeEntry(field, entry)

/** What `readEntries` reads back. */
export const writeEntries = (form: Form, filled: Filled): Entries =>
  Object.fromEntries(
    fieldsOf(form).flatMap((field) => {
      const entry = filled[field.name]
      return entry ? [[field.name, keptEntry(field, entry)]] : []
    }),
  )

/** Values as they could be typed into their fields; those that are not there are left out. */
export const writeValues = (form: Form, values: Readonly<Record<string, unknown>>): Entries =>
  Object.fromEntries(
    fieldsOf(form).flatMap(({ name, type }) =>
      values[name] === undefined || values[name] === null ? [] : [[name, type.write(values[name])]],
    ),
  )

/** What is understood so far: the form's values when every entry is. */
export const valuesOf = (filled: Filled): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(filled).flatMap(([name, { outcome }]) =>
      outcome.kind === 'value' ? [[name, outcome.value]] : [],
    ),
  )

/** The field to ask for next: first what is wrong, then what is ambiguous, then what is missing, in the form's order. */
export const nextField = (form: Form, filled: Filled, skipped: readonly string[]): FormField | undefined => {
  const fields = fieldsOf(form)
  return (
    fields.find(({ name }) => filled[name]?.outcome.kind === 'problem') ??
    fields.find(({ name }) => filled[name]?.outcome.kind === 'choice') ??
    fields.find(({ name, required, asked }) => {
      if (filled[name] || (!required && skipped.includes(name))) return false
      return required || typeof asked !== 'function' || asked(valuesOf(filled))
    })
  )
}

/** What is wrong with a submitted form, by field, in words. */
export const problemsOf = (form: Form, entries: Entries, reading: Reading): Record<string, string> => {
  const filled = readEntries(form, entries, reading)
  const { translate } = reading
  return Object.fromEntries(
    fieldsOf(form).flatMap((field) => {
      const entry = filled[field.name]
      if (!entry)
        return field.required
          ? [[field.name, translate('core.form.missing', { example: translate(field.example) })]]
          : []
      const problem = problemOf(field, entry, reading)
      return problem ? [[field.name, problem]] : []
    }),
  )
}

/** What is wrong or unclear with one field, in words. */
export const problemOf = (
  field: FormField,
  entry: Entry | undefined,
  reading: Reading,
): string | undefined => {
  if (entry?.outcome.kind === 'problem') return reading.translate.say(entry.outcome.problem)
  if (entry?.outcome.kind !== 'choice') return undefined
  const names = entry.outcome.values.map((value) => field.type.show(value, reading)).join(' / ')
  return reading.translate('core.form.ambiguous', { names })
}
