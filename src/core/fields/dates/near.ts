import { type Day, type DayRange, daysBetween } from '../../time/day.ts'
import { dayOfWeek, monthFrom, type Preference, partOfMonth, prefer, preferPeriod } from './calendar.ts'
import { type Candidate, candidates, existing, oneDay } from './candidates.ts'
import type { CalendarPoint, Point } from './point.ts'

/** Days that stand: what changes them names a day near them. */
export interface Standing {
  readonly days: DayRange
  /** Where the words move them to (推迟, 提前). */
  readonly way?: Exclude<Preference, 'nearest'> | undefined
}

/** Further away than a quarter of a year, today counts as well as the days that stand. */
const farFromStanding = 91

const unique = (found: readonly Candidate[]): Candidate[] =>
  found
    .filter(({ start }, index) => found.findIndex((other) => other.start === start) === index)
    .sort((one, other) => (one.start < other.start ? -1 : 1))

/** The same day of the weeks, or months, that the days lie in. */
const among = ({ start, end }: DayRange, point: Point): Candidate[] => {
  if (point.kind === 'weekday')
    return unique([start, end].map((day) => oneDay(dayOfWeek(day, 0, point.weekday ?? 1))))
  if (point.kind !== 'calendar') return []
  return unique(
    [start, end]
      .map((day) => monthFrom(day, 0))
      .flatMap(({ year, month }) => partOfMonth(year, month, point.part) ?? [])
      .map(existing),
  )
}

/** A bare day or weekday: of the visit's own month or week; several where that leaves a doubt. */
const bareDay = (point: Point, { days, way }: Standing, today: Day): readonly Candidate[] => {
  const around = unique(candidates(point, days.start))
  const before = around.filter(({ start }) => start < days.start).slice(-1)
  const after = around.filter(({ start }) => start > days.start).slice(0, 1)
  if (way) return way === 'future' ? after : before
  const own = among(days, point)
  const [only, ...more] = own
  if (more.length > 0) return own
  // 改到周三, when it begins on a Wednesday: another one.
  if (!only || (point.kind === 'weekday' && only.start === days.start)) return [...before, ...after]
  const toCome = around.filter(({ start }) => start >= today).slice(0, 1)
  return only.start < today && days.start >= today ? [only, ...toCome] : own
}

/** A day or a part of a month without its year: the nearest to the days that stand, or to today where those are far. */
const yearless = (
  point: CalendarPoint,
  { days }: Standing,
  today: Day,
  preference: Preference,
): readonly Candidate[] => {
  const choose = typeof point.part === 'number' ? prefer : preferPeriod
  const near = choose(candidates(point, days.start), days.start, 'nearest')
  const now = choose(candidates(point, today), today, preference)
  if (!near || !now || near.start === now.start || !now.exists) return near ? [near] : []
  return Math.abs(daysBetween(days.start, near.start)) <= farFromStanding ? [near] : unique([near, now])
}

/** What a day means beside days that stand. */
export const besideStanding = (
  point: Point,
  standing: Standing,
  today: Day,
  preference: Preference,
): readonly Candidate[] => {
  if (point.kind === 'calendar' && point.month !== undefined)
    return yearless(point, standing, today, preference)
  if (point.kind === 'calendar' && point.weekday !== undefined) {
    // 周三12号: the nearest that is both.
    const found = candidates(point, standing.days.start)
    const fitting = found.filter(({ start }) => start === dayOfWeek(start, 0, point.weekday ?? 1))
    return [prefer(fitting.length > 0 ? fitting : found, standing.days.start, 'nearest') ?? []].flat()
  }
  return bareDay(point, standing, today)
}
