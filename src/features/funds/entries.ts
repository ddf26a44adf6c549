import { yuanOf } from '../../core/fields/fen.ts'
import { fromDate } from '../../db/days.ts'
import type { ProgrammeFeature } from '../../programme/feature.ts'
import type { LedgerEntry } from '../../programme/money-offers.ts'

type Row = Omit<LedgerEntry, 'amount' | 'on'> & { readonly fen: bigint; readonly happenedOn: Date }

/** What stands in the ledger: an entry that was taken back, and the one that took it back, tell of nothing that happened. */
export const entriesOf: NonNullable<ProgrammeFeature['entriesOf']> = async (
  transaction,
  { projects, pairIds },
  most,
) => {
  const rows = await transaction.$queryRaw<Row[]>`
    SELECT reference, pair_id AS "pairId", project, type::text AS type, tier::text AS tier, in_kind AS "inKind",
      (amount * 100)::bigint AS fen, document, happened_on AS "happenedOn"
    FROM fund_entry e
    WHERE (project = ANY(${[...projects]}) OR (project IS NULL AND pair_id = ANY(${[...pairIds]}::int[])))
      AND reverses IS NULL AND NOT EXISTS (SELECT FROM fund_entry r WHERE r.reverses = e.reference)
    ORDER BY happened_on, id LIMIT ${most}`
  return rows.map(({ fen, happenedOn, ...entry }) => ({
    ...entry,
    amount: yuanOf(fen),
    on: fromDate(happenedOn),
  }))
}
