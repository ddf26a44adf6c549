import { type Day, type DayRange, yearOf } from '../../time/day.ts'
import { dayOfWeek, monthFrom, partOfMonth, partOrNearest } from './calendar.ts'
import type { CalendarPoint, Point } from './point.ts'

const around = [-2, -1, 0, 1, 2]

/** A range, and whether its ends exist in the calendar (29 February). */
export interface Candidate extends DayRange {
  readonly exists: boolean
}

export const existing = (span: DayRange): Candidate => ({ ...span, exists: true })
export const oneDay = (day: Day): Candidate => ({ start: day, end: day, exists: true })

export const partIn = (year: number, month: number, part: CalendarPoint['part']) => {
  const exact = partOfMonth(year, month, part)
  if (exact) return existing(exact)
  const near = partOrNearest(year, month, part)
  return near && { ...near, exists: false }
}

/** Every range a point can mean, not far from today. */
export const candidates = (point: Point, today: Day): Candidate[] => {
  switch (point.kind) {
    case 'fixed':
      return point.span ? [existing(point.span)] : []
    case 'either':
      return point.spans.map(existing)
    case 'length':
    case 'order':
      return []
    case 'weekday':
      return [-1, 0, 1].map((weeks) => oneDay(dayOfWeek(today, weeks, point.weekday ?? 1)))
    case 'calendar':
      return calendarCandidates(point, today)
  }
}

const calendarCandidates = ({ year, month, part }: CalendarPoint, today: Day): Candidate[] => {
  // 31号 is of the months that have one.
  if (month === undefined)
    return around
      .map((months) => monthFrom(today, months))
      .filter((at) => year === undefined || at.year === year)
      .flatMap((at) => partOfMonth(at.year, at.month, part) ?? [])
      .map(existing)
  const years = year === undefined ? [-1, 0, 1].map((years) => yearOf(today) + years) : [year]
  return years.flatMap((known) => partIn(known, month, part) ?? [])
}
