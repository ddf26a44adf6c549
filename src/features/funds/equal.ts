import { addDays } from '../../core/time/day.ts'
import { Prisma } from '../../generated/prisma/client.ts'
import type { ProgrammeContext } from '../../programme/context.ts'
import { selectRecords } from '../../programme/records/select.ts'
import type { Draft, Entry } from './content.ts'
import type { EntryKind } from './kind.ts'

/** Days within which equal entries may be one that is entered twice. */
const lookedBack = 14

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
