import { z } from 'zod'
import { actions, card, facts, heading, lineAction, text } from '../../core/card.ts'
import { defineCommand } from '../../core/command.ts'
import type { ProgrammeContext } from '../../programme/context.ts'
import type { FeatureTools } from '../../programme/feature.ts'
import { ownChannel } from '../../programme/own-channel.ts'
import { pairIn, scopeOf } from '../../programme/scope.ts'
import { targetName } from './cards.ts'

/** `/channel`: what can be set for the channel that this conversation is, and how it is set. */
export const showChannel = ({ registry, features }: FeatureTools) =>
  defineCommand({
    name: 'channel',
    aliases: ['频道', '频道 设置', 'channel settings'],
    access: 'write',
    effect: 'read',
    form: z.object({}),
    summary: 'channels.show.summary',
    plain: 'channels.show.plain',
    examples: ['channels.show.exampleOne', 'channels.show.exampleTwo', 'channels.show.exampleThree'],
    run: async (context: ProgrammeContext) => {
      const { translate } = context
      const channel = await ownChannel(context, registry)
      const settings = features().flatMap((feature) => feature.channelSettings?.(context, channel) ?? [])
      const name = targetName(pairIn(scopeOf(registry, channel)), translate)
      return {
        card: card(
          heading(translate('channels.show.title', { name })),
          channel.brokenSince !== null && text(translate('channels.show.broken'), 'warning'),
          facts(...settings.map(({ label, value }) => [translate(label), value] as const)),
          actions(
            ...settings.flatMap(({ buttons }) => buttons),
            lineAction(translate('channels.button.check'), '/channel check'),
          ),
        ),
      }
    },
  })
