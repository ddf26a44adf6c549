import type { CardAction } from '../core/card.ts'
import type { Answer } from '../core/command.ts'
import type { DueContext } from '../core/due.ts'
import type { Day } from '../core/time/day.ts'
import type { Transaction } from '../db/database.ts'
import type { ProgrammeContext } from './context.ts'

/** A record that a meeting shall treat, and what it is about. */
export interface ForAgenda {
  readonly about: string
  readonly reference: string
}

/** Where a record stands on an agenda; without a meeting it waits for the next one. */
export interface OnAgenda {
  readonly meeting: string | null
  readonly isTreated: boolean
}

/** What can be put before both sides of a pair. */
export interface Agenda {
  /** Puts something on the agenda of the pair's next meeting, once, or keeps it for that where none is set. */
  put(context: ProgrammeContext, pairId: number, item: ForAgenda): Promise<Answer>
  /** The same for a joint meeting, where no person asks. */
  putUnasked(context: DueContext<Transaction>, pairId: number, item: ForAgenda): Promise<OnAgenda>
  /** The agendas on which records stand or stood, by their references. */
  standing(
    transaction: Transaction,
    references: readonly string[],
  ): Promise<ReadonlyMap<string, readonly OnAgenda[]>>
  /** To be called when what is carried over to a pair's meetings has changed: their cards follow. */
  follow(context: DueContext<Transaction>, pairId: number): Promise<void>
}

/** Something that an earlier meeting left open. */
export interface Carried extends ForAgenda {
  readonly dueOn: Day
  /** The meeting that agreed on it, whose own agenda it is not on. */
  readonly meeting: string | null
}

/** Something that a meeting agreed on (议定事项), as the meeting's minutes say it. */
export interface AgreedItem {
  /** Among those of its meeting, from 1. */
  readonly number: number
  readonly reference: string
  readonly about: string
  /** A unit or an officer by name; `null`: the liaison officers of the side. */
  readonly assistingOwner: string | null
  readonly recipientOwner: string | null
  readonly dueOn: Day
}

/** What meetings agreed on, which their minutes list. */
export interface Agreed {
  /** In the order of their numbers; nothing that was called off. */
  at(transaction: Transaction, meeting: string): Promise<readonly AgreedItem[]>
  /** Opens the form for another one, with what it is about where that is known. */
  enterAction(label: string, meeting: string, about?: string): CardAction
}

/** The minutes of meetings, for those who keep what was agreed at them. */
export interface Minuted {
  /** Undefined where there is no such meeting. `isLocked`: both sides have confirmed what was agreed. */
  standing(
    transaction: Transaction,
    meeting: string,
  ): Promise<{ readonly pairId: number | null; readonly isLocked: boolean } | undefined>
  /** To be called when something that the meeting agreed on has changed: the minutes that stand in channels list it. */
  refresh(context: ProgrammeContext, meeting: string): Promise<void>
}
