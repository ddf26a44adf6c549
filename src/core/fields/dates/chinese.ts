import { addDays, type Day, yearOf } from '../../time.ts'
import { readNumeral } from '../numerals.ts'
import {
  away,
  dayOfWeek,
  type MonthPart,
  monthFrom,
  monthOf,
  monthsOf,
  quarterOf,
  weekOfYear,
} from './calendar.ts'
import { at, calendarPoint, fixed, fixedDay, type Groups, type Rule } from './point.ts'

const number = '(?:\\d{1,3}|[一二三四五六七八九十廿卅]{1,3})'
const yearNumber = '(?:\\d{4}|\\d{2}|[〇零一二三四五六七八九]{4}|[〇零一二三四五六七八九]{2})'
const yearWords = new Map([
  ['大前年', -3],
  ['前年', -2],
  ['去年', -1],
  ['上年', -1],
  ['今年', 0],
  ['本年', 0],
  ['明年', 1],
  ['后年', 2],
])
const monthWords = new Map([
  ['上上', -2],
  ['上', -1],
  ['本', 0],
  ['这', 0],
  ['当', 0],
  ['下', 1],
  ['下下', 2],
])
const shift = '(?<shift>上上|下下|上|下|本|这|当)(?:一)?个?'
const year = `(?:(?<year>${yearNumber})\\s?年|(?<yearWord>大?前年|[去上今本明后]年)的?)`
const month = `(?:(?<month>${number})\\s?月份?|${shift}月份?)`
const week = '(?:周|星期|礼拜)'
/** The characters of the weekdays from Monday; Sunday has two. */
export const chineseWeekday = '一二三四五六日天'
const numeralBefore = /[\d一二三四五六七八九十廿卅百千万第.年-]/u
const buildings = '楼|线|文|院|机|令|仓|厂|车|馆|桌|厅|门|公告|店|桥|井|地块'

const parts: Readonly<Record<string, MonthPart>> = {
  上旬: 'early',
  中旬: 'middle',
  下旬: 'late',
  初: 'first',
  底: 'last',
  末: 'last',
}
const part = (word = ''): MonthPart => parts[word] ?? 'whole'

const yearIn = ({ year: digits, yearWord }: Groups, today: Day): number | undefined => {
  if (digits) {
    const typed = readNumeral(digits)
    // Two digits, as in 25年: this century.
    return typed === undefined || typed >= 100 ? typed : 2000 + typed
  }
  const difference = yearWord === undefined ? undefined : yearWords.get(yearWord)
  return difference === undefined ? undefined : yearOf(today) + difference
}

const shiftIn = ({ shift: word = '' }: Groups): number | undefined => monthWords.get(word)

/** The year and month that the words give, as far as they do. */
const monthIn = (groups: Groups, today: Day): { year: number | undefined; month: number | undefined } => {
  const months = shiftIn(groups)
  if (months !== undefined) return monthFrom(today, months)
  return {
    year: yearIn(groups, today),
    month: groups.month ? readNumeral(groups.month) : undefined,
  }
}

const readMonthPart = (groups: Groups, today: Day) => {
  const { year: known, month: named } = monthIn(groups, today)
  return calendarPoint(known, named, part(groups.part))
}

const dayWords = new Map([
  ['大前', -3],
  ['前', -2],
  ['昨', -1],
  ['今', 0],
  ['明', 1],
  ['后', 2],
  ['大后', 3],
])

const lengths: Readonly<Record<string, 'days' | 'weeks' | 'months' | 'years'>> = {
  天: 'days',
  日: 'days',
  周: 'weeks',
  星期: 'weeks',
  礼拜: 'weeks',
  月: 'months',
  年: 'years',
}

const readDistance = ({ amount = '', unit, shortUnit, way }: Groups, today: Day) => {
  const direction = way === '前' ? -1 : 1
  const length = lengths[unit ?? shortUnit ?? ''] ?? 'days'
  if (amount === '半')
    return fixedDay(
      length === 'months' ? away(today, direction * 15, 'days') : away(today, direction * 6, 'months'),
    )
  const distance = readNumeral(amount)
  return distance === undefined ? undefined : fixedDay(away(today, direction * distance, length))
}

const weekdayIn = ({ weekday = '' }: Groups): number =>
  /\d/u.test(weekday) ? Number(weekday) : Math.min(chineseWeekday.indexOf(weekday) + 1, 7)

const weekday = `(?<weekday>[${chineseWeekday}]|[1-7](?![\\d\\p{L}]))`

const loneDay: Rule = {
  pattern: at(`(?<day>${number})\\s?[日号](?!${buildings})`),
  place: 'alone',
  notAfter: numeralBefore,
  read: ({ day = '' }) => calendarPoint(undefined, undefined, readNumeral(day) ?? 0),
}

