import { z } from 'zod'
import { defineCommand } from '../../core/command.ts'
import type { ProgrammeContext } from '../../programme/context.ts'
import { visitCard } from './cards.ts'
import { readVisit } from './service.ts'
import { type VisitTools, visitFormFields } from './tools.ts'

export const showCommand = (tools: VisitTools) => {
  const { reference } = visitFormFields(tools)
  const form = z.object({ reference })
  return defineCommand<ProgrammeContext, typeof form>({
    name: 'visit show',
    aliases: ['互访 查看', '互访 详情'],
    access: 'read',
    effect: 'read',
    form,
    summary: 'visits.show.summary',
    examples: ['visits.show.example1', 'visits.show.example2', 'visits.show.example3'],
    run: async (context, values) => {
      const visit = await readVisit(tools, context, values.reference)
      return { card: visitCard({ tools, reading: context.reading }, visit) }
    },
  })
}
