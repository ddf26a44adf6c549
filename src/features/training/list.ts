import { choice } from '../../core/fields/choice.ts'
import { withYears } from '../../core/fields/years.ts'
import { field } from '../../core/form/field.ts'
import type { Day } from '../../core/time/day.ts'
import { Prisma } from '../../generated/prisma/client.ts'
import { defineListing } from '../../programme/records/listing.ts'
import { begun, spans } from '../../programme/records/spans.ts'
import { audienceField } from './audience.ts'
import { type Phase, trainingPeriods } from './kind.ts'

const phaseField = choice([
  {
    value: 'planned',
    label: 'training.phase.planned',
    words: ['未举办', '未开班', '还没开班', 'not held yet'],
  },
  { value: 'ongoing', label: 'training.phase.ongoing', words: ['正在进行', 'ongoing', 'current'] },
  {
    value: 'held',
    label: 'training.phase.held',
    words: ['已举办', '办完', '结束', '完成', 'held', 'done', 'finished'],
  },
  { value: 'cancelled', label: 'training.phase.cancelled', words: ['取消', 'canceled'] },
])

const inPhase = (phase: Phase | undefined, today: Day): Prisma.Sql => {
  switch (phase) {
    case undefined:
      return Prisma.sql`state <> 'cancelled'`
    case 'planned':
      return spans.ahead(today)
    case 'ongoing':
      return spans.during(today)
    case 'held':
      return spans.past(today)
    case 'cancelled':
      return Prisma.sql`state = 'cancelled'`
  }
}

/** Where only some say it, the others' persons came once at least; nothing where none does. */
export const personTimes = (where: Prisma.Sql): Prisma.Sql => Prisma.sql`(
  CASE WHEN count(person_times) FILTER (WHERE ${where}) > 0
    THEN sum(coalesce(person_times, people)) FILTER (WHERE ${where}) END)`

export const trainingList = defineListing({
  filters: {
    period: field(withYears(trainingPeriods), {
      label: 'training.field.period',
      example: 'training.example.period',
      keys: ['时段', '期间', '日期', 'date'],
    }).optional(),
    audience: field(audienceField(), {
      label: 'training.field.audience',
      example: 'training.example.audience',
      keys: ['对象', 'for'],
    }).optional(),
    status: field(phaseField, {
      label: 'records.phase',
      example: 'training.phase.held',
      keys: ['状态', 'state'],
    }).optional(),
  },
  where: ({ period, audience, status }, today) => [
    inPhase(status, today),
    ...(period ? [Prisma.sql`starts_on BETWEEN ${period.start}::date AND ${period.end}::date`] : []),
    ...(audience ? [Prisma.sql`audience = ${audience}::"TrainingAudience"`] : []),
  ],
  order: ({ status }) =>
    status === 'planned' ? Prisma.sql`starts_on, id` : Prisma.sql`starts_on DESC, id DESC`,
  questions: [
    { words: 'training.plain.next', narrowed: 'status:planned' },
    { words: 'training.plain.sums', narrowed: '' },
  ],
  totals: {
    courses: (today) => Prisma.sql`coalesce(sum(courses) FILTER (WHERE ${begun(today)}), 0)`,
    people: (today) => Prisma.sql`coalesce(sum(people) FILTER (WHERE ${begun(today)}), 0)`,
    personTimes: (today) => Prisma.sql`coalesce(${personTimes(begun(today))}, 0)`,
  },
  title: (translate, scope) => translate('training.list.title', { scope }),
  say: (translate, totals) => translate('training.list.totals', totals),
  isExported: true,
  line: {
    beside: ['date', 'pair'],
    below: ['topic', 'audience', 'courses', 'people', 'personTimes', 'place'],
  },
})
