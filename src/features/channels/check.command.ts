import { z } from 'zod'
import { card, text } from '../../core/card.ts'
import { defineCommand } from '../../core/command.ts'
import type { ProgrammeContext } from '../../programme/context.ts'
import type { FeatureTools } from '../../programme/feature.ts'
import { ownChannel } from '../../programme/own-channel.ts'
import { tryConversation } from './service.ts'

export const checkChannel = ({ registry }: FeatureTools) =>
  defineCommand({
    name: 'channel check',
    aliases: ['频道 检查', '频道 自检', 'channel test'],
    access: 'write',
    effect: 'write',
    form: z.object({}),
    summary: 'channels.check.summary',
    examples: ['channels.check.exampleOne', 'channels.check.exampleTwo', 'channels.check.exampleThree'],
    run: async (context: ProgrammeContext) => {
      const { locale } = await ownChannel(context, registry)
      await tryConversation(context, locale)
      return { card: card(text(context.translate('channels.check.begun'))) }
    },
  })
