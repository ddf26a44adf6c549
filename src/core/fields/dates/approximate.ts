import { addDays, type DayRange, weekdayOf } from '../../time/day.ts'
import { apply } from './ends.ts'
import { at } from './point.ts'

/** Days that are meant beside a date: those of its week, those around it, or all on one side of it. */
export type Approximation = 'week' | 'around' | 'limit'

const before: ReadonlyArray<readonly [Approximation, RegExp]> = [
  [
    'week',
    /(?<![\p{L}\p{N}])(?:(?:in|during|for)\s+)?(?:(?:the\s+)?(?:week|wk)\s+(?:of|beginning|commencing|starting|from|containing)(?:\s+the)?\s+|w\/[cb]:?\s*)$/iu,
  ],
  [
    'limit',
    /(?:(?<![\p{L}\p{N}])(?:(?:any\s?time|some\s?time|just|shortly|not)\s+)?(?:after|before|by|prior\s+to|no\s+(?:later|earlier|sooner)\s+than|(?:not\s+)?(?:later|earlier)\s+than)(?:\s+the)?\s+|(?:最[迟晚早]|不[晚迟早]于|截[至止])[到在于]?\s?)$/iu,
  ],
  [
    'around',
    /(?:(?<![\p{L}\p{N}])(?:some\s?time\s+)?(?:around|about|circa|ca\.?|approx(?:\.|imately)?|roughly|near|close\s+to)(?:\s+the)?\s+|(?:大[约概]|差不多|约)[在是于]?\s?)$/iu,
  ],
]
const after: ReadonlyArray<readonly [Approximation, RegExp]> = [
  [
    'week',
    at(
      '\\s?(?:的?[那这该当](?:一)?个?|所在的?)(?:周|星期|礼拜)(?![一二三四五六日天]|[1-7](?!\\d|\\s?[人个名位]))',
    ),
  ],
  [
    'around',
    at(
      '\\s?(?:前后|左右|上下|附近|那几天)|-?ish(?!\\p{L})|\\s+(?:or\\s+so|or\\s+thereabouts|give\\s+or\\s+take)(?!\\p{L})',
    ),
  ],
  [
    'limit',
    at(
      '\\s?(?:[之以][前后]|前(?![往来去期面])|后(?![天来勤续面期]))|\\s+(?:(?:or|and)\\s+(?:later|earlier|after|before)|onwards?|at\\s+the\\s+(?:latest|earliest))(?!\\p{L})',
    ),
  ],
]

/** How far back such words begin. */
const farthest = 36

/** The words around a date that say only about when: what they mean, and where they and the date begin and end. */
export const approximationAt = (
  line: string,
  from: number,
  { start, end }: { readonly start: number; readonly end: number },
): { readonly start: number; readonly end: number; readonly kind: Approximation } | undefined => {
  const words = line.slice(Math.max(from, start - farthest), start)
  for (const [kind, pattern] of before) {
    const ahead = pattern.exec(words)?.[0]
    if (ahead) return { start: start - ahead.length, end, kind }
  }
  for (const [kind, pattern] of after) {
    const behind = apply(pattern, line, end)?.[0]
    if (behind) return { start, end: end + behind.length, kind }
  }
  return undefined
}

/** How many days before and after are meant by around a day. */
const daysAround = 2

/** The days that may be meant; undefined when they are too many to name. */
export const daysMeant = (kind: Approximation, { start, end }: DayRange): DayRange | undefined => {
  if (kind === 'limit' || start !== end) return undefined
  const monday = addDays(start, 1 - weekdayOf(start))
  return kind === 'week'
    ? { start: monday, end: addDays(monday, 6) }
    : { start: addDays(start, -daysAround), end: addDays(start, daysAround) }
}
