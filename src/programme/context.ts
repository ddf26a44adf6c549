import type { Answer, Caller, Context } from '../core/command.ts'
import type { Transaction } from '../db/database.ts'
import type { Role, Side } from '../generated/prisma/enums.ts'
import type { WorkdayCalendar } from './calendar.ts'
import type { Registry } from './places/registry.ts'
import type { Scope } from './scope.ts'
import type { Barred } from './standing.ts'

/** The officer behind an account. */
export interface Officer {
  readonly id: number
  readonly name: string
  readonly role: Role
  readonly side: Side | undefined
  readonly scope: Scope
}

export interface ProgrammeCaller extends Caller {
  /** Undefined for a stranger, and for an administrator by configuration only. */
  readonly officer: Officer | undefined
  /** Why somebody who was an officer, or will be one, is none now. */
  readonly barred?: Barred
  /** Names of the administrators, for someone who must be told whom to ask. */
  readonly administrators?: readonly string[]
}

/** What a conversation is bound to, if to anything. */
export type ConversationScope = Scope | { readonly kind: 'none' }

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
  readonly scope: ConversationScope
  /** Whether persons are named in this channel. */
  readonly naming: boolean
  /**
   * Begins a task of a feature's manifest, with the state of its first step and all that there is to do; its progress and
   * its end are said here. The answer says that it has begun. Throws `UserError` while another one runs in this conversation.
   */
  startTask(name: string, state: unknown, total: number): Promise<Answer>
}
