import { actions, type Block, type Card, type CardAction, card, facts, text } from '../card.ts'
import type { Command, Context } from '../command.ts'
import type { Translator } from '../i18n.ts'
import type { FieldView, FormView, Question } from '../ports.ts'
import type { Entries, Locale, Press } from '../request.ts'
import type { Draft } from './drafts.ts'
import { type Form, type FormField, fieldsOf, type Outcome, type Reading } from './field.ts'
import { type Outcomes, problemOf, readEntries } from './forms.ts'

const fieldView = (
  field: FormField,
  entries: Entries,
  outcome: Outcome<unknown> | undefined,
  reading: Reading,
): FieldView => {
  const problem = problemOf(field, outcome, reading)
  return {
    name: field.name,
    label: reading.translate(field.label),
    example: reading.translate(field.example),
    required: field.required,
    control: field.type.ask(reading),
    value: entries[field.name] ?? '',
    ...(problem && { problem }),
  }
}

/** Names what the form is about, and is known. */
const isGiven = ({ fixed, name }: FormField, outcomes: Outcomes): boolean =>
  fixed === true && outcomes.get(name)?.kind === 'value'

/** The whole form, for platforms that show all fields at once. */
export const formView = <C extends Context>(
  command: Command<C>,
  draft: Draft,
  reading: Reading,
): FormView => {
  const outcomes = readEntries(command.form, draft.entries, reading)
  const fields = fieldsOf(command.form)
  const given = fields.filter((field) => field.name !== draft.asking && isGiven(field, outcomes))
  return {
    draft: draft.id,
    command: command.name,
    title: reading.translate(command.summary),
    submit: reading.translate('core.form.submit'),
    cancel: reading.translate('core.form.cancel'),
    fields: fields
      .filter((field) => !given.includes(field))
      .map((field) => fieldView(field, draft.entries, outcomes.get(field.name), reading)),
    given: given.map(({ name, label }) => ({
      name,
      label: reading.translate(label),
      value: draft.entries[name] ?? '',
    })),
  }
}

const formAction = (
  label: string,
  action: string,
  values: Press['values'],
  style?: CardAction['style'],
): CardAction => ({
  label,
  press: { action: `form.${action}`, values },
  ...(style && { style }),
})

const understood = (form: Form, outcomes: Outcomes, reading: Reading): Block | undefined => {
  const known = fieldsOf(form).flatMap(({ name, label, type }) => {
    const outcome = outcomes.get(name)
    return outcome?.kind === 'value'
      ? [[reading.translate(label), type.show(outcome.value, reading)] as const]
      : []
  })
  return known.length > 0 ? facts(...known) : undefined
}

/** Only what was filled in can be lost. */
const expiry = (draft: Draft, zone: string, translate: Translator): Block | false =>
  Object.keys(draft.entries).length > 0 &&
  text(translate('core.form.expires', { time: wallClock(draft.expiresAt, zone, translate.locale) }), 'quiet')

