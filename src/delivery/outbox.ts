import type { OutgoingMessage } from '../core/outgoing.ts'
import type { ConversationReference } from '../core/request.ts'
import type { Transaction } from '../db/database.ts'

/** Writes a message into the outbox, in the transaction that causes it. False when its key was there already. */
export const enqueue = async (
  transaction: Transaction,
  message: OutgoingMessage,
  now: Date,
): Promise<boolean> => {
  const { count } = await transaction.outboxMessage.createMany({
    data: [
      {
        key: message.key,
        conversation: message.to,
        locale: message.locale,
        card: message.card,
        dueAt: message.due ?? now,
        createdAt: now,
      },
    ],
    skipDuplicates: true,
  })
  return count === 1
}

/** What still waits for a conversation follows it to its new reference. */
export const redirect = async (
  transaction: Transaction,
  from: ConversationReference,
  to: ConversationReference,
): Promise<void> => {
  await transaction.outboxMessage.updateMany({
    where: { conversation: from, state: { in: ['due', 'sending'] } },
    data: { conversation: to },
  })
}
