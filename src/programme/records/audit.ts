import type { ProgrammeContext } from '../context.ts'

/** A change to write down. `before` and `after` are whole records as JSON; undefined where there is none. */
export interface Change {
  readonly feature: string
  readonly reference: string
  readonly pairId: number | undefined
  readonly action: string
  readonly before?: object
  readonly after?: object
  /** The record's version since this change; none for what is no record. */
  readonly version?: number
  /** The entry that this change takes back. */
  readonly undoes?: bigint
}

export interface AuditRecord extends Change {
  readonly id: bigint
  readonly at: Date
  readonly account: string
}

/** Who made a change, where, and by which request. */
export interface Author {
  readonly account: string
  readonly officerId: number | null
  readonly conversation: string
  readonly request: string
}

/** Writes the change in the request's transaction. */
export const writeAudit = (context: ProgrammeContext, change: Change): Promise<void> => {
  const { caller, request } = context
  const { conversation, id } = request
  return writeAuditOf(
    context,
    { account: caller.account, officerId: caller.officer?.id ?? null, conversation, request: id },
    change,
  )
}

/** The same for a change that no person asked for. */
export const writeAuditOf = async (
  { transaction, clock }: Pick<ProgrammeContext, 'transaction' | 'clock'>,
  { account, officerId, conversation, request }: Author,
  { feature, reference, pairId, action, before, after, version, undoes }: Change,
): Promise<void> => {
  const json = (record: object | undefined) => (record ? JSON.stringify(record) : null)
  await transaction.$executeRaw`
    INSERT INTO audit (at, account, officer_id, conversation, request, feature, reference, pair_id, action,
      before, after, version, undoes)
    VALUES (${clock.now()}, ${account}, ${officerId}, ${conversation}, ${request},
      ${feature}, ${reference}, ${pairId ?? null}, ${action}, ${json(before)}::jsonb, ${json(after)}::jsonb, ${version ?? null}, ${undoes ?? null})`
}

/** The same for many changes at once, by one author: one statement. */
export const writeAuditOfAll = async (
  { transaction, clock, caller, request }: ProgrammeContext,
  changes: readonly Change[],
): Promise<void> => {
  if (changes.length === 0) return
  const rows = changes.map(({ feature, reference, pairId, action, before, after, version }) => ({
    feature,
    reference,
    pair_id: pairId ?? null,
    action,
    before: before ?? null,
    after: after ?? null,
    version: version ?? null,
  }))
  await transaction.$executeRaw`
    INSERT INTO audit (at, account, officer_id, conversation, request, feature, reference, pair_id, action,
      before, after, version)
    SELECT ${clock.now()}::timestamptz, ${caller.account}, ${caller.officer?.id ?? null}::int, ${request.conversation}, ${request.id},
      feature, reference, pair_id, action, nullif(before, 'null'::jsonb), nullif(after, 'null'::jsonb), version
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS change (feature text, reference text, pair_id int,
      action text, before jsonb, after jsonb, version int)`
}
