import { Cron } from 'croner'

/** When a job is due: five cron fields in a time zone. */
export interface Timetable {
  /** The latest times after `from` up to and including `to`, newest first, at most `limit`. */
  between(from: Date, to: Date, limit: number): Date[]
}

/** Fails on an expression that is not five cron fields or that never comes. */
export const timetable = (expression: string, zone: string): Timetable => {
  const cron = new Cron(expression, { timezone: zone, paused: true, mode: '5-part' })
  if (cron.nextRun() === null) throw new RangeError(`cron expression that never comes: ${expression}`)
  return {
    between: (from, to, limit) => {
      // Croner looks back from whole seconds and leaves the reference out: look from the second after.
      const after = new Date(to.getTime() + 1000)
      return cron
        .previousRuns(limit + 1, after)
        .filter((slot) => slot > from && slot <= to)
        .slice(0, limit)
    },
  }
}

/** Whether the text is five cron fields that come at some time. */
export const isCron = (expression: string): boolean => {
  try {
    timetable(expression, 'UTC')
    return true
  } catch {
    return false
  }
}
