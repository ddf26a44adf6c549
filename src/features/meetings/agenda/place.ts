import type { Day, Instant } from '../../../core/time/day.ts'
import { MeetingType } from '../../../generated/prisma/enums.ts'
import { dayInBeijing } from '../../../programme/beijing.ts'
import type { WorkdayCalendar } from '../../../programme/calendar.ts'

/** A meeting that is not called off, as far as agendas must know of it. */
export interface Upcoming {
  readonly reference: string
  readonly type: MeetingType
  readonly startsAt: Instant
}

/** What decides on which agenda an item stands. */
export interface Waiting {
  readonly afterAt: Instant
  readonly jointOnly: boolean
  /** The meeting that somebody moved it to. */
  readonly meeting: string | null
  /** Where it stands. */
  readonly agendaOf: string | null
  /** Where it stood until that meeting was called off. */
  readonly wasOf: string | null
}

/** Workdays after a meeting in which it is noted what it treated; then the rest returns. */
const workdaysToNote = 2

/** The last day on which an item that a meeting did not reach still stands on its agenda. */
export const lastDayOf = (calendar: WorkdayCalendar, { startsAt }: Pick<Upcoming, 'startsAt'>): Day =>
  calendar.addWorkdays(dayInBeijing(startsAt), workdaysToNote)

/** A signing ceremony treats nothing: it has only what is written for it, or moved to it. */
export const isDeliberating = ({ type }: Pick<Upcoming, 'type'>): boolean => type !== MeetingType.signing

/**
 * The meeting on whose agenda an item stands, of those of its pair that are not over, in their order: the one that it was moved
 * to; else the one that was called off and is on again; else where it stands; else the next joint meeting; else the next meeting. `null`: it waits for one.
 */
export const placeOf = (
  { afterAt, jointOnly, meeting, agendaOf, wasOf }: Waiting,
  open: readonly Upcoming[],
): string | null => {
  const isJoint = ({ type }: Upcoming) => type === MeetingType.joint
  const fitting = open.filter(
    (one) => one.startsAt > afterAt && isDeliberating(one) && (!jointOnly || isJoint(one)),
  )
  const found =
    open.find(({ reference }) => reference === meeting) ??
    fitting.find(({ reference }) => reference === wasOf) ??
    fitting.find(({ reference }) => reference === agendaOf) ??
    fitting.find(isJoint) ??
    fitting[0]
  return found?.reference ?? null
}
