import { choice } from '../../core/fields/choice.ts'
import { field } from '../../core/form/field.ts'
import type { Day } from '../../core/time/day.ts'
import { Prisma } from '../../generated/prisma/client.ts'
import { waitingSince } from '../../programme/calendar.ts'
import { defineListing } from '../../programme/records/listing.ts'
import type { Ladder } from './ladder.ts'

const phaseField = choice([
  {
    value: 'open',
    label: 'problems.listed.open',
    words:
      '没解决|未解决|尚未解决|还没解决|没有解决|没办结|未办结|待解决|open|unsolved|unresolved|not solved|not resolved|outstanding'.split(
        '|',
      ),
  },
  {
    value: 'waiting',
    label: 'problems.listed.waiting',
    words: ['未受理', '没受理', '没人受理', 'waiting', 'unacknowledged'],
  },
  {
    value: 'escalated',
    label: 'problems.listed.escalated',
    words: ['升级', '已升级的', '逾期', '逾期未受理', 'overdue', 'escalated', 'late'],
  },
  { value: 'acknowledged', label: 'problems.phase.acknowledged', words: ['受理', '在办', 'acknowledged'] },
  {
    value: 'resolved',
    label: 'problems.phase.resolved',
    words: ['解决', '已办结', 'solved', 'resolved', 'closed'],
  },
  { value: 'cancelled', label: 'problems.phase.cancelled', words: ['取消', 'canceled'] },
])
type Listed = 'open' | 'waiting' | 'escalated' | 'acknowledged' | 'resolved' | 'cancelled'

export const waiting = Prisma.sql`state IN ('open', 'reopened')`
/** Neither resolved nor called off: these stay in every summary. */
export const unresolved = Prisma.sql`state IN ('open', 'reopened', 'acknowledged')`
/** Those that climb come first, the longest waiting before the others; then those that somebody has taken on. */
export const byUrgency = Prisma.sql`(CASE WHEN state IN ('open', 'reopened') THEN 0 WHEN state = 'acknowledged' THEN 1 ELSE 2 END), raised_on, id`

/** Nobody has taken it on within the workdays that its pair has for it. */
export const escalated = ({ calendar, workdaysForAnswer }: Ladder, today: Day): Prisma.Sql =>
  Prisma.sql`${waiting} AND raised_on <= ${waitingSince(calendar, today, workdaysForAnswer)}::date`

const inPhase = (ladder: Ladder, phase: Listed | undefined, today: Day): Prisma.Sql => {
  switch (phase) {
    case undefined:
      return Prisma.sql`state <> 'cancelled'`
    case 'open':
      return unresolved
    case 'waiting':
      return waiting
    case 'escalated':
      return escalated(ladder, today)
    case 'acknowledged':
    case 'resolved':
    case 'cancelled':
      return Prisma.sql`state = ${phase}::"ProblemState"`
  }
}

export const problemList = (ladder: Ladder) =>
  defineListing({
    filters: {
      status: field(phaseField, {
        label: 'records.phase',
        example: 'problems.listed.open',
        keys: ['状态', 'state'],
      }).optional(),
    },
    where: ({ status }, today) => [inPhase(ladder, status, today)],
    order: () => byUrgency,
    totals: {
      open: () => Prisma.sql`count(*) FILTER (WHERE ${unresolved})`,
      escalated: (today) => Prisma.sql`count(*) FILTER (WHERE ${escalated(ladder, today)})`,
    },
    title: (translate, scope) => translate('problems.list.title', { scope }),
    say: (translate, totals) => translate('problems.list.totals', totals),
    isExported: true,
    line: { beside: ['pair'], below: ['about', 'clock'] },
  })
