import type { Day } from '../../core/time/day.ts'
import type { WorkdayCalendar } from '../../programme/calendar.ts'

/**
 * The ladder that a problem climbs while nobody acknowledges it, and the workdays after it was reported (or opened again) by
 * which it reaches each rung. To change the programme's terms, change these numbers: what is pending follows with
 * `/due rebuild`.
 */
export const ladder = [
  { rung: 'pair', workdays: 0 },
  { rung: 'offices', workdays: 3 },
  { rung: 'provinces', workdays: 5 },
  { rung: 'meeting', workdays: 10 },
] as const

export type Rung = (typeof ladder)[number]['rung']

/** The workdays without anybody's word after which a problem has left its pair, and is overdue. */
export const workdaysForAnswer = ladder[1].workdays

/** The workdays that a rung's notice speaks of: those that have passed, and for the first those that its pair has. */
export const workdaysAt = (rung: Rung): number =>
  rung === 'pair' ? workdaysForAnswer : (ladder.find((step) => step.rung === rung)?.workdays ?? 0)

/** When a problem began to wait, and when somebody took it on. */
export interface Clock {
  readonly raisedOn: Day
  readonly stoppedOn: Day | null
}

/** The day on which a rung is reached. */
export const reachedOn = (
  calendar: WorkdayCalendar,
  { raisedOn }: Pick<Clock, 'raisedOn'>,
  rung: Rung,
): Day => calendar.addWorkdays(raisedOn, ladder.find((step) => step.rung === rung)?.workdays ?? 0)

/** How far a problem has come by a day; where its clock was stopped, by then. */
export const rungOf = (calendar: WorkdayCalendar, clock: Clock, today: Day): Rung => {
  const until = clock.stoppedOn ?? today
  return ladder.findLast(({ rung }) => reachedOn(calendar, clock, rung) <= until)?.rung ?? 'pair'
}

/** The rung above; undefined at the top. */
export const rungAfter = (rung: Rung): Rung | undefined =>
  ladder[ladder.findIndex((step) => step.rung === rung) + 1]?.rung
