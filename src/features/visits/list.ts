import { choice } from '../../core/fields/choice.ts'
import { field } from '../../core/form/field.ts'
import type { Day } from '../../core/time/day.ts'
import { Prisma } from '../../generated/prisma/client.ts'
import { VisitState } from '../../generated/prisma/enums.ts'
import { type WorkdayCalendar, waitingSince } from '../../programme/calendar.ts'
import type { FeatureTools } from '../../programme/feature.ts'
import { seenFromHome } from '../../programme/fields/home.ts'
import { levelField } from '../../programme/people/levels.ts'
import { ask } from '../../programme/records/forms.ts'
import { defineListing } from '../../programme/records/listing.ts'
import { begun, spans } from '../../programme/records/spans.ts'
import { type Phase, type VisitKind, visitPeriods } from './kind.ts'
import { workdaysForOutcome } from './overdue.ts'

/** A visit is listed by its phase; by several of them at once (unfinished, begun), or by a part of one (overdue), too. */
type ListedPhase = Phase | 'overdue' | 'unfinished' | 'begun'

const phase = <Value extends ListedPhase>(value: Value, words: string) =>
  ({ value, label: `visits.phase.${value}`, words: words.split('|') }) as const

const phaseField = choice([
  phase('planned', '计划|拟开展|plan|upcoming'),
  phase('ongoing', '正在进行|current'),
  phase(
    'awaiting',
    '待填|没填|未填|还没填|待填成效|未填成效|没填成效|还没填成效|没有成效|无成效|缺成效|没填结果|未填结果|还没填结果|没有结果|没结果|缺结果|没填成果|没写成效|还没写成效|未写成效|没写结果|没报成效|没交成效|awaiting|no outcome|no outcomes|without outcome|without an outcome|outcome missing|missing outcome|missing outcomes|missing an outcome|no result|no results|without a result|needs an outcome|need an outcome|needs a result',
  ),
  phase('begun', '已经开展|开展过|已举行|past|held|took place|begun'),
  phase('done', '完成|已完成|已填成效|done|finished'),
  phase('cancelled', '取消|canceled'),
  phase('overdue', '逾期|已逾期|逾期未填|超期|overdue|late'),
  phase('unfinished', '没完成|尚未完成|unfinished|not done|incomplete|pending'),
])

/** The same as `phaseOf`, for the database; every phase but cancelled when none is asked for. */
const inPhase = (calendar: WorkdayCalendar, phase: ListedPhase | undefined, today: Day): Prisma.Sql => {
  switch (phase) {
    case undefined:
      return Prisma.sql`state <> 'cancelled'`
    case 'planned':
      return spans.ahead(today)
    case 'ongoing':
      return spans.during(today)
    case 'awaiting':
      return spans.past(today)
    case 'overdue':
      return Prisma.sql`state = 'active' AND ends_on <= ${waitingSince(calendar, today, workdaysForOutcome)}::date`
    case 'begun':
      return begun(today)
    case 'unfinished':
      return Prisma.sql`state = 'active'`
    case 'done':
    case 'cancelled':
      return Prisma.sql`state = ${VisitState[phase]}::"VisitState"`
  }
}

export const visitList = (
  kind: VisitKind,
  { calendar, registry }: Pick<FeatureTools, 'calendar' | 'registry'>,
) =>
  defineListing({
    filters: {
      direction: field(seenFromHome(kind.fields.direction.type, registry), kind.fields.direction).optional(),
      period: field(visitPeriods, {
        label: 'visits.field.period',
        example: 'visits.example.period',
        keys: ['时段', '期间', '日期', 'date'],
      }).optional(),
      // Any word might be a name: it is told by its key, or by itself after a list.
      head: ask(kind, 'head', { claims: false }).optional(),
      // In a list a level is named by itself; in a visit it follows from the title.
      level: field(levelField(), { ...kind.fields.level, asked: true }).optional(),
      status: field(phaseField, {
        label: 'records.phase',
        example: 'records.phaseExample',
        keys: ['状态', 'state'],
      }).optional(),
    },
    where: ({ direction, period, head, level, status }, today) => [
      inPhase(calendar, status, today),
      ...(direction ? [Prisma.sql`direction = ${direction.direction}::"Direction"`] : []),
      // Those that begin in it, so that each counts in one period only.
      ...(period ? [Prisma.sql`starts_on BETWEEN ${period.start}::date AND ${period.end}::date`] : []),
      ...(head?.name === undefined ? [] : [Prisma.sql`head_name = ${head.name}`]),
      ...(head?.title === undefined ? [] : [Prisma.sql`head_title = ${head.title}`]),
      ...(level ? [Prisma.sql`level = ${level}::"Level"`] : []),
    ],
    pairIn: ({ direction }) => direction?.pairId,
    // What is still to come begins with the next.
    order: ({ status }) =>
      status === 'planned' ? Prisma.sql`starts_on, id` : Prisma.sql`starts_on DESC, id DESC`,
    questions: [
      { words: 'visits.plain.next', narrowed: 'status:planned' },
      { words: 'visits.plain.last', narrowed: 'status:begun' },
      { words: 'visits.plain.sums', narrowed: '' },
    ],
    totals: {
      batches: (today) => Prisma.sql`count(*) FILTER (WHERE ${begun(today)})`,
      people: (today) => Prisma.sql`coalesce(sum(people) FILTER (WHERE ${begun(today)}), 0)`,
    },
    title: (translate, scope) => translate('visits.list.title', { scope }),
    say: (translate, totals) => translate('visits.list.totals', totals),
    isExported: true,
    line: { beside: ['date', 'direction'], below: ['people', 'head', 'level', 'purpose'] },
  })
