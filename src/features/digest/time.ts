import { daysBefore } from '../../core/time/clock.ts'
import { timetable } from '../../core/time/cron.ts'

/**
 * When a channel's weekly summary comes: with all others (`house`), never (`off`), or at a weekday, 1 for Monday, and a wall clock
 * of its own (`5 17:00`).
 */
export type DigestTime = string

export const [house, off] = ['house', 'off'] as const
export const ownTime = /^(?<weekday>[1-7]) (?<clock>(?<hour>[01]\d|2[0-3]):(?<minute>[0-5]\d))$/u

/** In its column null stands for `house`. */
export const fromColumn = (stored: string | null): DigestTime => stored ?? house
export const toColumn = (time: DigestTime): string | null => (time === house ? null : time)

const timesOf = (time: DigestTime, digestCron: string, zone: string) => {
  if (time === off) return undefined
  const { weekday, hour, minute } = ownTime.exec(time)?.groups ?? {}
  return timetable(
    weekday === undefined ? digestCron : `${Number(minute)} ${Number(hour)} * * ${weekday}`,
    zone,
  )
}

/** Days within which it comes again, a change of clocks included. */
const within = 8
/** More times than `digestCron` can name within these. */
const every = within * 24 * 60

/** The next time after a moment; undefined when none comes within eight days. `digestCron`: when all others come. */
export const nextTime = (time: DigestTime, after: Date, digestCron: string, zone: string): Date | undefined =>
  timesOf(time, digestCron, zone)?.between(after, daysBefore(after, -within), every).at(-1)

/** The latest time up to a moment, likewise. */
export const latestTime = (
  time: DigestTime,
  upTo: Date,
  digestCron: string,
  zone: string,
): Date | undefined => timesOf(time, digestCron, zone)?.between(daysBefore(upTo, within), upTo, 1)[0]
