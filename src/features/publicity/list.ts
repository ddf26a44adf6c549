import { choice } from '../../core/fields/choice.ts'
import { dateRange } from '../../core/fields/date.ts'
import { withYears } from '../../core/fields/years.ts'
import { field } from '../../core/form/field.ts'
import { Prisma } from '../../generated/prisma/client.ts'
import type { OutletLevel } from '../../generated/prisma/enums.ts'
import { defineListing } from '../../programme/records/listing.ts'
import { levelField } from './fields.ts'

const stateField = choice([
  { value: 'cancelled', label: 'publicity.phase.cancelled', words: ['取消', 'canceled'] },
])
export const ofLevel = (level: OutletLevel): Prisma.Sql => Prisma.sql`level = ${level}::"OutletLevel"`
const counts = Prisma.sql`state <> 'cancelled'`

export const publicityList = defineListing({
  filters: {
    period: field(withYears(dateRange({ prefer: 'past' })), {
      label: 'publicity.field.period',
      example: 'publicity.example.period',
      keys: ['时段', '期间', '日期', 'date'],
    }).optional(),
    level: field(levelField(), {
      label: 'publicity.field.level',
      example: 'publicity.example.level',
      keys: ['级别'],
    }).optional(),
    status: field(stateField, {
      label: 'records.phase',
      example: 'publicity.phase.cancelled',
      keys: ['状态', 'state'],
    }).optional(),
  },
  where: ({ period, level, status }) => [
    status ? Prisma.sql`state = 'cancelled'` : counts,
    ...(period ? [Prisma.sql`published_on BETWEEN ${period.start}::date AND ${period.end}::date`] : []),
    ...(level ? [ofLevel(level)] : []),
  ],
  order: () => Prisma.sql`published_on DESC, id DESC`,
  questions: [{ words: 'publicity.plain.sums', narrowed: '' }],
  totals: {
    national: () => Prisma.sql`count(*) FILTER (WHERE ${counts} AND ${ofLevel('national')})`,
    provincial: () => Prisma.sql`count(*) FILTER (WHERE ${counts} AND ${ofLevel('provincial')})`,
  },
  title: (translate, scope) => translate('publicity.list.title', { scope }),
  say: (translate, totals) => translate('publicity.list.totals', totals),
  isExported: true,
  line: { beside: ['date', 'outlet', 'pair'], below: ['title', 'level', 'link'] },
})
