import { z } from 'zod'
import type { Answer } from '../../core/command.ts'
import { defineCommand } from '../../core/command.ts'
import { UserError } from '../../core/errors.ts'
import { field } from '../../core/form/field.ts'
import { notice } from '../../core/i18n.ts'
import type { Press } from '../../core/request.ts'
import type { ProgrammeContext } from '../../programme/context.ts'
import { requireWrite } from '../../programme/people/rights.ts'
import { differenceCard, doneCard } from './cards.ts'
import { amendVisit } from './edit.command.ts'
import { differences, newVisit, type VisitContent } from './model.ts'
import { findSameVisits, lockPair } from './queries.ts'
import { contradictionNote, matchesCard } from './same.card.ts'
import { logVisit, reportVisit } from './service.ts'
import { type VisitTools, visitFormFields } from './tools.ts'

const logForm = (tools: VisitTools) => {
  const { direction, date, head, level, people } = visitFormFields(tools)
  return z.object({
    direction,
    date,
    head: head.optional(),
    level: level.optional(),
    people,
    purpose: field(tools.fields.purpose, {
      label: 'visits.field.purpose',
      example: 'visits.example.purpose',
      keys: ['事由', '目的', '内容'],
      freeText: true,
    }).optional(),
  })
}

const log = async (tools: VisitTools, context: ProgrammeContext, content: VisitContent): Promise<Answer> => {
  const visit = await logVisit(tools, context, content)
  const { translate, reading } = context
  const said = translate('visits.logged', { reference: visit.reference })
  return { card: doneCard({ tools, reading }, said, visit), record: visit.reference }
}

export const logCommand = (tools: VisitTools) => {
  const form = logForm(tools)
  return defineCommand<ProgrammeContext, typeof form>({
    name: 'visit log',
    aliases: ['互访 登记', '互访 记录', '互访 新增'],
    byDefault: true,
    access: 'write',
    effect: 'write',
    form,
    asks: true,
    summary: 'visits.log.summary',
    examples: ['visits.log.example1', 'visits.log.example2', 'visits.log.example3'],
    check: async (context, { direction }) => {
      if (direction !== undefined) requireWrite(context, tools.registry.pair(direction.pairId))
    },
    run: async (context, values) => {
      const { transaction, reading } = context
      const report = newVisit(values, tools.levelOf)
      requireWrite(context, tools.registry.pair(report.pairId))
      await lockPair(transaction, report.pairId)
      const matches = await findSameVisits(transaction, report)
      if (matches.length === 0) return log(tools, context, report)
      const kept = await context.keep('visit log', values)
      return { card: matchesCard({ tools, reading }, report, matches, kept) }
    },
    amend: (context, reference, values) => amendVisit(tools, context, reference, values),
  })
}

/** What the two buttons beside a possible repetition do. */
export const sameVisitActions = (tools: VisitTools) => {
  const form = logForm(tools)
  const takeReport = async (context: ProgrammeContext, press: Press): Promise<VisitContent> => {
    const values = await context.take(press.values.kept ?? '', form)
    if (!values) throw new UserError(notice('visits.same.gone'))
    return newVisit(values, tools.levelOf)
  }
  return {
    'visits.same': async (context: ProgrammeContext, press: Press): Promise<Answer> => {
      const report = await takeReport(context, press)
      const reference = press.values.reference ?? ''
      const { before, after } = await reportVisit(tools, context, reference, report)
      const added = differences(before, after).length > 0
      const said = context.translate(added ? 'visits.same.added' : 'visits.same.nothingNew', { reference })
      const view = { tools, reading: context.reading }
      const shown = added ? differenceCard(view, said, before, after) : doneCard(view, said, after)
      const note = contradictionNote(view, after, report)
      return { card: note ? { ...shown, blocks: [...shown.blocks, note] } : shown, replace: true }
    },
    'visits.another': async (context: ProgrammeContext, press: Press): Promise<Answer> => ({
      ...(await log(tools, context, await takeReport(context, press))),
      replace: true,
    }),
  }
}
