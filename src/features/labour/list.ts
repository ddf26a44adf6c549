import { choice } from '../../core/fields/choice.ts'
import { dateRange } from '../../core/fields/date.ts'
import { withYears } from '../../core/fields/years.ts'
import { field } from '../../core/form/field.ts'
import { Prisma } from '../../generated/prisma/client.ts'
import { defineListing } from '../../programme/records/listing.ts'
import { placeField } from './fields.ts'

const stateField = choice([
  { value: 'cancelled', label: 'labour.phase.cancelled', words: ['取消', 'canceled'] },
])

export const atPlace = (place: 'shandong' | 'near_home'): Prisma.Sql =>
  Prisma.sql`place = ${place}::"LabourPlace"`
const counts = Prisma.sql`state <> 'cancelled'`

export const labourList = defineListing({
  filters: {
    period: field(withYears(dateRange({ prefer: 'past' })), {
      label: 'labour.field.period',
      example: 'labour.example.period',
      keys: ['时段', '期间', '日期', 'date'],
    }).optional(),
    place: field(placeField(), {
      label: 'labour.field.place',
      example: 'labour.example.place',
      keys: ['去向', 'where'],
    }).optional(),
    status: field(stateField, {
      label: 'records.phase',
      example: 'labour.phase.cancelled',
      keys: ['状态', 'state'],
    }).optional(),
  },
  where: ({ period, place, status }) => [
    status ? Prisma.sql`state = 'cancelled'` : counts,
    // As it counts in the weekly summary, whose button lists it.
    ...(period ? [Prisma.sql`ends_on BETWEEN ${period.start}::date AND ${period.end}::date`] : []),
    ...(place ? [Prisma.sql`place = ${place}::"LabourPlace"`] : []),
  ],
  order: () => Prisma.sql`starts_on DESC, id DESC`,
  questions: [{ words: 'labour.plain.sums', narrowed: '' }],
  totals: {
    people: () => Prisma.sql`coalesce(sum(people) FILTER (WHERE ${counts}), 0)`,
    shandong: () => Prisma.sql`coalesce(sum(people) FILTER (WHERE ${counts} AND ${atPlace('shandong')}), 0)`,
    near: () => Prisma.sql`coalesce(sum(people) FILTER (WHERE ${counts} AND ${atPlace('near_home')}), 0)`,
    poor: () => Prisma.sql`coalesce(sum(poor) FILTER (WHERE ${counts}), 0)`,
  },
  title: (translate, scope) => translate('labour.list.title', { scope }),
  say: (translate, totals) => translate('labour.list.totals', totals),
  isExported: true,
  line: { beside: ['date', 'place', 'people', 'pair'], below: ['poor', 'enterprise', 'income', 'about'] },
})
