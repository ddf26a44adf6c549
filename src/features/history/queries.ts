import { z } from 'zod'
import type { Transaction } from '../../db/database.ts'
import type { AuditRecord } from '../../programme/records/audit.ts'

/** Whole records, as JSON objects; each feature knows what is in its own. */
const record = z.record(z.string(), z.unknown()).nullable()

export interface ChangeFilter {
  readonly account: string
  /** Changes of this record only, and of what hangs on it (`M-2025-0001/MINUTES`). */
  readonly reference?: string | undefined
  /** Nothing of what hangs on it. */
  readonly isExact?: boolean
  readonly features: readonly string[]
  readonly since: Date
}

/** The latest change of an account that was not undone and is no undoing itself. */
export const findLastChange = async (
  transaction: Transaction,
  { account, reference, isExact, features, since }: ChangeFilter,
): Promise<AuditRecord | undefined> => {
  const row = await transaction.auditEntry.findFirst({
    where: {
      account,
      ...(reference !== undefined && {
        OR: [{ reference }, ...(isExact ? [] : [{ reference: { startsWith: `${reference}/` } }])],
      }),
      at: { gte: since },
      feature: { in: [...features] },
      action: { not: 'undo' },
      undoneBy: null,
    },
    orderBy: { id: 'desc' },
  })
  if (!row) return undefined
  const [before, after] = [record.parse(row.before), record.parse(row.after)]
  return {
    id: row.id,
    at: row.at,
    account: row.account,
    feature: row.feature,
    reference: row.reference,
    pairId: row.pairId ?? undefined,
    action: row.action,
    ...(before && { before }),
    ...(after && { after }),
    ...(row.version !== null && { version: row.version }),
  }
}
