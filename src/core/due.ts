import type { Send } from './outgoing.ts'
import type { Clock } from './time/clock.ts'

/** A time at which something may have to be said of a record. */
export interface Due {
  /** The record's: `V-2025-0031`. */
  readonly reference: string
  /** Which of the record's times it is. */
  readonly name: string
  readonly at: Date
}

export interface DueContext<Transaction> {
  readonly transaction: Transaction
  readonly clock: Clock
  /** In the same transaction. */
  readonly send: Send
}

/** Who is asked when the times of a kind of record have come. */
export interface DueHandler<Transaction> {
  /** What the references of its records begin with: `V` of `V-2025-0031`. */
  readonly prefix: string
  /**
   * Locks these records, before their times are taken. For kinds whose `run` locks its records: whoever changes one holds it
   * while they rewrite its times, and two who take the same things in another order wait for each other.
   */
  lock?(transaction: Transaction, references: readonly string[]): Promise<void>
  /**
   * Says what there is to say now, and may write new times. Those given have come, the earliest first, and are forgotten
   * when it returns. One transaction: what it writes stands only if all of it succeeds.
   */
  run(context: DueContext<Transaction>, dues: readonly Due[]): Promise<void>
}
