import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { z } from 'zod'
import { StartRefused } from '../core/errors.ts'
import { addDays, type Day, weekdayOf } from '../core/time/day.ts'

/** Chinese workdays, with public holidays and make-up workdays. */
export interface WorkdayCalendar {
  isWorkday(day: Day): boolean
  /** The day that is `count` workdays after `day`; before it when negative. */
  addWorkdays(day: Day, count: number): Day
  /** Workdays after `from`, up to and including `to`; none when `to` is not later. */
  workdaysBetween(from: Day, to: Day): number
  /** Whether the state's holiday announcement for the year is known: without it only weekends are. */
  knows(year: number): boolean
}

/** Free days and make-up workdays by day, as the State Council announces them; the names are for people. */
const announcements = z.object({
  holidays: z.record(z.iso.date(), z.string()),
  workdays: z.record(z.iso.date(), z.string()).default({}),
})

/** The library's data file: its functions read days in the process's own time zone, and do not tell which years they know. */
const published = () =>
  announcements.parse(createRequire(import.meta.url)('chinese-days/dist/chinese-days.json'))

const problemIn = ({ issues: [issue] }: z.ZodError): string =>
  issue ? [issue.path.join('.'), issue.message].filter((part) => part !== '').join(': ') : ''

const readExtra = (file: string) => {
  try {
    return announcements.parse(JSON.parse(readFileSync(file, 'utf8')))
  } catch (cause) {
    const [reason] = (cause instanceof z.ZodError ? problemIn(cause) : String(cause)).split('\n')
    const example = '{"holidays": {"2027-01-01": "元旦"}, "workdays": {}}'
    throw new StartRefused(`${file} is not a calendar of holidays: ${reason}; for example ${example}`, {
      cause,
    })
  }
}

/**
 * The calendar of chinese-days. `extra` is a JSON file in that library's format (`{"holidays": {"2027-01-01": "元旦"},
 * "workdays": {}}`) for years announced since its release; a day in it overrides the library. Throws when it is not one.
 */
export const createCalendar = (options: { readonly extra?: string } = {}): WorkdayCalendar => {
  const sources = [published(), ...(options.extra === undefined ? [] : [readExtra(options.extra)])]
  const working = new Map<string, boolean>()
  for (const { holidays, workdays } of sources) {
    for (const day of Object.keys(holidays)) working.set(day, false)
    for (const day of Object.keys(workdays)) working.set(day, true)
  }
  const years = new Set(
    sources.flatMap(({ holidays }) => Object.keys(holidays).map((day) => Number(day.slice(0, 4)))),
  )

  const isWorkday = (day: Day) => working.get(day) ?? weekdayOf(day) <= 5
  return {
    isWorkday,
    addWorkdays: (day, count) => {
      const step = Math.sign(count)
      let reached = day
      for (let left = Math.abs(count); left > 0; ) {
        reached = addDays(reached, step)
        if (isWorkday(reached)) left -= 1
      }
      return reached
    },
    workdaysBetween: (from, to) => {
      let count = 0
      for (let day = from; day < to; ) {
        day = addDays(day, 1)
        if (isWorkday(day)) count += 1
      }
      return count
    },
    knows: (year) => years.has(year),
  }
}

/** The latest day after which this many workdays have passed by `today`: what has waited since is overdue. */
export const waitingSince = (calendar: WorkdayCalendar, today: Day, workdays: number): Day => {
  let since = calendar.addWorkdays(today, -workdays)
  while (calendar.addWorkdays(since, workdays) > today) since = addDays(since, -1)
  while (calendar.addWorkdays(addDays(since, 1), workdays) <= today) since = addDays(since, 1)
  return since
}
