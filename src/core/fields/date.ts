import { z } from 'zod'
import type { Claim, FieldType, Outcome, Reading } from '../form/field.ts'
import { notice } from '../i18n.ts'
import { fold } from '../text.ts'
import { addDays, type Day, type DayRange, daysBetween, isDay, weekdayOf } from '../time/day.ts'
import { type Approximation, daysMeant } from './dates/approximate.ts'
import type { Preference } from './dates/calendar.ts'
import { findDates, readDate } from './dates/grammar.ts'
import { loneEnds, withEnds } from './dates/leaving.ts'
import type { DateMatch } from './dates/match.ts'
import { findMoves } from './dates/moved.ts'
import type { Standing } from './dates/near.ts'
import { piecesOfDates } from './dates/pieces.ts'
import { showDayOfMonth, showDays, weekdayName } from './dates/show.ts'
import { type Problem, problemOf, quoted, understood } from './outcome.ts'

export type { Preference } from './dates/calendar.ts'

const daySchema = z.string().refine(isDay)

/** What a date matched in a text means: days, several possible ones, or what is wrong with it. */
const meaningOf = (
  text: string,
  { meaning, vague, isRange }: DateMatch,
  { translate }: Reading,
  daysOnly: boolean,
): DayRange | readonly DayRange[] | Problem => {
  const words = quoted(text)
  if ('fault' in meaning) {
    if (meaning.fault === 'weekday') {
      const weekday = weekdayName(weekdayOf(meaning.day), translate.locale)
      return problemOf(notice('fields.date.weekday', { text: words, day: meaning.day, weekday }))
    }
    return problemOf(notice(`fields.date.${meaning.fault}`, { text: words }))
  }
  if ('options' in meaning) return meaning.options
  if (!vague || !daysOnly) return meaning
  const length = daysBetween(vague.start, vague.end) + 1
  return isRange || length > longestAsked
    ? problemOf(notice('fields.date.vague', { text: words }))
    : eachOf(vague)
}

/** Which days are meant around a day, or by the week that it is in: one of them is asked for, where days are wanted. */
const meaningAbout = (
  text: string,
  approximation: Approximation,
  meaning: ReturnType<typeof meaningOf>,
  daysOnly: boolean,
): ReturnType<typeof meaningOf> => {
  if ('kind' in meaning) return meaning
  const days = 'start' in meaning ? daysMeant(approximation, meaning) : undefined
  if (!days) return problemOf(notice('fields.date.vague', { text: quoted(text) }))
  return approximation === 'week' && !daysOnly ? days : eachOf(days)
}

const eachOf = ({ start, end }: DayRange): DayRange[] =>
  Array.from({ length: daysBetween(start, end) + 1 }, (_, days) => addDays(start, days)).map((day) => ({
    start: day,
    end: day,
  }))

/** A day by itself is the first of days that stand, which keep their length: the answer shows both ends. */
const asLongAs = (
  standing: DayRange | undefined,
  meaning: ReturnType<typeof meaningOf>,
): ReturnType<typeof meaningOf> => {
  if (!standing || 'kind' in meaning) return meaning
  const days = daysBetween(standing.start, standing.end)
  const from = ({ start, end }: DayRange) =>
    start === end ? { start, end: addDays(start, days) } : { start, end }
  return 'start' in meaning ? from(meaning) : meaning.map(from)
}

/** As many days as one chooses among: those of a month. */
const longestAsked = 31

const alternative = /^(?:[\s,;、/]|或者?|or)*$/u

const fillers = [
  '出发|启程|动身|返程|返回|开始|(?<![\\p{L}\\p{N}])(?:leaving|leaves?|departing|departs?|start(?:s|ing)?|begin(?:s|ning)?|returning|returns?|back)(?![\\p{L}\\p{N}])',
] as const

const valueIn = <Value>(outcome: Outcome<Value>): Value[] => (outcome.kind === 'value' ? [outcome.value] : [])

