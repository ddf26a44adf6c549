import { DateTime } from 'luxon'
import type { PlainKey, Translator } from '../i18n.ts'
import type { Locale } from '../request.ts'
import { type Day, type DayRange, yearOf } from './day.ts'

/** A day without its year, as official writing has it: `3月3日`, `3 March`. */
export const showDay = (day: Day, translate: Translator): string => format(day, 'days.day', translate)

/** `2010年12月13日`, `13 December 2010`. */
export const showDayWithYear = (day: Day, translate: Translator): string =>
  format(day, 'days.withYear', translate)

/** `3月3日至9日`, `3–9 March`; with the years when the range crosses one. */
export const showDays = ({ start, end }: DayRange, translate: Translator): string => {
  if (start === end) return showDay(start, translate)
  if (yearOf(start) !== yearOf(end))
    return translate('days.apart', {
      start: format(start, 'days.withYear', translate),
      end: format(end, 'days.withYear', translate),
    })
  if (start.slice(0, 7) !== end.slice(0, 7))
    return translate('days.apart', { start: showDay(start, translate), end: showDay(end, translate) })
  return translate('days.together', {
    start: format(start, 'days.firstOfMonth', translate),
    end: format(end, 'days.lastOfMonth', translate),
  })
}

/** A moment by the clock of a zone, to the minute; `day`: how its day is told. */
export const showMoment = (
  instant: Date,
  zone: string,
  locale: Locale,
  day: Pick<Intl.DateTimeFormatOptions, 'year' | 'month' | 'day' | 'weekday'>,
): string =>
  new Intl.DateTimeFormat(locale, {
    timeZone: zone,
    ...day,
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).format(instant)

/** The patterns of the languages are luxon's: https://moment.github.io/luxon/#/formatting */
const format = (day: Day, pattern: PlainKey, translate: Translator): string =>
  DateTime.fromISO(day, { zone: 'utc', locale: translate.locale }).toFormat(translate(pattern))
