import { z } from 'zod'
import { defineCommand } from '../../core/command.ts'
import { field } from '../../core/form/field.ts'
import type { ProgrammeContext } from '../../programme/context.ts'
import { doneCard } from './cards.ts'
import { finishVisit, visitToFinish } from './service.ts'
import { type VisitTools, visitFormFields } from './tools.ts'

export const doneCommand = (tools: VisitTools) => {
  const { reference } = visitFormFields(tools)
  const form = z.object({
    reference,
    outcome: field(tools.fields.outcome, {
      label: 'visits.field.outcome',
      example: 'visits.example.outcome',
      keys: ['成效', '成果', 'result'],
      freeText: true,
    }),
  })
  return defineCommand<ProgrammeContext, typeof form>({
    name: 'visit done',
    aliases: ['互访 完成', '互访 成效'],
    access: 'write',
    effect: 'write',
    form,
    summary: 'visits.done.summary',
    examples: ['visits.done.example1', 'visits.done.example2', 'visits.done.example3'],
    check: async (context, { reference }) => {
      if (reference !== undefined) await visitToFinish(tools, context, reference)
    },
    run: async (context, { reference, outcome }) => {
      const visit = await finishVisit(tools, context, reference, outcome)
      const said = context.translate('visits.done.done', { reference })
      return { card: doneCard({ tools, reading: context.reading }, said, visit) }
    },
  })
}
