import { actions, type Block, type Card, type CardAction, card, facts, text } from '../card.ts'
import type { Command, Context } from '../command.ts'
import { quoted } from '../fields/outcome.ts'
import type { Translator } from '../i18n.ts'
import type { Entry } from '../line/piece.ts'
import type { Question } from '../ports.ts'
import type { Locale, Press } from '../request.ts'
import { showMoment } from '../time/words.ts'
import { cancelButton } from './button.ts'
import { type Form, type FormField, fieldsOf, type Reading } from './field.ts'
import { type Filled, problemOf } from './filled.ts'
import { fieldView, isGiven } from './form-view.ts'
import type { OpenForm } from './open-form.ts'
import { isQuote } from './quotes.ts'

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

export const understood = (form: Form, filled: Filled, reading: Reading): Block | undefined => {
  const known = fieldsOf(form).flatMap(({ name, label, type }) => {
    const outcome = filled[name]?.outcome
    return outcome?.kind === 'value'
      ? [[reading.translate(label), type.show(outcome.value, reading)] as const]
      : []
  })
  return known.length > 0 ? facts(...known) : undefined
}

/** What waits for the record that it changes. */
export const waiting = ({ said }: OpenForm, translate: Translator): Block | false =>
  said !== undefined && text(translate('core.form.said', { text: quoted(said) }))

/** Only what was filled in can be lost. */
const expiry = ({ filled, said, expiresAt }: OpenForm, zone: string, translate: Translator): Block | false =>
  (Object.keys(filled).length > 0 || said !== undefined) &&
  text(translate('core.form.expires', { time: wallClock(expiresAt, zone, translate.locale) }), 'quiet')

const wallClock = (instant: Date, zone: string, locale: Locale): string =>
  showMoment(instant, zone, locale, { month: 'long', day: 'numeric' })

/** More buttons than these are read only when each is short. */
const mostWhole = 10

const optionsOf = (field: FormField, entry: Entry | undefined, reading: Reading) => {
  if (entry?.outcome.kind === 'choice') {
    const { values } = entry.outcome
    const { show, showShort = show, write } = field.type
    const label = values.length > mostWhole ? showShort : show
    return values.map((value) => ({ label: label(value, reading), value: write(value) }))
  }
  const control = field.type.ask(reading)
  if (control.kind === 'text') return control.offers ?? []
  return control.kind === 'choice' ? control.options : []
}

/** The question for one field, in words. */
export const questionText = (field: FormField, entry: Entry | undefined, reading: Reading): string => {
  const { translate } = reading
  const { label, example, value } = fieldView(field, entry, reading)
  if (entry?.outcome.kind === 'choice' && entry.outcome.values.length === 1)
    return translate('core.form.meant', { field: label, text: value })
  return entry?.outcome.kind === 'choice'
    ? translate('core.form.which', { field: label, text: value })
    : translate('core.form.ask', { field: label, example })
}

/** One question of the form as a card, with buttons for what can be chosen. `problem` replaces what reading the entry says. */
export const questionCard = (
  form: Form,
  open: OpenForm,
  field: FormField,
  reading: Reading,
  zone: string,
  problem?: string,
): { readonly card: Card; readonly question: Question } => {
  const { translate } = reading
  const { filled, asked } = open
  const entry = filled[field.name]
  const isChoice = entry?.outcome.kind === 'choice'
  const view = fieldView(field, entry, reading)
  const wrong = problem ?? (entry?.outcome.kind === 'problem' ? view.problem : undefined)
  // What is never asked for is asked only where nothing can be done without it.
  const isRefused = field.asked === false && problem !== undefined && entry === undefined
  const own = { draft: open.id, field: field.name }
  const buttons = [
    ...optionsOf(field, entry, reading).map(({ label, value }) =>
      formAction(label, 'answer', { ...own, value }),
    ),
    ...(asked.length < 2 ? [] : [formAction(translate('core.form.back'), 'back', own)]),
    ...(field.required || isChoice || isRefused
      ? []
      : [formAction(translate('core.form.skip'), 'skip', own)]),
    cancelButton(translate, open.id),
  ]
  return {
    card: card(
      wrong !== undefined &&
        text(translate('core.form.problem', { field: view.label, problem: wrong }), 'problem'),
      understood(form, filled, reading),
      waiting(open, translate),
      text(questionText(field, entry, reading)),
      actions(...buttons),
      expiry(open, zone, translate),
    ),
    question: { draft: open.id, field: { ...view, ...(wrong !== undefined && { problem: wrong }) } },
  }
}

/** Everything as understood, with a button to change each field, before it takes effect. `about` says what that would be. */
export const reviewCard = <C extends Context>(
  command: Command<C>,
  open: OpenForm,
  reading: Reading,
  zone: string,
  about?: string,
): Card => {
  const { translate } = reading
  const change = fieldsOf(command.form)
    .filter((field) => !isGiven(field, open.filled) && !isQuote(field))
    .map(({ name, label }) =>
      formAction(translate('core.form.change', { field: translate(label) }), 'change', {
        draft: open.id,
        field: name,
      }),
    )
  return card(
    text(about ?? translate('core.form.review', { command: translate(command.summary) })),
    understood(command.form, open.filled, reading),
    actions(
      formAction(translate('core.form.confirm'), 'confirm', { draft: open.id }, 'primary'),
      ...(change.length > 1 ? change : []),
      cancelButton(translate, open.id),
    ),
    expiry(open, zone, translate),
  )
}

/** The button that opens a form where the platform could not open it at once. */
const openAction = (open: OpenForm, translate: Translator): CardAction =>
  formAction(translate('core.form.open'), 'open', { draft: open.id }, 'primary')

/** The card that stands for a form until it is opened, saying what is known and what is wrong. */
export const openCard = <C extends Context>(
  command: Command<C>,
  open: OpenForm,
  reading: Reading,
  zone: string,
  problem?: string,
): Card => {
  const { translate } = reading
  const wrong = fieldsOf(command.form).flatMap((field) => {
    const found = problemOf(field, open.filled[field.name], reading)
    return found
      ? [text(translate('core.form.problem', { field: translate(field.label), problem: found }), 'problem')]
      : []
  })
  const missing = fieldsOf(command.form).filter(({ name, required }) => required && !open.filled[name])
  return card(
    problem !== undefined && text(problem, 'problem'),
    ...wrong,
    missing.length > 0 &&
      text(
        translate('core.form.needs', {
          fields: missing.map(({ label }) => translate(label)).join(translate('core.form.comma')),
        }),
      ),
    understood(command.form, open.filled, reading),
    waiting(open, translate),
    actions(openAction(open, translate), cancelButton(translate, open.id)),
    expiry(open, zone, translate),
  )
}
