import { addDays, yearOf } from '../../time/day.ts'
import { readNumeral } from '../numerals.ts'
import { dayOfWeek, monthFrom, monthOf, monthsOf, quarterOf, weekOfYear } from './calendar.ts'
import { chineseRanges } from './chinese-ranges.ts'
import {
  buildings,
  daysAway,
  month,
  monthIn,
  number,
  numeralBefore,
  part,
  readDistance,
  readMonthPart,
  shift,
  shiftIn,
  week,
  weekday,
  weekdayIn,
  year,
  yearIn,
  yearNumber,
} from './chinese-words.ts'
import { at, calendarPoint, fixed, fixedDay, type Rule } from './point.ts'

const loneDaySource = `(?<day>${number})\\s?[日号](?!${buildings})`
const loneDay: Rule = {
  pattern: at(loneDaySource),
  place: 'alone',
  notAfter: numeralBefore,
  read: ({ day = '' }) => calendarPoint(undefined, undefined, readNumeral(day) ?? 0),
}

/** Words of times of day that stand behind a day. */
const timeOfDay = '(?:[上下中正]午|[早晚]上|凌晨|清晨|傍晚|夜里|晚\\s?[\\d一二两三四五六七八九十])'

/** Chinese dates and periods. */
export const chineseRules: readonly Rule[] = [
  ...chineseRanges,
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
    pattern: at(`${year}?\\s?${month}\\s?(?<day>${number})(?![\\d\\p{L}.%]|,\\d{3}(?!\\d))`),
    place: 'alone',
    notAfter: numeralBefore,
    read: (groups, today) => {
      const { year: known, month: named } = monthIn(groups, today)
      return calendarPoint(known, named, readNumeral(groups.day ?? '') ?? 0)
    },
  },
  {
    // 3月20下午2点半: a time of day behind it says that it is a day.
    pattern: at(
      `${year}?\\s?${month}\\s?(?<day>\\d{1,2}|[一二三四五六七八九十廿卅]{1,3})(?=\\s?到?\\s?${timeOfDay})`,
    ),
    place: 'start',
    notAfter: numeralBefore,
    read: (groups, today) => {
      const { year: known, month: named } = monthIn(groups, today)
      return calendarPoint(known, named, readNumeral(groups.day ?? '') ?? 0)
    },
  },
  {
    pattern: at(`${year}?\\s?${month}的?(?<part>[上中下]旬|月?[初底末])`),
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
      `(?:${year}|(?<bareYear>\\d{4}))?[\\s-]?(?:第?(?<quarter>[1-4一二三四])季度?|Q(?<latin>[1-4])(?!\\w))`,
    ),
    place: 'alone',
    notAfter: /[\w第./-]/u,
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
    place: 'start',
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
    pattern: at('(?<word>大{0,3}[前后]|[昨今明])天|(?<day>[昨今明])(?:日|(?=[早晚晨]))'),
    place: 'anywhere',
    notAfter: /[以之然午前今往聪天日说文发声证表透光分大]/u,
    read: ({ word, day }, today) => fixedDay(addDays(today, daysAway(word ?? day ?? ''))),
  },
  {
    pattern: at(
      `(?<amount>\\d{1,4}|[一二两三四五六七八九十百廿卅]{1,5}|半)(?:个(?<unit>月|星期|礼拜)|(?<shortUnit>天|日|周|星期|礼拜|年))(?:以|之)?(?<way>前|后)(?![续期缀])`,
    ),
    place: 'anywhere',
    notAfter: numeralBefore,
    read: readDistance,
  },
  {
    // 12人周三回: before its verb it begins anywhere.
    pattern: at(
      `${week}${weekday}(?=\\s?(?:[上中下]午|晚上?|早上?)?(?:走(?!访)|离开|返|回(?!访)|出发|来|去|到|赴))`,
    ),
    place: 'anywhere',
    notAfter: /[上下本这每]/u,
    read: (groups) => ({ kind: 'weekday', weekday: weekdayIn(groups) }),
  },
  { ...loneDay, pattern: at(`(?<=(?:截[止至]|直|持续|延续)到?\\s?)${loneDaySource}`), place: 'anywhere' },
  // After 至 it cannot be anything else.
  { ...loneDay, only: 'second', place: 'anywhere' },
  loneDay,
  {
    ...loneDay,
    pattern: at(
      `(?<day>${number})\\s?[日号](?=将|拟|要|准备|计划|打算|[去赴来到]|前往|我们|咱们|出发|[早晚由]|走|离开|返|回|撤|结束|为止|\\0|\\s?${timeOfDay}|\\s?(?:\\d{1,2}|[一二两三四五六七八九十]{1,3})[点时:]|这?天)`,
    ),
    place: 'start',
  },
]
