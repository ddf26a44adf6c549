import { yearOf } from '../../time/day.ts'
import { canExist, dayOf, monthsOf, quarterOf, weekOfYear } from './calendar.ts'
import { at, calendarPoint, fixed, type Rule } from './point.ts'

/** A day and a month in digits, whichever comes first: 27/3 can only be 27 March, 05/03/2025 either. */
const eitherOrder = (first: number, second: number, year?: number) => {
  const point = (month: number, date: number) => calendarPoint(year, month, date)
  if (first > 12 || first === second) return first > 12 ? point(second, first) : point(first, second)
  if (second > 12) return point(first, second)
  const [one, other] = [dayOf(year ?? 0, second, first), dayOf(year ?? 0, first, second)]
  const spans = [one, other].flatMap((day) => (day ? [{ start: day, end: day }] : []))
  return { kind: 'either', spans } as const
}

const inNumber = /[\w./+#-]/u
// A decimal followed by one of these is an amount.
const units =
  '\\s?(?:[%‰万亿千百]|元|公里|千米|米|亩|公顷|吨|斤|公斤|点|倍|版|小时|度|个|km|kg|mu\\b|ha\\b|million|billion|thousand|percent|yuan|RMB|hours?|people|persons?|ppl|pax)'
const day = (year: string | undefined, month = '', date = '') =>
  calendarPoint(year === undefined ? undefined : Number(year), Number(month), Number(date))

/** 3/5 is 5 March, 27/3 can only be 27 March; 50/6 is no date. */
const dayInDigits = (first: number, second: number) => {
  if (first >= 1 && first <= 12) return second <= 31 ? calendarPoint(undefined, first, second) : undefined
  return first <= 31 && second <= 12 ? calendarPoint(undefined, second, first) : undefined
}

/** Dates in digits, and weeks and quarters. Month before day, as in Chinese writing, unless that cannot be. */
export const numericRules: readonly Rule[] = [
  {
    pattern: at(
      '(?<first>\\d{1,2})(?<mark>[-/.])(?<second>\\d{1,2})\\k<mark>(?<year>(?:19|20)\\d{2})(?!\\d|[./]\\d)',
    ),
    place: 'alone',
    notAfter: inNumber,
    read: ({ first, second, year = '' }) => eitherOrder(Number(first), Number(second), Number(year)),
  },
  {
    // 28/3 - 2/4: both ends are written alike.
    pattern: at(
      '(?<first>\\d{1,2})/(?<firstMonth>\\d{1,2})\\s*(?:[-–~至]|to)\\s*(?<second>\\d{1,2})/(?<secondMonth>\\d{1,2})(?![\\d/])',
    ),
    place: 'alone',
    notAfter: inNumber,
    read: ({ first, firstMonth, second, secondMonth }) => {
      const [from, fromMonth, to, toMonth] = [first, firstMonth, second, secondMonth].map(Number)
      if (Math.max(from ?? 0, to ?? 0) <= 12 || Math.max(fromMonth ?? 0, toMonth ?? 0) > 12) return undefined
      return {
        kind: 'span',
        first: calendarPoint(undefined, fromMonth, from ?? 0),
        second: calendarPoint(undefined, toMonth, to ?? 0),
        consecutive: true,
      }
    },
  },
  {
    // 3.12看茶园, but not 3.5亿元.
    pattern: at(
      `(?<month>\\d{1,2})\\.(?<day>\\d{2})(?=\\p{Script=Han})(?!${units}|[\\p{Script=Han}]?(?:元|米|里|倍|分))`,
    ),
    place: 'start',
    notAfter: inNumber,
    read: ({ month = '', day: date = '' }) =>
      canExist(Number(month), Number(date)) ? day(undefined, month, date) : undefined,
  },
  {
    pattern: at('(?<month>0?[1-9]|1[0-2])/(?<year>(?:19|20)\\d{2})(?![\\d/])'),
    place: 'alone',
    notAfter: inNumber,
    read: ({ year, month }) => fixed(monthsOf(Number(year), Number(month), Number(month))),
  },
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
    read: ({ month = '', day: date = '' }) => dayInDigits(Number(month), Number(date)),
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
    pattern: at('(?<!\\d:)(?<month>\\d{2})-(?<day>\\d{2})(?!\\d|[-./:]\\d)'),
    place: 'alone',
    notAfter: inNumber,
    read: ({ month = '', day: date = '' }) => dayInDigits(Number(month), Number(date)),
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