const typeOfDays = <Value>(
  name: string,
  schema: z.ZodType<Value>,
  { prefer: preference, range, daysOnly }: { prefer: Preference; range: boolean; daysOnly: boolean },
  fromDays: (days: DayRange, text: string) => Outcome<Value>,
  toDays: (value: Value) => DayRange,
  ends: Pick<FieldType<Value>, 'parts' | 'compose'> = {},
): FieldType<Value> => {
  const standingIn = ({ current }: Reading): Standing | undefined => {
    const standing = schema.safeParse(current)
    return standing.success ? { days: toDays(standing.data) } : undefined
  }
  const read = (text: string, match: DateMatch, reading: Reading): Outcome<Value> => {
    const day = meaningOf(text, match, reading, daysOnly)
    const about = range && match.approximation ? meaningAbout(text, match.approximation, day, daysOnly) : day
    const meaning = range && !match.isRange ? asLongAs(standingIn(reading)?.days, about) : about
    if ('kind' in meaning) return meaning
    if ('start' in meaning) return fromDays(meaning, text)
    const values = meaning.flatMap((days) => valueIn(fromDays(days, text)))
    return values.length > 0
      ? { kind: 'choice', values }
      : problemOf(notice('fields.date.impossible', { text: quoted(text) }))
  }
  const recognise = (line: string, reading: Reading): Claim<Value>[] => {
    const claims: Claim<Value>[] = []
    const standing = standingIn(reading)
    const moves = standing ? findMoves(line, standing.days, reading.today, preference) : []
    const isMoved = ({ start, end }: DateMatch) => moves.some((move) => start < move.end && move.start < end)
    const found = findDates(line, reading.today, preference, reading.sentence, standing)
    // 请于3月8日前报名：3月12日: a limit beside a day is another matter's.
    const setting = { today: reading.today, preference, standing }
    const dates = range ? withEnds(line, found, setting) : found
    const certain = dates.filter(({ approximation }) => approximation !== 'limit')
    for (const match of [
      ...moves,
      ...(certain.length > 0 ? certain : dates).filter((date) => !isMoved(date)),
    ]) {
      const { start, end, meaning, isRange } = match
      // A period (去年) is not a wrong day: it is other words.
      if (!range && !isRange && 'start' in meaning && meaning.start !== meaning.end) continue
      claims.push({ start, end, outcome: read(line.slice(start, end), match, reading) })
    }
    return claims
  }
  const validate = (typed: string, reading: Reading): Outcome<Value> => {
    const text = fold(typed).trim()
    const match = readDate(text, reading.today, preference, standingIn(reading))
    if (match) return read(typed, match, reading)
    const [only, ...more] = recognise(text, reading)
    if (only && more.length === 0 && only.start === 0 && only.end === text.length) return only.outcome
    return severalIn(text, reading) ?? problemOf(notice('fields.date.unknown', { text: quoted(typed) }))
  }
  /** Nothing but several dates: the person has to say which. */
  const severalIn = (text: string, reading: Reading): Outcome<Value> | undefined => {
    const claims = recognise(text, reading)
    const between = claims.map(({ end }, index) => text.slice(end, claims[index + 1]?.start))
    if (claims.length < 2 || claims[0]?.start !== 0 || !between.every((words) => alternative.test(words)))
      return undefined
    const outcomes = claims.map(({ outcome }) => outcome)
    const wrong = outcomes.find(({ kind }) => kind === 'problem')
    const values = outcomes.flatMap(valueIn)
    return wrong ?? { kind: 'choice', values }
  }
  const same = (outcome: Outcome<Value>, days: DayRange) => {
    if (outcome.kind !== 'value') return false
    const { start, end } = toDays(outcome.value)
    return start === days.start && end === days.end
  }
  return {
    ...ends,
    name,
    schema,
    recognise,
    resembles: (line, reading) => [
      ...piecesOfDates(line),
      ...(range ? loneEnds(line, findDates(line, reading.today, preference)) : []),
    ],
    fillers,
    validate,
    ask: () => ({ kind: 'calendar', range }),
    show: (value, reading) => {
      const days = toDays(value)
      // Read back by themselves, whatever stands.
      const afresh = { ...reading, current: undefined }
      return showDays(days, reading, (text) => same(validate(text, afresh), days))
    },
    showShort: (value, reading) => showDayOfMonth(toDays(value).start, reading),
    write: (value) => {
      const { start, end } = toDays(value)
      return start === end ? start : `${start}..${end}`
    },
  }
}

/** One calendar day. `prefer` says where a date without a year, or a bare weekday, lies. */
export const date = ({ prefer }: { prefer: Preference }): FieldType<Day> =>
  typeOfDays(
    'date',
    // isDay is the type guard that makes the string a Day.
    daySchema as unknown as z.ZodType<Day>,
    { prefer, range: false, daysOnly: false },
    ({ start, end }, text) =>
      start === end ? understood(start) : problemOf(notice('fields.date.single', { text: quoted(text) })),
    (day) => ({ start: day, end: day }),
  )

/**
 * Days in a row: a day, a range, or a period (`去年12月`, `第三季度`, `2025年第10周`, `last month`). With `daysOnly` a period is
 * not meant: somebody who says 3月底 is asked which day.
 */
export const dateRange = ({
  prefer,
  daysOnly = false,
}: {
  prefer: Preference
  daysOnly?: boolean
}): FieldType<DayRange> =>
  typeOfDays(
    'dateRange',
    z
      .object({ start: daySchema, end: daySchema })
      .refine(({ start, end }) => start <= end) as unknown as z.ZodType<DayRange>,
    { prefer, range: true, daysOnly },
    (days) => understood(days),
    (days) => days,
    {
      parts: {
        arrival: ['arrive', 'arrives', 'arriving', '到达', '抵达', '到达时间', '抵达时间'],
        departure: ['depart', 'departs', 'departing', 'leaving', '离开', '离开时间', '出发', '出发时间'],
        return: ['returns', 'returning', '返回', '返程', '返回时间'],
      },
      compose: ({ arrival, departure, return: back }, current) => {
        // One end alone leaves the other as it stands.
        const start = arrival ?? (back === undefined && current ? current.start : departure)
        const end = back ?? (arrival === undefined && !current ? undefined : departure)
        const [first, last] = [start ?? current?.start, end ?? (arrival && current?.end)]
        return first && last && (first !== last || end) ? `${first} to ${last}` : (first ?? last ?? '')
      },
    },
  )
