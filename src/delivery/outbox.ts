import type { Block } from '../core/card.ts'
import type { OutgoingMessage, SendingTransact } from '../core/outgoing.ts'
import type { ConversationReference } from '../core/request.ts'
import type { Clock } from '../core/time/clock.ts'
import type { Database, Transaction } from '../db/database.ts'
import { lockPlace, replaceUnsent } from './topics.ts'

/**
 * Writes a message into the outbox, in the transaction that causes it. False when its key was there already. What waits
 * of the same topic for the same conversation is replaced.
 */
export const enqueue = async (
  transaction: Transaction,
  message: OutgoingMessage,
  now: Date,
): Promise<boolean> => {
  const { topic } = message
  const place = topic === undefined ? undefined : { topic, conversation: message.to }
  if (place) await lockPlace(transaction, place)
  const { key, to, locale, card, anew = false, due = now, priority = 'normal', checkFor = null } = message
  const count = await transaction.$executeRaw`
    INSERT INTO outbox (key, conversation, locale, card, topic, anew, priority, check_for, due_at, created_at)
    VALUES (${key}, ${to}, ${locale}, ${JSON.stringify(card)}::jsonb, ${topic ?? null}, ${anew},
      ${priority}::"OutboxPriority", ${checkFor}, ${due}, ${now})
    ON CONFLICT DO NOTHING`
  if (place && count === 1) await replaceUnsent(transaction, place, now)
  return count === 1
}

/** Transactions that may send. `wake` is called after the commit of one that did, and of no other: each look at the outbox costs. */
export const sendingTransactions =
  (database: Database, clock: Clock, wake: () => void): SendingTransact<Transaction> =>
  async (work) => {
    let sent = false
    const result = await database.transact((transaction) => {
      // An attempt that the database broke off has sent nothing.
      sent = false
      return work(transaction, async (message) => {
        const isNew = await enqueue(transaction, message, clock.now())
        sent ||= isNew
        return isNew
      })
    })
    if (sent) wake()
    return result
  }

/** What waits for a conversation, or was given up there and may be sent after all, follows it to its new reference. */
export const redirect = async (
  transaction: Transaction,
  from: ConversationReference,
  to: ConversationReference,
): Promise<void> => {
  await transaction.outboxMessage.updateMany({
    where: { conversation: from, state: { in: ['due', 'sending', 'failed'] } },
    data: { conversation: to },
  })
}

/**
 * Sends the latest of the messages that a conversation was given up for, once more and with words above it. `beginning`: of
 * their keys; `since`: no older ones. A message stays the one it was: it can arrive once.
 */
export const reviveLatest = async (
  transaction: Transaction,
  { conversation, beginning, since }: Revived,
  words: Block,
  now: Date,
): Promise<void> => {
  await transaction.$executeRaw`
    UPDATE outbox SET state = 'due', attempts = 0, failure = NULL, detail = NULL, due_at = ${now},
      card = jsonb_set(card, '{blocks}', jsonb_build_array(${JSON.stringify(words)}::jsonb) || (card -> 'blocks'))
    WHERE state = 'failed' AND failure = 'gone' AND id = (
      SELECT max(id) FROM outbox
      WHERE conversation = ${conversation} AND starts_with(key, ${beginning}) AND created_at >= ${since}
    )`
}

interface Revived {
  readonly conversation: ConversationReference
  readonly beginning: string
  readonly since: Date
}
