import { actions, card, lineAction, text } from './card.ts'
import type { Context } from './command.ts'
import type { Commands } from './commands.ts'
import { type Routed, reply } from './reply.ts'
import type { Unreadable } from './request.ts'

/** What can be sent instead of what holds nothing to read. */
export const unreadable = <C extends Context>(
  context: C,
  { help }: Commands<C>,
  what: Unreadable,
): Routed => {
  const { translate } = context
  return reply(context, {
    audience: 'actor',
    card: card(
      text(translate('core.unreadable', { what })),
      help && actions(lineAction(translate('core.help'), `/${help.name}`)),
    ),
  })
}
