import type { Day } from '../core/time/day.ts'
import type { Transaction } from '../db/database.ts'
import type { FundTier, FundType } from '../generated/prisma/enums.ts'

/** What the ledger of funds says of a project: all that was entered by now, in yuan with two places. */
export interface ProjectMoney {
  readonly planned: string
  readonly received: string
  readonly committed: string
  /** What was disbursed and not given back. */
  readonly disbursed: string
  /** To contractors and beneficiaries: what is spent. */
  readonly paid: string
  /** Held back from contractors, and not paid since. */
  readonly retention: string
  /** The first days of either. */
  readonly plannedOn?: Day
  readonly disbursedOn?: Day
}

/** An entry of the ledger that stands, without names of persons. */
export interface LedgerEntry {
  readonly reference: string
  readonly pairId: number
  /** Whose money it is; `null` for what concerns a pair's account alone. */
  readonly project: string | null
  readonly type: FundType
  readonly tier: FundTier
  readonly inKind: boolean
  /** Yuan with two places, above zero. */
  readonly amount: string
  readonly document: string | null
  readonly on: Day
}

/** Something that money is spent on. */
export interface Budgeted {
  readonly pairId: number
  readonly name: string
  /** Yuan with two places; `null` where none was given. */
  readonly budget: string | null
  /** Why money for it is remarked or refused; `open`: it is carried out, or was. */
  readonly standing: 'open' | 'reserve' | 'suspended' | 'cancelled'
}

/** What a name may mean. */
export interface CalledProject {
  readonly reference: string
  readonly pairId: number
  readonly name: string
}

/** What money is spent on, for those who keep account of it. */
export interface Budgets {
  /** By reference; one statement for any number. */
  of(transaction: Transaction, references: readonly string[]): Promise<ReadonlyMap<string, Budgeted>>
  /**
   * Those of some pairs that names fit, by the name: the ones that are called just so, else those that have its words in theirs;
   * nothing that was called off. One statement for any number.
   */
  called(
    transaction: Transaction,
    names: readonly string[],
    pairIds: readonly number[],
  ): Promise<ReadonlyMap<string, readonly CalledProject[]>>
  /** All budgets of a pair together, by pair, in yuan with two places; nothing that was called off. */
  totals(transaction: Transaction, pairIds?: readonly number[]): Promise<ReadonlyMap<number, string>>
}
