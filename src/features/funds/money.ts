import { yuanOf } from '../../core/fields/fen.ts'
import type { Day } from '../../core/time/day.ts'
import type { Transaction } from '../../db/database.ts'
import { fromDate } from '../../db/days.ts'
import type { ProjectMoney } from '../../programme/money-offers.ts'
import { disbursedNet, nothing } from './sums.ts'

interface Row {
  readonly project: string
  readonly planned: bigint
  readonly received: bigint
  readonly committed: bigint
  readonly disbursed: bigint
  readonly recovered: bigint
  readonly paid: bigint
  readonly retention: bigint
  readonly plannedOn: Date | null
  readonly disbursedOn: Date | null
}

const dayIn = (date: Date | null): Day | undefined => (date === null ? undefined : fromDate(date))

/** What the ledger says of projects. The first days are those of entries that still stand. */
export const moneyOf = async (
  transaction: Transaction,
  references: readonly string[],
): Promise<ReadonlyMap<string, ProjectMoney>> => {
  if (references.length === 0) return new Map()
  const rows = await transaction.$queryRaw<Row[]>`
    SELECT b.project, (sum(planned) * 100)::bigint AS planned, (sum(received) * 100)::bigint AS received,
      (sum(committed) * 100)::bigint AS committed, (sum(disbursed) * 100)::bigint AS disbursed,
      (sum(recovered) * 100)::bigint AS recovered, (sum(paid) * 100)::bigint AS paid,
      (sum(retention) * 100)::bigint AS retention, min(first.planned_on) AS "plannedOn", min(first.disbursed_on) AS "disbursedOn"
    FROM fund_project_balance b
    LEFT JOIN (
      SELECT e.project, min(e.happened_on) FILTER (WHERE e.type = 'planned') AS planned_on,
        min(e.happened_on) FILTER (WHERE e.type = 'disbursed') AS disbursed_on
      FROM fund_entry e
      WHERE e.project = ANY(${[...references]}) AND e.type IN ('planned', 'disbursed') AND e.reverses IS NULL
        AND NOT EXISTS (SELECT FROM fund_entry r WHERE r.reverses = e.reference)
      GROUP BY e.project
    ) first ON first.project = b.project
    WHERE b.project = ANY(${[...references]}) GROUP BY b.project`
  return new Map(
    rows.map(({ project, plannedOn, disbursedOn, ...sums }) => {
      const [planned, disbursed] = [dayIn(plannedOn), dayIn(disbursedOn)]
      const { committed, paid, retention, received } = sums
      return [
        project,
        {
          planned: yuanOf(sums.planned),
          received: yuanOf(received),
          committed: yuanOf(committed),
          disbursed: yuanOf(disbursedNet({ ...nothing, ...sums })),
          paid: yuanOf(paid),
          retention: yuanOf(retention),
          ...(planned && { plannedOn: planned }),
          ...(disbursed && { disbursedOn: disbursed }),
        },
      ]
    }),
  )
}
