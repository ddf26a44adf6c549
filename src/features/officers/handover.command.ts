import { z } from 'zod'
import { defineCommand } from '../../core/command.ts'
import { text } from '../../core/fields/text.ts'
import { field } from '../../core/form/field.ts'
import type { ProgrammeContext } from '../../programme/context.ts'
import type { FeatureTools } from '../../programme/feature.ts'
import { whoField } from './fields.ts'
import { findFrom, findPassing, passOn } from './handover.ts'
import { handedOverCard, handoverWords, tellHandover } from './handover-cards.ts'

/** Passes what is open, and an officer answers for, to a colleague: shown first, then done. */
export const handOver = (tools: FeatureTools) =>
  defineCommand({
    name: 'handover',
    aliases: ['移交', '交接', '人员 移交', '人员 交接', 'officer handover'],
    // 交接仪式 is no command.
    apart: true,
    access: 'contribute',
    effect: 'confirm',
    form: z.object({
      who: whoField().optional(),
      to: field(text({ maximum: 100 }), {
        label: 'officers.handover.to',
        example: 'officers.handover.toExample',
        keys: ['给', '移交给', '接手', '接手人', 'successor'],
        claims: false,
      }),
    }),
    summary: 'officers.handover.summary',
    examples: [
      'officers.handover.exampleOne',
      'officers.handover.exampleTwo',
      'officers.handover.exampleThree',
    ],
    check: async (context: ProgrammeContext, { who, to }) => {
      await findFrom(context, who)
      if (to !== undefined) await findPassing(context, tools, who, to)
    },
    about: async (context: ProgrammeContext, { who, to }) =>
      handoverWords(await findPassing(context, tools, who, to), context),
    run: async (context: ProgrammeContext, { who, to }) => {
      const passing = await findPassing(context, tools, who, to)
      await passOn(context, tools, passing)
      await tellHandover(context, tools, passing)
      return { card: handedOverCard(passing, context.translate), audience: 'actor' }
    },
  })
