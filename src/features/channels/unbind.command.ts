import { z } from 'zod'
import { defineCommand } from '../../core/command.ts'
import type { ProgrammeContext } from '../../programme/context.ts'
import type { FeatureTools } from '../../programme/feature.ts'
import type { PairOrAll } from '../../programme/fields/pair-or-all.ts'
import { targetName, unboundCard } from './cards.ts'
import { ownTarget, unbind } from './service.ts'

export const unbindChannel = (tools: FeatureTools) => {
  const { registry } = tools
  const pairOf = (target: PairOrAll) => (target === 'programme' ? undefined : registry.pair(target))
  return defineCommand({
    name: 'unbind',
    aliases: ['解绑', '解除绑定'],
    access: 'write',
    effect: 'confirm',
    form: z.object({}),
    summary: 'channels.unbind.summary',
    examples: ['channels.unbind.exampleOne', 'channels.unbind.exampleTwo', 'channels.unbind.exampleThree'],
    about: async (context: ProgrammeContext) => {
      const target = await ownTarget(context, registry)
      return context.translate('channels.unbind.about', {
        name: targetName(pairOf(target), context.translate),
      })
    },
    run: async (context: ProgrammeContext) => {
      const target = await unbind(context, tools)
      return { card: unboundCard(pairOf(target), context.translate) }
    },
  })
}
