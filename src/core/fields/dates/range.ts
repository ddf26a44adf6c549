import { addDays, type Day, type DayRange, daysBetween, weekdayOf, yearOf } from '../../time/day.ts'
import {
  dayOfWeek,
  monthFrom,
  monthOf,
  type Preference,
  partOfMonth,
  prefer,
  preferPeriod,
} from './calendar.ts'
import type { Point } from './point.ts'

/** Why words that look like a date are none. */
export type Fault =
  | { readonly fault: 'impossible' | 'backwards' | 'several' }
  /** The weekday written beside this day is not its own. */
  | { readonly fault: 'weekday'; readonly day: Day }

export type Resolved = DayRange | Fault

/** A yearless range may run over the turn of a year, but not further than this many days. */
const longestOverNewYear = 183

const around = [-2, -1, 0, 1, 2]

/** Every range a point can mean, not far from today. */
const candidates = (point: Point, today: Day): DayRange[] => {
  if (point.kind === 'fixed') return point.span ? [point.span] : []
  if (point.kind === 'weekday')
    return [-1, 0, 1].map((weeks) => {
      const day = dayOfWeek(today, weeks, point.weekday ?? 1)
      return { start: day, end: day }
    })
  const { year, month, part } = point
  const months =
    month === undefined
      ? around
          .map((months) => monthFrom(today, months))
          .filter((at) => year === undefined || at.year === year)
      : (year === undefined ? [-1, 0, 1].map((years) => yearOf(today) + years) : [year]).map((known) => ({
          year: known,
          month,
        }))
  return months.map((at) => partOfMonth(at.year, at.month, part)).filter((span) => span !== undefined)
}

/** The end of a range, which takes from its start whatever it does not say itself. */
const ending = (point: Point, start: DayRange): DayRange | undefined => {
  if (point.kind === 'fixed') return point.span
  if (point.kind === 'weekday') {
    const wanted = dayOfWeek(start.start, 0, point.weekday ?? 1)
    const day = wanted < start.start ? addDays(wanted, 7) : wanted
    return { start: day, end: day }
  }
  const { year, month, part } = point
  const startYear = yearOf(start.start)
  const end = partOfMonth(year ?? startYear, month ?? monthOf(start.start), part)
  const overNewYear = end && end.end < start.start && year === undefined && month !== undefined
  if (!overNewYear || month >= monthOf(start.start)) return end
  const later = partOfMonth(startYear + 1, month, part)
  return later && daysBetween(start.start, later.end) <= longestOverNewYear ? later : end
}

/** A start takes the month, and the year, from its end: `5 to 7 March 2025`. */
const completed = (first: Point, second: Point): Point => {
  if (first.kind !== 'calendar' || second.kind !== 'calendar') return first
  const month = first.month ?? second.month
  const withMonth = { ...first, ...(month !== undefined && { month }) }
  if (first.year !== undefined || second.year === undefined) return withMonth
  const earlierYear = month !== undefined && second.month !== undefined && month > second.month
  return { ...withMonth, year: earlierYear ? second.year - 1 : second.year }
}

const hasYear = (point: Point): boolean =>
  point.kind === 'fixed' || (point.kind === 'calendar' && point.year !== undefined)

/** Some part of a month, not one day of it. */
const isPeriod = (point: Point): boolean =>
  point.kind === 'calendar' && ['early', 'middle', 'late', 'whole'].includes(`${point.part}`)

const wrongWeekday = (point: Point | undefined, day: Day): Fault | undefined =>
  point?.weekday !== undefined && point.weekday !== weekdayOf(day) ? { fault: 'weekday', day } : undefined

/** What one point, or two, mean on a day. Never a date that the words do not say. */
export const resolve = (
  first: Point,
  second: Point | undefined,
  today: Day,
  preference: Preference,
): Resolved => {
  if (!second) {
    const found = candidates(first, today)
    const choose = isPeriod(first) ? preferPeriod : prefer
    const chosen = hasYear(first) ? found[0] : choose(found, today, preference)
    if (!chosen) return { fault: 'impossible' }
    return wrongWeekday(first, chosen.start) ?? chosen
  }
  const start = completed(first, second)
  const ranges = candidates(start, today).flatMap((from) => {
    const to = ending(second, from)
    return to ? [{ start: from.start, end: to.end }] : []
  })
  if (ranges.length === 0) return { fault: 'impossible' }
  const forward = ranges.filter((range) => range.start <= range.end)
  const chosen = hasYear(start)
    ? forward[0]
    : second.kind === 'fixed'
      ? forward.at(-1)
      : prefer(forward, today, preference)
  if (!chosen) return { fault: forward.length === 0 ? 'backwards' : 'impossible' }
  return wrongWeekday(start, chosen.start) ?? wrongWeekday(second, chosen.end) ?? chosen
}
