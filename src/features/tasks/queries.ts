import type { ConversationReference, Locale } from '../../core/request.ts'
import type { Progress } from '../../core/task.ts'
import type { Transaction } from '../../db/database.ts'

/** A task that runs. */
export interface Running extends Progress {
  readonly id: number
  readonly name: string
  readonly conversation: ConversationReference
  readonly locale: Locale
}

/** Whose tasks: everybody's when undefined. */
type Owner = string | undefined

/** The oldest first. */
export const findRunning = (transaction: Transaction, owner: Owner): Promise<Running[]> =>
  transaction.$queryRaw<Running[]>`
    SELECT id, name, conversation, locale, done, total FROM task
    WHERE state = 'running' AND account = coalesce(${owner ?? null}, account) ORDER BY id`

/** Ends a task before its next step; undefined when it does not run. A step that is being made is waited for. */
export const cancelRunning = async (
  transaction: Transaction,
  id: number,
  owner: Owner,
  now: Date,
): Promise<Running | undefined> => {
  const [cancelled] = await transaction.$queryRaw<Running[]>`
    UPDATE task SET state = 'cancelled', ended_at = ${now}
    WHERE id = ${id} AND state = 'running' AND account = coalesce(${owner ?? null}, account)
    RETURNING id, name, conversation, locale, done, total`
  return cancelled
}
