import { z } from 'zod'
import { defineCommand } from '../../core/command.ts'
import { field } from '../../core/form/field.ts'
import { weekOf } from '../../core/time/day.ts'
import type { ProgrammeContext } from '../../programme/context.ts'
import type { FeatureTools } from '../../programme/feature.ts'
import { pairField } from '../../programme/fields/pair.ts'
import { answerWith } from './answer.ts'

/** `/digest preview`: the current week so far. */
export const previewDigest = (tools: FeatureTools) =>
  defineCommand({
    name: 'digest preview',
    aliases: ['周报 预览'],
    access: 'read',
    effect: 'read',
    form: z.object({
      pair: field(pairField(tools.registry), {
        label: 'digest.pair',
        example: 'digest.pairExample',
        keys: ['结对'],
      }).optional(),
    }),
    summary: 'digest.previewSummary',
    examples: ['digest.previewExampleOne', 'digest.previewExampleTwo', 'digest.previewExampleThree'],
    run: (context: ProgrammeContext, { pair }) =>
      answerWith(tools, context, weekOf(context.clock.today()), pair),
  })
