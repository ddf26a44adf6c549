import { choice } from '../../core/fields/choice.ts'
import { dateRange } from '../../core/fields/date.ts'
import { withYears } from '../../core/fields/years.ts'
import { field } from '../../core/form/field.ts'
import type { Day } from '../../core/time/day.ts'
import { Prisma } from '../../generated/prisma/client.ts'
import { beijing } from '../../programme/beijing.ts'
import { ask } from '../../programme/records/forms.ts'
import { defineListing } from '../../programme/records/listing.ts'
import type { MeetingRecordKind, Phase } from './kind.ts'

const phaseField = choice([
  {
    value: 'upcoming',
    label: 'meetings.phase.upcoming',
    words: ['未召开', '未开', '没开', '计划', '拟召开', 'upcoming', 'planned', 'to come'],
  },
  { value: 'today', label: 'meetings.phase.today', words: [] },
  { value: 'held', label: 'meetings.phase.held', words: ['已开', '开过', '已召开', 'held', 'past'] },
  { value: 'cancelled', label: 'meetings.phase.cancelled', words: ['取消', 'canceled'] },
])

/** The day in China on which a meeting begins. */
export const dayColumn = Prisma.sql`(starts_at AT TIME ZONE ${beijing})::date`

/** The same as `phaseOf`, for the database; every phase but cancelled when none is asked for. */
const inPhase = (phase: Phase | undefined, today: Day): Prisma.Sql => {
  if (phase === 'cancelled') return Prisma.sql`state = 'cancelled'`
  const scheduled = Prisma.sql`state = 'scheduled'`
  if (phase === undefined) return scheduled
  const compared = { upcoming: '>', today: '=', held: '<' }[phase]
  return Prisma.sql`${scheduled} AND ${dayColumn} ${Prisma.raw(compared)} ${today}::date`
}

const periods = withYears(dateRange({ prefer: 'nearest' }))

export const meetingList = (kind: MeetingRecordKind) =>
  defineListing({
    filters: {
      type: ask(kind, 'type').optional(),
      period: field(periods, {
        label: 'meetings.field.period',
        example: 'meetings.example.period',
        keys: ['时段', '期间', '日期', 'date'],
      }).optional(),
      status: field(phaseField, {
        label: 'records.phase',
        example: 'meetings.phase.upcoming',
        keys: ['状态', 'state'],
      }).optional(),
    },
    where: ({ type, period, status }, today) => [
      inPhase(status, today),
      ...(type ? [Prisma.sql`type = ${type}::"MeetingType"`] : []),
      ...(period ? [Prisma.sql`${dayColumn} BETWEEN ${period.start}::date AND ${period.end}::date`] : []),
    ],
    // What is still to come leads, the next first; then what was, the last first.
    order: (_, today) => {
      const isToCome = Prisma.sql`${dayColumn} >= ${today}::date`
      return Prisma.sql`${isToCome} DESC, CASE WHEN ${isToCome} THEN starts_at END, starts_at DESC, id DESC`
    },
    questions: [{ words: 'meetings.plain.last', narrowed: 'status:held' }],
    totals: {
      held: (today) =>
        Prisma.sql`count(*) FILTER (WHERE state = 'scheduled' AND ${dayColumn} < ${today}::date)`,
      upcoming: (today) =>
        Prisma.sql`count(*) FILTER (WHERE state = 'scheduled' AND ${dayColumn} >= ${today}::date)`,
    },
    title: (translate, scope) => translate('meetings.list.title', { scope }),
    say: (translate, totals) => translate('meetings.list.totals', totals),
    isExported: true,
    line: { beside: ['time', 'type'], below: ['host', 'format', 'venue', 'agenda'] },
  })
