import type { PlainKey } from '../core/i18n.ts'
import type { Side } from '../generated/prisma/enums.ts'
import type { ProgrammeContext } from './context.ts'

/** Who takes over from whom, by name. */
export interface Successor {
  readonly from: string
  readonly to: string
  /** The side that both work for; undefined: of either. */
  readonly side: Side | undefined
  /** The pairs that they work for; undefined: all of them. */
  readonly pairIds: readonly number[] | undefined
}

/** What passes from one officer to the next. */
export interface Held {
  readonly reference: string
  readonly pairId: number | null
}

/** How what is open of a feature's, and somebody answers for, passes to a successor. */
export interface Handover {
  /** What it is called. */
  readonly noun: PlainKey
  /** What would pass, in order. */
  held(context: ProgrammeContext, successor: Successor): Promise<readonly Held[]>
  /** Passes it on, in the request's transaction. */
  pass(context: ProgrammeContext, successor: Successor): Promise<void>
}
