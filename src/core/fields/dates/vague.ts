import { addDays, type DayRange } from '../../time/day.ts'
import type { Point } from './point.ts'
import type { Resolved } from './range.ts'

/** How many days around the beginning or the end of a month are meant by it. */
const daysAround = 5

/** The days that may be meant by words for a time of which some day is (3月底, 下周). */
export const vagueDays = (first: Point, meaning: Resolved): DayRange | undefined => {
  if (!('start' in meaning) || !isVague(first)) return undefined
  if (first.kind !== 'calendar') return meaning
  if (first.part === 'first') return { start: meaning.start, end: addDays(meaning.start, daysAround - 1) }
  if (first.part === 'last') return { start: addDays(meaning.end, 1 - daysAround), end: meaning.end }
  return meaning
}

export const isVague = (point: Point): boolean =>
  point.kind === 'calendar'
    ? typeof point.part !== 'number'
    : point.kind === 'fixed' && point.span?.start !== point.span?.end
