import type { DueContext } from '../core/due.ts'
import type { Transaction } from '../db/database.ts'
import type { Lit } from './lights.ts'
import type { LightRule } from './project-rules.ts'

/** A red light that a rule has lit over a record. */
export interface RedLight extends Lit {
  readonly reference: string
  readonly pairId: number
  /** What the record is called. */
  readonly name: string
  /** The unit that answers for it; `null`: the liaison officers of the recipient side. */
  readonly owner: string | null
}

/** Those who see to it that a red light is answered. */
export interface Supervision {
  /** Opens an item for each record and rule, unless one is open; that a light went out is noted on its item, which stays open. */
  follow(
    context: DueContext<Transaction>,
    lit: readonly RedLight[],
    out: ReadonlyArray<{ readonly reference: string; readonly rule: LightRule }>,
  ): Promise<void>
}

/** Lights over records, for those who know what changes them. */
export interface Lights {
  /** To be called when the money of some projects has moved: their lights and their cards follow. */
  follow(context: DueContext<Transaction>, references: readonly string[]): Promise<void>
}
