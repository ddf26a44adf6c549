import { addDays, weekdayOf } from '../../time/day.ts'
import { away, dayOfWeek, monthFrom, monthsOf } from './calendar.ts'
import {
  calendarIn,
  connected,
  day,
  englishWeekday,
  fullWeekday,
  inWord,
  month,
  partIn,
  readEnglishNumber,
  readEnglishWeekday,
  relative,
  step,
  stepIn,
  year,
} from './english-words.ts'
import { at, calendarPoint, fixed, fixedDay, listed, type Rule } from './point.ts'

/** The days of 12, 13 and 14. */
const daysIn = (typed = ''): number[] => [...typed.matchAll(/\d{1,2}/gu)].map(([digits]) => Number(digits))
const separator = '\\s*(?:,\\s*(?:and\\s+)?|and\\s+|&\\s*)'
const dayNumber = '\\d{1,2}(?:st|nd|rd|th)?(?![\\d\\p{L}:%]|[./]\\d)'
const days = `(?<days>${dayNumber}(?:${separator}${dayNumber})+)`
const smallNumber = 'one|two|three|four|five|six|seven|eight|nine|ten|\\d{1,2}'

const monthAgain = month.replace('?<month>', '?<ownMonth>')

/** Days of which more than one is named at once, months by themselves, and days that need the sentence. */
export const englishRanges: readonly Rule[] = [
  {
    pattern: at(
      `between\\s+(?:the\\s+)?(?<first>\\d{1,2})(?:st|nd|rd|th)?(?:\\s+${monthAgain})?\\s+and\\s+(?:the\\s+)?${day}\\s*(?:of\\s+)?${month}${year}`,
    ),
    place: 'alone',
    notAfter: inWord,
    read: (groups) => {
      const second = calendarIn(groups, Number(groups.day))
      const own = groups.ownMonth ? { month: groups.ownMonth } : {}
      return {
        kind: 'span',
        first: calendarIn({ ...groups, ...own }, Number(groups.first)),
        second,
        consecutive: true,
      }
    },
  },
  {
    // 13/14 March.
    pattern: at(
      `(?:(?<days>\\d{1,2}/\\d{1,2})\\s+(?:of\\s+)?${month}|${monthAgain}\\s+(?<daysAfter>\\d{1,2}/\\d{1,2})(?![/\\d]))${year}`,
    ),
    place: 'alone',
    notAfter: inWord,
    read: (groups) =>
      listed(daysIn(groups.days ?? groups.daysAfter), (day) =>
        calendarIn({ ...groups, month: groups.month ?? groups.ownMonth }, day),
      ),
  },
  {
    pattern: at(`${month}\\s*${days}(?!\\s*(?:people|persons?|ppl|pax))${year}`),
    place: 'anywhere',
    notAfter: inWord,
    read: (groups) => listed(daysIn(groups.days), (day) => calendarIn(groups, day)),
  },
  {
    pattern: at(`${days}\\s*(?:of\\s+)?${month}${year}`),
    place: 'anywhere',
    notAfter: inWord,
    read: (groups) => listed(daysIn(groups.days), (day) => calendarIn(groups, day)),
  },
  {
    pattern: at(
      `(?<first>(?:(?:last|this|next)\\s+)?${englishWeekday}|today|tomorrow)${separator}(?<second>${fullWeekday}|tomorrow)(?!\\s+next)`,
    ),
    place: 'alone',
    notAfter: inWord,
    read: ({ first = '', second = '' }, today) => {
      const from = /^(?:last|this|next|today|tomorrow)/iu.test(first)
        ? relative({ phrase: first }, today)
        : ({ kind: 'weekday', weekday: readEnglishWeekday(first) } as const)
      const day = from?.kind === 'fixed' ? from.span?.start : undefined
      const weekday = /^tomorrow/iu.test(second) ? undefined : readEnglishWeekday(second)
      if (!from || weekday === undefined) return undefined
      const before = day ? weekdayOf(day) : readEnglishWeekday(first)
      return {
        kind: 'span',
        first: from,
        second: { kind: 'weekday', weekday },
        consecutive: weekday === (before % 7) + 1,
      }
    },
  },
  {
    pattern: at(
      `(?<from>${fullWeekday})(?:\\s+(?:and|to|until)\\s+|\\s*[-–]\\s*)(?<to>${fullWeekday})\\s+${step}\\s+week(?!\\p{L})`,
    ),
    place: 'alone',
    notAfter: inWord,
    read: (groups, today) => {
      const [from, to] = [groups.from, groups.to].map((name) =>
        dayOfWeek(today, stepIn(groups), readEnglishWeekday(name ?? '')),
      )
      return { kind: 'span', first: fixedDay(from), second: fixedDay(to), consecutive: true }
    },
  },
  {
    pattern: at(`(?<weekday>${fullWeekday})\\s+(?:of\\s+)?${step}\\s+week(?!\\p{L})`),
    place: 'alone',
    notAfter: inWord,
    read: (groups, today) =>
      fixedDay(dayOfWeek(today, stepIn(groups), readEnglishWeekday(groups.weekday ?? ''))),
  },
  {
    pattern: at(
      `(?<weekday>${englishWeekday}),?\\s+(?:the\\s+)?${day}(?![\\d\\p{L}%:]|[./-]\\d|\\s+(?:people|persons?|ppl|pax))`,
    ),
    place: 'alone',
    notAfter: inWord,
    read: ({ weekday = '', day: typed }) => ({
      ...calendarPoint(undefined, undefined, Number(typed)),
      weekday: readEnglishWeekday(weekday),
    }),
  },
  {
    // 22-24th, the 22nd to the 24th.
    pattern: at(
      `(?:the\\s+)?(?<first>\\d{1,2})(?:st|nd|rd|th)?${connected}(?:the\\s+)?(?<second>\\d{1,2})(?:st|nd|rd|th)(?!\\p{L}|\\s+(?!of\\s+this\\s+month)\\p{L})`,
    ),
    place: 'alone',
    notAfter: inWord,
    read: ({ first, second }) => {
      const [from, to] = [first, second].map((day) => calendarPoint(undefined, undefined, Number(day)))
      return from && to && { kind: 'span', first: from, second: to, consecutive: true }
    },
  },
  {
    pattern: at(
      '(?<first>today|tomorrow)\\s+and\\s+the\\s+(?:day\\s+after|next\\s+day)(?:\\s+tomorrow)?(?!\\p{L})',
    ),
    place: 'alone',
    notAfter: inWord,
    read: ({ first = '' }, today) => {
      const day = addDays(today, /today/iu.test(first) ? 0 : 1)
      return { kind: 'span', first: fixedDay(day), second: fixedDay(addDays(day, 1)), consecutive: true }
    },
  },
  {
    pattern: at('on\\s+the\\s+(?<day>\\d{1,2})(?:st|nd|rd|th)(?!\\p{L})'),
    place: 'alone',
    notAfter: inWord,
    read: ({ day: typed }) => calendarPoint(undefined, undefined, Number(typed)),
  },
  {
    // the 22nd: a day of some month.
    pattern: at('(?:the\\s+)?(?<day>\\d{1,2})(?:st|nd|rd|th)(?!\\p{L}|\\s+\\p{L})'),
    place: 'alone',
    notAfter: inWord,
    read: ({ day: typed }) => calendarPoint(undefined, undefined, Number(typed)),
  },
  {
    pattern: at(
      `(?<before>in\\s+)?(?<low>${smallNumber})(?:\\s+(?:or|to)\\s+|\\s*[-–]\\s*)(?<high>${smallNumber})\\s+(?<unit>day|week|month)s?(?<ago>\\s+(?:ago|later|from\\s+now))?(?!\\p{L})`,
    ),
    place: 'alone',
    notAfter: inWord,
    read: ({ before, low = '', high = '', unit = '', ago }, today) => {
      const [least, most] = [readEnglishNumber(low), readEnglishNumber(high)]
      if (!(before ?? ago) || least === undefined || most === undefined || most <= least || most - least > 3)
        return undefined
      const direction = ago?.includes('ago') ? -1 : 1
      const spans = Array.from({ length: most - least + 1 }, (_, index) =>
        away(today, direction * (least + index), `${unit.toLowerCase()}s` as 'days' | 'weeks' | 'months'),
      ).flatMap((at) => (at ? [{ start: at, end: at }] : []))
      return { kind: 'either', spans }
    },
  },
  {
    pattern: at(`(?<year>(?:19|20)\\d{2})\\s+${month}`),
    place: 'alone',
    notAfter: inWord,
    read: (groups) => calendarIn(groups, 'whole'),
  },
  {
    pattern: at('(?<from>(?:19|20)\\d{2})\\s*(?:to|until|-|–)\\s*(?<to>(?:19|20)\\d{2})(?![\\d\\p{L}/.-])'),
    place: 'alone',
    notAfter: inWord,
    read: ({ from = '', to = '' }) => ({
      kind: 'span',
      first: fixed(monthsOf(Number(from), 1, 12)),
      second: fixed(monthsOf(Number(to), 1, 12)),
      consecutive: true,
    }),
  },
  {
    pattern: at(`${month}(?=${connected}${month.replace('?<month>', '?:')})`),
    place: 'alone',
    notAfter: inWord,
    only: 'first',
    read: (groups) => calendarIn(groups, 'whole'),
  },
  {
    pattern: at(`${month}${year}`),
    place: 'alone',
    only: 'second',
    read: (groups) => calendarIn(groups, 'whole'),
  },
  {
    pattern: at(`in\\s+${month}${year}`),
    place: 'alone',
    notAfter: inWord,
    read: (groups) => calendarIn(groups, 'whole'),
  },
  {
    pattern: at(`(?<part>early|mid|late)[\\s-]+(?:${step}\\s+)month(?!\\p{L})`),
    place: 'alone',
    notAfter: inWord,
    read: (groups, today) => {
      const { year: known, month: named } = monthFrom(today, stepIn(groups))
      return calendarPoint(known, named, partIn(groups))
    },
  },
  {
    pattern: at("(?:tmrw|tmr|tomorow|tommorow)(?![\\w'])"),
    place: 'alone',
    notAfter: inWord,
    read: (_, today) => fixedDay(addDays(today, 1)),
  },
]
