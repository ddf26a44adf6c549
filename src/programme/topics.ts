import { randomUUID } from 'node:crypto'
import type { Card } from '../core/card.ts'
import { type Translator, translatorOf } from '../core/i18n.ts'
import type { Send } from '../core/outgoing.ts'
import { type ConversationReference, conversationReference, localeFrom } from '../core/request.ts'
import type { Transaction } from '../db/database.ts'

/** Where a topic stands, and the language that the conversation is addressed in by now. */
interface Standing {
  readonly conversation: string
  readonly locale: string
  /** Whether persons are named there. */
  readonly names: boolean
}

/**
 * Has the card of a topic edited wherever it stands, each in the language of its conversation, through the outbox and in
 * the transaction at hand: for a kind's `changed` hook, a job, a task. `cardOf` writes for everybody in a conversation: what
 * not all of them may know has no place on it.
 */
export const refreshTopic = async (
  { transaction, send }: { readonly transaction: Transaction; readonly send: Send },
  topic: string,
  cardOf: (translate: Translator, names: boolean) => Card,
): Promise<void> => {
  // In one order always, so that two that refresh the same topic do not wait for each other.
  const standing = await transaction.$queryRaw<Standing[]>`
    SELECT posted.conversation, coalesce(channel.locale, posted.locale) AS locale,
      coalesce(channel.names, false) AS names FROM posted
    LEFT JOIN channel ON channel.conversation = posted.conversation AND channel.unbound_at IS NULL
    WHERE topic = ${topic} ORDER BY posted.conversation`
  for (const { conversation, locale: stored, names } of standing) {
    const locale = localeFrom(stored)
    await send({
      to: conversationReference(conversation),
      topic,
      locale,
      card: cardOf(translatorOf(locale), names),
      key: `topic:${topic}:${randomUUID()}`,
    })
  }
}

/**
 * A conversation is bound to something else, or to nothing: the cards that stand there stay as they are, and hear no more
 * of what they are about.
 */
export const forgetTopics = async (
  transaction: Transaction,
  conversation: ConversationReference,
): Promise<void> => {
  await transaction.posted.deleteMany({ where: { conversation } })
  await transaction.outboxMessage.updateMany({
    where: { conversation, topic: { not: null }, state: 'due' },
    data: { state: 'replaced' },
  })
}
