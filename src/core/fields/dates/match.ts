import type { DayRange } from '../../time/day.ts'
import type { Approximation } from './approximate.ts'
import type { Place, Point } from './point.ts'
import { type Fault, type Resolved, resolve, type Setting } from './range.ts'
import { isVague, vagueDays } from './vague.ts'

export interface DateMatch {
  readonly start: number
  readonly end: number
  readonly meaning: Resolved
  /** Two ends were written, not one. */
  readonly isRange: boolean
  /** The words name a time of which some day is meant (3月底, 下周): the days it may be. */
  readonly vague?: DayRange | undefined
  /** Not the day itself, but some day near it or on one side of it. */
  readonly approximation?: Approximation | undefined
}

/** Where in a line a date or range ends, and its points. */
export interface Found {
  readonly end: number
  readonly place: Place
  readonly first: Point
  readonly second?: Point | undefined
  readonly several?: boolean
}

const meaningOf = (found: Found, setting: Setting): Resolved => {
  const several: Fault | undefined = found.several ? { fault: 'several' } : undefined
  return several ?? resolve(found.first, found.second, setting)
}

/** What was found at an offset, with what it means. */
export const dateMatch = (start: number, found: Found, setting: Setting): DateMatch => {
  const meaning = meaningOf(found, setting)
  const { first, second } = found
  const vagueEnds = second !== undefined && (isVague(first) || isVague(second))
  return {
    start,
    end: found.end,
    meaning,
    isRange: second !== undefined,
    vague:
      (second ? undefined : vagueDays(first, meaning)) ??
      (vagueEnds && 'start' in meaning ? meaning : undefined),
  }
}
