import { z } from 'zod'
import { fenOf, yuanOf } from '../../../core/fields/fen.ts'
import type { Day } from '../../../core/time/day.ts'
import type { Transaction } from '../../../db/database.ts'
import { fromDate, toDate } from '../../../db/days.ts'
import { type FundReturn, Side } from '../../../generated/prisma/client.ts'
import { tiers } from '../../../programme/fields/tier.ts'
import type { Balance } from '../balances.ts'
import { firstOf, lastOf, type Month, monthOf } from './month.ts'

export const sides: readonly Side[] = [Side.assisting, Side.recipient]

const yuan = z.string()
const stored = z.array(
  z.object({
    tier: z.enum(tiers),
    inKind: z.boolean(),
    planned: yuan,
    received: yuan,
    committed: yuan,
    disbursed: yuan,
    paid: yuan,
    retention: yuan,
    returned: yuan,
    recovered: yuan,
  }),
)
type Figures = z.infer<typeof stored>

/** The latest version of what one side of a pair filed for a month. */
export interface Filed {
  readonly pairId: number
  readonly side: Side
  readonly month: Month
  readonly version: number
  readonly figures: Figures
  readonly dueOn: Day
  /** This version, and the first one, which says whether it was on time. */
  readonly filedOn: Day
  readonly firstOn: Day
}

/** Sums of all entries with days up to a month's end. */
export const figuresOf = async (transaction: Transaction, pairId: number, month: Month): Promise<Figures> =>
  stored.parse(
    await transaction.$queryRaw`
      SELECT tier::text AS tier, in_kind AS "inKind",
        coalesce(sum(amount) FILTER (WHERE type = 'planned'), 0)::numeric(20, 2)::text AS planned,
        coalesce(sum(amount) FILTER (WHERE type = 'received'), 0)::numeric(20, 2)::text AS received,
        coalesce(sum(amount) FILTER (WHERE type = 'committed'), 0)::numeric(20, 2)::text AS committed,
        coalesce(sum(amount) FILTER (WHERE type = 'disbursed'), 0)::numeric(20, 2)::text AS disbursed,
        coalesce(sum(amount) FILTER (WHERE type IN ('paid', 'released')), 0)::numeric(20, 2)::text AS paid,
        coalesce(sum(CASE type WHEN 'retention' THEN amount WHEN 'released' THEN -amount ELSE 0 END), 0)::numeric(20, 2)::text AS retention,
        coalesce(sum(amount) FILTER (WHERE type = 'returned' AND project IS NULL), 0)::numeric(20, 2)::text AS returned,
        coalesce(sum(amount) FILTER (WHERE type = 'returned' AND project IS NOT NULL), 0)::numeric(20, 2)::text AS recovered
      FROM fund_entry WHERE pair_id = ${pairId} AND happened_on <= ${lastOf(month)}::date
      GROUP BY fund_entry.tier, in_kind ORDER BY fund_entry.tier, in_kind`,
  )

export const balancesIn = (figures: Figures): Balance[] =>
  figures.map(({ tier, inKind, ...sums }) => ({
    tier,
    inKind,
    planned: fenOf(sums.planned),
    received: fenOf(sums.received),
    committed: fenOf(sums.committed),
    disbursed: fenOf(sums.disbursed),
    paid: fenOf(sums.paid),
    retention: fenOf(sums.retention),
    returned: fenOf(sums.returned),
    recovered: fenOf(sums.recovered),
  }))

export const isSame = (one: Figures, other: Figures): boolean =>
  JSON.stringify(balancesIn(one).map(written)) === JSON.stringify(balancesIn(other).map(written))
const written = ({ tier, inKind, ...sums }: Balance) => [
  tier,
  inKind,
  ...Object.values(sums).map((fen) => yuanOf(fen)),
]

/** The latest versions of a month, or of all months that end on a day or later. */
export const readFiled = async (
  transaction: Transaction,
  where: { readonly month: Month } | { readonly pairId: number; readonly since: Day },
): Promise<Filed[]> => {
  const rows: FundReturn[] = await transaction.fundReturn.findMany({
    where:
      'month' in where
        ? { month: toDate(firstOf(where.month)) }
        : { pairId: where.pairId, month: { gte: toDate(firstOf(monthOf(where.since))) } },
    orderBy: [{ month: 'asc' }, { side: 'asc' }, { version: 'asc' }],
  })
  const latest = new Map<string, Filed>()
  for (const { pairId, side, month, version, figures, dueOn, filedOn } of rows) {
    const key = `${pairId} ${side} ${month.toISOString()}`
    latest.set(key, {
      ...{ pairId, side, version },
      month: monthOf(fromDate(month)),
      figures: stored.parse(figures),
      dueOn: fromDate(dueOn),
      filedOn: fromDate(filedOn),
      firstOn: latest.get(key)?.firstOn ?? fromDate(filedOn),
    })
  }
  return [...latest.values()]
}

/** The months that some pairs have filed a return for, by pair: one statement. */
export const filedMonths = async (
  transaction: Transaction,
  pairIds: readonly number[],
): Promise<ReadonlyMap<number, readonly Month[]>> => {
  const rows = await transaction.fundReturn.findMany({
    where: { pairId: { in: [...pairIds] } },
    select: { pairId: true, month: true },
    distinct: ['pairId', 'month'],
    orderBy: { month: 'asc' },
  })
  const months = new Map<number, Month[]>()
  for (const { pairId, month } of rows)
    months.set(pairId, [...(months.get(pairId) ?? []), monthOf(fromDate(month))])
  return months
}

/** The pairs that have something to return for a month: an entry by its end. */
export const expectedFor = async (transaction: Transaction, month: Month): Promise<ReadonlySet<number>> => {
  const rows = await transaction.$queryRaw<{ pairId: number }[]>`
    SELECT account.pair_id AS "pairId" FROM fund_account account
    WHERE EXISTS (SELECT FROM fund_entry WHERE pair_id = account.pair_id AND happened_on <= ${lastOf(month)}::date)`
  return new Set(rows.map(({ pairId }) => pairId))
}
