import { randomBytes } from 'node:crypto'
import { setTimeout } from 'node:timers/promises'
import type { Card } from '../core/card.ts'
import { UserError } from '../core/errors.ts'
import { translatorOf } from '../core/i18n.ts'
import type { Send, SendingTransact } from '../core/outgoing.ts'
import type { Logger } from '../core/ports.ts'
import { type Task, taskTopic } from '../core/task.ts'
import { failedCard, progressCard, refusedCard } from '../core/task-cards.ts'
import type { Clock } from '../core/time/clock.ts'
import type { Database, Transaction } from '../db/database.ts'
import { isOutage } from '../db/outage.ts'
import {
  endTask,
  freeTasks,
  lockTask,
  noteStep,
  restTask,
  type Taken,
  type TaskRow,
  takeStep,
} from './task-queue.ts'

export interface TaskRunnerOptions {
  readonly database: Database
  readonly tasks: ReadonlyArray<Task<Transaction>>
  readonly clock: Clock
  readonly logger: Logger
  readonly transact: SendingTransact<Transaction>
}

export interface TaskRunner {
  /** Begins to make steps. `alone`: no other process can be at work on this database. */
  start(alone: boolean): Promise<void>
  /** Makes no more steps, and resolves when the one in hand is made. What is left is the next process's. */
  stop(): Promise<void>
  /** Makes all steps that can be made now. */
  drain(): Promise<void>
}

/** Milliseconds between looks for something to do. */
const pollInterval = 1_000
/** Milliseconds between two words on how far a task is: each edits a message. */
const sayingInterval = 5_000
/** How often a step is begun before its task counts as failed, dying with its process included. */
const attemptLimit = 8
/** Seconds before a failed step is tried again; doubled each time: together about two minutes. */
const firstRest = 1

/** Works on tasks, one step at a time and each in turn. Any number of processes may do so on one database. */
export const createTaskRunner = (options: TaskRunnerOptions): TaskRunner => {
  const { database, clock, logger, transact } = options
  const tasks = new Map(options.tasks.map((task) => [task.name, task]))
  const stopping = new AbortController()
  let running: Promise<void> = Promise.resolve()
  let turn: Promise<unknown> = Promise.resolve()

  const end = async (
    transaction: Transaction,
    send: Send,
    { id, conversation: to, locale }: TaskRow,
    state: 'done' | 'failed',
    card: Card,
  ): Promise<void> => {
    await endTask(transaction, id, state, clock.now())
    await send({ to, card, locale, topic: taskTopic(id), key: `${taskTopic(id)}:end` })
  }

  const makeStep = (task: Task<Transaction>, taken: Taken): Promise<void> =>
    transact(async (transaction, send) => {
      const row = await lockTask(transaction, taken)
      if (!row) return
      const { id, account, conversation, locale, saidAt } = row
      const translate = translatorOf(locale)
      const context = { transaction, clock, send, translate, account, conversation }
      const step = await task.step(context, task.state.parse(row.work))
      if ('done' in step) return end(transaction, send, row, 'done', step.done)
      const now = clock.now()
      const says = saidAt === null || now.getTime() - saidAt.getTime() >= sayingInterval
      const { state: work, progress } = step
      await noteStep(transaction, id, { work, progress, saidAt: says ? now : saidAt }, now)
      const card = progressCard(id, translate(task.title), progress, translate)
      const key = `${taskTopic(id)}:${row.steps + 1}`
      if (says) await send({ to: conversation, card, locale, topic: taskTopic(id), key })
    })

  const fail = (task: Task<Transaction>, taken: Taken, error: unknown): Promise<void> =>
    transact(async (transaction, send) => {
      const row = await lockTask(transaction, taken)
      if (!row) return
      const translate = translatorOf(row.locale)
      const title = translate(task.title)
      const details = { err: error, task: row.id, name: row.name, steps: row.steps, attempts: taken.attempts }
      if (error instanceof UserError) {
        await end(
          transaction,
          send,
          row,
          'failed',
          refusedCard(title, translate.say(error.notice), translate),
        )
      } else if (taken.attempts < attemptLimit) {
        logger.warn(details, 'a step failed, to be tried again')
        await restTask(transaction, row.id, firstRest * 2 ** (taken.attempts - 1), clock.now())
      } else {
        const reference = randomBytes(3).toString('hex').toUpperCase()
        logger.error({ ...details, reference }, 'task failed')
        await end(transaction, send, row, 'failed', failedCard(title, row, reference, translate))
      }
    })

  /**
   * After a step, as long as it took. An embedded database works in this very thread: without rest, nobody would be answered and
   * nothing sent until the task has ended.
   */
  const rest = (milliseconds: number): Promise<void> =>
    setTimeout(milliseconds, undefined, { signal: stopping.signal }).catch(() => undefined)

  /** False when there is nothing to do. */
  const next = async (): Promise<boolean> => {
    if (stopping.signal.aborted || tasks.size === 0) return false
    const taken = await takeStep(database, [...tasks.keys()], clock.now())
    const task = taken && tasks.get(taken.name)
    if (!task) return false
    const began = performance.now()
    try {
      if (taken.attempts > attemptLimit) throw new Error('every process that began this step has died')
      await makeStep(task, taken)
    } catch (error) {
      // It is taken again when the lease ends.
      if (isOutage(error)) throw error
      await fail(task, taken, error)
    }
    await rest(performance.now() - began)
    return true
  }

  /** After what is in hand: of two steps of a task at once, one would find nothing to do. */
  const inTurn = (): Promise<boolean> => {
    const mine = turn.then(next)
    turn = mine.catch(() => undefined)
    return mine
  }

  const run = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      const hasWorked = await inTurn().catch((error: unknown) => {
        logger.error({ err: error }, 'tasks could not be worked on')
        return false
      })
      if (!hasWorked) await rest(pollInterval)
    }
  }

  return {
    start: async (alone) => {
      if (alone) await freeTasks(database, clock.now())
      running = run()
    },
    stop: async () => {
      stopping.abort()
      await running
      await turn
    },
    drain: async () => {
      while (await inTurn());
    },
  }
}
