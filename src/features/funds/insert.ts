import type { Transaction } from '../../db/database.ts'
import type { Side } from '../../generated/prisma/client.ts'
import type { Draft } from './content.ts'

interface Origin {
  readonly account: string
  readonly officerId: number | null
  readonly side: Side | null
  readonly conversation: string
}

/** Adds entries to the ledger in one statement, in their order: the trigger weighs each as though it had come by itself. */
export const insertEntries = async (
  transaction: Transaction,
  drafts: readonly Draft[],
  references: readonly string[],
  { account, officerId, side, conversation }: Origin,
  now: Date,
): Promise<void> => {
  const rows = drafts.map((draft, turn) => ({
    ...{ turn, reference: references[turn], pair_id: draft.pairId, project: draft.project },
    ...{ type: draft.type, tier: draft.tier, in_kind: draft.inKind, amount: draft.amount },
    ...{ document: draft.document, note: draft.note, happened_on: draft.happenedOn },
  }))
  await transaction.$executeRaw`
    INSERT INTO fund_entry (reference, pair_id, project, type, tier, in_kind, amount, document, note, happened_on,
      account, officer_id, side, conversation, created_at)
    SELECT reference, pair_id, project, type, tier, in_kind, amount, document, note, happened_on,
      ${account}, ${officerId}::int, ${side}::"Side", ${conversation}, ${now}::timestamptz
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS given (turn int, reference text, pair_id int, project text,
      type "FundType", tier "FundTier", in_kind boolean, amount numeric, document text, note text, happened_on date)
    ORDER BY turn`
}
