import { z } from 'zod'
import { defineCommand } from '../../core/command.ts'
import { field } from '../../core/form/field.ts'
import { addDays, weekOf } from '../../core/time/day.ts'
import type { ProgrammeContext } from '../../programme/context.ts'
import type { FeatureTools } from '../../programme/feature.ts'
import { pairField } from '../../programme/fields/pair.ts'
import { answerWith } from './answer.ts'
import { weekField } from './week.ts'

/** `/digest 2025-W09`: any week; without one, the last whole week. */
export const showDigest = (tools: FeatureTools) =>
  defineCommand({
    name: 'digest',
    aliases: ['周报'],
    access: 'read',
    effect: 'read',
    plain: 'digest.plain.words',
    form: z.object({
      week: field(weekField(), {
        label: 'digest.week',
        example: 'digest.weekExample',
        keys: ['周', '周次'],
      }).optional(),
      pair: field(pairField(tools.registry), {
        label: 'digest.pair',
        example: 'digest.pairExample',
        keys: ['结对'],
      }).optional(),
    }),
    summary: 'digest.summary',
    examples: ['digest.exampleOne', 'digest.exampleTwo', 'digest.exampleThree'],
    run: (context: ProgrammeContext, { week, pair }) =>
      answerWith(tools, context, week ?? weekOf(addDays(context.clock.today(), -7)), pair),
  })
