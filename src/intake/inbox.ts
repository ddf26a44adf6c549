import { actionsOf, type Card, type CardAction } from '../core/card.ts'
import type { Reply } from '../core/ports.ts'
import type { Earlier, LateCard } from '../core/reply.ts'
import { maximumAttempts, type Request } from '../core/request.ts'
import type { Database, Transaction } from '../db/database.ts'
import { withoutPersonalNumbers } from './personal.ts'

/** Milliseconds without a sign of life after which a process counts as dead and others take its requests. */
export const lease = 30_000

/** How far a request has come. */
export interface RequestState {
  /** The reply made in the transaction of the request's effect; undefined until then. */
  readonly reply: Reply | undefined
  readonly answered: boolean
  /** When it came. */
  readonly received: Date
}

const messageKey = (request: Request): string | null =>
  request.message === undefined ? null : `${request.conversation}#${request.message}`

// Every request runs these: written by hand, they cost less than Prisma's own calls (bench/README.md).

/** Stores a request before it is acknowledged. False when it was stored before: the platform delivered it again. */
export const storeRequest = async (database: Database, request: Request, now: Date): Promise<boolean> => {
  const { id, conversation, actor } = request
  const stored = await database.statements.$executeRaw`
    INSERT INTO inbox (id, conversation, account, message, request, received_at, leased_until, album)
    VALUES (${id}, ${conversation}, ${actor.account}, ${messageKey(request)}, ${JSON.stringify(request)}::jsonb,
      ${now}, ${new Date(now.getTime() + lease)}, ${request.album?.id ?? null})
    ON CONFLICT (id) DO NOTHING`
  return stored === 1
}

/** Locks a stored request for the length of the transaction. */
export const lockRequest = async (
  transaction: Transaction,
  id: string,
): Promise<RequestState | undefined> => {
  // Written by `keepReply` only, from the type it is read as.
  const [found] = await transaction.$queryRaw<{ reply: Reply | null; answered: boolean; received: Date }[]>`
    SELECT reply, answered_at IS NOT NULL AS answered, received_at AS received
    FROM inbox WHERE id = ${id} FOR UPDATE`
  return found && { ...found, reply: found.reply ?? undefined }
}

/** Keeps the reply in the transaction of the request's effect, without what is shown once; of the request what may be kept for long. */
export const keepReply = async (
  transaction: Transaction,
  request: Request,
  {
    reply: { once: _, ...reply },
    command,
    record,
  }: { readonly reply: Reply; readonly command?: string; readonly record?: string },
  now: Date,
): Promise<void> => {
  const kept = withoutPersonalNumbers(request)
  await transaction.$executeRaw`
    UPDATE inbox SET processed_at = ${now}, reply = ${JSON.stringify(reply)}::jsonb,
      command = ${command ?? null}, record = ${record ?? null},
      request = coalesce(${kept ? JSON.stringify(kept) : null}::jsonb, request)
    WHERE id = ${request.id}`
}

/** The request is done with, and there was nothing to say. */
export const keepSilence = async (transaction: Transaction, id: string, now: Date): Promise<void> => {
  await transaction.$executeRaw`UPDATE inbox SET processed_at = ${now}, answered_at = ${now} WHERE id = ${id}`
}

export const markAnswered = async (database: Database, ids: readonly string[], now: Date): Promise<void> => {
  await database.statements.$executeRaw`UPDATE inbox SET answered_at = ${now} WHERE id = ANY (${[...ids]})`
}

/** Tells other processes that this one is alive and at work on these requests. */
export const renewLeases = async (database: Database, ids: readonly string[], now: Date): Promise<void> => {
  await database.client.inbox.updateMany({
    where: { id: { in: [...ids] }, answeredAt: null },
    data: { leasedUntil: new Date(now.getTime() + lease) },
  })
}

/**
 * Takes over requests that were accepted and never answered, oldest first: those of dead processes, and `mine`, which
 * this one had to leave. `everything`: also those under lease, when no other process can be alive (the embedded
 * database has one owner).
 */
export const takeOverUnanswered = async (
  database: Database,
  now: Date,
  { everything, mine }: { readonly everything: boolean; readonly mine: readonly string[] },
): Promise<Request[]> => {
  const rows = await database.statements.$queryRaw<{ request: Request; received: Date }[]>`
    UPDATE inbox SET leased_until = ${new Date(now.getTime() + lease)}
    WHERE id IN (
      SELECT id FROM inbox
      WHERE answered_at IS NULL
        AND (${everything} OR leased_until < ${now} OR id = ANY(${mine}))
      ORDER BY received_at LIMIT 100 FOR UPDATE SKIP LOCKED
    )
    RETURNING request, received_at AS received`
  const numbers = new Intl.Collator('en', { numeric: true })
  return rows
    .sort(
      (one, other) =>
        one.received.getTime() - other.received.getTime() ||
        // Within a millisecond the platforms' own numbers tell.
        numbers.compare(one.request.id, other.request.id),
    )
    .map(({ request }) => request)
}

/**
 * What becomes of a request that was left behind: it is answered (`on`), its answer may have been said twice already
 * (`unsure`), or too many processes died of it (`undone`).
 */
