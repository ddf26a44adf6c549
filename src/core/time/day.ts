import { DateTime } from 'luxon'

declare const day: unique symbol
/** A calendar day in the programme's time zone, as `YYYY-MM-DD`; days compare as strings. */
export type Day = string & { readonly [day]: true }

export interface DayRange {
  readonly start: Day
  readonly end: Day
}

/** Fails on anything but an existing day. */
export const toDay = (iso: string): Day => {
  if (!isDay(iso)) throw new RangeError(`not a calendar day: ${iso}`)
  return iso
}
export const isDay = (iso: string): iso is Day =>
  /^\d{4}-\d{2}-\d{2}$/.test(iso) && isoOf(Date.parse(iso)) === iso

// Days are reckoned in UTC, which has no changes of clocks, and by the hundred in a pasted line: Date does it at a tenth of the cost.
const millisecondsOfDay = 86_400_000
const isoOf = (instant: number): string =>
  Number.isNaN(instant) ? '' : new Date(instant).toISOString().slice(0, 10)

export const addDays = (from: Day, days: number): Day =>
  isoOf(Date.parse(from) + days * millisecondsOfDay) as Day
/** The same day of a later month, or its last where it is shorter. */
export const addMonths = (from: Day, months: number): Day => format(parse(from).plus({ months }))
/** Whole days from one day to another; negative when `to` is earlier. */
export const daysBetween = (from: Day, to: Day): number =>
  Math.round((Date.parse(to) - Date.parse(from)) / millisecondsOfDay)
/** The Monday of the day's ISO week. */
export const startOfWeek = (from: Day): Day => format(parse(from).startOf('week'))
/** 1 for Monday to 7 for Sunday. */
export const weekdayOf = (from: Day): number => new Date(Date.parse(from)).getUTCDay() || 7
export const yearOf = (from: Day): number => Number(from.slice(0, 4))
/** From New Year up to a day, the day included. */
export const yearTo = (end: Day): DayRange => ({ start: toDay(`${yearOf(end)}-01-01`), end })

/** The year in which a period begins, up to the period's end, or to its own when the period runs into the next. */
export const yearThrough = ({ start, end }: DayRange): DayRange => {
  const year = yearOf(start)
  return yearTo(yearOf(end) === year ? end : toDay(`${year}-12-31`))
}

/** An ISO week as `2025-W09`; its year is the ISO week year. */
export const weekOf = (from: Day): string => parse(from).toFormat("kkkk-'W'WW")
/** The days of `2025-W09`, Monday to Sunday; undefined for a week that does not exist. */
export const daysOfWeek = (week: string): DayRange | undefined => {
  const monday = DateTime.fromISO(week, { zone: 'utc' })
  if (!/^\d{4}-W\d{2}$/.test(week) || !monday.isValid || monday.toFormat("kkkk-'W'WW") !== week)
    return undefined
  return { start: format(monday), end: format(monday.plus({ days: 6 })) }
}

/** The day that an instant falls on in a zone. */
export const dayAt = (instant: Date, zone: string): Day => format(DateTime.fromJSDate(instant, { zone }))
/** The instant at which a wall clock (`2025-03-10T09:00`) shows in a zone. */
export const instantAt = (wallClock: string, zone: string): Date =>
  DateTime.fromISO(wallClock, { zone }).toJSDate()

declare const instant: unique symbol
/** A moment as `2025-03-20T06:30:00.000Z`; moments compare as strings. */
export type Instant = string & { readonly [instant]: true }

export const toInstant = (at: Date): Instant => at.toISOString() as Instant
export const isInstant = (iso: string): iso is Instant =>
  /^\d{4}-\d{2}-\d{2}T[\d:.]+Z$/.test(iso) && !Number.isNaN(Date.parse(iso))

/** The wall clock (`2025-03-10T09:00`) that shows at an instant in a zone. */
export const wallClockAt = (at: Date, zone: string): string =>
  DateTime.fromJSDate(at, { zone }).toFormat("yyyy-MM-dd'T'HH:mm")

const parse = (from: Day) => DateTime.fromISO(from, { zone: 'utc' })
const format = (at: DateTime): Day => at.toFormat('yyyy-MM-dd') as Day
