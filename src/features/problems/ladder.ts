import type { Day } from '../../core/time/day.ts'
import type { WorkdayCalendar } from '../../programme/calendar.ts'
import type { LadderWorkdays } from '../../programme/feature.ts'

/** The ladder that a problem climbs while nobody acknowledges it, from its pair to the joint meeting. */
export const rungs = ['pair', 'offices', 'provinces', 'meeting'] as const

export type Rung = (typeof rungs)[number]

/** When a problem began to wait, and when somebody took it on. */
export interface Clock {
  readonly raisedOn: Day
  readonly stoppedOn: Day | null
}

/**
 * The ladder as the operator sets it: the workdays after a problem was reported (or opened again) by which it reaches each
 * rung above its pair. Set anew, what is pending follows with `/due rebuild`.
 */
export const ladderOf = (calendar: WorkdayCalendar, workdays: LadderWorkdays) => {
  const [offices, provinces, meeting] = workdays
  const reachedAfter: Readonly<Record<Rung, number>> = { pair: 0, offices, provinces, meeting }

  /** The day on which a rung is reached. */
  const reachedOn = ({ raisedOn }: Pick<Clock, 'raisedOn'>, rung: Rung): Day =>
    calendar.addWorkdays(raisedOn, reachedAfter[rung])

  return {
    calendar,
    reachedOn,
    /** The workdays without anybody's word after which a problem has left its pair, and is overdue. */
    workdaysForAnswer: offices,
    /** The workdays that a rung's notice speaks of: those that have passed, and for the first those that its pair has. */
    workdaysAt: (rung: Rung): number => (rung === 'pair' ? offices : reachedAfter[rung]),
    /** How far a problem has come by a day; where its clock was stopped, by then. */
    rungOf: (clock: Clock, today: Day): Rung =>
      rungs.findLast((rung) => reachedOn(clock, rung) <= (clock.stoppedOn ?? today)) ?? 'pair',
  }
}

export type Ladder = ReturnType<typeof ladderOf>

/** The rung above; undefined at the top. */
export const rungAfter = (rung: Rung): Rung | undefined => rungs[rungs.indexOf(rung) + 1]
