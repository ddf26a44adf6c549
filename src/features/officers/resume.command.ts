import { z } from 'zod'
import { defineCommand } from '../../core/command.ts'
import type { ProgrammeContext } from '../../programme/context.ts'
import type { FeatureTools } from '../../programme/feature.ts'
import { changedCard } from './cards.ts'
import { whoField } from './fields.ts'
import { resume } from './service.ts'

export const resumeOfficer = ({ registry }: FeatureTools) =>
  defineCommand({
    name: 'officer resume',
    aliases: ['人员 恢复'],
    access: 'administer',
    effect: 'write',
    form: z.object({ who: whoField() }),
    summary: 'officers.resume.summary',
    examples: ['officers.resume.exampleOne', 'officers.resume.exampleTwo', 'officers.resume.exampleThree'],
    run: async (context: ProgrammeContext, { who }) => ({
      card: changedCard(registry, await resume(context, who), 'resumed', context.translate),
      audience: 'actor',
    }),
  })
