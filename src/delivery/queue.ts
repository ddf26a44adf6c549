import type { AccountReference, ConversationReference } from '../core/request.ts'
import type { Database, Transaction } from '../db/database.ts'
import type { HandWritten } from '../db/statements.ts'
import type { DeliveryFailure } from '../generated/prisma/enums.ts'
import type { Windows } from './pace.ts'

/** A message that could be sent now, as far as its place in its conversation goes. */
export interface Candidate {
  readonly id: bigint
  readonly conversation: ConversationReference
}

/** A message that is this worker's to send. */
export interface Claimed extends Candidate {
  readonly key: string
  readonly locale: string
  readonly card: unknown
  readonly leasedBy: string
  readonly attempts: number
  readonly uncertain: boolean
  readonly createdAt: Date
  readonly topic: string | null
  readonly anew: boolean
  /** Whom to tell what is lacking; null when it is a message to be read. */
  readonly checkFor: AccountReference | null
  /** The messages that say the topic's card there, when it was claimed; null when none is known. */
  readonly standing: readonly string[] | null
  /** As of when that card is. */
  readonly standingSince: Date | null
}

/** What an attempt made of a message. */
export interface Settlement {
  readonly state: 'sent' | 'due' | 'failed' | 'replaced'
  readonly attempts: number
  readonly failure: DeliveryFailure | null
  readonly detail: string | null
  readonly uncertain?: boolean
  readonly dueAt?: Date
  readonly messages?: readonly string[]
  readonly sentAt?: Date
}

/**
 * How many candidates are looked at in one go. More conversations than this are never resting at once:
 * 30 messages a second and 20 a minute in a conversation leave at most 90 of them waiting for their minute.
 */
const window = 200

/**
 * The oldest due message of each conversation that has none being sent, on the given platforms.
 * A message waiting for another attempt holds up the ones behind it: a conversation is told things in order. So one that
 * has something urgent to be told goes before others, with what it is to be told first.
 * A platform that refused two conversations rests until one of them may be tried again: it is the whole bot that sends too
 * much, or the platform is in need. After one refusal only its conversation rests.
 */
export const findCandidates = (statements: HandWritten, platforms: readonly string[], now: Date) =>
  statements.$queryRaw<Candidate[]>`
    WITH resting AS (
      SELECT split_part(conversation, ':', 1) AS platform FROM outbox
      WHERE state = 'due' AND failure = 'rate_limited' AND due_at > ${now}
      GROUP BY 1 HAVING count(DISTINCT conversation) > 1
    )
    SELECT id, conversation FROM (
      SELECT id, conversation, state, due_at, row_number() OVER (
        PARTITION BY conversation
        ORDER BY state = 'sending' DESC,
          CASE WHEN failure IS NOT NULL OR uncertain THEN '-infinity'::timestamptz ELSE due_at END, id
      ) AS place,
      min(priority) FILTER (WHERE state = 'due' AND due_at <= ${now}) OVER (PARTITION BY conversation) AS priority
      FROM outbox
      WHERE state = 'sending' OR state = 'due' AND (due_at <= ${now} OR failure IS NOT NULL OR uncertain)
    ) AS pending
    WHERE place = 1 AND state = 'due' AND due_at <= ${now}
      AND split_part(conversation, ':', 1) = ANY(${platforms})
      AND split_part(conversation, ':', 1) NOT IN (SELECT platform FROM resting)
    ORDER BY priority, due_at, id LIMIT ${window}`

/** Whose claims these are, from when and until when. */
export interface Lease {
  readonly process: string
  readonly now: Date
  readonly until: Date
}

/** Makes candidates this process's own until the lease ends, unless another worker was first. */
export const claim = async (
  statements: HandWritten,
  candidates: readonly Candidate[],
  lease: Lease,
): Promise<Claimed[]> => {
  const claimed = await statements.$queryRaw<Claimed[]>`
    WITH free AS MATERIALIZED (
      SELECT id, topic, conversation FROM outbox AS candidate
      WHERE id = ANY(${candidates.map(({ id }) => id)}) AND state = 'due' AND due_at <= ${lease.now}
        AND NOT EXISTS (
          SELECT FROM outbox AS other
          WHERE other.state = 'sending' AND other.conversation = candidate.conversation
        )
      FOR UPDATE SKIP LOCKED
    )
    UPDATE outbox SET state = 'sending', leased_by = ${lease.process}, leased_until = ${lease.until}, paced_at = clock_timestamp()
    FROM free LEFT JOIN posted ON posted.topic = free.topic AND posted.conversation = free.conversation
    WHERE outbox.id = free.id
    RETURNING outbox.id, key, outbox.conversation, outbox.locale, outbox.card, attempts, uncertain,
      leased_by AS "leasedBy", created_at AS "createdAt", outbox.topic, anew, check_for AS "checkFor",
      posted.messages AS standing, posted.as_of AS "standingSince"`
  // In whatever order the planner found them: those that wait longest go first.
  const places = new Map(candidates.map(({ id }, place) => [id, place]))
  return claimed.sort((one, other) => (places.get(one.id) ?? 0) - (places.get(other.id) ?? 0))
}

