import { yearOf } from '../../time/day.ts'
import { monthFrom, quarterOf, weekOfYear } from './calendar.ts'
import { englishRanges } from './english-ranges.ts'
import {
  calendarIn,
  connected,
  day,
  englishWeekday,
  fullWeekday,
  inWord,
  month,
  numberWords,
  ordinals,
  partIn,
  period,
  readEnglishWeekday,
  relative,
  step,
  stepIn,
  withWeekday,
  year,
} from './english-words.ts'
import { at, calendarPoint, fixed, type Rule } from './point.ts'
/** English dates and periods. */
export const englishRules: readonly Rule[] = [
  ...englishRanges,
  {
    pattern: at(`${withWeekday}${day}\\s*(?:of\\s+)?${month}(?!-\\p{L})${year}`),
    place: 'anywhere',
    notAfter: inWord,
    read: (groups) => calendarIn(groups, Number(groups.day)),
  },
  {
    pattern: at(`${withWeekday}${month}\\s*${day}(?![\\d\\p{L}%:]|\\.\\d)${year}`),
    place: 'anywhere',
    notAfter: inWord,
    read: (groups) => calendarIn(groups, Number(groups.day)),
  },
  {
    pattern: at(
      `${withWeekday}${day}(?=${connected}${withWeekday.replace('?<weekday>', '?:')}\\d{1,2}(?:st|nd|rd|th)?\\s*(?:of\\s+)?${month.replace('?<month>', '?:')})`,
    ),
    place: 'anywhere',
    notAfter: inWord,
    only: 'first',
    read: (groups) => calendarIn(groups, Number(groups.day)),
  },
  {
    pattern: at(`${withWeekday}${day}(?![\\d\\p{L}%:]|[./-]\\d)${year}`),
    place: 'alone',
    only: 'second',
    read: (groups) => calendarIn(groups, Number(groups.day)),
  },
  {
    pattern: at(`(?:(?<part>early|mid|late)[\\s-]+)?${month}${year}`),
    place: 'whole',
    read: (groups) => calendarIn(groups, partIn(groups)),
  },
  {
    pattern: at(`(?<part>early|mid|late)[\\s-]+${month}${year}`),
    place: 'alone',
    notAfter: inWord,
    read: (groups) => calendarIn(groups, partIn(groups)),
  },
  {
    pattern: at(`${month}\\s+(?<year>\\d{4})(?![\\d\\p{L}])`),
    place: 'alone',
    notAfter: inWord,
    read: (groups) => calendarIn(groups, partIn(groups)),
  },
  {
    pattern: at(`(?:the\\s+)?(?<part>end|beginning|start|middle)\\s+of\\s+${month}${year}`),
    place: 'alone',
    read: (groups) => calendarIn(groups, partIn(groups)),
  },
  {
    pattern: at(
      `(?:the\\s+)?(?<part>end|beginning|start|middle)\\s+of\\s+(?:the\\s+)?(?:${step}\\s+)?(?<unit>month|year)(?![\\w'])`,
    ),
    place: 'alone',
    read: (groups, today) => {
      const part = partIn(groups)
      if (groups.unit?.toLowerCase() === 'month') {
        const { year: known, month: named } = monthFrom(today, stepIn(groups))
        return calendarPoint(known, named, part)
      }
      const named = part === 'first' ? 1 : part === 'last' ? 12 : undefined
      return named === undefined ? undefined : calendarPoint(yearOf(today) + stepIn(groups), named, part)
    },
  },
  {
    pattern: at(
      `(?<phrase>(?:the\\s+)?day\\s+(?:after\\s+tomorrow|before\\s+yesterday)|today|tomorrow|yesterday|in\\s+(?:${numberWords})\\s+(?:day|week|month)s?|(?:${numberWords})\\s+(?:day|week|month)s?\\s+(?:ago|from\\s+now|later)|(?:last|this|next)\\s+${englishWeekday})(?![\\w'])`,
    ),
    place: 'alone',
    notAfter: inWord,
    read: relative,
  },
  {
    pattern: at(`(?:the\\s+)?${step}\\s+(?<unit>week|wk|month|quarter|year)(?![\\w'])`),
    place: 'alone',
    read: period,
  },
  {
    pattern: at(
      `(?:the\\s+)?(?<quarter>${ordinals.join('|')})\\s+quarter(?:\\s+(?:of\\s+)?(?<year>\\d{4}))?`,
    ),
    place: 'alone',
    read: ({ quarter = '', year: typed }, today) =>
      fixed(quarterOf(typed ? Number(typed) : yearOf(today), ordinals.indexOf(quarter.toLowerCase()) + 1)),
  },
  {
    pattern: at('week\\s+(?<week>\\d{1,2})(?!\\d)(?:,?\\s+(?:of\\s+)?(?<year>\\d{4})(?!\\d))?'),
    place: 'alone',
    read: ({ week, year: typed }, today) =>
      fixed(weekOfYear(typed ? Number(typed) : yearOf(today), Number(week))),
  },
  {
    pattern: at(`(?<weekday>${fullWeekday})(?!\\s+(?:after|before)\\s)`),
    place: 'start',
    notAfter: inWord,
    read: ({ weekday = '' }) => ({ kind: 'weekday', weekday: readEnglishWeekday(weekday) }),
  },
  {
    pattern: at(`(?<weekday>${englishWeekday})`),
    place: 'whole',
    read: ({ weekday = '' }) => ({ kind: 'weekday', weekday: readEnglishWeekday(weekday) }),
  },
]
