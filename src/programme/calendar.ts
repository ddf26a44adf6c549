import type { Day } from '../core/time.ts'

/** Chinese workdays, with public holidays and make-up workdays. */
export interface WorkdayCalendar {
  isWorkday(day: Day): boolean
  /** The day that is `count` workdays after `day`. */
  addWorkdays(day: Day, count: number): Day
  /** Workdays after `from`, up to and including `to`. */
  workdaysBetween(from: Day, to: Day): number
  /** Whether the state's holiday announcement for the year is known: without it only weekends are. */
  knows(year: number): boolean
}