/** Chinese dates and periods. */
export const chineseRules: readonly Rule[] = [
  {
    pattern: at(`${year}?\\s?${month}\\s?的?(?<day>${number})\\s?[日号](?!${buildings})`),
    place: 'anywhere',
    notAfter: numeralBefore,
    read: (groups, today) => {
      const { year: known, month: named } = monthIn(groups, today)
      return calendarPoint(known, named, readNumeral(groups.day ?? '') ?? 0)
    },
  },
  {
    pattern: at(`${year}?\\s?${month}\\s?(?<day>${number})(?![\\d\\p{L}.%,])`),
    place: 'alone',
    notAfter: numeralBefore,
    read: (groups, today) => {
      const { year: known, month: named } = monthIn(groups, today)
      return calendarPoint(known, named, readNumeral(groups.day ?? '') ?? 0)
    },
  },
  {
    pattern: at(`${year}?\\s?${month}的?(?<part>[上中下]旬|[初底末])`),
    place: 'anywhere',
    notAfter: numeralBefore,
    read: readMonthPart,
  },
  {
    pattern: at('月(?<part>[初底末])|(?<tenDays>[上中下]旬)'),
    place: 'start',
    read: ({ part: word, tenDays }, today) =>
      calendarPoint(yearOf(today), monthOf(today), part(word ?? tenDays)),
  },
  {
    pattern: at(`(?:(?<year>${yearNumber})?年|(?<yearWord>大?前年|[去上今本明后]年))年?(?<part>[初底末])`),
    place: 'start',
    read: (groups, today) =>
      calendarPoint(yearIn(groups, today) ?? yearOf(today), groups.part === '初' ? 1 : 12, part(groups.part)),
  },
  { pattern: at(`${year}?\\s?${month}`), place: 'alone', notAfter: numeralBefore, read: readMonthPart },
  {
    pattern: at(`${year}?\\s?(?<half>[上下])半年`),
    place: 'alone',
    read: (groups, today) => {
      const known = yearIn(groups, today) ?? yearOf(today)
      return fixed(groups.half === '上' ? monthsOf(known, 1, 6) : monthsOf(known, 7, 12))
    },
  },
  {
    pattern: at(year),
    place: 'alone',
    // 25年 by itself is a length of time.
    read: (groups, today) => {
      const known = yearIn(groups, today)
      if (known === undefined || groups.year?.length === 2) return undefined
      return fixed(monthsOf(known, 1, 12))
    },
  },
  {
    pattern: at(
      `(?:${year}|(?<bareYear>\\d{4}))?\\s?(?:(?:第|(?<!第))(?<quarter>[1-4一二三四])季度?|Q(?<latin>[1-4])(?!\\w))`,
    ),
    place: 'alone',
    read: (groups, today) => {
      const known = yearIn(groups, today) ?? (groups.bareYear ? Number(groups.bareYear) : yearOf(today))
      return fixed(quarterOf(known, readNumeral(groups.quarter ?? groups.latin ?? '') ?? 0))
    },
  },
  {
    pattern: at(`${shift}季度?`),
    place: 'alone',
    read: (groups, today) => {
      const { year: known, month: named } = monthFrom(today, (shiftIn(groups) ?? 0) * 3)
      return fixed(quarterOf(known, Math.ceil(named / 3)))
    },
  },
  {
    pattern: at(`${year}?\\s?第(?<week>${number})周`),
    place: 'alone',
    read: (groups, today) =>
      fixed(weekOfYear(yearIn(groups, today) ?? yearOf(today), readNumeral(groups.week ?? '') ?? 0)),
  },
  {
    pattern: at(`${shift}${week}${weekday}`),
    place: 'anywhere',
    notAfter: /[以之]/u,
    read: (groups, today) => fixedDay(dayOfWeek(today, shiftIn(groups) ?? 0, weekdayIn(groups))),
  },
  {
    pattern: at(`${week}${weekday}`),
    place: 'start',
    read: (groups) => ({ kind: 'weekday', weekday: weekdayIn(groups) }),
  },
  {
    pattern: at(`(?:${shift})?${week}末`),
    place: 'alone',
    read: (groups, today) => {
      const saturday = dayOfWeek(today, shiftIn(groups) ?? 0, 6)
      return fixed({ start: saturday, end: addDays(saturday, 1) })
    },
  },
  {
    pattern: at(`${shift}${week}`),
    place: 'alone',
    read: (groups, today) => {
      const monday = dayOfWeek(today, shiftIn(groups) ?? 0, 1)
      return fixed({ start: monday, end: addDays(monday, 6) })
    },
  },
  {
    pattern: at('(?<word>大前|大后|前|昨|今|明|后)天|(?<day>[昨今明])(?:日|(?=[早晚晨]))'),
    place: 'anywhere',
    notAfter: /[以之然午前今往聪天日说文发声证表透光分]/u,
    read: ({ word, day }, today) => fixedDay(addDays(today, dayWords.get(word ?? day ?? '') ?? 0)),
  },
  {
    pattern: at(
      `(?<amount>\\d{1,4}|[一二两三四五六七八九十百廿卅]+|半)(?:个(?<unit>月|星期|礼拜)|(?<shortUnit>天|日|周|星期|礼拜|年))(?:以|之)?(?<way>前|后)(?![续期缀])`,
    ),
    place: 'anywhere',
    notAfter: numeralBefore,
    read: readDistance,
  },
  // After 至 it cannot be anything else.
  { ...loneDay, only: 'second', place: 'anywhere' },
  loneDay,
]
