import { z } from 'zod'
import { defineCommand } from '../../core/command.ts'
import type { ProgrammeContext } from '../../programme/context.ts'
import type { FeatureTools } from '../../programme/feature.ts'
import { pairsCard } from './cards.ts'

export const listPairs = ({ registry }: FeatureTools) =>
  defineCommand({
    name: 'pairs',
    aliases: ['名录', '结对名录', '结对关系'],
    // The list is public knowledge, and where a stranger learns what may be asked.
    access: 'everyone',
    effect: 'read',
    plain: 'pairs.list.plain',
    form: z.object({}),
    summary: 'pairs.list.summary',
    examples: ['pairs.list.exampleOne', 'pairs.list.exampleTwo', 'pairs.list.exampleThree'],
    run: async ({ translate }: ProgrammeContext) => ({ card: pairsCard(registry.pairs, translate) }),
  })
