import { z } from 'zod'
import { defineCommand } from '../../core/command.ts'
import type { ProgrammeContext } from '../../programme/context.ts'
import type { FeatureTools } from '../../programme/feature.ts'
import { changedCard } from './cards.ts'
import { termFields, whoField } from './fields.ts'
import { setTerm } from './service.ts'

export const changeTerm = ({ registry }: FeatureTools) =>
  defineCommand({
    name: 'officer term',
    aliases: ['人员 任期'],
    access: 'administer',
    effect: 'write',
    form: z.object({ who: whoField(), ...termFields() }),
    summary: 'officers.term.summary',
    examples: ['officers.term.exampleOne', 'officers.term.exampleTwo', 'officers.term.exampleThree'],
    run: async (context: ProgrammeContext, { who, ...term }) => ({
      card: changedCard(registry, await setTerm(context, who, term), 'termChanged', context.translate),
      audience: 'actor',
    }),
  })
