import { choice } from '../../core/fields/choice.ts'
import { preciseYuan } from '../../core/fields/yuan.ts'
import { field } from '../../core/form/field.ts'
import { Prisma } from '../../generated/prisma/client.ts'
import { ask } from '../../programme/records/forms.ts'
import { defineListing } from '../../programme/records/listing.ts'
import type { EntryKind } from './kind.ts'
import { askPeriod } from './period.field.ts'

const phaseField = choice([
  {
    value: 'pending',
    label: 'funds.phase.pending',
    words: ['待审批', '待复核', '审批', 'waiting', 'approvals'],
  },
  { value: 'red', label: 'funds.phase.red', words: ['红冲', 'reversals'] },
  { value: 'reversed', label: 'funds.phase.reversed', words: ['已冲销', '被冲销'] },
  { value: 'refused', label: 'funds.phase.refused', words: ['已拒绝', '不同意'] },
])

const withState = (state: string): Prisma.Sql =>
  state === 'red' ? Prisma.sql`(state = 'booked' AND reverses IS NOT NULL)` : Prisma.sql`state = ${state}`

/** What counts of some kinds, with what was taken back taken off. */
const sumOf = (types: string): Prisma.Sql =>
  Prisma.sql`coalesce(sum(amount)
    FILTER (WHERE state IN ('booked', 'reversed') AND type IN (${Prisma.raw(types)})), 0)::numeric(20, 2)`

export const entryList = (kind: EntryKind) =>
  defineListing({
    filters: {
      type: ask(kind, 'type').optional(),
      tier: ask(kind, 'tier').optional(),
      project: ask(kind, 'project').optional(),
      period: askPeriod(),
      status: field(phaseField, {
        label: 'records.phase',
        example: 'funds.phase.pending',
        keys: ['状态', 'state'],
      }).optional(),
    },
    where: ({ type, tier, project, period, status }) => [
      status ? withState(status) : Prisma.sql`state IN ('booked', 'reversed', 'pending')`,
      ...(type ? [Prisma.sql`type = ${type}::"FundType"`] : []),
      ...(tier ? [Prisma.sql`tier = ${tier}::"FundTier"`] : []),
      ...(project ? [Prisma.sql`project = ${project}`] : []),
      ...(period ? [Prisma.sql`happened_on BETWEEN ${period.start}::date AND ${period.end}::date`] : []),
    ],
    order: () => Prisma.sql`happened_on DESC, id DESC`,
    totals: { pending: () => Prisma.sql`count(*) FILTER (WHERE state = 'pending')` },
    sums: {
      received: sumOf(`'received'`),
      disbursed: sumOf(`'disbursed'`),
      paid: sumOf(`'paid', 'released'`),
    },
    title: (translate, scope) => translate('funds.list.title', { scope }),
    say: (translate, totals, { received = '0.00', disbursed = '0.00', paid = '0.00' }) =>
      translate('funds.list.totals', {
        ...totals,
        received: preciseYuan(received, translate),
        disbursed: preciseYuan(disbursed, translate),
        paid: preciseYuan(paid, translate),
      }),
    isExported: true,
    line: { beside: ['type', 'amount'], below: ['on', 'tier', 'project', 'document', 'note'] },
  })
