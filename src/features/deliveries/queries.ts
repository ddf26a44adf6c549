import { type ConversationReference, maximumAttempts } from '../../core/request.ts'
import type { Transaction } from '../../db/database.ts'
import type { DeliveryFailure } from '../../generated/prisma/enums.ts'

/** What waits for one conversation. */
export interface Waiting {
  readonly conversation: ConversationReference
  readonly count: number
  readonly oldest: Date
}

/** Something that will not go on by itself. */
export interface Parked {
  /** How it is called here: `M17` a message, `Q…` a request that was given up, `S…` one that could not be stored. */
  readonly code: string
  readonly kind: 'message' | 'request' | 'unstored'
  readonly conversation: ConversationReference
  readonly failure: DeliveryFailure | null
  /** The platform's or the database's own words. */
  readonly detail: string | null
  readonly attempts: number
  readonly at: Date
}

/** The conversation that waits longest first. What is to be sent later does not wait. */
export const findWaiting = (transaction: Transaction, now: Date): Promise<Waiting[]> =>
  transaction.$queryRaw<Waiting[]>`
    SELECT conversation, count(*)::int AS count, min(created_at) AS oldest FROM outbox
    WHERE state = 'sending' OR state = 'due' AND (due_at <= ${now} OR failure IS NOT NULL OR uncertain)
    GROUP BY conversation ORDER BY oldest, conversation`

/** The latest first; one when a code is given. */
export const findParked = (
  transaction: Transaction,
  { code, offset, limit }: { readonly code?: string; readonly offset: number; readonly limit: number },
): Promise<Array<Parked & { readonly total: number }>> => transaction.$queryRaw<
  Array<Parked & { readonly total: number }>
>`
    SELECT *, count(*) OVER ()::int AS total FROM (
      SELECT 'M' || id AS code, 'message' AS kind, conversation, failure::text AS failure, detail, attempts, due_at AS at
      FROM outbox WHERE state = 'failed'
      UNION ALL
      SELECT 'Q' || left(md5(id), 8), 'request', conversation, NULL, NULL, attempts, received_at
      FROM inbox WHERE attempts > ${maximumAttempts} AND reply IS NULL AND answered_at IS NOT NULL
      UNION ALL
      SELECT 'S' || left(md5(id), 8), 'unstored', split_part(id, ':', 1), NULL, reason, 0, received_at FROM set_aside
    ) AS parked
    WHERE ${code ?? null}::text IS NULL OR upper(code) = upper(${code ?? null})
    ORDER BY at DESC, code LIMIT ${limit} OFFSET ${offset}`

/** What was set aside joins the requests that wait, as the intake stores them and as of when it came. Throws when it is refused again. */
const store = async (transaction: Transaction, id: string): Promise<void> => {
  await transaction.$executeRaw`
    INSERT INTO inbox (id, conversation, account, message, request, received_at, leased_until, album)
    SELECT id, content ->> 'conversation', content -> 'actor' ->> 'account',
      (content ->> 'conversation') || '#' || (content ->> 'message'), content, received_at, 'epoch', content -> 'album' ->> 'id'
    FROM (SELECT id, request::jsonb AS content, received_at FROM set_aside WHERE left(md5(id), 8) = ${id}) AS aside
    ON CONFLICT (id) DO NOTHING`
  await transaction.$executeRaw`DELETE FROM set_aside WHERE left(md5(id), 8) = ${id}`
}

/**
 * A message is due again, as if it had never been tried but for what may have arrived; a request is taken up again. Throws when the
 * database still refuses it.
 */
export const sendAgain = async (
  transaction: Transaction,
  { code, kind }: Parked,
  now: Date,
): Promise<void> => {
  const id = code.slice(1)
  if (kind === 'unstored') await store(transaction, id)
  else if (kind === 'message')
    await transaction.$executeRaw`
      UPDATE outbox SET state = 'due', due_at = ${now}, failure = NULL, detail = NULL,
        attempts = CASE WHEN uncertain THEN 1 ELSE 0 END
      WHERE id = ${BigInt(id)} AND state = 'failed'`
  else
    await transaction.$executeRaw`
      UPDATE inbox SET attempts = 0, processed_at = NULL, answered_at = NULL, leased_until = 'epoch'
      WHERE left(md5(id), 8) = ${id} AND attempts > ${maximumAttempts} AND reply IS NULL`
}

export const drop = async (transaction: Transaction, { code, kind }: Parked): Promise<void> => {
  const id = code.slice(1)
  if (kind === 'message')
    await transaction.$executeRaw`
      UPDATE outbox SET state = 'dropped' WHERE id = ${BigInt(id)} AND state = 'failed'`
  else if (kind === 'request')
    await transaction.$executeRaw`
      UPDATE inbox SET attempts = 0 WHERE left(md5(id), 8) = ${id} AND attempts > ${maximumAttempts}`
  else await transaction.$executeRaw`DELETE FROM set_aside WHERE left(md5(id), 8) = ${id}`
}

/** Codes of pairs, or none for the whole programme, of the conversations that are bound. */
export const findBound = async (
  transaction: Transaction,
  conversations: readonly ConversationReference[],
): Promise<ReadonlyMap<ConversationReference, number | null>> => {
  const rows = await transaction.$queryRaw<
    Array<{ conversation: ConversationReference; pair: number | null }>
  >`
    SELECT conversation, pair_id AS pair FROM channel WHERE conversation = ANY(${[...conversations]})`
  return new Map(rows.map(({ conversation, pair }) => [conversation, pair]))
}
