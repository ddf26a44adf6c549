import { date } from '../../../core/fields/date.ts'
import { readNumeral } from '../../../core/fields/numerals.ts'
import { understood } from '../../../core/fields/outcome.ts'
import type { Claim, FieldType, Reading } from '../../../core/form/field.ts'
import { mask } from '../../../core/line/piece.ts'
import { fold, wordsBefore } from '../../../core/text.ts'
import { type Day, toDay, yearOf } from '../../../core/time/day.ts'
import { endsIn } from './end.field.ts'
import { findRules } from './rule-words.ts'

const day = date({ prefer: 'future' })
const before = /(?:从|自|(?<![a-z])(?:from|starting(?:\son)?|beginning(?:\son)?))\s?$/iu
const after = /^\s?(?:起|开始)/u
const months = /从?(?<month>\d{1,2}|[一二三四五六七八九十]{1,2})月份?(?:起|开始)/gu

/** The first day of the next such month. */
const firstOf = (month: number, { today }: Reading): Day | undefined => {
  if (month < 1 || month > 12) return undefined
  const first = (year: number) => toDay(`${year}-${`${month}`.padStart(2, '0')}-01`)
  const own = first(yearOf(today))
  return own.slice(0, 7) >= today.slice(0, 7) ? own : first(yearOf(today) + 1)
}

const recognise = (line: string, reading: Reading): Claim<Day>[] => {
  const days = day.recognise(line, reading).flatMap(({ start, end, outcome }): Claim<Day>[] => {
    const said = before.exec(wordsBefore(line, start))?.[0].length ?? 0
    const begins = after.exec(line.slice(end))?.[0].length ?? 0
    return said + begins > 0 ? [{ start: start - said, end: end + begins, outcome }] : []
  })
  const whole = [...line.matchAll(months)].flatMap(({ 0: text, index, groups = {} }): Claim<Day>[] => {
    const first = firstOf(readNumeral(groups.month ?? '') ?? 0, reading)
    return first ? [{ start: index, end: index + text.length, outcome: understood(first) }] : []
  })
  return [...days, ...whole]
}

/** The first day on which a series may meet: 从4月1日起, 4月起; any other day of a line for a series is no plain word either. */
export const fromField = (): FieldType<Day> => ({
  ...day,
  recognise,
  resembles: (line, reading) => [
    ...day.recognise(mask(line, findRules(line)), reading),
    ...(day.resembles?.(line, reading) ?? []),
  ],
  validate: (typed, reading) => {
    const line = fold(typed).trim()
    const claim = recognise(line, reading).find(({ start, end }) => start === 0 && end === line.length)
    return claim?.outcome ?? day.validate(typed, reading)
  },
})

/** Whether a line names a day that is neither the beginning nor the end of a series, and so the day of one meeting. */
export const namesOneDay = (line: string, reading: Reading): boolean => {
  const rules = findRules(line)
  const rest = mask(line, [...rules, ...endsIn(line, reading), ...recognise(line, reading)])
  return day.recognise(rest, reading).length > 0
}
