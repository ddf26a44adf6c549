import { card, text } from '../card.ts'
import type { Command, Context } from '../command.ts'
import { UserError } from '../errors.ts'
import { type Desk, FormError, type Routed, reply } from '../reply.ts'
import { type Draft, draftExpiry, newDraftId } from './drafts.ts'
import { type Form, fieldsOf } from './field.ts'
import { formView, openCard, questionCard, reviewCard } from './form-cards.ts'
import { nextField, readEntries, valuesOf } from './forms.ts'

export const optionalFields = (form: Form): string[] =>
  fieldsOf(form).flatMap(({ name, required }) => (required ? [] : [name]))

/** Optional fields that are not asked for even when everything is. */
export const unaskedFields = (form: Form): string[] =>
  fieldsOf(form).flatMap(({ name, required, asked }) => (!required && asked === false ? [name] : []))

export const newDraft = <C extends Context>(
  context: C,
  command: Command<C>,
  settings: Partial<Draft>,
): Draft => ({
  id: newDraftId(),
  account: context.request.actor.account,
  conversation: context.request.conversation,
  command: command.name,
  locale: context.locale,
  entries: {},
  skipped: [],
  asking: undefined,
  stage: 'asking',
  amends: undefined,
  expiresAt: draftExpiry(context.clock.now()),
  ...settings,
})

/** Refuses early what is known to come to nothing. A refusal of one field has that field asked again. */
export const checkKnown = async <C extends Context>(
  context: C,
  command: Command<C>,
  draft: Draft,
): Promise<void> => {
  try {
    await command.check?.(context, valuesOf(readEntries(command.form, draft.entries, context.reading)))
  } catch (error) {
    throw error instanceof UserError && error.field ? new FormError(error, draft) : error
  }
}

/** Shows the next question, the whole form, or the review, and saves where the form stands. `problem` says why it is asked again. */
export const ask = async <C extends Context>(
  context: C,
  desk: Desk,
  command: Command<C>,
  draft: Draft,
  problem?: string,
): Promise<Routed> => {
  const { reading, clock } = context
  const outcomes = readEntries(command.form, draft.entries, reading)
  const wanted = fieldsOf(command.form).find(({ name }) => name === draft.asking)
  if (!wanted) await checkKnown(context, command, draft)
  const field = wanted ?? nextField(command.form, outcomes, draft.skipped)
  if (!field) {
    const confirming: Draft = { ...draft, stage: 'confirming', asking: undefined }
    const about = await command.about?.(context, command.form.parse(valuesOf(outcomes)))
    await desk.drafts.save(confirming)
    return reply(context, { card: reviewCard(command, confirming, reading, clock.zone, about) })
  }
  const asking: Draft = { ...draft, asking: field.name }
  await desk.drafts.save(asking)
  // A choice among known values is quickest with buttons, on every platform.
  if (desk.forms === 'modal' && outcomes.get(field.name)?.kind !== 'choice')
    return askWhole(context, command, asking, problem)
  const { card: shown, question } = questionCard(command.form, asking, field, reading, clock.zone, problem)
  const asked = reply(context, { card: shown })
  return { ...asked, reply: { ...asked.reply, question } }
}

/** The whole form where it can be opened at once, and a card with a button that opens it. */
export const askWhole = <C extends Context>(
  context: C,
  command: Command<C>,
  draft: Draft,
  problem?: string,
): Routed => {
  const { reading, clock, request } = context
  const shown = openCard(command, draft, reading, clock.zone, problem)
  const standIn = reply(context, { audience: 'actor', card: shown })
  if (!request.opensForms || problem !== undefined) return standIn
  return { ...standIn, reply: { ...standIn.reply, form: formView(command, draft, reading) } }
}

export const refuse = <C extends Context>(context: C, command: Command<C>): Routed =>
  reply(context, {
    audience: 'actor',
    card: card(
      text(context.translate('core.refused', { access: command.access }), 'problem'),
      text(context.translate('core.refused.account', { account: context.caller.account }), 'quiet'),
    ),
  })

/** For a form that is gone: submitted, cancelled, expired, or of a command that is no more. */
export const expired = (context: Context): Routed =>
  reply(context, {
    audience: 'actor',
    card: card(text(context.translate('core.form.expired'), 'warning')),
  })
