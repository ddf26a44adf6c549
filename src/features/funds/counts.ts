import type { DayRange } from '../../core/time/day.ts'
import type { Transaction } from '../../db/database.ts'
import { Prisma } from '../../generated/prisma/client.ts'
import type { Sums } from './sums.ts'

/** Whose entries are meant: those of some pairs, of a project, or all. */
export interface Whose {
  readonly pairIds?: readonly number[] | undefined
  readonly project?: string | undefined
}

/** What was entered with days of a period, by pair: one statement for all of them. */
export const sumsWithin = async (
  transaction: Transaction,
  { start, end }: DayRange,
  { pairIds, project }: Whose = {},
): Promise<ReadonlyMap<number, Sums>> => {
  const rows = await transaction.$queryRaw<Array<Sums & { pairId: number }>>`
    SELECT pair_id AS "pairId",
      (coalesce(sum(amount) FILTER (WHERE type = 'planned'), 0) * 100)::bigint AS planned,
      (coalesce(sum(amount) FILTER (WHERE type = 'received'), 0) * 100)::bigint AS received,
      (coalesce(sum(amount) FILTER (WHERE type = 'committed'), 0) * 100)::bigint AS committed,
      (coalesce(sum(amount) FILTER (WHERE type = 'disbursed'), 0) * 100)::bigint AS disbursed,
      (coalesce(sum(amount) FILTER (WHERE type IN ('paid', 'released')), 0) * 100)::bigint AS paid,
      (coalesce(sum(CASE type WHEN 'retention' THEN amount WHEN 'released' THEN -amount ELSE 0 END), 0) * 100)::bigint AS retention,
      (coalesce(sum(amount) FILTER (WHERE type = 'returned' AND project IS NULL), 0) * 100)::bigint AS returned,
      (coalesce(sum(amount) FILTER (WHERE type = 'returned' AND project IS NOT NULL), 0) * 100)::bigint AS recovered
    FROM fund_entry WHERE happened_on BETWEEN ${start}::date AND ${end}::date
      ${pairIds ? Prisma.sql`AND pair_id = ANY(${[...pairIds]}::int[])` : Prisma.empty}
      ${project ? Prisma.sql`AND project = ${project}` : Prisma.empty}
    GROUP BY pair_id`
  return new Map(rows.map(({ pairId, ...sums }) => [pairId, sums]))
}
