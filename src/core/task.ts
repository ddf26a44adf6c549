import type { z } from 'zod'
import type { Card } from './card.ts'
import type { PlainKey, Translator } from './i18n.ts'
import type { Send } from './outgoing.ts'
import type { AccountReference, ConversationReference } from './request.ts'
import type { Clock } from './time/clock.ts'

/** How far a task has come: both in the same unit. */
export interface Progress {
  readonly done: number
  readonly total: number
}

/** What a step of a task comes to: where the next one begins, or the end and what there is to say then. */
export type TaskStep<State> = { readonly state: State; readonly progress: Progress } | { readonly done: Card }

export interface TaskContext<Transaction> {
  readonly transaction: Transaction
  readonly clock: Clock
  /** In the step's transaction. What the task says at its end, and how far it is, is said without it. */
  readonly send: Send
  /** In the language of the conversation that it was begun in. */
  readonly translate: Translator
  /** Whoever began it. */
  readonly account: AccountReference
  readonly conversation: ConversationReference
}

/**
 * Work that takes longer than a transaction may: done in steps, each in a transaction with the note of how far it came.
 * So each step is done once, whatever number of processes there are and wherever they are killed.
 */
export interface Task<Transaction, State = unknown> {
  /** Prefixed with the feature's: `due.rebuild`. */
  readonly name: string
  readonly title: PlainKey
  /** What a step hands to the next one. Plain JSON: the next step may be another process's, or another build's. */
  readonly state: z.ZodType<State>
  /**
   * Some tenths of a second of work: requests wait for it on an embedded database. What it does outside of the transaction
   * may happen twice. A `UserError` ends the task with its words; any other error has the step tried again, a few times.
   */
  step(context: TaskContext<Transaction>, state: State): Promise<TaskStep<State>>
}

/** Keeps the type of the state while the task is written. */
export const defineTask = <Transaction, State>(task: Task<Transaction, State>): Task<Transaction> =>
  task as Task<Transaction>

/** The action of the button that cancels a task, whose number is its value `id`. */
export const cancelTaskAction = 'tasks.cancel'

/** Under which the card of a task stands in its conversation. */
export const taskTopic = (id: number): string => `task:${id}`
