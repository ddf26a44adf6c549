import { DateTime } from 'luxon'
import {
  addDays,
  type Day,
  type DayRange,
  daysBetween,
  daysOfWeek,
  isDay,
  weekdayOf,
  yearOf,
} from '../../time/day.ts'

/** Which way a date without a year, or a bare weekday, is looked for. Today counts in every direction. */
export type Preference = 'past' | 'future' | 'nearest'

/** A piece of a month; `whole` is all of it. */
export type MonthPart = number | 'first' | 'last' | 'early' | 'middle' | 'late' | 'whole'

const two = (number: number) => `${number}`.padStart(2, '0')

/** The day with these numbers; undefined when the calendar has none. */
export const dayOf = (year: number, month: number, day: number): Day | undefined => {
  const iso = `${`${year}`.padStart(4, '0')}-${two(month)}-${two(day)}`
  return isDay(iso) ? iso : undefined
}

const range = (start: Day | undefined, end: Day | undefined): DayRange | undefined =>
  start && end ? { start, end } : undefined

const lengthOfMonth = (year: number, month: number): number =>
  [31, 30, 29, 28].find((day) => dayOf(year, month, day)) ?? 0

/** The days of a part of a month; undefined when it does not exist. */
export const partOfMonth = (year: number, month: number, part: MonthPart): DayRange | undefined => {
  const last = lengthOfMonth(year, month)
  const days = (first: number, end: number) => range(dayOf(year, month, first), dayOf(year, month, end))
  if (typeof part === 'number') return days(part, part)
  const bounds: Record<Exclude<MonthPart, number>, readonly [number, number]> = {
    first: [1, 1],
    last: [last, last],
    early: [1, 10],
    middle: [11, 20],
    late: [21, last],
    whole: [1, last],
  }
  return days(...bounds[part])
}

/** The same, with the month's last day for one that it does not have (29 February in most years). */
export const partOrNearest = (year: number, month: number, part: MonthPart): DayRange | undefined =>
  typeof part === 'number' && part > 0 && part <= 31 && month >= 1 && month <= 12
    ? partOfMonth(year, month, Math.min(part, lengthOfMonth(year, month)))
    : partOfMonth(year, month, part)

/** Whether a month has such a day, in some year. */
export const canExist = (month: number, day: number): boolean => dayOf(2024, month, day) !== undefined

/** `first` and `last` are months, from 1. */
export const monthsOf = (year: number, first: number, last: number): DayRange | undefined =>
  range(dayOf(year, first, 1), dayOf(year, last, lengthOfMonth(year, last)))

export const quarterOf = (year: number, quarter: number): DayRange | undefined =>
  monthsOf(year, quarter * 3 - 2, quarter * 3)

export const weekOfYear = (year: number, week: number): DayRange | undefined =>
  daysOfWeek(`${`${year}`.padStart(4, '0')}-W${two(week)}`)

/** The day that many weeks, and weekdays (1 for Monday), from the Monday of the day's week. */
export const dayOfWeek = (from: Day, weeks: number, weekday: number): Day =>
  addDays(from, weeks * 7 + weekday - weekdayOf(from))

/** The year and month that many months away. */
export const monthFrom = (from: Day, months: number): { readonly year: number; readonly month: number } => {
  const index = yearOf(from) * 12 + monthOf(from) - 1 + months
  return { year: Math.floor(index / 12), month: (index % 12) + 1 }
}

export const monthOf = (day: Day): number => Number(day.slice(5, 7))

/** The day a length of time away; undefined when it leaves the calendar. */
export const away = (
  from: Day,
  amount: number,
  unit: 'days' | 'weeks' | 'months' | 'years',
): Day | undefined => {
  const iso = DateTime.fromISO(from, { zone: 'utc' })
    .plus({ [unit]: amount })
    .toFormat('yyyy-MM-dd')
  return isDay(iso) ? iso : undefined
}

/** The one of several ranges that a preference chooses; a range around today suits all of them. */
export const prefer = <Range extends DayRange>(
  candidates: readonly Range[],
  today: Day,
  preference: Preference,
): Range | undefined => {
  const past = candidates.filter(({ start }) => start <= today).sort((a, b) => compare(b.start, a.start))[0]
  const future = candidates.filter(({ end }) => end >= today).sort((a, b) => compare(a.start, b.start))[0]
  if (preference === 'past') return past
  if (preference === 'future' || !past) return future
  if (!future) return past
  return daysBetween(past.end, today) < daysBetween(today, future.start) ? past : future
}

/** A period of this year is meant, however near last year's is, unless it is further away than this many days. */
const farInOneYear = 243

/** Of several periods (10月中旬) the one that a preference chooses; with none, this year's, where it is not far. */
export const preferPeriod = <Range extends DayRange>(
  candidates: readonly Range[],
  today: Day,
  preference: Preference,
): Range | undefined => {
  const own = candidates.find(({ start }) => yearOf(start) === yearOf(today))
  const near =
    own && daysBetween(today, own.start) <= farInOneYear && daysBetween(own.end, today) <= farInOneYear
  return preference === 'nearest' && near ? own : prefer(candidates, today, preference)
}

const compare = (a: Day, b: Day) => (a < b ? -1 : a > b ? 1 : 0)
