import { z } from 'zod'
import { defineCommand } from '../../core/command.ts'
import { field } from '../../core/form/field.ts'
import type { ProgrammeContext } from '../../programme/context.ts'
import { doneCard } from './cards.ts'
import { cancelVisit } from './service.ts'
import { type VisitTools, visitFormFields } from './tools.ts'

export const cancelCommand = (tools: VisitTools) => {
  const { reference } = visitFormFields(tools)
  const form = z.object({
    reference,
    reason: field(tools.fields.purpose, {
      label: 'visits.field.cancelReason',
      example: 'visits.example.cancelReason',
      keys: ['原因', '理由'],
      freeText: true,
    }).optional(),
  })
  return defineCommand<ProgrammeContext, typeof form>({
    name: 'visit cancel',
    aliases: ['互访 取消'],
    access: 'write',
    effect: 'write',
    form,
    summary: 'visits.cancel.summary',
    examples: ['visits.cancel.example1', 'visits.cancel.example2', 'visits.cancel.example3'],
    run: async (context, { reference, reason }) => {
      const visit = await cancelVisit(tools, context, reference, reason)
      const said = context.translate('visits.cancel.done', { reference })
      return { card: doneCard({ tools, reading: context.reading }, said, visit) }
    },
  })
}
