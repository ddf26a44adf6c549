import type { Reply } from '../core/ports.ts'
import type { Request } from '../core/request.ts'
import type { Database, Transaction } from '../db/database.ts'

/** Milliseconds that a process may take over a request before another one takes it. */
const lease = 60_000
/** Hours after which an unanswered request is too old to be answered. */
const answerableHours = 24
/** A request that brought the process down this often is left alone. */
const maximumAttempts = 4

export interface StoredRequest {
  readonly request: Request
  /** The reply made in the transaction of the request's effect; undefined until then. */
  readonly reply: Reply | undefined
  readonly answered: boolean
}

const messageKey = (request: Request): string | null =>
  request.message === undefined ? null : `${request.conversation}#${request.message}`

/** Stores a request before it is acknowledged. False when it was stored before: the platform delivered it again. */
export const storeRequest = async (database: Database, request: Request, now: Date): Promise<boolean> => {
  const stored = await database.client.inbox.createMany({
    data: [
      {
        id: request.id,
        conversation: request.conversation,
        account: request.actor.account,
        message: messageKey(request),
        request: JSON.parse(JSON.stringify(request)),
        receivedAt: now,
        leasedUntil: new Date(now.getTime() + lease),
      },
    ],
    skipDuplicates: true,
  })
  return stored.count === 1
}

/** Locks a stored request for the length of the transaction. */
export const lockRequest = async (
  transaction: Transaction,
  id: string,
): Promise<StoredRequest | undefined> => {
  await transaction.$queryRaw`SELECT id FROM inbox WHERE id = ${id} FOR UPDATE`
  const row = await transaction.inbox.findUnique({ where: { id } })
  if (!row) return undefined
  // Written by this module only, from the types they are read as.
  const [request, reply] = [row.request as unknown as Request, row.reply as unknown as Reply | null]
  return { request, reply: reply ?? undefined, answered: row.answeredAt !== null }
}

/** Keeps the reply in the transaction of the request's effect. */
export const keepReply = async (
  transaction: Transaction,
  id: string,
  made: { readonly reply: Reply; readonly command?: string; readonly record?: string },
  now: Date,
): Promise<void> => {
  await transaction.inbox.update({
    where: { id },
    data: {
      processedAt: now,
      reply: JSON.parse(JSON.stringify(made.reply)),
      command: made.command ?? null,
      record: made.record ?? null,
    },
  })
}

export const markAnswered = async (database: Database, id: string, now: Date): Promise<void> => {
  await database.client.inbox.update({ where: { id }, data: { answeredAt: now } })
}

/**
 * Takes over requests that a process accepted and never answered. `everything`: also those under lease,
 * when no other process can be alive (the embedded database has one owner).
 */
export const takeOverUnanswered = async (
  database: Database,
  now: Date,
  everything: boolean,
): Promise<Request[]> => {
  const leaseEnds = everything ? new Date(8.64e15) : now
  const oldest = new Date(now.getTime() - answerableHours * 3_600_000)
  const rows = await database.client.$queryRaw<{ request: Request }[]>`
    UPDATE inbox SET leased_until = ${new Date(now.getTime() + lease)}, attempts = attempts + 1
    WHERE id IN (
      SELECT id FROM inbox
      WHERE answered_at IS NULL AND leased_until < ${leaseEnds} AND received_at > ${oldest} AND attempts < ${maximumAttempts}
      ORDER BY received_at LIMIT 100 FOR UPDATE SKIP LOCKED
    )
    RETURNING request`
  return rows.map(({ request }) => request)
}

/** The record that a message made, for when the message is edited. */
export const recordOfMessage = async (
  transaction: Transaction,
  request: Request,
): Promise<{ command: string; record: string } | undefined> => {
  const key = messageKey(request)
  if (key === null) return undefined
  const row = await transaction.inbox.findFirst({
    where: { message: key, record: { not: null }, account: request.actor.account },
    orderBy: { receivedAt: 'asc' },
  })
  return row?.command && row.record ? { command: row.command, record: row.record } : undefined
}
