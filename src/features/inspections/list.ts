import { choice } from '../../core/fields/choice.ts'
import { dateRange } from '../../core/fields/date.ts'
import { withYears } from '../../core/fields/years.ts'
import { field } from '../../core/form/field.ts'
import type { Day } from '../../core/time/day.ts'
import { Prisma } from '../../generated/prisma/client.ts'
import { defineListing } from '../../programme/records/listing.ts'

const phaseField = choice([
  {
    value: 'open',
    label: 'inspections.phase.open',
    words: ['未整改', '没整改', '没有整改', 'open', 'not rectified', 'unrectified'],
  },
  {
    value: 'overdue',
    label: 'inspections.phase.overdue',
    words: ['逾期', '超期', '逾期的', '逾期未整改', '整改逾期的', 'overdue', 'late'],
  },
  {
    value: 'rectified',
    label: 'inspections.phase.rectified',
    words: ['已整改', '整改完成', 'rectified', 'done'],
  },
  { value: 'cancelled', label: 'inspections.phase.cancelled', words: ['取消', 'canceled'] },
])
type Listed = 'open' | 'overdue' | 'rectified' | 'cancelled'

export const open = Prisma.sql`state = 'open'`
export const overdue = (today: Day): Prisma.Sql => Prisma.sql`${open} AND due_on < ${today}::date`
/** What is to be rectified comes first, by its day; then the latest. */
export const byUrgency = Prisma.sql`(CASE WHEN state = 'open' THEN due_on END), inspected_on DESC, id DESC`

const inPhase = (phase: Listed | undefined, today: Day): Prisma.Sql => {
  switch (phase) {
    case undefined:
      return Prisma.sql`state <> 'cancelled'`
    case 'overdue':
      return overdue(today)
    case 'open':
    case 'rectified':
    case 'cancelled':
      return Prisma.sql`state = ${phase}::"InspectionState"`
  }
}

export const inspectionList = defineListing({
  filters: {
    period: field(withYears(dateRange({ prefer: 'past' })), {
      label: 'inspections.field.listed',
      example: 'inspections.example.listed',
      keys: ['时段', '期间', '日期', 'date', 'year'],
    }).optional(),
    status: field(phaseField, {
      label: 'records.phase',
      example: 'inspections.phase.open',
      keys: ['状态', 'state'],
    }).optional(),
  },
  where: ({ period, status }, today) => [
    inPhase(status, today),
    ...(period ? [Prisma.sql`inspected_on BETWEEN ${period.start}::date AND ${period.end}::date`] : []),
  ],
  order: () => byUrgency,
  totals: {
    open: () => Prisma.sql`count(*) FILTER (WHERE ${open})`,
    overdue: (today) => Prisma.sql`count(*) FILTER (WHERE ${overdue(today)})`,
    rectified: () => Prisma.sql`count(*) FILTER (WHERE state = 'rectified')`,
  },
  title: (translate, scope) => translate('inspections.list.title', { scope }),
  say: (translate, totals) => translate('inspections.list.totals', totals),
  isExported: true,
  line: { beside: ['on', 'score', 'pair'], below: ['project', 'findings', 'rectification', 'due'] },
})
