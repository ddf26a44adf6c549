import { z } from 'zod'
import { defineCommand } from '../../core/command.ts'
import { choice } from '../../core/fields/choice.ts'
import { count } from '../../core/fields/count.ts'
import { field, fieldsOf } from '../../core/form/field.ts'
import type { ProgrammeContext } from '../../programme/context.ts'
import { pairField } from '../../programme/fields/pair.ts'
import { requireRead } from '../../programme/people/rights.ts'
import { type Pair, pairName } from '../../programme/places/registry.ts'
import { pairIn } from '../../programme/scope.ts'
import { listCard } from './list.card.ts'
import { listVisits } from './queries.ts'
import { type VisitTools, visitFormFields } from './tools.ts'
import { familyOf } from './tree.ts'

/** As many as a telephone shows without much scrolling. */
const pageSize = 8

const phaseField = choice([
  { value: 'planned', label: 'visits.phase.planned', words: ['计划', '拟开展', 'plan', 'upcoming'] },
  { value: 'ongoing', label: 'visits.phase.ongoing', words: ['正在进行', 'current'] },
  {
    value: 'awaiting',
    label: 'visits.phase.awaiting',
    words: ['待填', '待填成效', '未填成效', '已开展', 'awaiting', 'past'],
  },
  {
    value: 'done',
    label: 'visits.phase.done',
    words: ['完成', '已完成', '已填成效', '已开展', 'done', 'finished', 'past'],
  },
  { value: 'cancelled', label: 'visits.phase.cancelled', words: ['取消', 'canceled'] },
])

const listForm = (tools: VisitTools) => {
  const { direction } = visitFormFields(tools)
  return z.object({
    pair: field(pairField(tools.registry), {
      label: 'visits.field.pair',
      example: 'visits.example.pair',
      keys: ['结对', '市县', 'place'],
    }).optional(),
    direction: direction.optional(),
    period: field(tools.fields.date, {
      label: 'visits.field.period',
      example: 'visits.example.period',
      keys: ['时段', '期间', '日期', 'date'],
    }).optional(),
    // In a list a level is named by itself; in a visit it follows from the title.
    level: field(tools.fields.level, {
      label: 'visits.field.level',
      example: 'visits.example.level',
      keys: ['级别', '层级'],
    }).optional(),
    status: field(phaseField, {
      label: 'visits.field.phase',
      example: 'visits.example.phase',
      keys: ['状态', 'state'],
    }).optional(),
    page: field(count({ units: ['页', 'page'] }), {
      label: 'visits.field.page',
      example: 'visits.example.page',
      keys: ['页', '页码'],
    }).optional(),
  })
}

/** The pair that is meant: named, or the channel's, or the officer's own. Undefined for all pairs. */
const pairMeant = (
  tools: VisitTools,
  context: ProgrammeContext,
  named: number | undefined,
): Pair | undefined => {
  if (named !== undefined) return tools.registry.pair(named)
  if (context.scope.kind === 'pair') return context.scope.pair
  return context.scope.kind === 'none' ? pairIn(context.caller.officer?.scope) : undefined
}

export const listCommand = (tools: VisitTools) => {
  const form = listForm(tools)
  return defineCommand<ProgrammeContext, typeof form>({
    name: 'visit list',
    aliases: ['互访 列表', '互访 台账', '互访 清单'],
    access: 'read',
    effect: 'read',
    form,
    summary: 'visits.list.summary',
    examples: ['visits.list.example1', 'visits.list.example2', 'visits.list.example3'],
    run: async (context, values) => {
      const { transaction, clock, reading, translate } = context
      const pair = pairMeant(tools, context, values.pair ?? values.direction?.pairId)
      for (const read of pair ? [pair] : tools.registry.pairs) requireRead(context, read)
      const filter = {
        pairIds: pair && familyOf(tools.registry, pair),
        direction: values.direction?.direction,
        period: values.period,
        level: values.level,
        phase: values.status,
      }
      const found = await listVisits(transaction, filter, clock.today(), values.page ?? 1, pageSize)
      const given = fieldsOf(form).flatMap(({ name, type }) => {
        const value = values[name as keyof typeof values]
        return value === undefined || name === 'page' ? [] : [{ name, type, value }]
      })
      const line = [
        '/visit list',
        ...given.map(({ name, type, value }) => `${name}:"${type.write(value)}"`),
      ].join(' ')
      return {
        card: listCard({ tools, reading }, found, {
          line,
          page: found.page,
          pages: Math.ceil(found.total / pageSize),
          scope: [
            pair ? pairName(pair, translate.locale) : translate('visits.list.everywhere'),
            ...given.flatMap(({ name, type, value }) => (name === 'pair' ? [] : type.show(value, reading))),
          ].join(' · '),
        }),
      }
    },
  })
}