const wallClock = (instant: Date, zone: string, locale: Locale): string =>
  new Intl.DateTimeFormat(locale, {
    timeZone: zone,
    month: 'long',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).format(instant)

const optionsOf = (field: FormField, outcome: Outcome<unknown> | undefined, reading: Reading) => {
  if (outcome?.kind === 'choice')
    return outcome.values.map((value) => ({
      label: field.type.show(value, reading),
      value: field.type.write(value),
    }))
  const control = field.type.ask(reading)
  return control.kind === 'choice' ? control.options : []
}

/** One question of the form as a card, with buttons for what can be chosen. `problem` replaces what reading the entry says. */
export const questionCard = (
  form: Form,
  draft: Draft,
  field: FormField,
  reading: Reading,
  zone: string,
  problem?: string,
): { readonly card: Card; readonly question: Question } => {
  const { translate } = reading
  const outcomes = readEntries(form, draft.entries, reading)
  const outcome = outcomes.get(field.name)
  const view = fieldView(field, draft.entries, outcome, reading)
  const wrong = problem ?? (outcome?.kind === 'problem' ? view.problem : undefined)
  const names = { field: view.label, example: view.example }
  const fields = fieldsOf(form)
  const isFirst = !fields
    .slice(
      0,
      fields.findIndex(({ name }) => name === field.name),
    )
    .some(
      (each) => !isGiven(each, outcomes) && (outcomes.has(each.name) || draft.skipped.includes(each.name)),
    )
  const asked = { draft: draft.id, field: field.name }
  const buttons = [
    ...optionsOf(field, outcome, reading).map(({ label, value }) =>
      formAction(label, 'answer', { ...asked, value }),
    ),
    ...(isFirst ? [] : [formAction(translate('core.form.back'), 'back', asked)]),
    ...(field.required || outcome?.kind === 'choice'
      ? []
      : [formAction(translate('core.form.skip'), 'skip', asked)]),
    formAction(translate('core.form.cancel'), 'cancel', { draft: draft.id }),
  ]
  return {
    card: card(
      wrong !== undefined &&
        text(translate('core.form.problem', { field: view.label, problem: wrong }), 'problem'),
      understood(form, outcomes, reading),
      text(
        outcome?.kind === 'choice'
          ? translate('core.form.which', { field: view.label, text: view.value })
          : translate('core.form.ask', names),
      ),
      actions(...buttons),
      expiry(draft, zone, translate),
    ),
    question: { draft: draft.id, field: { ...view, ...(wrong !== undefined && { problem: wrong }) } },
  }
}

/** Everything as understood, with a button to change each field, before it takes effect. `about` says what that would be. */
export const reviewCard = <C extends Context>(
  command: Command<C>,
  draft: Draft,
  reading: Reading,
  zone: string,
  about?: string,
): Card => {
  const { translate } = reading
  const outcomes = readEntries(command.form, draft.entries, reading)
  const change = fieldsOf(command.form)
    .filter((field) => !isGiven(field, outcomes))
    .map(({ name, label }) =>
      formAction(translate('core.form.change', { field: translate(label) }), 'change', {
        draft: draft.id,
        field: name,
      }),
    )
  return card(
    text(about ?? translate('core.form.review', { command: translate(command.summary) })),
    understood(command.form, outcomes, reading),
    actions(
      formAction(translate('core.form.confirm'), 'confirm', { draft: draft.id }, 'primary'),
      ...(change.length > 1 ? change : []),
      formAction(translate('core.form.cancel'), 'cancel', { draft: draft.id }),
    ),
    expiry(draft, zone, translate),
  )
}

/** The button that opens a form where the platform could not open it at once. */
const openAction = (draft: Draft, translate: Translator): CardAction =>
  formAction(translate('core.form.open'), 'open', { draft: draft.id }, 'primary')

/** The card that stands for a form until it is opened, saying what is known and what is wrong. */
export const openCard = <C extends Context>(
  command: Command<C>,
  draft: Draft,
  reading: Reading,
  zone: string,
  problem?: string,
): Card => {
  const { translate } = reading
  const outcomes = readEntries(command.form, draft.entries, reading)
  const wrong = fieldsOf(command.form).flatMap((field) => {
    const found = problemOf(field, outcomes.get(field.name), reading)
    return found
      ? [text(translate('core.form.problem', { field: translate(field.label), problem: found }), 'problem')]
      : []
  })
  const missing = fieldsOf(command.form).filter(({ name, required }) => required && !outcomes.has(name))
  return card(
    problem !== undefined && text(problem, 'problem'),
    ...wrong,
    missing.length > 0 &&
      text(
        translate('core.form.needs', {
          fields: missing.map(({ label }) => translate(label)).join(translate('core.form.comma')),
        }),
      ),
    understood(command.form, outcomes, reading),
    actions(
      openAction(draft, translate),
      formAction(translate('core.form.cancel'), 'cancel', { draft: draft.id }),
    ),
    expiry(draft, zone, translate),
  )
}
