import { z } from 'zod'
import { date } from '../../../core/fields/date.ts'
import { monthNames } from '../../../core/fields/dates/english-words.ts'
import { readNumeral } from '../../../core/fields/numerals.ts'
import { problemOf, quoted, understood } from '../../../core/fields/outcome.ts'
import type { Claim, FieldType, Outcome, Reading } from '../../../core/form/field.ts'
import { notice } from '../../../core/i18n.ts'
import { fold, wordsBefore } from '../../../core/text.ts'
import { addDays, type Day, isDay, toDay, yearOf } from '../../../core/time/day.ts'
import { findRules } from './rule-words.ts'

const schema = z.union([
  z.object({ count: z.int().min(2).max(24) }),
  z.object({ until: z.string().refine(isDay) }),
])

/** When a series ends: after so many meetings, or with a day. */
export type SeriesEnd = z.infer<typeof schema>

/** Meetings of one series: what is more is another series, or a slip of the finger. */
export const mostMeetings = 24
/** Where nobody says when it ends: a year of quarters. */
export const usualCount = 4

const day = date({ prefer: 'future' })
const untilWords =
  /(?:一?直?[至到]|截止?[至到于]?|(?<![a-z])(?:until|till|through|up to|ending|ends?)(?:\son)?(?![a-z]))\s?:?\s?(?:the\s)?$/iu
const counts =
  /(?<!第)(?<!每\S{1,4})(?:(?:一?共|总共|连?开|召开|安排)\s?|(?<![\p{Script=Han}\d.]))(?<count>\d{1,3}|[一二两三四五六七八九十]{1,3})\s?次(?![会联座])|(?<!\w)(?:for\s)?(?<english>\d{1,3}|two|three|four|five|six|eight|ten|twelve)\s(?:times|meetings|occurrences)(?!\w)/giu
const yearEnds =
  /(?:一?直?[至到]|截止?[至到于]?)?(?<chinese>今年|本年|明年|后年)?年?(?:底|末)|(?<!\w)(?:until|till|through|to|up to)\s(?:the\s)?end\sof\s(?:the\s|this\s|(?<next>next\s))?year|(?<!\w)(?:until|till|through)\syear[\s-]end/giu

const monthEnds = new RegExp(
  `(?:一?直?[至到]|截止?[至到于]?)(?<month>\\d{1,2}|[一二三四五六七八九十]{1,2})月(?:份|底|末)?(?![\\d一二三四五六七八九十])|(?<!\\w)(?:until|till|through)\\s(?:the\\send\\sof\\s)?(?<name>${monthNames.join('|')})(?!\\w|\\s\\d)`,
  'giu',
)

const englishNumbers: Readonly<Record<string, number>> = {
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  eight: 8,
  ten: 10,
  twelve: 12,
}

const countOutcome = (typed: string, count: number | undefined): Outcome<SeriesEnd> =>
  count !== undefined && count >= 2 && count <= mostMeetings
    ? understood({ count })
    : problemOf(notice('meetings.series.count', { text: quoted(typed), most: mostMeetings }))

const yearsAhead = (word: string | undefined): number =>
  word === undefined ? 0 : (['今年', '明年', '后年'].indexOf(word.replace('本', '今')) + 3) % 3

/** The last day of the next such month. */
const lastOf = (month: number, { today }: Reading): Day | undefined => {
  if (month < 1 || month > 12) return undefined
  const digits = `${month}`.padStart(2, '0')
  const year = digits >= today.slice(5, 7) ? yearOf(today) : yearOf(today) + 1
  const next = month === 12 ? `${year + 1}-01` : `${year}-${`${month + 1}`.padStart(2, '0')}`
  return addDays(toDay(`${next}-01`), -1)
}

/** Wherever a line says how many there are, or until when. */
export const endsIn = (line: string, reading: Reading): Claim<SeriesEnd>[] => {
  const counted = [...line.matchAll(counts)].map(({ 0: text, index, groups = {} }): Claim<SeriesEnd> => {
    const word = groups.count ?? groups.english ?? ''
    const count = englishNumbers[word.toLowerCase()] ?? readNumeral(word)
    return { start: index, end: index + text.length, outcome: countOutcome(text, count) }
  })
  const years = [...line.matchAll(yearEnds)]
    .filter(({ 0: text }) => /[至到截]|年|[a-z]/iu.test(text))
    .map(({ 0: text, index, groups = {} }): Claim<SeriesEnd> => {
      const ahead = groups.next === undefined ? yearsAhead(groups.chinese) : 1
      const until = toDay(`${yearOf(reading.today) + ahead}-12-31`)
      return { start: index, end: index + text.length, outcome: understood({ until }) }
    })
  const ended = [...line.matchAll(monthEnds)].flatMap(
    ({ 0: text, index, groups = {} }): Claim<SeriesEnd>[] => {
      const { month, name = '' } = groups
      const until = lastOf(
        month === undefined ? monthNames.indexOf(name.toLowerCase()) + 1 : (readNumeral(month) ?? 0),
        reading,
      )
      return until ? [{ start: index, end: index + text.length, outcome: understood({ until }) }] : []
    },
  )
  const days = day.recognise(line, reading).flatMap(({ start, end, outcome }): Claim<SeriesEnd>[] => {
    const before = untilWords.exec(wordsBefore(line, start))?.[0]
    if (before === undefined) return []
    const meant: Outcome<SeriesEnd> =
      outcome.kind === 'value'
        ? understood({ until: outcome.value })
        : outcome.kind === 'choice'
          ? { kind: 'choice', values: outcome.values.map((until) => ({ until })) }
          : outcome
    return [{ start: start - before.length, end, outcome: meant }]
  })
  return [...counted, ...years, ...ended, ...days]
}

export const endField = (): FieldType<SeriesEnd> => ({
  name: 'seriesEnd',
  schema,
  // 培训4次 of an agenda ends no series.
  recognise: (line, reading) =>
    findRules(reading.sentence ?? line).length === 0 ? [] : endsIn(line, reading),
  validate: (typed, reading) => {
    const line = fold(typed).trim()
    if (/^\d{1,3}$/u.test(line)) return countOutcome(typed, Number(line))
    const [claim] = endsIn(line, reading).filter(
      ({ start, end }) => start === 0 && line.slice(end).replace(/[.。\s]/gu, '') === '',
    )
    if (claim) return claim.outcome
    const on = day.validate(line.replace(/^(?:一?直?[至到]|until|till)\s?/iu, ''), reading)
    if (on.kind === 'value') return understood({ until: on.value })
    return on.kind === 'choice'
      ? { kind: 'choice', values: on.values.map((until) => ({ until })) }
      : problemOf(notice('meetings.series.count', { text: quoted(typed), most: mostMeetings }))
  },
  ask: () => ({ kind: 'text', multiline: false }),
  show: (end, reading) =>
    'count' in end
      ? reading.translate('meetings.series.countOf', { count: end.count })
      : reading.translate('meetings.series.until', { day: day.show(toDay(end.until), reading) }),
  write: (end) => ('count' in end ? `${end.count}` : end.until),
})
