import type { Send } from './outgoing.ts'
import type { Clock } from './time/clock.ts'

/** Milliseconds after its time from which a run counts as late. */
const lateAfter = 5 * 60_000

export const isLate = (slot: Date, now: Date): boolean => now.getTime() - slot.getTime() > lateAfter

/** Work that is due at set times, whoever asks. */
export interface Job<Transaction> {
  readonly name: string
  /** Five cron fields, in the programme's time zone. */
  readonly cron: string
  /** A run missed while the program was down is still made when it is at most this late, in hours. */
  readonly catchUpHours: number
  /** Runs once for each slot, in one transaction with the claim of the slot. */
  run(context: JobContext<Transaction>): Promise<void>
}

export interface JobContext<Transaction> {
  readonly transaction: Transaction
  readonly clock: Clock
  /** The time this run was due. */
  readonly slot: Date
  /** True when it runs after its time because the program was down. */
  readonly late: boolean
  /** In the same transaction. */
  readonly send: Send
}
