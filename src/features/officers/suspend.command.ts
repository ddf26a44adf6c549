import { z } from 'zod'
import { defineCommand } from '../../core/command.ts'
import type { ProgrammeContext } from '../../programme/context.ts'
import type { FeatureTools } from '../../programme/feature.ts'
import { changedCard } from './cards.ts'
import { whoField } from './fields.ts'
import { suspend } from './service.ts'

export const suspendOfficer = ({ registry }: FeatureTools) =>
  defineCommand({
    name: 'officer suspend',
    aliases: ['人员 暂停'],
    access: 'administer',
    effect: 'write',
    form: z.object({ who: whoField() }),
    summary: 'officers.suspend.summary',
    examples: ['officers.suspend.exampleOne', 'officers.suspend.exampleTwo', 'officers.suspend.exampleThree'],
    run: async (context: ProgrammeContext, { who }) => ({
      card: changedCard(registry, await suspend(context, who), 'suspended', context.translate),
      audience: 'actor',
    }),
  })
