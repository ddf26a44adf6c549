import { addDays, type Day } from '../../core/time/day.ts'
import type { Transaction } from '../../db/database.ts'
import { Prisma } from '../../generated/prisma/client.ts'
import { fromBeijing } from '../beijing.ts'
import { topPairs } from '../places/family.ts'
import type { Pair, Registry } from '../places/registry.ts'
import { fromRow } from './content.ts'
import type { Content, RecordKind, RecordOf } from './kind.ts'
import { tableOf } from './select.ts'

/** The most records that are told one by one in a summary; a longer one is not read. */
export const mostShown = 5

/** Entered by the end of a day in China: what came later belongs to no summary of that time. */
export const enteredBy = (day: Day): Prisma.Sql =>
  Prisma.sql`created_at < ${fromBeijing(`${addDays(day, 1)}T00:00`)}::timestamptz`

/** How many records there are, and the first few of them. */
export interface Firsts<C extends Content> {
  readonly count: number
  readonly first: ReadonlyArray<RecordOf<C>>
}

/** A record that is among the first of its pair at the top of the tree. */
export interface Ranked<C extends Content> {
  readonly record: RecordOf<C>
  /** `null`: of the whole programme. */
  readonly topId: number | null
  /** All records of that pair and of those below it. */
  readonly inPair: number
}

/** Counts the records that fulfil a condition and reads the first few of each top pair, in one statement for all pairs; in order. */
export const readFirsts = async <C extends Content>(
  kind: RecordKind<C>,
  registry: Registry,
  transaction: Transaction,
  { where, order }: { readonly where: Prisma.Sql; readonly order: Prisma.Sql },
): Promise<ReadonlyArray<Ranked<C>>> => {
  const families = [...topPairs(registry)]
  const rows = await transaction.$queryRaw<Array<{ topId: number | null; inPair: number }>>`
    SELECT * FROM (
      SELECT record.*, top_id AS "topId", (count(*) OVER (PARTITION BY top_id))::int AS "inPair",
        row_number() OVER (PARTITION BY top_id ORDER BY ${order}) AS rank_in_pair
      FROM ${tableOf(kind)} AS record
      LEFT JOIN unnest(${families.map(([id]) => id)}::int[], ${families.map(([, top]) => top)}::int[]) AS family (pair_id, top_id)
        USING (pair_id)
      WHERE (${where})
    ) AS ranked
    WHERE rank_in_pair <= ${mostShown} ORDER BY ${order}`
  return rows.map((row) => ({ record: fromRow(kind, row), topId: row.topId, inPair: row.inPair }))
}

/**
 * Those of some pairs at the top of the tree, and those of the whole programme, which concern each of them: the first of
 * several pairs are among the first of each.
 */
export const firstsOf = <C extends Content>(
  ranked: ReadonlyArray<Ranked<C>>,
  pairs: readonly Pair[],
): Firsts<C> => {
  const ids = new Set<number | null>([null, ...pairs.map(({ id }) => id)])
  const ours = ranked.filter(({ topId }) => ids.has(topId))
  const counts = new Map(ours.map(({ topId, inPair }) => [topId, inPair]))
  return {
    count: [...counts.values()].reduce((sum, count) => sum + count, 0),
    first: ours.slice(0, mostShown).map(({ record }) => record),
  }
}
