import { UserError } from '../core/errors.ts'
import { notice, type Translator } from '../core/i18n.ts'
import type { AccountReference, ConversationReference } from '../core/request.ts'
import { type Task, taskTopic } from '../core/task.ts'
import { begunCard } from '../core/task-cards.ts'
import type { Clock } from '../core/time/clock.ts'
import type { Transaction } from '../db/database.ts'
import { insertTask } from './task-queue.ts'

export interface Starter {
  readonly transaction: Transaction
  readonly clock: Clock
  readonly translate: Translator
  readonly account: AccountReference
  readonly conversation: ConversationReference
}

/**
 * Begins a task; it is worked on once the transaction is committed. Answers with the card that its progress will take the
 * place of. Throws `UserError` while another one runs in the conversation.
 */
export const startTask = async (
  { transaction, clock, translate, account, conversation }: Starter,
  task: Task<Transaction>,
  state: unknown,
  total: number,
) => {
  const work = Object(task.state.parse(state))
  const { locale } = translate
  const id = await insertTask(
    transaction,
    { name: task.name, conversation, account, locale, work, total },
    clock.now(),
  )
  if (id === undefined) throw new UserError(notice('tasks.busy'))
  return { card: begunCard(id, translate(task.title), translate), topic: taskTopic(id) }
}
