import type { AccountReference, ConversationReference, Locale } from '../core/request.ts'
import type { Progress } from '../core/task.ts'
import type { Database, Transaction } from '../db/database.ts'
import type { TaskState } from '../generated/prisma/enums.ts'

/** Seconds that a step may take before its process counts as dead; a transaction may last half as long. */
const lease = 30

const secondsAfter = (now: Date, seconds: number) => new Date(now.getTime() + seconds * 1000)

/** A step that is this process's to make. */
export interface Taken {
  readonly id: number
  readonly name: string
  /** How often this step was begun, this time included. */
  readonly attempts: number
}

/** A task as it stands before a step. */
export interface TaskRow extends Progress {
  readonly id: number
  readonly name: string
  readonly conversation: ConversationReference
  readonly account: AccountReference
  readonly locale: Locale
  readonly work: unknown
  readonly steps: number
  readonly saidAt: Date | null
}

export type NewTask = Pick<TaskRow, 'name' | 'conversation' | 'account' | 'locale' | 'total'> & {
  readonly work: object
}

/** Undefined when another one runs in the conversation. */
export const insertTask = async (
  transaction: Transaction,
  { name, conversation, account, locale, work, total }: NewTask,
  now: Date,
): Promise<number | undefined> => {
  const [row] = await transaction.$queryRaw<{ id: number }[]>`
    INSERT INTO task (name, conversation, account, locale, work, total, leased_until, created_at)
    VALUES (${name}, ${conversation}, ${account}, ${locale}, ${JSON.stringify(work)}::jsonb, ${total}, ${now}, ${now})
    ON CONFLICT (conversation) WHERE state = 'running' DO NOTHING
    RETURNING id`
  return row?.id
}

/**
 * Takes the next step of the task that has waited longest for one. It is this process's until it is noted or the lease
 * ends; counting it now is what tells of a step that kills its process.
 */
export const takeStep = async (
  { statements }: Database,
  names: readonly string[],
  now: Date,
): Promise<Taken | undefined> => {
  const [taken] = await statements.$queryRaw<Taken[]>`
    UPDATE task SET attempts = attempts + 1, leased_until = ${secondsAfter(now, lease)}
    WHERE id = (
      SELECT id FROM task WHERE state = 'running' AND leased_until <= ${now} AND name = ANY(${[...names]})
      ORDER BY leased_until, id LIMIT 1 FOR UPDATE SKIP LOCKED
    )
    RETURNING id, name, attempts`
  return taken
}

/** Locks the task for its step; undefined when it has ended, or somebody else has taken the step since. */
export const lockTask = async (
  transaction: Transaction,
  { id, attempts }: Taken,
): Promise<TaskRow | undefined> => {
  const [row] = await transaction.$queryRaw<TaskRow[]>`
    SELECT id, name, conversation, account, locale, work, done, total, steps, said_at AS "saidAt" FROM task
    WHERE id = ${id} AND state = 'running' AND attempts = ${attempts} FOR UPDATE`
  return row
}

/** Notes that the step is made, in its transaction. Anybody may take the next one. */
export const noteStep = async (
  transaction: Transaction,
  id: number,
  {
    work,
    progress,
    saidAt,
  }: { readonly work: unknown; readonly progress: Progress; readonly saidAt: Date | null },
  now: Date,
): Promise<void> => {
  await transaction.$executeRaw`
    UPDATE task SET work = ${JSON.stringify(work)}::jsonb, done = ${progress.done}, total = ${progress.total},
      steps = steps + 1, attempts = 0, leased_until = ${now}, said_at = ${saidAt}
    WHERE id = ${id}`
}

/** Nobody takes the step again for so many seconds. */
export const restTask = async (
  transaction: Transaction,
  id: number,
  seconds: number,
  now: Date,
): Promise<void> => {
  await transaction.$executeRaw`UPDATE task SET leased_until = ${secondsAfter(now, seconds)} WHERE id = ${id}`
}

export const endTask = async (
  transaction: Transaction,
  id: number,
  state: Exclude<TaskState, 'running'>,
  now: Date,
): Promise<void> => {
  await transaction.$executeRaw`
    UPDATE task SET state = ${state}::"TaskState", ended_at = ${now}, steps = steps + ${state === 'done' ? 1 : 0}
    WHERE id = ${id}`
}

/** No other process can be alive: what was taken is nobody's. */
export const freeTasks = async ({ statements }: Database, now: Date): Promise<void> => {
  await statements.$executeRaw`UPDATE task SET leased_until = ${now} WHERE state = 'running' AND leased_until > ${now}`
}

/** A task follows its conversation to its new reference, unless one runs there already. */
export const moveTasks = async (
  transaction: Transaction,
  from: ConversationReference,
  to: ConversationReference,
): Promise<void> => {
  await transaction.$executeRaw`
    UPDATE task SET conversation = ${to}
    WHERE conversation = ${from} AND state = 'running'
      AND NOT EXISTS (SELECT FROM task AS other WHERE other.conversation = ${to} AND other.state = 'running')`
}

/** For metrics: tasks that run. */
export const countRunning = ({ client }: Database): Promise<number> =>
  client.task.count({ where: { state: 'running' } })
