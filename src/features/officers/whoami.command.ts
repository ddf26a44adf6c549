import { z } from 'zod'
import { defineCommand } from '../../core/command.ts'
import type { ProgrammeContext } from '../../programme/context.ts'
import type { FeatureTools } from '../../programme/feature.ts'
import { whoCard } from './cards.ts'

export const whoAmI = ({ registry }: FeatureTools) =>
  defineCommand({
    name: 'whoami',
    aliases: ['我是谁'],
    access: 'everyone',
    effect: 'read',
    form: z.object({}),
    summary: 'officers.whoami.summary',
    examples: ['officers.whoami.exampleOne', 'officers.whoami.exampleTwo', 'officers.whoami.exampleThree'],
    run: async (context: ProgrammeContext) => ({ card: await whoCard(registry, context), audience: 'actor' }),
  })
