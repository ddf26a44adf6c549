import { z } from 'zod'
import { defineCommand } from '../../core/command.ts'
import type { ProgrammeContext } from '../../programme/context.ts'
import type { FeatureTools } from '../../programme/feature.ts'
import { unboundCard } from './cards.ts'
import { unbind } from './service.ts'

export const unbindChannel = ({ registry }: FeatureTools) =>
  defineCommand({
    name: 'unbind',
    aliases: ['解绑', '解除绑定'],
    access: 'write',
    effect: 'confirm',
    form: z.object({}),
    summary: 'channels.unbind.summary',
    examples: ['channels.unbind.exampleOne', 'channels.unbind.exampleTwo', 'channels.unbind.exampleThree'],
    run: async (context: ProgrammeContext) => {
      const target = await unbind(context, registry)
      const pair = target === 'programme' ? undefined : registry.pair(target)
      return { card: unboundCard(pair, context.translate) }
    },
  })
