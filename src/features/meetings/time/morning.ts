import type { Instant } from '../../../core/time/day.ts'
import { dayInBeijing, fromBeijing } from '../../../programme/beijing.ts'
import type { WorkdayCalendar } from '../../../programme/calendar.ts'
import { timeOfDay } from '../../../programme/morning.ts'

/** That hour, so many workdays after the day of a moment, or before it where they are negative. */
export const morningFrom = (calendar: WorkdayCalendar, moment: Instant, workdays: number): Instant =>
  fromBeijing(`${calendar.addWorkdays(dayInBeijing(moment), workdays)}T${timeOfDay}`)
