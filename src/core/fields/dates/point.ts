import type { Day, DayRange } from '../../time/day.ts'
import type { MonthPart } from './calendar.ts'

export interface CalendarPoint {
  readonly kind: 'calendar'
  readonly year?: number
  readonly month?: number
  readonly part: MonthPart
  /** 次年1月2日: the year after the one that the range begins in. */
  readonly yearAfter?: boolean
}

/** One end of a range, or a date or period by itself, before it is known which year it lies in. */
export type Point = (
  | CalendarPoint
  | { readonly kind: 'weekday' }
  /** `span` is undefined for a time that does not exist: week 60. */
  | { readonly kind: 'fixed'; readonly span: DayRange | undefined }
  /** Only as the end of a range: so many days in all. */
  | { readonly kind: 'length'; readonly days: number }
  /** 两三天后: one of several. */
  | { readonly kind: 'either'; readonly spans: readonly DayRange[] }
  /** 6/3: a day and a month, whichever comes first. */
  | { readonly kind: 'order'; readonly dayFirst: CalendarPoint; readonly monthFirst: CalendarPoint }
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
  read(groups: Groups, today: Day): Point | Span | undefined
}

/** Two ends in one rule (明后天, 周一、二); `consecutive` is false for days that leave some out between them. */
export interface Span {
  readonly kind: 'span'
  readonly first: Point
  readonly second: Point
  readonly consecutive: boolean
}

/** Days of one kind, listed: the first and the last are the ends. */
export const listed = (days: readonly number[], point: (day: number) => Point): Span => ({
  kind: 'span',
  first: point(days[0] ?? 0),
  second: point(days.at(-1) ?? 0),
  consecutive: days.every((day, index) => index === 0 || day === (days[index - 1] ?? 0) + 1),
})

export const fixed = (span: DayRange | undefined): Point => ({ kind: 'fixed', span })
export const fixedDay = (day: Day | undefined): Point => fixed(day && { start: day, end: day })

/** A calendar point of the numbers that are known. */
export const calendarPoint = (
  year: number | undefined,
  month: number | undefined,
  part: MonthPart,
): CalendarPoint => ({
  kind: 'calendar',
  part,
  ...(year !== undefined && { year }),
  ...(month !== undefined && { month }),
})

/** A rule's pattern: case does not matter, and it is tried at one offset. */
export const at = (source: string): RegExp => new RegExp(source, 'iuy')
