import { actions, actionsOf, card, offered, pageAction, text } from './card.ts'
import type { Command, Context } from './command.ts'
import type { Commands } from './commands.ts'
import { quoted } from './fields/outcome.ts'
import type { Draft } from './form/drafts.ts'
import { withoutPoliteness } from './line/politeness.ts'
import { type Desk, type Earlier, type Routed, reply } from './reply.ts'
import { fold } from './text.ts'

/**
 * What of a message is meant for us: what follows our name, without a greeting or a please in front; but words before the
 * name may be the command itself (进展 @bot 武隆). `isCommand` tells what reads as one.
 */
export const meantOf = (
  typed: string,
  before: string | undefined,
  isCommand: (words: string) => boolean,
): string => {
  const politely = withoutPoliteness(fold(typed), [])
  const readings = [
    typed,
    ...(politely ? [typed.slice(politely.start)] : []),
    ...(before === undefined ? [] : [`${before} ${typed}`]),
  ]
  return readings.find(isCommand) ?? typed
}

const bare = (words: string) => fold(words).replace(/\s+/gu, ' ').trim()

/** Platforms also call a message edited when a preview or a blank was added to it. */
export const isUnchanged = ({ text: before }: Earlier, typed: string): boolean =>
  before !== undefined && bare(before) === bare(typed)

/** Whether earlier versions of a message have changed something. */
export const hasChanged = <C extends Context>({ ran }: Earlier, commands: Commands<C>): boolean =>
  ran.some((name) => commands.named(name)?.effect !== 'read')

/** Whether the question that an earlier version answered wrongly still stands: then the edit answers it. */
export const isStillAsked = ({ reply: said }: Earlier, draft: Draft): boolean =>
  said?.question?.draft === draft.id &&
  said.question.field.name === draft.asking &&
  said.question.field.problem !== undefined

/** That a command which ran is not changed by editing its message, with what its answer offered: what takes it back is there. */
export const ranAlready = (context: Context, { reply: said }: Earlier): Routed => {
  const buttons = (said ? actionsOf(said.card) : []).filter(({ disabled }) => !disabled)
  const words = context.translate('core.edited.ran', { buttons: buttons.length })
  return reply(context, {
    audience: 'actor',
    card: card(text(words, 'warning'), offered(buttons)),
  })
}

/** That an answer which was taken is not changed by editing it. */
export const answeredAlready = (context: Context): Routed =>
  reply(context, {
    audience: 'actor',
    card: card(text(context.translate('core.edited.answered'), 'warning')),
  })

/** Whether a command needs to know who speaks, and nobody can tell. */
export const needsIdentity = <C extends Context>(
  { request, caller }: C,
  { access, effect }: Command<C>,
): boolean => request.actor.anonymous === true && (effect !== 'read' || !caller.may(access))

/** How to speak as oneself; whoever presses the button does it in their own name. */
export const unrecognised = (context: Context, line: string): Routed =>
  reply(context, {
    card: card(text(context.translate('core.anonymous'), 'warning'), actions(pageAction(quoted(line), line))),
  })

/** The first version of an edited message made no record: what was asked because of it is answered by the edit. */
export const giveUp = async ({ request }: Context, desk: Desk, command: string): Promise<boolean> => {
  const draft = await desk.drafts.open(request.actor.account, request.conversation)
  if (draft?.command !== command) return false
  await desk.drafts.remove(draft.id)
  return true
}
