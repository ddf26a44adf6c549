import { casual } from 'chrono-node/en'
import { addDays, type Day, yearOf } from '../../time/day.ts'
import { dayOf, dayOfWeek, type MonthPart, monthFrom, monthsOf, quarterOf, weekOfYear } from './calendar.ts'
import { at, calendarPoint, fixed, fixedDay, type Groups, type Rule } from './point.ts'

const monthNames = [
  'january',
  'february',
  'march',
  'april',
  'may',
  'june',
  'july',
  'august',
  'september',
  'october',
  'november',
  'december',
]
const weekdayNames = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday']
const month =
  '(?<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)(?![\\p{L}_])\\.?'
export const englishWeekday =
  '(?:mon(?:day)?|tue(?:s(?:day)?)?|wed(?:nesday)?|thu(?:rs?(?:day)?)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?)(?![\\p{L}_])\\.?'
const fullWeekday = '(?:mon|tues|wednes|thurs|fri|satur|sun)day(?![\\p{L}_])'
const withWeekday = `(?:(?<weekday>${englishWeekday}),?\\s*)?`
const day = '(?<day>\\d{1,2})(?:st|nd|rd|th)?'
// 5 March 2000 people: a number that counts something is no year.
const year = '(?:,?\\s*(?<year>\\d{4})(?!\\d|[.,]\\d|\\s?(?:people|persons?|yuan)))?'
const numberWords = 'an?|one|two|three|four|five|six|seven|eight|nine|ten|\\d{1,4}'
const inWord = /[\p{L}\p{N}_./-]/u
const connected = '\\s*(?:-|–|—|~|to|until|through|and)\\s*'

const monthIn = ({ month: name }: Groups): number | undefined =>
  name === undefined
    ? undefined
    : monthNames.findIndex((full) => full.startsWith(name.slice(0, 3).toLowerCase())) + 1

/** 1 for Monday. */
export const readEnglishWeekday = (name: string): number =>
  weekdayNames.findIndex((full) => full.startsWith(name.slice(0, 3).toLowerCase())) + 1

const calendarIn = (groups: Groups, part: MonthPart) => ({
  ...calendarPoint(groups.year ? Number(groups.year) : undefined, monthIn(groups), part),
  ...(groups.weekday && { weekday: readEnglishWeekday(groups.weekday) }),
})

/**
 * Relative phrases are chrono's. It is given the wall clock as a process-local date and asked for the numbers of its
 * answer, so that the zone of the process does not matter.
 */
const relative = ({ phrase = '' }: Groups, today: Day) => {
  const [wallYear = 0, wallMonth = 1, wallDay = 1] = today.split('-').map(Number)
  const noon = new Date(wallYear, wallMonth - 1, wallDay, 12)
  const start = casual.parse(phrase, noon)[0]?.start
  if (!start) return undefined
  return fixedDay(dayOf(start.get('year') ?? 0, start.get('month') ?? 0, start.get('day') ?? 0))
}

const steps: Readonly<Record<string, number>> = { last: -1, previous: -1, past: -1, next: 1, coming: 1 }
const step = '(?<step>this|current|last|previous|past|next|coming)'
const stepIn = ({ step: word = '' }: Groups) => steps[word.toLowerCase()] ?? 0

const period = (groups: Groups, today: Day) => {
  const count = stepIn(groups)
  const unit = groups.unit?.toLowerCase()
  if (unit === 'week') {
    const monday = dayOfWeek(today, count, 1)
    return fixed({ start: monday, end: addDays(monday, 6) })
  }
  if (unit === 'year') return fixed(monthsOf(yearOf(today) + count, 1, 12))
  const away = monthFrom(today, unit === 'quarter' ? count * 3 : count)
  if (unit === 'quarter') return fixed(quarterOf(away.year, Math.ceil(away.month / 3)))
  return fixed(monthsOf(away.year, away.month, away.month))
}

const parts: Readonly<Record<string, MonthPart>> = {
  early: 'early',
  mid: 'middle',
  middle: 'middle',
  late: 'late',
  end: 'last',
  beginning: 'first',
  start: 'first',
}
const partIn = ({ part = '' }: Groups): MonthPart => parts[part.toLowerCase()] ?? 'whole'
const ordinals = ['first', 'second', 'third', 'fourth']

/** English dates and periods. */
export const englishRules: readonly Rule[] = [
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
    pattern: at(`(?:the\\s+)?${step}\\s+(?<unit>week|month|quarter|year)(?![\\w'])`),
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
    pattern: at(`(?<weekday>${fullWeekday})`),
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
