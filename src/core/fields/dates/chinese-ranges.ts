import { addDays } from '../../time/day.ts'
import { readNumeral } from '../numerals.ts'
import { dayOfWeek, monthsOf } from './calendar.ts'
import {
  buildings,
  chineseWeekday,
  daysAway,
  month,
  monthIn,
  number,
  numeralBefore,
  readEitherDistance,
  shift,
  shiftIn,
  week,
  weekdayIn,
  year,
  yearIn,
} from './chinese-words.ts'
import { at, calendarPoint, fixed, fixedDay, listed, type Rule } from './point.ts'

/** How the other end of a range in digits may follow. */
const dash = '\\s?(?:[-~–—〜至到]|—+)\\s?'

/** 周一、二 and 三四五: the weekdays of one week, as they are listed. */
const weekdaysIn = (words: string): number[] =>
  [...words.matchAll(new RegExp(`[${chineseWeekday}]`, 'gu'))].map(([name]) => weekdayIn({ weekday: name }))

/** Days of which more than one is named at once, and the ends of ranges that take their sign from one another. */
export const chineseRanges: readonly Rule[] = [
  {
    pattern: at(
      `(?:${shift})?${week}(?<days>[${chineseWeekday}](?:\\s?[、和及与]?\\s?(?:${week})?[${chineseWeekday}])+)(?![\\d期天])`,
    ),
    place: 'start',
    notAfter: /[以之]/u,
    read: (groups, today) => {
      const weeks = shiftIn(groups)
      return listed(weekdaysIn(groups.days ?? ''), (day) =>
        weeks === undefined ? { kind: 'weekday', weekday: day } : fixedDay(dayOfWeek(today, weeks, day)),
      )
    },
  },
  {
    pattern: at(
      `${week}(?<weekday>[${chineseWeekday}])\\s?[,]?\\s?(?<day>${number})\\s?[日号](?!${buildings})`,
    ),
    place: 'start',
    notAfter: numeralBefore,
    read: (groups) => ({
      ...calendarPoint(undefined, undefined, readNumeral(groups.day ?? '') ?? 0),
      weekday: weekdayIn(groups),
    }),
  },
  {
    pattern: at(`(?<days>[今明后](?:天)?[、和]?[明后])(?:两?天|两日)`),
    place: 'anywhere',
    notAfter: /[以之然午前往]/u,
    read: ({ days = '' }, today) =>
      listed([...days].filter((word) => /[今明后]/u.test(word)).map(daysAway), (day) =>
        fixedDay(addDays(today, day)),
      ),
  },
  {
    // 22-24号, 三月二十到二十二号: the first day takes its sign from the second.
    pattern: at(
      `(?:${year}?\\s?${month}\\s?)?(?<day>${number})(?=${dash}(?:${number}\\s?月\\s?)?${number}\\s?[日号](?!${buildings}))`,
    ),
    place: 'start',
    notAfter: numeralBefore,
    only: 'first',
    read: (groups, today) => {
      const { year: known, month: named } = monthIn(groups, today)
      return calendarPoint(known, named, readNumeral(groups.day ?? '') ?? 0)
    },
  },
  {
    pattern: at(
      `${year}?\\s?${month}\\s?(?<day>${number})(?=${dash}\\d{1,2}(?![\\d\\p{L}.%:]|,\\d{3}(?!\\d)))`,
    ),
    place: 'anywhere',
    notAfter: numeralBefore,
    only: 'first',
    read: (groups, today) => {
      const { year: known, month: named } = monthIn(groups, today)
      return calendarPoint(known, named, readNumeral(groups.day ?? '') ?? 0)
    },
  },
  {
    pattern: at(`(?:次年|翌年|第二年)\\s?(?<month>${number})\\s?月\\s?(?<day>${number})\\s?[日号]`),
    place: 'anywhere',
    only: 'second',
    read: ({ month: named = '', day = '' }) => ({
      kind: 'calendar',
      month: readNumeral(named) ?? 0,
      part: readNumeral(day) ?? 0,
      yearAfter: true,
    }),
  },
  {
    // 下周三至五.
    pattern: at(`(?<weekday>[${chineseWeekday}])(?![\\p{L}\\d])`),
    place: 'anywhere',
    only: 'second',
    read: (groups) => ({ kind: 'weekday', weekday: weekdayIn(groups) }),
  },
  {
    pattern: at(
      `(?<low>[一二两三四五六七八九]|\\d{1,2})(?:[、-]|到|至)?(?<high>[二三四五六七八九十]|\\d{1,2})(?:个(?<unit>月|星期|礼拜)|(?<shortUnit>天|日|周|星期|礼拜|年))(?:以|之)?(?<way>前|后)(?![续期缀])`,
    ),
    place: 'anywhere',
    notAfter: numeralBefore,
    read: readEitherDistance,
  },
  {
    pattern: at(`(?<from>(?:19|20)\\d{2})${dash}(?<to>(?:19|20)\\d{2})年`),
    place: 'alone',
    notAfter: numeralBefore,
    read: ({ from = '', to = '' }) => ({
      kind: 'span',
      first: fixed(monthsOf(Number(from), 1, 12)),
      second: fixed(monthsOf(Number(to), 1, 12)),
      consecutive: true,
    }),
  },
  {
    pattern: at(`${year}?\\s?(?<from>${number})${dash}(?<to>${number})\\s?月份?(?!\\d)`),
    place: 'alone',
    notAfter: numeralBefore,
    read: (groups, today) => {
      const known = yearIn(groups, today)
      const [from, to] = [groups.from, groups.to].map((month) => readNumeral(month ?? '') ?? 0)
      return {
        kind: 'span',
        first: calendarPoint(known, from, 'whole'),
        second: calendarPoint(undefined, to, 'whole'),
        consecutive: true,
      }
    },
  },
]
