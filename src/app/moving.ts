import type { ConversationReference } from '../core/request.ts'
import type { Transaction } from '../db/database.ts'
import { redirect } from '../delivery/outbox.ts'
import { moveTopics } from '../delivery/topics.ts'
import { moveDrafts } from '../intake/drafts.ts'
import { moveChannel } from '../programme/channels.ts'
import { moveTasks } from '../schedule/task-queue.ts'

/** What belongs to a conversation follows it to its new reference. */
export const moveConversation = async (
  transaction: Transaction,
  from: ConversationReference,
  to: ConversationReference,
  now: Date,
): Promise<void> => {
  await redirect(transaction, from, to)
  await moveTopics(transaction, from, to)
  await moveChannel(transaction, from, to, now)
  await moveDrafts(transaction, from, to)
  await moveTasks(transaction, from, to)
}
