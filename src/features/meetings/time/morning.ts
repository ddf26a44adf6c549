import type { Instant } from '../../../core/time/day.ts'
import { dayInBeijing, fromBeijing } from '../../../programme/beijing.ts'
import type { WorkdayCalendar } from '../../../programme/calendar.ts'

/** When officers are at their desks, on clocks in China. */
const timeOfDay = '09:00'

/** That hour, so many workdays after the day of a moment, or before it where they are negative. */
export const morningFrom = (calendar: WorkdayCalendar, moment: Instant, workdays: number): Instant =>
  fromBeijing(`${calendar.addWorkdays(dayInBeijing(moment), workdays)}T${timeOfDay}`)
