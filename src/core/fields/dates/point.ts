import type { Day, DayRange } from '../../time/day.ts'
import type { MonthPart } from './calendar.ts'

/** One end of a range, or a date or period by itself, before it is known which year it lies in. */
export type Point = (
  | { readonly kind: 'calendar'; readonly year?: number; readonly month?: number; readonly part: MonthPart }
  | { readonly kind: 'weekday' }
  /** `span` is undefined for a time that does not exist: week 60. */
  | { readonly kind: 'fixed'; readonly span: DayRange | undefined }
) & {
  /** The weekday written with it; for a bare weekday, all there is. 1 for Monday. */
  readonly weekday?: number
}

/**
 * Where in a free line words may be taken for a date: anywhere, at the start of a word, as a word by themselves,
 * or not at all but only when they are all that was typed.
 */
export type Place = 'anywhere' | 'start' | 'alone' | 'whole'

export type Groups = Readonly<Record<string, string | undefined>>

export interface Rule {
  /** Sticky. */
  readonly pattern: RegExp
  readonly place: Place
  /** In a free line, the character before may not be one of these. */
  readonly notAfter?: RegExp
  /** Which end of a range it can be; both, or the whole, when absent. */
  readonly only?: 'first' | 'second'
  /** Undefined when the words mean something else after all. */
  read(groups: Groups, today: Day): Point | undefined
}

export const fixed = (span: DayRange | undefined): Point => ({ kind: 'fixed', span })
export const fixedDay = (day: Day | undefined): Point => fixed(day && { start: day, end: day })

/** A calendar point of the numbers that are known. */
export const calendarPoint = (
  year: number | undefined,
  month: number | undefined,
  part: MonthPart,
): Point => ({
  kind: 'calendar',
  part,
  ...(year !== undefined && { year }),
  ...(month !== undefined && { month }),
})

/** A rule's pattern: case does not matter, and it is tried at one offset. */
export const at = (source: string): RegExp => new RegExp(source, 'iuy')
