import { choice } from '../../core/fields/choice.ts'
import { field } from '../../core/form/field.ts'
import type { Day } from '../../core/time/day.ts'
import { Prisma } from '../../generated/prisma/client.ts'
import { defineListing } from '../../programme/records/listing.ts'

const phaseField = choice([
  {
    value: 'open',
    label: 'supervision.listed.open',
    words:
      '办理中|未办|没办结|还没办结|未整改|没整改|未完成|open|unfinished|not closed|outstanding|pending'.split(
        '|',
      ),
  },
  {
    value: 'overdue',
    label: 'supervision.phase.overdue',
    words: ['逾期', '超期', '过期', '逾期的', 'overdue', 'late'],
  },
  {
    value: 'closed',
    label: 'supervision.phase.closed',
    words: ['办结', '已整改', '整改完成', 'closed', 'done'],
  },
  { value: 'cancelled', label: 'supervision.phase.cancelled', words: ['取消', 'canceled'] },
])
type Listed = 'open' | 'overdue' | 'closed' | 'cancelled'

export const open = Prisma.sql`state = 'open'`
export const overdue = (today: Day): Prisma.Sql => Prisma.sql`${open} AND due_on < ${today}::date`
/** What is open comes first, by its day: so what is overdue leads. */
export const byUrgency = Prisma.sql`(CASE WHEN state = 'open' THEN 0 ELSE 1 END), due_on, id`

const inPhase = (phase: Listed | undefined, today: Day): Prisma.Sql => {
  switch (phase) {
    case undefined:
      return Prisma.sql`state <> 'cancelled'`
    case 'overdue':
      return overdue(today)
    case 'open':
    case 'closed':
    case 'cancelled':
      return Prisma.sql`state = ${phase}::"SupervisionState"`
  }
}

export const itemList = defineListing({
  filters: {
    status: field(phaseField, {
      label: 'records.phase',
      example: 'supervision.listed.open',
      keys: ['状态', 'state'],
    }).optional(),
  },
  where: ({ status }, today) => [inPhase(status, today)],
  order: () => byUrgency,
  totals: {
    open: () => Prisma.sql`count(*) FILTER (WHERE ${open})`,
    overdue: (today) => Prisma.sql`count(*) FILTER (WHERE ${overdue(today)})`,
    closed: () => Prisma.sql`count(*) FILTER (WHERE state = 'closed')`,
  },
  title: (translate, scope) => translate('supervision.list.title', { scope }),
  say: (translate, totals) => translate('supervision.list.totals', totals),
  isExported: true,
  line: { beside: ['due', 'pair'], below: ['project', 'about', 'light', 'owner'] },
})
