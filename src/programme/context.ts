import type { Caller, Context } from '../core/command.ts'
import type { Transaction } from '../db/database.ts'
import type { Role, Side } from '../generated/prisma/enums.ts'
import type { WorkdayCalendar } from './calendar.ts'
import type { Pair, Registry } from './places/registry.ts'

/** The officer behind an account. */
export interface Officer {
  readonly id: number
  readonly name: string
  readonly role: Role
  readonly side: Side | undefined
  /** Undefined for those who serve every pair. */
  readonly pairId: number | undefined
}

export interface ProgrammeCaller extends Caller {
  /** Undefined for a stranger, and for an administrator by configuration only. */
  readonly officer: Officer | undefined
  /** Names of the administrators, for someone who must be told whom to ask. */
  readonly administrators?: readonly string[]
}

/** What a conversation is bound to. */
export type Scope =
  | { readonly kind: 'pair'; readonly pair: Pair }
  | { readonly kind: 'programme' }
  | { readonly kind: 'none' }

/** The shared vocabulary, made once at the start. */
export interface Programme {
  readonly registry: Registry
  readonly calendar: WorkdayCalendar
}

/** What every command of this programme runs with. */
export interface ProgrammeContext extends Context {
  /** The request's only way to the database: one transaction, no network call inside. */
  readonly transaction: Transaction
  readonly caller: ProgrammeCaller
  readonly scope: Scope
}
