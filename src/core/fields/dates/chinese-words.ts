import { type Day, yearOf } from '../../time/day.ts'
import { readNumeral } from '../numerals.ts'
import { away, type MonthPart, monthFrom } from './calendar.ts'
import { calendarPoint, fixedDay, type Groups } from './point.ts'

export const number = '(?:\\d{1,3}|[一二三四五六七八九十廿卅]{1,3})'
export const yearNumber = '(?:\\d{4}|\\d{2}|[〇零一二三四五六七八九]{4}|[〇零一二三四五六七八九]{2})'
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
export const shift = '(?<![上下])(?<shift>上{1,6}|下{1,6}|本|这|当)(?:一)?个?'
export const year = `(?:(?<year>${yearNumber})\\s?年|(?<yearWord>大?前年|[去上今本明后]年)的?)`
export const month = `(?:(?<month>${number})\\s?月份?|${shift}月份?)`
export const week = '(?:周|星期|礼拜)'
/** The characters of the weekdays from Monday; Sunday has two. */
export const chineseWeekday = '一二三四五六日天'
export const numeralBefore = /[\d一二三四五六七八九十廿卅百千万第.年〕-]/u
export const buildings = '楼|线|文|院|机|令|仓|厂|车|馆|桌|厅|门|公告|店|桥|井|地块'

const parts: Readonly<Record<string, MonthPart>> = {
  上旬: 'early',
  中旬: 'middle',
  下旬: 'late',
  初: 'first',
  底: 'last',
  末: 'last',
  月初: 'first',
  月底: 'last',
  月末: 'last',
}
export const part = (word = ''): MonthPart => parts[word] ?? 'whole'

export const yearIn = ({ year: digits, yearWord }: Groups, today: Day): number | undefined => {
  if (digits) {
    const typed = readNumeral(digits)
    // Two digits, as in 25年: this century.
    return typed === undefined || typed >= 100 ? typed : 2000 + typed
  }
  const difference = yearWord === undefined ? undefined : yearWords.get(yearWord)
  return difference === undefined ? undefined : yearOf(today) + difference
}

/** 上上周 is two weeks ago, 下下下个月 in three months. */
export const shiftIn = ({ shift: word = '' }: Groups): number | undefined => {
  if (word === '') return undefined
  return word.startsWith('上') ? -word.length : word.startsWith('下') ? word.length : 0
}

/** The year and month that the words give, as far as they do. */
export const monthIn = (
  groups: Groups,
  today: Day,
): { year: number | undefined; month: number | undefined } => {
  const months = shiftIn(groups)
  if (months !== undefined) return monthFrom(today, months)
  return {
    year: yearIn(groups, today),
    month: groups.month ? readNumeral(groups.month) : undefined,
  }
}

export const readMonthPart = (groups: Groups, today: Day) => {
  const { year: known, month: named } = monthIn(groups, today)
  return calendarPoint(known, named, part(groups.part))
}

const dayWords = new Map([
  ['前', -2],
  ['昨', -1],
  ['今', 0],
  ['明', 1],
  ['后', 2],
])

/** 后 is the day after tomorrow, 大后 the one after that, 大大后 the next. */
export const daysAway = (word: string): number => {
  const further = /^大*/u.exec(word)?.[0].length ?? 0
  const days = dayWords.get(word.slice(further)) ?? 0
  return days < 0 ? days - further : days + further
}

const lengths: Readonly<Record<string, 'days' | 'weeks' | 'months' | 'years'>> = {
  天: 'days',
  日: 'days',
  周: 'weeks',
  星期: 'weeks',
  礼拜: 'weeks',
  月: 'months',
  年: 'years',
}

export const readDistance = ({ amount = '', unit, shortUnit, way }: Groups, today: Day) => {
  const direction = way === '前' ? -1 : 1
  const length = lengths[unit ?? shortUnit ?? ''] ?? 'days'
  if (amount === '半')
    return fixedDay(
      length === 'months' ? away(today, direction * 15, 'days') : away(today, direction * 6, 'months'),
    )
  const distance = readNumeral(amount)
  return distance === undefined ? undefined : fixedDay(away(today, direction * distance, length))
}

/** 两三天后: two days and three days away; undefined when the two numbers do not follow one another. */
export const readEitherDistance = ({ low = '', high = '', unit, shortUnit, way }: Groups, today: Day) => {
  const [least, most] = [readNumeral(low), readNumeral(high)]
  if (least === undefined || most === undefined || most <= least || most - least > 3) return undefined
  const length = lengths[unit ?? shortUnit ?? ''] ?? 'days'
  const direction = way === '前' ? -1 : 1
  const spans = Array.from({ length: most - least + 1 }, (_, index) =>
    away(today, direction * (least + index), length),
  ).flatMap((day) => (day ? [{ start: day, end: day }] : []))
  return { kind: 'either', spans } as const
}

export const weekdayIn = ({ weekday = '' }: Groups): number =>
  /\d/u.test(weekday) ? Number(weekday) : Math.min(chineseWeekday.indexOf(weekday) + 1, 7)

export const weekday = `(?<weekday>[${chineseWeekday}]|[1-7](?![\\d\\p{L}]))`
