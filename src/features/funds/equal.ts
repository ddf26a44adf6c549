import { addDays } from '../../core/time/day.ts'
import type { Transaction } from '../../db/database.ts'
import { Prisma } from '../../generated/prisma/client.ts'
import type { ProgrammeContext } from '../../programme/context.ts'
import { selectRecords } from '../../programme/records/select.ts'
import type { Draft, Entry } from './content.ts'
import type { EntryKind } from './kind.ts'

/** Days within which equal entries may be one that is entered twice. */
const lookedBack = 14

/** Entries that stand or wait, with an amount and a pair that some drafts have, on days that are near theirs: one statement. */
export const entriesLike = async (
  kind: EntryKind,
  transaction: Transaction,
  drafts: readonly Draft[],
  daysApart: number,
): Promise<Entry[]> => {
  const days = drafts.map(({ happenedOn }) => happenedOn).sort()
  const [first, last] = [days.at(0), days.at(-1)]
  if (first === undefined || last === undefined) return []
  const pairs = [...new Set(drafts.map(({ pairId }) => pairId))]
  const amounts = [...new Set(drafts.map(({ amount }) => amount))]
  return selectRecords(
    kind,
    transaction,
    Prisma.sql`WHERE pair_id = ANY (${pairs}::int[]) AND amount = ANY (${amounts}::numeric[])
      AND happened_on BETWEEN ${addDays(first, -daysApart)}::date AND ${addDays(last, daysApart)}::date
      AND reverses IS NULL AND state IN ('booked', 'pending') ORDER BY id`,
  )
}

/** Entries that say the same, the latest first: legitimate, and asked about. */
export const equalEntries = (
  kind: EntryKind,
  { transaction, clock }: ProgrammeContext,
  { pairId, project, type, tier, inKind, amount, document, reverses }: Draft,
): Promise<Entry[]> =>
  reverses !== null
    ? Promise.resolve([])
    : selectRecords(
        kind,
        transaction,
        Prisma.sql`WHERE pair_id = ${pairId} AND type = ${type}::"FundType" AND tier = ${tier}::"FundTier"
          AND in_kind = ${inKind} AND amount = ${amount}::numeric AND project IS NOT DISTINCT FROM ${project}
          AND document IS NOT DISTINCT FROM ${document} AND reverses IS NULL AND state IN ('booked', 'pending')
          AND created_at >= ${addDays(clock.today(), -lookedBack)}::date ORDER BY id DESC LIMIT 3`,
      )
