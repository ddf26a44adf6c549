import { type Day, type Instant, instantAt, toDay, toInstant, wallClockAt } from '../core/time/day.ts'

/** All of China has one time: appointments are kept in it, whatever zone the program's own days are reckoned in. */
export const beijing = 'Asia/Shanghai'

/** The moment at which clocks in China show this (`2025-03-20T14:30`). */
export const fromBeijing = (wallClock: string): Instant => toInstant(instantAt(wallClock, beijing))

/** What clocks in China show at a moment. */
export const inBeijing = (moment: Instant): string => wallClockAt(new Date(moment), beijing)

/** The day in China at a moment. */
export const dayInBeijing = (moment: Instant): Day => toDay(inBeijing(moment).slice(0, 10))

/** The moment so many minutes later. */
export const minutesAfter = (moment: Instant, minutes: number): Instant =>
  toInstant(new Date(Date.parse(moment) + minutes * 60_000))
