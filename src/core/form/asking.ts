import { type Block, card, divider, text } from '../card.ts'
import type { Access, Caller, Command, Context } from '../command.ts'
import { UserError } from '../errors.ts'
import { type Notice, notice, type Translator } from '../i18n.ts'
import { type Desk, FormError, type Routed, reply } from '../reply.ts'
import { type Form, fieldsOf } from './field.ts'
import { nextField, valuesOf } from './filled.ts'
import { openCard, questionCard, questionText, reviewCard, waiting } from './form-cards.ts'
import { formView } from './form-view.ts'
import { draftOf, type OpenForm } from './open-form.ts'

export const optionalFields = (form: Form): string[] =>
  fieldsOf(form).flatMap(({ name, required }) => (required ? [] : [name]))

/** Optional fields that are not asked for even when everything is. */
export const unaskedFields = (form: Form): string[] =>
  fieldsOf(form).flatMap(({ name, required, asked }) => (!required && asked === false ? [name] : []))

/** Refuses early what is known to come to nothing. A refusal of one field has that field asked again. */
export const checkKnown = async <C extends Context>(
  context: C,
  command: Command<C>,
  open: OpenForm,
): Promise<void> => {
  try {
    await command.check?.(context, valuesOf(open.filled))
  } catch (error) {
    throw error instanceof UserError && error.field ? new FormError(error, open) : error
  }
}

/** Shows the next question, the whole form, or the review, and saves where the form stands. `problem` says why it is asked again. */
export const ask = async <C extends Context>(
  context: C,
  desk: Desk,
  command: Command<C>,
  open: OpenForm,
  problem?: string,
): Promise<Routed> => {
  const { reading, clock } = context
  const { form } = command
  const wanted = fieldsOf(form).find(({ name }) => name === open.asking)
  if (!wanted) await checkKnown(context, command, open)
  const field = wanted ?? nextField(form, open.filled, open.skipped)
  if (!field) {
    const confirming: OpenForm = { ...open, stage: 'confirming', asking: undefined, asked: [] }
    const about = await command.about?.(context, form.parse(valuesOf(open.filled)))
    await desk.drafts.save(draftOf(confirming, form))
    return reply(context, { card: reviewCard(command, confirming, reading, clock.zone, about) })
  }
  const before = open.asked.at(-1) === field.name ? open.asked.slice(0, -1) : open.asked
  const asking: OpenForm = { ...open, asking: field.name, asked: [...before, field.name] }
  await desk.drafts.save(draftOf(asking, form))
  // A choice among known values is quickest with buttons, on every platform.
  if (desk.forms === 'modal' && open.filled[field.name]?.outcome.kind !== 'choice')
    return askWhole(context, command, asking, problem)
  const { card: shown, question } = questionCard(form, asking, field, reading, clock.zone, problem)
  const asked = reply(context, { card: shown })
  return { ...asked, reply: { ...asked.reply, question } }
}

/** What a form waits for, beneath the answer to something else. */
export const againBlocks = <C extends Context>(
  { reading, translate, clock }: C,
  forms: Desk['forms'],
  command: Command<C>,
  open: OpenForm,
): Block[] => {
  const field = fieldsOf(command.form).find(({ name }) => name === open.asking)
  const { zone } = clock
  const asked =
    forms === 'modal'
      ? openCard(command, open, reading, zone)
      : field
        ? questionCard(command.form, open, field, reading, zone).card
        : reviewCard(command, open, reading, zone)
  const question = field
    ? questionText(field, open.filled[field.name], reading)
    : translate('core.form.review', { command: translate(command.summary) })
  const buttons = asked.blocks.filter(({ type }) => type === 'actions')
  const said = waiting(open, translate)
  return [
    divider,
    ...(said ? [said] : []),
    text(translate('core.form.again', { question }), 'quiet'),
    ...buttons,
  ]
}

/** The whole form where it can be opened at once, and a card with a button that opens it. */
export const askWhole = <C extends Context>(
  context: C,
  command: Command<C>,
  open: OpenForm,
  problem?: string,
): Routed => {
  const { reading, clock, request } = context
  const shown = openCard(command, open, reading, clock.zone, problem)
  const standIn = reply(context, { audience: 'actor', card: shown })
  if (!request.opensForms || problem !== undefined) return standIn
  return { ...standIn, reply: { ...standIn.reply, form: formView(command, open, reading) } }
}

/** Why a command is not for somebody, and whom to ask. */
export const refusalOf = ({ refusal, registered }: Caller, access: Access, translate: Translator): Notice =>
  refusal
    ? { key: refusal }
    : notice('core.refused', { access, ...(registered?.(translate) ?? { role: 'none', whom: '' }) })

export const refuse = <C extends Context>(context: C, command: Command<C>): Routed =>
  reply(context, {
    audience: 'actor',
    card: card(
      text(context.translate.say(refusalOf(context.caller, command.access, context.translate)), 'problem'),
      text(context.translate('core.refused.account', { account: context.caller.account }), 'quiet'),
    ),
  })

/** For a form that is gone: submitted, cancelled, expired, or of a command that is no more. */
export const expired = (context: Context): Routed =>
  reply(context, {
    audience: 'actor',
    card: card(text(context.translate('core.form.expired'), 'warning')),
  })
