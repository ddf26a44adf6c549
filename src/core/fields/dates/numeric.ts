import { yearOf } from '../../time/day.ts'
import { canExist, quarterOf, weekOfYear } from './calendar.ts'
import { at, calendarPoint, fixed, type Rule } from './point.ts'

const inNumber = /[\w./+#-]/u
// A decimal followed by one of these is an amount.
const units =
  '\\s?(?:[%‰万亿千百]|元|公里|千米|米|亩|公顷|吨|斤|公斤|点|倍|版|小时|度|个|km|kg|mu\\b|ha\\b|million|billion|thousand|percent|yuan|RMB|hours?)'
const day = (year: string | undefined, month = '', date = '') =>
  calendarPoint(year === undefined ? undefined : Number(year), Number(month), Number(date))

/** Dates in digits, and weeks and quarters. Month before day, as in Chinese writing; a day that comes first is not guessed at. */
export const numericRules: readonly Rule[] = [
  {
    pattern: at('(?<year>\\d{4})(?<mark>[-/])(?<month>\\d{1,2})\\k<mark>(?<day>\\d{1,2})(?!\\d|[./]\\d)'),
    place: 'anywhere',
    notAfter: inNumber,
    read: ({ year, month, day: date }) => day(year, month, date),
  },
  {
    pattern: at(`(?<year>\\d{4})\\.(?<month>\\d{1,2})\\.(?<day>\\d{1,2})(?!\\d|[./]\\d|${units})`),
    place: 'alone',
    notAfter: inNumber,
    read: ({ year, month, day: date }) => day(year, month, date),
  },
  {
    pattern: at('(?<year>(?:19|20)\\d{2})[-/](?<month>\\d{1,2})(?!\\d|[-./]\\d)'),
    place: 'alone',
    notAfter: inNumber,
    read: ({ year = '', month = '' }) => calendarPoint(Number(year), Number(month), 'whole'),
  },
  {
    pattern: at('(?<year>(?:19|20)\\d{2})(?<month>\\d{2})(?<day>\\d{2})(?!\\d|[./]\\d)'),
    place: 'alone',
    notAfter: inNumber,
    read: ({ year, month = '', day: date = '' }) =>
      canExist(Number(month), Number(date)) ? day(year, month, date) : undefined,
  },
  {
    pattern: at(`(?<month>\\d{1,2})/(?<day>\\d{1,2})(?!\\d|[./]\\d|${units})`),
    place: 'alone',
    notAfter: inNumber,
    read: ({ month = '', day: date = '' }) =>
      Number(month) <= 12 && Number(date) <= 31 ? day(undefined, month, date) : undefined,
  },
  {
    pattern: at(
      '(?:(?<year>\\d{4})\\.)?(?<month>\\d{1,2})\\.(?<day>\\d{1,2})[日号](?!\\p{Script=Han}{0,1}楼)',
    ),
    place: 'anywhere',
    notAfter: inNumber,
    read: ({ year, month = '', day: date = '' }) =>
      canExist(Number(month), Number(date)) ? day(year, month, date) : undefined,
  },
  {
    // A number with a decimal point is a date only when such a day exists.
    pattern: at(`(?<month>\\d{1,2})\\.(?<day>\\d{1,2})(?!\\d|[./]\\d|${units})`),
    place: 'alone',
    notAfter: inNumber,
    read: ({ month = '', day: date = '' }) =>
      canExist(Number(month), Number(date)) ? day(undefined, month, date) : undefined,
  },
  {
    pattern: at('(?<month>\\d{2})-(?<day>\\d{2})(?!\\d|[-./]\\d)'),
    place: 'alone',
    notAfter: inNumber,
    read: ({ month = '', day: date = '' }) =>
      Number(month) <= 12 && Number(date) <= 31 ? day(undefined, month, date) : undefined,
  },
  {
    pattern: at('(?<year>\\d{4})-?W(?<week>\\d{1,2})(?!\\w)'),
    place: 'alone',
    notAfter: inNumber,
    read: ({ year = '', week = '' }) => fixed(weekOfYear(Number(year), Number(week))),
  },
  {
    pattern: at('Q(?<quarter>[1-4])(?!\\w)(?:,?[\\s/-]*(?<year>\\d{4})(?!\\d))?'),
    place: 'alone',
    notAfter: inNumber,
    read: ({ quarter, year: typed }, today) =>
      fixed(quarterOf(typed ? Number(typed) : yearOf(today), Number(quarter))),
  },
  {
    pattern: at('(?<day>\\d{1,2})(?![\\d\\p{L}%:]|[./-]\\d)'),
    place: 'alone',
    only: 'second',
    read: ({ day: date = '' }) => calendarPoint(undefined, undefined, Number(date)),
  },
]
