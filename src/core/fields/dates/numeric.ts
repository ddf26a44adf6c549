import { yearOf } from '../../time/day.ts'
import { canExist, monthsOf, prefer, quarterOf, weekOfYear } from './calendar.ts'
import { candidates } from './candidates.ts'
import { at, calendarPoint, fixed, type Point, type Rule } from './point.ts'

/** A day and a month in digits, whichever comes first: 27/3 and 3/27 can only be 27 March, 6/3 either. */
const eitherOrder = (first: number, second: number, year?: number): Point => {
  const [dayFirst, monthFirst] = [calendarPoint(year, second, first), calendarPoint(year, first, second)]
  if (first > 12) return dayFirst
  return second > 12 || first === second ? monthFirst : { kind: 'order', dayFirst, monthFirst }
}

/** A year in two digits is one of these many around this one. */
const farthestYear = 5
const inNumber = /[\w./+#-]/u
// A decimal followed by one of these is an amount.
const units =
  '\\s?(?:[%‰万亿千百]|元|公里|千米|米|亩|公顷|吨|斤|公斤|点|倍|版|小时|度|个|km|kg|mu\\b|ha\\b|million|billion|thousand|percent|yuan|RMB|hours?|people|persons?|ppl|pax)'
const day = (year: string | undefined, month = '', date = '') =>
  calendarPoint(year === undefined ? undefined : Number(year), Number(month), Number(date))

const existingDay = (month = '', date = '') =>
  canExist(Number(month), Number(date)) ? day(undefined, month, date) : undefined

/** 50/6 is no date. */
const dayInDigits = (first: number, second: number): Point | undefined =>
  Math.max(first, second) <= 31 && Math.min(first, second) >= 1 && Math.min(first, second) <= 12
    ? eitherOrder(first, second)
    : undefined

/** Dates in digits, and weeks and quarters. With points the month is before the day, as in Chinese writing. */
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
    // 3/12/25 as 3/12/2025, and 25/3/12 as 2025/3/12.
    pattern: at(
      '(?<first>\\d{1,2})(?<mark>[/.])(?<second>\\d{1,2})\\k<mark>(?<third>\\d{2})(?![\\d%]|[./]\\d)',
    ),
    place: 'alone',
    notAfter: inNumber,
    read: ({ first, second, third = '' }, today) => {
      const [one, two, three] = [first, second, third].map(Number)
      if (one === undefined || two === undefined || three === undefined) return undefined
      const isNear = (year: number) => Math.abs(2000 + year - yearOf(today)) <= farthestYear
      if (isNear(three) && dayInDigits(one, two)) return eitherOrder(one, two, 2000 + three)
      return isNear(one) && canExist(two, three) ? calendarPoint(2000 + one, two, three) : undefined
    },
  },
  {
    // 5.6. with its last point is 5 June; in Chinese the point ends the sentence, and so it may where nothing follows.
    pattern: at(
      '(?<!\\p{Script=Han}.{0,200})(?<first>\\d{1,2})\\.\\s?(?<second>\\d{1,2})\\.(?=(?<more>\\s+\\S)|\\s*$)(?!.*\\p{Script=Han})',
    ),
    place: 'start',
    notAfter: inNumber,
    read: ({ first, second, more }, today) => {
      const dayFirst = existingDay(second, first)
      const monthFirst = existingDay(first, second)
      if (more !== undefined || !dayFirst || !monthFirst || first === second)
        return dayFirst ?? (more === undefined ? monthFirst : undefined)
      const spans = [dayFirst, monthFirst].flatMap(
        (point) => prefer(candidates(point, today), today, 'nearest') ?? [],
      )
      const inOrder = spans.sort((one, other) => (one.start < other.start ? -1 : 1))
      return { kind: 'either', spans: inOrder.map(({ start, end }) => ({ start, end })) }
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
    read: ({ month = '', day: date = '' }) => {
      // 03-05 is written as ISO has it.
      const read = dayInDigits(Number(month), Number(date))
      return read?.kind === 'order' ? read.monthFirst : read
    },
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