export type Again = 'on' | 'unsure' | 'undone'

/**
 * To be called before a request that was left behind is taken up. An answer is said once more before it is said, so that
 * however often processes die, nobody hears it three times. One that takes the place of a card cannot be heard twice.
 */
export const beginAgain = async (database: Database, id: string, now: Date): Promise<Again> => {
  const [begun] = await database.statements.$queryRaw<
    { attempts: number; replied: boolean; repeated: boolean }[]
  >`
    UPDATE inbox AS one SET attempts = one.attempts + 1,
      repeated_at = CASE WHEN one.reply IS NULL THEN NULL ELSE coalesce(one.repeated_at, ${now}) END
    FROM (SELECT id, repeated_at FROM inbox WHERE id = ${id} FOR UPDATE) AS before
    WHERE one.id = before.id AND one.answered_at IS NULL
    RETURNING one.attempts, one.reply IS NOT NULL AS replied,
      before.repeated_at IS NOT NULL AND coalesce(one.reply ->> 'replace', '') <> 'true' AS repeated`
  if (!begun) return 'on'
  if (begun.replied && begun.repeated) return 'unsure'
  if (begun.attempts <= maximumAttempts) return 'on'
  return begun.replied ? 'unsure' : 'undone'
}

/** Keeps what the database refuses as a request, with the reason, for an administrator to look at. False when it is kept already. */
export const setAside = async (
  transaction: Transaction,
  request: Request,
  reason: string,
  now: Date,
): Promise<boolean> => {
  const kept = await transaction.$executeRaw`
    INSERT INTO set_aside (id, request, reason, received_at)
    VALUES (${request.id}, ${JSON.stringify(request)}, ${reason}, ${now}) ON CONFLICT DO NOTHING`
  return kept === 1
}

/** For metrics: requests accepted and not answered yet, and since when the oldest waits. */
export const readUnanswered = async ({
  client,
}: Database): Promise<{ readonly count: number; readonly oldest: Date | undefined }> => {
  const { _count: count, _min } = await client.inbox.aggregate({
    where: { answeredAt: null },
    _count: true,
    _min: { receivedAt: true },
  })
  return { count, oldest: _min.receivedAt ?? undefined }
}

/** What came of a message before it was edited; undefined when it was not heard then. */
export const earlierOf = async (transaction: Transaction, request: Request): Promise<Earlier | undefined> => {
  const key = messageKey(request)
  if (key === null) return undefined
  const rows = await transaction.inbox.findMany({
    where: { message: key, account: request.actor.account, id: { not: request.id } },
    orderBy: { receivedAt: 'asc' },
    select: { request: true, reply: true, command: true, record: true },
  })
  const last = rows.at(-1)
  if (!last) return undefined
  // Both columns are written above, from the types they are read as.
  const { input } = last.request as unknown as Request
  const [made] = rows.flatMap(({ command, record }) => (command && record ? [{ command, record }] : []))
  const reply = rows.findLast(({ command }) => command !== null)?.reply ?? last.reply
  return {
    text: input.kind === 'line' ? input.text : undefined,
    ran: rows.flatMap(({ command }) => command ?? []),
    made,
    reply: (reply as unknown as Reply | null) ?? undefined,
  }
}

/** As many answers are looked through for one with buttons. */
const lastAnswers = 5

/** The buttons of the last card that a person was shown in a conversation; those of a card without any are the ones before. */
export const shownActions = async (
  transaction: Transaction,
  { conversation, actor }: Request,
): Promise<readonly CardAction[]> => {
  // Written by `keepReply` only, from the type it is read as. Within a millisecond the younger transaction is the later one.
  const rows = await transaction.$queryRaw<{ card: Card }[]>`
    SELECT reply -> 'card' AS card FROM inbox
    WHERE conversation = ${conversation} AND account = ${actor.account} AND reply IS NOT NULL
    ORDER BY received_at DESC, age(xmin) LIMIT ${lastAnswers}`
  const shown = rows.map(({ card }) => actionsOf(card))
  return shown.find((buttons) => buttons.length > 0) ?? []
}

/** Of what was sent unasked so much is looked through, and no more however long it has run. */
const lastSent = 1000

/** The last cards of a conversation, the newest first: answers to a person, and what was sent there unasked. */
export const cardsLately = (
  transaction: Transaction,
  { conversation, actor }: Request,
): Promise<readonly LateCard[]> => transaction.$queryRaw<LateCard[]>`
  SELECT card, "isAnswer" FROM (
    (SELECT reply -> 'card' AS card, true AS "isAnswer", received_at AS at, age(xmin) AS younger FROM inbox
      WHERE conversation = ${conversation} AND account = ${actor.account} AND reply IS NOT NULL
      ORDER BY received_at DESC, age(xmin) LIMIT ${lastAnswers})
    UNION ALL
    (SELECT card, false, sent_at, age(xmin) FROM outbox
      WHERE conversation = ${conversation} AND state = 'sent' AND id > (SELECT max(id) FROM outbox) - ${lastSent}
      ORDER BY sent_at DESC, id DESC LIMIT ${lastAnswers})
  ) AS lately ORDER BY at DESC, younger`
