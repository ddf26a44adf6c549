import { addDays, type Day } from '../../core/time/day.ts'
import type { WorkdayCalendar } from '../../programme/calendar.ts'

/** An outcome note is due this many workdays after a visit ended. */
export const workdaysForOutcome = 5

/** The first day on which the outcome note of a visit is overdue. */
export const overdueFrom = (calendar: WorkdayCalendar, endsOn: Day): Day =>
  calendar.addWorkdays(endsOn, workdaysForOutcome)

/** The latest day on which a visit may have ended for its outcome note to be overdue today. */
export const latestEndDue = (calendar: WorkdayCalendar, today: Day): Day => {
  let end = addDays(today, -workdaysForOutcome)
  while (calendar.addWorkdays(end, workdaysForOutcome) > today) end = addDays(end, -1)
  return end
}
