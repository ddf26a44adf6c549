import { choice } from '../../core/fields/choice.ts'
import { dateRange } from '../../core/fields/date.ts'
import { withYears } from '../../core/fields/years.ts'
import { field } from '../../core/form/field.ts'
import type { Day } from '../../core/time/day.ts'
import { Prisma } from '../../generated/prisma/client.ts'
import type { FeatureTools } from '../../programme/feature.ts'
import { seenFromHome } from '../../programme/fields/home.ts'
import { defineListing } from '../../programme/records/listing.ts'
import { begun, spans } from '../../programme/records/spans.ts'
import { cadres, categoryField } from './category.ts'
import type { ExchangeKind, Phase } from './kind.ts'

const phaseField = choice([
  { value: 'planned', label: 'exchanges.phase.planned', words: ['未到岗', '还没到岗', 'not begun'] },
  { value: 'serving', label: 'exchanges.phase.serving', words: ['在职', '在任', '挂职中', 'at their posts'] },
  {
    value: 'expired',
    label: 'exchanges.phase.expired',
    words: ['任期届满', '逾期未返', '届满未返', 'expired'],
  },
  { value: 'returned', label: 'exchanges.phase.returned', words: ['返回', '已返回', '期满返回', 'back'] },
  { value: 'cancelled', label: 'exchanges.phase.cancelled', words: ['取消', 'canceled'] },
])

export const { during: serving, past: expired } = spans
export const ofCadres = Prisma.sql`category::text = ANY (${[...cadres]}::text[])`

const inPhase = (phase: Phase | undefined, today: Day): Prisma.Sql => {
  switch (phase) {
    case undefined:
      return Prisma.sql`state <> 'cancelled'`
    case 'planned':
      return spans.ahead(today)
    case 'serving':
      return serving(today)
    case 'expired':
      return expired(today)
    case 'returned':
    case 'cancelled':
      return Prisma.sql`state = ${phase}::"ExchangeState"`
  }
}

export const exchangeList = (kind: ExchangeKind, { registry }: Pick<FeatureTools, 'registry'>) =>
  defineListing({
    filters: {
      direction: field(seenFromHome(kind.fields.direction.type, registry), kind.fields.direction).optional(),
      period: field(withYears(dateRange({ prefer: 'nearest' })), {
        label: 'exchanges.field.period',
        example: 'exchanges.example.period',
        keys: ['时段', '期间', '日期', 'date'],
      }).optional(),
      category: field(categoryField(), {
        label: 'exchanges.field.category',
        example: 'exchanges.example.category',
        keys: ['类别', 'kind'],
      }).optional(),
      status: field(phaseField, {
        label: 'records.phase',
        example: 'exchanges.phase.serving',
        keys: ['状态', 'state'],
      }).optional(),
    },
    where: ({ direction, period, category, status }, today) => [
      inPhase(status, today),
      ...(direction ? [Prisma.sql`direction = ${direction.direction}::"Direction"`] : []),
      // Those whose term begins in it, so that each counts in one period only.
      ...(period ? [Prisma.sql`starts_on BETWEEN ${period.start}::date AND ${period.end}::date`] : []),
      ...(category ? [Prisma.sql`category = ${category}::"ExchangeCategory"`] : []),
    ],
    pairIn: ({ direction }) => direction?.pairId,
    order: () => Prisma.sql`starts_on DESC, id DESC`,
    questions: [
      { words: 'exchanges.plain.serving', narrowed: 'status:serving' },
      { words: 'exchanges.plain.sums', narrowed: '' },
    ],
    totals: {
      cadres: (today) => Prisma.sql`coalesce(sum(people) FILTER (WHERE ${begun(today)} AND ${ofCadres}), 0)`,
      technicians: (today) =>
        Prisma.sql`coalesce(sum(people) FILTER (WHERE ${begun(today)} AND NOT ${ofCadres}), 0)`,
      serving: (today) => Prisma.sql`coalesce(sum(people) FILTER (WHERE ${serving(today)}), 0)`,
    },
    title: (translate, scope) => translate('exchanges.list.title', { scope }),
    say: (translate, totals) => translate('exchanges.list.totals', totals),
    isExported: true,
    line: { beside: ['direction', 'category', 'people'], below: ['names', 'post', 'term', 'returned'] },
  })