/** Lets no other process claim messages until the transaction ends, so that together they keep within the budgets. */
export const lockPaces = async (transaction: Transaction): Promise<void> => {
  await transaction.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended('delivery paces', 0))`
}

/** When messages were last with their platform, whoever sent them; in milliseconds of the database's clock. */
export interface Paces {
  readonly now: number
  /** The earliest first. What is still there counts as of now. */
  readonly sent: ReadonlyArray<{ readonly conversation: ConversationReference; readonly at: number }>
}

/** What counts against a second's budget of every platform, and against a minute's of these conversations. */
export const readPaces = async (
  transaction: Transaction,
  conversations: readonly ConversationReference[],
  windows: Windows,
): Promise<Paces> => {
  const sent = await transaction.$queryRaw<Array<Paces['sent'][number] & { readonly now: number }>>`
    SELECT conversation, instant.now::float8 AS now,
      CASE WHEN state = 'sending' THEN instant.now ELSE extract(epoch FROM paced_at) * 1000 END::float8 AS at
    FROM (SELECT clock_timestamp() AS clock, extract(epoch FROM clock_timestamp()) * 1000 AS now) AS instant, outbox
    WHERE paced_at BETWEEN instant.clock - ${windows.minute} * interval '1 millisecond' AND instant.clock
      AND (paced_at > instant.clock - ${windows.second} * interval '1 millisecond' OR state = 'sending'
        OR conversation = ANY(${[...conversations]}))
    ORDER BY at`
  return { now: sent[0]?.now ?? 0, sent }
}

/** A message left by a process that died while sending it. */
export interface Abandoned
  extends Pick<Claimed, 'id' | 'key' | 'conversation' | 'leasedBy' | 'attempts' | 'uncertain' | 'topic'> {
  /** The message edits what stands: to do it again does no harm. */
  readonly edits: boolean
}

/** Messages left by a process that died while sending them; the ones in hand are left alone. */
export const findAbandoned = (
  { statements, kind }: Database,
  process: string,
  inHand: readonly bigint[],
  now: Date,
) =>
  // Only one process owns an embedded database: what another one claimed is nobody's any more.
  statements.$queryRaw<Abandoned[]>`
    SELECT id, key, outbox.conversation, leased_by AS "leasedBy", attempts, uncertain, outbox.topic,
      NOT anew AND coalesce(cardinality(posted.messages), 0) > 0 AS edits
    FROM outbox
    LEFT JOIN posted ON posted.topic = outbox.topic AND posted.conversation = outbox.conversation
    WHERE state = 'sending' AND id <> ALL(${[...inHand]}::bigint[])
      AND (leased_until < ${now} OR ${kind === 'embedded'} AND leased_by <> ${process})`

/** A worker is alive and still has these messages in hand. */
export const renewLeases = async (
  { statements }: Database,
  ids: readonly bigint[],
  { process, until }: Lease,
): Promise<void> => {
  await statements.$executeRaw`
    UPDATE outbox SET leased_until = ${until}
    WHERE id = ANY(${[...ids]}) AND leased_by = ${process} AND state = 'sending'`
}

/** Writes down how an attempt ended, if the message is still with the worker that made it. */
export const settle = async (
  transaction: Transaction,
  { id, leasedBy }: { readonly id: bigint; readonly leasedBy: string | null },
  { messages, ...settlement }: Settlement,
): Promise<boolean> => {
  const { state, attempts, failure, detail, uncertain = null, dueAt = null, sentAt = null } = settlement
  const count = await transaction.$executeRaw`
    UPDATE outbox SET state = ${state}::"OutboxState", attempts = ${attempts},
      failure = ${failure}::"DeliveryFailure", detail = ${detail},
      uncertain = coalesce(${uncertain}, uncertain), due_at = coalesce(${dueAt}, due_at),
      sent_at = coalesce(${sentAt}, sent_at), messages = coalesce(${messages ? [...messages] : null}, messages),
      leased_by = NULL, leased_until = NULL, paced_at = clock_timestamp()
    WHERE id = ${id} AND leased_by = ${leasedBy} AND state = 'sending'`
  return count === 1
}

/** Platforms that due messages wait for although no adapter runs for them. */
export const findUnservedPlatforms = async (
  { statements }: Database,
  platforms: readonly string[],
  now: Date,
): Promise<string[]> => {
  const rows = await statements.$queryRaw<{ platform: string }[]>`
    SELECT DISTINCT split_part(conversation, ':', 1) AS platform FROM outbox
    WHERE state = 'due' AND due_at <= ${now} AND split_part(conversation, ':', 1) <> ALL(${platforms})`
  return rows.map(({ platform }) => platform)
}

export interface Backlog {
  readonly due: number
  readonly sending: number
  readonly sent: number
  readonly failed: number
  /** When the oldest message that should have been sent by now was due. */
  readonly oldestDueAt: Date | undefined
}

/** How the outbox stands, for metrics. */
export const readBacklog = async ({ client }: Database, now: Date): Promise<Backlog> => {
  const [states, oldest] = await Promise.all([
    client.outboxMessage.groupBy({ by: ['state'], _count: true }),
    client.outboxMessage.aggregate({ _min: { dueAt: true }, where: { state: 'due', dueAt: { lte: now } } }),
  ])
  const count = (state: string) => states.find((row) => row.state === state)?._count ?? 0
  return {
    due: count('due'),
    sending: count('sending'),
    sent: count('sent'),
    failed: count('failed'),
    oldestDueAt: oldest._min.dueAt ?? undefined,
  }
}
