import { createTask, parse } from 'node-cron'
import { addDays, type Day, dayAt, instantAt } from './day.ts'

/** When a job is due: five cron fields in a time zone. */
export interface Timetable {
  /** The latest times after `from` up to and including `to`, newest first, at most `limit`. */
  between(from: Date, to: Date, limit: number): Date[]
}

/**
 * Fails on an expression that is not five cron fields or that never comes. A day comes when both its day of the month
 * and its weekday are named.
 *
 * The expression is asked about days and wall clocks, of which each comes once; the zone only says at which instant. So
 * a time is not left out when the clocks go forward over it, nor doubled when they go back. One question a day and none a
 * minute: to look back over a year takes some hundredths of a second.
 */
export const timetable = (expression: string, zone: string): Timetable => {
  // Node-cron also takes six fields, with seconds, and names such as `@daily`.
  if (expression.trim().split(/\s+/).length !== 5) throw new RangeError(`not five cron fields: ${expression}`)
  const { hour: hours, minute: minutes } = parse(expression)
  const task = createTask(expression, () => undefined, { timezone: 'UTC' })
  // It is only asked; node-cron remembers every task that is not destroyed.
  void task.destroy()
  // Fails when it finds no time in a hundred years.
  task.getNextRuns(1)

  const wallClocks = hours.flatMap((hour) => minutes.map((minute) => clockFace(hour, minute)))
  const [anyClock] = wallClocks
  const timesOn = (day: Day): Date[] => {
    if (!task.match(new Date(`${day}T${anyClock}Z`))) return []
    const instants = wallClocks.map((wallClock) => instantAt(`${day}T${wallClock}`, zone).getTime())
    return [...new Set(instants)].sort((one, other) => other - one).map((instant) => new Date(instant))
  }
  return {
    between: (from, to, limit) => {
      const found: Date[] = []
      // The clocks may go forward over midnight: what was due the evening before comes on the day after.
      const first = addDays(dayAt(from, zone), -1)
      for (let day = dayAt(to, zone); day >= first && found.length < limit; day = addDays(day, -1))
        found.push(...timesOn(day).filter((slot) => slot > from && slot <= to))
      return found.slice(0, limit)
    },
  }
}

const clockFace = (hour: number, minute: number): string =>
  [hour, minute].map((part) => String(part).padStart(2, '0')).join(':')

/** Whether the text is five cron fields that come at some time. */
export const isCron = (expression: string): boolean => {
  try {
    timetable(expression, 'UTC')
    return true
  } catch {
    return false
  }
}
