import type { Command, Context } from '../command.ts'
import { quoted } from '../fields/outcome.ts'
import type { Entry } from '../line/piece.ts'
import type { FieldView, FormView } from '../ports.ts'
import { type FormField, fieldsOf, type Reading } from './field.ts'
import { type Filled, problemOf, writeEntry } from './filled.ts'
import type { OpenForm } from './open-form.ts'
import { isQuote } from './quotes.ts'

export const fieldView = (field: FormField, entry: Entry | undefined, reading: Reading): FieldView => {
  const problem = problemOf(field, entry, reading)
  return {
    name: field.name,
    label: reading.translate(field.label),
    example: reading.translate(field.example),
    required: field.required,
    control: field.type.ask(reading),
    // What nobody can type cannot be sent back either.
    value: entry && !field.type.secret ? writeEntry(field, entry) : '',
    ...(problem && { problem }),
  }
}

/** Names what the form is about, and is known. */
export const isGiven = ({ fixed, name }: FormField, filled: Filled): boolean =>
  fixed === true && filled[name]?.outcome.kind === 'value'

/** The whole form, for platforms that show all fields at once. */
export const formView = <C extends Context>(
  command: Command<C>,
  { id, filled, asking, said }: OpenForm,
  reading: Reading,
): FormView => {
  const views = fieldsOf(command.form)
    .filter((field) => !isQuote(field))
    .map((field) => ({
      view: fieldView(field, filled[field.name], reading),
      given: field.name !== asking && isGiven(field, filled),
    }))
  return {
    draft: id,
    command: command.name,
    title: reading.translate(command.summary),
    submit: reading.translate('core.form.submit'),
    cancel: reading.translate('core.form.cancel'),
    fields: views.flatMap(({ view, given }) => (given ? [] : [view])),
    given: views.flatMap(({ view: { name, label, value }, given }) =>
      given ? [{ name, label, value }] : [],
    ),
    ...(said !== undefined && { notes: [reading.translate('core.form.said', { text: quoted(said) })] }),
  }
}
