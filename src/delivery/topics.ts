import type { Card } from '../core/card.ts'
import { type ConversationReference, type Locale, localeFrom } from '../core/request.ts'
import type { Transaction } from '../db/database.ts'

/** A topic in a conversation: at most one card of it stands there. */
export interface Place {
  readonly topic: string
  readonly conversation: ConversationReference
}

/** A card of a topic, and the messages that say it. */
export interface Standing {
  readonly messages: readonly string[]
  readonly card: Card
  readonly locale: Locale
  /** What the card knows is how things were then. */
  readonly asOf: Date
}

/** What is known of a topic in a conversation; no messages when they could not be edited any more. */
export interface Known extends Standing {
  /** Messages that stood before. */
  readonly former: readonly string[]
}

/** How many earlier messages of a topic are remembered in a conversation, so that their buttons count for nothing. */
const mostFormer = 50

/**
 * Lets nobody else change what stands or waits for the topic there until the transaction ends. Without it two that write
 * at the same moment would not see each other, and neither would replace the other.
 */
export const lockPlace = async (transaction: Transaction, { topic, conversation }: Place): Promise<void> => {
  await transaction.$executeRaw`
    SELECT pg_advisory_xact_lock(hashtextextended(${`${topic} ${conversation}`}, 0))`
}

export const findStanding = async (
  transaction: Transaction,
  { topic, conversation }: Place,
): Promise<Known | undefined> => {
  // Written by `stand` only, from the type it is read as.
  const [found] = await transaction.$queryRaw<Array<Omit<Known, 'locale'> & { readonly locale: string }>>`
    SELECT messages, former, card, locale, as_of AS "asOf" FROM posted
    WHERE topic = ${topic} AND conversation = ${conversation}`
  return found && { ...found, locale: localeFrom(found.locale) }
}

/**
 * Of the messages of a topic that wait for a conversation only the newest remains. It takes over what became of the ones
 * before it: when the platform may be tried again, that one of them may have arrived, that it is to be posted anew, that it is urgent.
 */
export const replaceUnsent = async (
  transaction: Transaction,
  { topic, conversation }: Place,
  now: Date,
): Promise<void> => {
  await transaction.$executeRaw`
    WITH newest AS (
      SELECT max(id) AS id FROM outbox
      WHERE topic = ${topic} AND conversation = ${conversation}
        AND state = 'due' AND (due_at <= ${now} OR failure IS NOT NULL)
    ), older AS (
      UPDATE outbox SET state = 'replaced' FROM newest
      WHERE topic = ${topic} AND conversation = ${conversation} AND state = 'due' AND outbox.id < newest.id
      RETURNING uncertain, failure, due_at, anew, priority
    ), inherited AS (
      SELECT bool_or(uncertain) AS uncertain, bool_or(anew) AS anew, min(priority) AS priority,
        max(failure) AS failure,
        max(due_at) FILTER (WHERE failure IS NOT NULL) AS due_at
      FROM older
    )
    UPDATE outbox SET
      uncertain = outbox.uncertain OR inherited.uncertain,
      anew = outbox.anew OR inherited.anew,
      priority = least(outbox.priority, inherited.priority),
      failure = coalesce(outbox.failure, inherited.failure),
      due_at = greatest(outbox.due_at, inherited.due_at)
    FROM newest, inherited
    WHERE outbox.id = newest.id AND inherited.uncertain IS NOT NULL`
}

/** The card now stands there; the buttons of `former` messages count for nothing. */
export const stand = async (
  transaction: Transaction,
  { topic, conversation }: Place,
  { messages, card, locale, asOf }: Standing,
  former: readonly string[],
): Promise<void> => {
  const earlier = former.filter((message) => !messages.includes(message)).slice(-mostFormer)
  await transaction.$executeRaw`
    INSERT INTO posted (topic, conversation, messages, former, card, locale, as_of)
    VALUES (${topic}, ${conversation}, ${[...messages]}, ${earlier}, ${JSON.stringify(card)}::jsonb, ${locale}, ${asOf})
    ON CONFLICT (topic, conversation) DO UPDATE SET messages = excluded.messages, former = excluded.former,
      card = excluded.card, locale = excluded.locale, as_of = excluded.as_of`
}

/** What stands in a conversation follows it to its new reference; there it is posted anew when it next changes. */
export const moveTopics = async (
  transaction: Transaction,
  from: ConversationReference,
  to: ConversationReference,
): Promise<void> => {
  if (from === to) return
  await transaction.$executeRaw`
    UPDATE posted SET conversation = ${to} WHERE conversation = ${from}
      AND NOT EXISTS (SELECT FROM posted AS there WHERE there.conversation = ${to} AND there.topic = posted.topic)`
  await transaction.posted.deleteMany({ where: { conversation: from } })
}
