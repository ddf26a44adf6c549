import { DateTime } from 'luxon'
import type { Reading } from '../../form/field.ts'
import type { Locale } from '../../request.ts'
import { type Day, type DayRange, yearOf } from '../../time/day.ts'

const at = (day: Day, locale: Locale) => DateTime.fromISO(day, { zone: 'utc', locale })

/** `weekday` from 1 for Monday. */
export const weekdayName = (weekday: number, locale: Locale): string =>
  // January 2024 began with a Monday.
  DateTime.utc(2024, 1, weekday).setLocale(locale).toFormat('cccc')

const wordsOf = (day: Day, locale: Locale) => {
  const moment = at(day, locale)
  return { month: moment.toFormat('LLL'), day: `${moment.day}`, weekday: moment.toFormat('ccc') }
}

const showDay = (day: Day, { translate }: Reading): string =>
  translate('fields.date.day', wordsOf(day, translate.locale))

/** The day among those of its month. */
export const showDayOfMonth = (day: Day, { translate }: Reading): string =>
  translate('fields.date.dayOfMonth', { day: wordsOf(day, translate.locale).day })

const withYear = (days: string, day: Day, { translate }: Reading): string =>
  translate('fields.date.withYear', { days, year: `${yearOf(day)}` })

const yearless = ({ start, end }: DayRange, reading: Reading): string => {
  const { translate } = reading
  if (start === end) return showDay(start, reading)
  if (start.slice(0, 7) !== end.slice(0, 7))
    return translate('fields.date.range', { start: showDay(start, reading), end: showDay(end, reading) })
  const [first, last] = [wordsOf(start, translate.locale), wordsOf(end, translate.locale)]
  return translate('fields.date.days', {
    month: first.month,
    first: first.day,
    firstWeekday: first.weekday,
    last: last.day,
    lastWeekday: last.weekday,
  })
}

/** Days for people. The year is left out when it is this one and the words still mean the same days. */
export const showDays = (days: DayRange, reading: Reading, means: (text: string) => boolean): string => {
  const { start, end } = days
  const { translate, today } = reading
  if (yearOf(start) !== yearOf(end))
    return translate('fields.date.range', {
      start: withYear(showDay(start, reading), start, reading),
      end: withYear(showDay(end, reading), end, reading),
    })
  const short = yearless(days, reading)
  return yearOf(start) === yearOf(today) && means(short) ? short : withYear(short, start, reading)
}
