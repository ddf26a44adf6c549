import { z } from 'zod'
import { defineCommand } from '../../core/command.ts'
import type { ProgrammeContext } from '../../programme/context.ts'
import type { FeatureTools } from '../../programme/feature.ts'
import { deactivatedCard, deactivationWords } from './cards.ts'
import { whoField } from './fields.ts'
import { deactivate, findToDeactivate } from './service.ts'

export const removeOfficer = ({ registry }: FeatureTools) =>
  defineCommand({
    name: 'officer remove',
    aliases: ['人员 停用'],
    access: 'administer',
    effect: 'confirm',
    form: z.object({ who: whoField() }),
    summary: 'officers.remove.summary',
    examples: ['officers.remove.exampleOne', 'officers.remove.exampleTwo', 'officers.remove.exampleThree'],
    check: async (context: ProgrammeContext, { who }) => {
      if (who !== undefined) await findToDeactivate(context, who)
    },
    about: async (context: ProgrammeContext, { who }) =>
      deactivationWords(registry, await findToDeactivate(context, who), context),
    run: async (context: ProgrammeContext, { who }) => ({
      card: deactivatedCard(registry, await deactivate(context, who), context.translate),
      audience: 'actor',
    }),
  })
