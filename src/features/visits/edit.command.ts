import { z } from 'zod'
import { type Answer, defineCommand } from '../../core/command.ts'
import { field } from '../../core/form/field.ts'
import type { ProgrammeContext } from '../../programme/context.ts'
import { differenceCard, visitCard } from './cards.ts'
import type { VisitChanges } from './model.ts'
import { findSameVisits } from './queries.ts'
import { editVisit, readVisit, visitToEdit } from './service.ts'
import { type VisitTools, visitFormFields } from './tools.ts'

const editForm = (tools: VisitTools) => {
  const { reference, direction, date, head, level, people } = visitFormFields(tools)
  return z.object({
    reference,
    direction: direction.optional(),
    date: date.optional(),
    head: head.optional(),
    level: level.optional(),
    people: people.optional(),
    // Words that nothing claims are not taken for a new purpose: they may be a mistyped value.
    purpose: field(tools.fields.purpose, {
      label: 'visits.field.purpose',
      example: 'visits.example.purpose',
      keys: ['事由', '目的', '内容'],
    }).optional(),
  })
}

/** Changes a visit and shows what is different; also warns when it now looks like another one. */
export const amendVisit = async (
  tools: VisitTools,
  context: ProgrammeContext,
  reference: string,
  changes: VisitChanges,
): Promise<Answer> => {
  const view = { tools, reading: context.reading }
  const { before, after } = await editVisit(tools, context, reference, changes)
  if (before === after) {
    const { blocks } = visitCard(view, after)
    const said = context.translate('visits.edit.unchanged', { reference })
    return { card: { blocks: [{ type: 'text', text: said }, ...blocks], summary: said } }
  }
  const repeats = await findSameVisits(context.transaction, after, after.id)
  const said = context.translate('visits.edit.changed', { reference })
  return { card: differenceCard(view, said, before, after, repeats), record: reference }
}

export const editCommand = (tools: VisitTools) => {
  const form = editForm(tools)
  return defineCommand<ProgrammeContext, typeof form>({
    name: 'visit edit',
    aliases: ['互访 修改', '互访 编辑', '互访 更正'],
    access: 'write',
    effect: 'write',
    form,
    summary: 'visits.edit.summary',
    examples: ['visits.edit.example1', 'visits.edit.example2', 'visits.edit.example3'],
    check: async (context, { reference }) => {
      if (reference !== undefined) await visitToEdit(tools, context, reference)
    },
    run: async (context, { reference, ...changes }) => {
      if (Object.values(changes).some((value) => value !== undefined))
        return amendVisit(tools, context, reference, changes)
      const visit = await readVisit(tools, context, reference)
      const { blocks } = visitCard({ tools, reading: context.reading }, visit)
      const hint = context.translate('visits.edit.how', { reference })
      return { card: { blocks: [...blocks, { type: 'text', text: hint, tone: 'quiet' }] } }
    },
  })
}
