import { casual } from 'chrono-node/en'
import { addDays, type Day, yearOf } from '../../time/day.ts'
import { dayOf, dayOfWeek, type MonthPart, monthFrom, monthsOf, quarterOf } from './calendar.ts'
import { calendarPoint, fixed, fixedDay, type Groups } from './point.ts'

export const monthNames = [
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
export const weekdayNames = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday']
export const month =
  '(?<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)(?![\\p{L}_])\\.?'
export const englishWeekday =
  '(?:mon(?:day)?|tue(?:s(?:day)?)?|wed(?:nesday)?|thu(?:rs?(?:day)?)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?)(?![\\p{L}_])\\.?'
export const fullWeekday = '(?:mon|tues|wednes|thurs|fri|satur|sun)day(?![\\p{L}_])'
export const withWeekday = `(?:(?<weekday>${englishWeekday}),?\\s*)?`
export const day = '(?<day>\\d{1,2})(?:st|nd|rd|th)?'
// 5 March 2000 people: a number that counts something is no year.
export const year = '(?:,?\\s*(?<year>\\d{4})(?!\\d|[.,]\\d|\\s?(?:people|persons?|yuan)))?'
export const numberWords = 'an?|one|two|three|four|five|six|seven|eight|nine|ten|\\d{1,4}'
export const inWord = /[\p{L}\p{N}_./-]/u
const words = ['one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten']

/** `three`, `a` and `3`; undefined for what is no small number in English. */
export const readEnglishNumber = (typed: string): number | undefined => {
  const word = typed.toLowerCase()
  if (/^an?$/u.test(word)) return 1
  if (/^\d+$/u.test(word)) return Number(word)
  return words.includes(word) ? words.indexOf(word) + 1 : undefined
}

export const connected = '\\s*(?:-|–|—|~|to|until|through|and)\\s*'

export const monthIn = ({ month: name }: Groups): number | undefined =>
  name === undefined
    ? undefined
    : monthNames.findIndex((full) => full.startsWith(name.slice(0, 3).toLowerCase())) + 1

/** 1 for Monday. */
export const readEnglishWeekday = (name: string): number =>
  weekdayNames.findIndex((full) => full.startsWith(name.slice(0, 3).toLowerCase())) + 1

export const calendarIn = (groups: Groups, part: MonthPart) => ({
  ...calendarPoint(groups.year ? Number(groups.year) : undefined, monthIn(groups), part),
  ...(groups.weekday && { weekday: readEnglishWeekday(groups.weekday) }),
})

const ofAWeek = new RegExp(`^(?<step>last|this|next)\\s+(?<weekday>${englishWeekday})$`, 'iu')

/**
 * Relative phrases are chrono's. It is given the wall clock as a process-local date and asked for the numbers of its
 * answer, so that the zone of the process does not matter.
 */
export const relative = ({ phrase = '' }: Groups, today: Day) => {
  // As in Chinese (上周一): of the last week, not the last one before today.
  const { step: word, weekday } = ofAWeek.exec(phrase)?.groups ?? {}
  if (word && weekday) return fixedDay(dayOfWeek(today, stepIn({ step: word }), readEnglishWeekday(weekday)))
  const [wallYear = 0, wallMonth = 1, wallDay = 1] = today.split('-').map(Number)
  const noon = new Date(wallYear, wallMonth - 1, wallDay, 12)
  const start = casual.parse(phrase, noon)[0]?.start
  if (!start) return undefined
  return fixedDay(dayOf(start.get('year') ?? 0, start.get('month') ?? 0, start.get('day') ?? 0))
}

export const steps: Readonly<Record<string, number>> = {
  last: -1,
  previous: -1,
  past: -1,
  next: 1,
  coming: 1,
}
export const step = '(?<step>this|current|last|previous|past|next|coming)'
export const stepIn = ({ step: word = '' }: Groups) => steps[word.toLowerCase()] ?? 0

export const period = (groups: Groups, today: Day) => {
  const count = stepIn(groups)
  const unit = groups.unit?.toLowerCase()
  if (unit === 'week' || unit === 'wk') {
    const monday = dayOfWeek(today, count, 1)
    return fixed({ start: monday, end: addDays(monday, 6) })
  }
  if (unit === 'year') return fixed(monthsOf(yearOf(today) + count, 1, 12))
  const away = monthFrom(today, unit === 'quarter' ? count * 3 : count)
  if (unit === 'quarter') return fixed(quarterOf(away.year, Math.ceil(away.month / 3)))
  return fixed(monthsOf(away.year, away.month, away.month))
}

export const parts: Readonly<Record<string, MonthPart>> = {
  early: 'early',
  mid: 'middle',
  middle: 'middle',
  late: 'late',
  end: 'last',
  beginning: 'first',
  start: 'first',
}
export const partIn = ({ part = '' }: Groups): MonthPart => parts[part.toLowerCase()] ?? 'whole'
export const ordinals = ['first', 'second', 'third', 'fourth']
