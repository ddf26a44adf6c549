import { date } from '../../../core/fields/date.ts'
import { chineseWeekday } from '../../../core/fields/dates/chinese-words.ts'
import { readEnglishWeekday } from '../../../core/fields/dates/english-words.ts'
import { findTimes } from '../../../core/fields/dates/time.ts'
import { unreadDays } from '../../../core/fields/dates/unread.ts'
import type { Outcome, Reading } from '../../../core/form/field.ts'
import { mask, overlap, type Piece } from '../../../core/line/piece.ts'
import { addDays, type Day, daysBetween, isDay, weekdayOf } from '../../../core/time/day.ts'
import { piecesIn, zoneWords } from '../time/pieces.ts'
import { readTimes } from '../time/time-words.ts'
import { closingPieces } from './closing.ts'

/** What a line says of times at which a meeting could be. */
export interface SaidSlots {
  readonly pieces: readonly Piece[]
  /** `2025-03-20T14:30`, as often as said. */
  readonly starts: readonly string[]
  /** In minutes; several where the ends of times disagree. */
  readonly lengths: readonly number[]
  /** Days without a time of day. */
  readonly untimed: readonly Day[]
  /** Times of day without a day. */
  readonly undated: readonly Piece[]
  /** A day or a time that does not exist, or may be several. */
  readonly wrong: Outcome<Day> | Piece | undefined
}

/** Where nobody says the hour. */
const halves: ReadonlyArray<readonly [RegExp, string]> = [
  [/上午|早上|(?<!\p{L})(?:in\sthe\s)?morning(?!\p{L})/giu, '09:00'],
  [/下午|(?<!\p{L})(?:in\sthe\s)?afternoon(?!\p{L})/giu, '14:30'],
  [/晚上|(?<!\p{L})(?:in\sthe\s)?evening(?!\p{L})/giu, '19:00'],
]
/** What stands between two of several. */
const separators = /[、;；\n|]|和|及|或者?|,(?=\s?\d{1,2}[日号])|(?<!\p{L})(?:or|and)(?!\p{L})/giu
const commas = /,/gu
/** In days: a day of a month that was no longer ago is a slip, and not of next year. */
const recent = 60

type Token = Piece &
  (
    | { readonly kind: 'day'; readonly day: Day }
    | { readonly kind: 'times'; readonly clocks: readonly string[]; readonly length: number | undefined }
  )

const future = date({ prefer: 'future' })
const nearest = date({ prefer: 'nearest' })

/** 21日 behind 3月20日 is of the same month, 2日 of the next. */
const following = (before: Day, dayOfMonth: number): Day | undefined => {
  for (let day = before; daysBetween(before, day) < 40; day = addDays(day, 1))
    if (Number(day.slice(8)) === dayOfMonth) return day
  return undefined
}

const weekdays =
  /^(?:(?:周|星期|礼拜)(?<chinese>[一二三四五六日天])|(?<english>mon|tue|wed|thu|fri|sat|sun)[a-z]*)$/iu

/** 周四 behind 下周三 is the next Thursday from then on. */
const nextWeekday = (before: Day, text: string): Day | undefined => {
  const { chinese, english } = weekdays.exec(text)?.groups ?? {}
  const number = chinese
    ? Math.min(chineseWeekday.indexOf(chinese) + 1, 7)
    : english === undefined
      ? 0
      : readEnglishWeekday(english)
  if (number === 0) return undefined
  return addDays(before, ((number - weekdayOf(before) + 6) % 7) + 1)
}

const daysIn = (line: string, reading: Reading): Token[] | Outcome<Day> => {
  const afresh = { ...reading, current: undefined }
  // Neighbours are days of their own, and no range.
  const apart = mask(line, piecesIn(line, separators))
  const found = future.recognise(apart, afresh)
  const near = nearest.recognise(apart, afresh)
  const bare = piecesIn(apart, /(?<=[月日号\0]\s?|\d\0\s?)(\d{1,2})(?=\0|[日号])/gu).filter(
    (piece) => !found.some((one) => overlap(one, piece)),
  )
  const tokens: Token[] = []
  for (const piece of [...found, ...bare].sort((one, other) => one.start - other.start)) {
    const { start, end } = piece
    const text = line.slice(start, end)
    const last = tokens.at(-1)
    const [, ofMonth] = /^(\d{1,2})[日号]?$/u.exec(text) ?? []
    const after =
      last?.kind !== 'day'
        ? undefined
        : ofMonth === undefined
          ? nextWeekday(last.day, text)
          : following(last.day, Number(ofMonth))
    if (after !== undefined) {
      tokens.push({ kind: 'day', day: after, start, end })
      continue
    }
    const claim = found.find((one) => one === piece)
    if (!claim) continue
    const close = near.find((one) => one.start === start)?.outcome
    const isSlip =
      ofMonth === undefined &&
      /\d/u.test(text) &&
      close?.kind === 'value' &&
      close.value < reading.today &&
      daysBetween(close.value, reading.today) <= recent
    const outcome = isSlip ? close : claim.outcome
    if (outcome.kind !== 'value') return outcome
    tokens.push({ kind: 'day', day: outcome.value, start, end })
  }
  return tokens
}

const halfWords = halves.map(([{ source }]) => source).join('|')
const hours = '(?:\\d{1,2}|[一二两三四五六七八九十]{1,2}(?=\\s*$)|half|quarter)'
const hourBesideHalf = new RegExp(
  `(?<![\\p{L}\\p{N}])${hours}\\s?(?:${halfWords})|(?:${halfWords})\\s?${hours}(?![\\p{L}\\p{N}.%])`,
  'iu',
)

/** 上午10: an hour that is not read, so that it is asked about rather than taken for the usual one. */
const besideHalf = (text: string): Piece | undefined => {
  const found = hourBesideHalf.exec(text)
  return found ? { start: found.index, end: found.index + found[0].length } : undefined
}

/** The times of one piece between days and separators. */
const timesIn = (line: string, { start, end }: Piece): Token | Piece | undefined => {
  const text = line.slice(start, end)
  const said = readTimes(text, false)
  const at = (pieces: readonly Piece[]): Piece => ({
    start: start + Math.min(...pieces.map((piece) => piece.start)),
    end: start + Math.max(...pieces.map((piece) => piece.end)),
  })
  if (said.isUnclear && said.pieces.length > 0) return at(said.pieces)
  // 2点 by itself: nobody meets at night.
  const [clock] = said.starts
  if (clock !== undefined) return { kind: 'times', clocks: [clock], length: said.minutes, ...at(said.pieces) }
  const named = halves.flatMap(([pattern, usual]) =>
    piecesIn(text, pattern).map((piece) => ({ ...piece, usual })),
  )
  const unread = named.length > 0 ? besideHalf(mask(text, said.pieces)) : undefined
  if (unread) return at([unread])
  if (named.length > 0)
    return {
      kind: 'times',
      clocks: named.map(({ usual }) => usual),
      length: said.minutes,
      ...at([...named, ...said.pieces]),
    }
  return said.minutes === undefined
    ? undefined
    : { kind: 'times', clocks: [], length: said.minutes, ...at(said.pieces) }
}

/** Reads times at which a meeting could be: days, each with times behind or before it; days side by side share the time that follows. */
export const readSlots = (folded: string, reading: Reading): SaidSlots => {
  const around = piecesIn(folded, zoneWords)
  const line = mask(folded, [...around, ...closingPieces(folded)])
  const days = daysIn(line, reading)
  const none = { pieces: [], starts: [], lengths: [], untimed: [], undated: [], wrong: undefined }
  if (!Array.isArray(days)) return { ...none, wrong: days, pieces: wrongPieces(line, reading) }
  // A comma within a time is none: 9:00. One between a time and the next parts them.
  const cuts = [
    ...days,
    ...piecesIn(mask(line, days), separators),
    ...piecesIn(mask(line, days), commas),
  ].sort((one, other) => one.start - other.start)
  const between = cuts.map(({ end }, index) => ({ start: end, end: cuts[index + 1]?.start ?? line.length }))
  const tokens: Token[] = [...days]
  for (const piece of [{ start: 0, end: cuts[0]?.start ?? line.length }, ...between]) {
    const times = timesIn(line, piece)
    if (!times) continue
    if (!('kind' in times)) return { ...none, wrong: times, pieces: [times] }
    tokens.push(times)
  }
  tokens.sort((one, other) => one.start - other.start)
  // 3月20日下午2点、三二一号9点: what follows is not of the day before.
  const unread = unreadDays(line, days).find((piece) => isBeforeTime(line, piece, tokens))
  if (unread) return { ...none, wrong: unread, pieces: [...tokens, unread] }
  return {
    ...combine(tokens),
    wrong: undefined,
    pieces: [...tokens, ...(tokens.length > 0 ? around : [])].map(({ start, end }) => ({ start, end })),
  }
}

/** Nothing but a joint parts it from a time: it is not what an agenda speaks of. */
const isBeforeTime = (line: string, { end }: Piece, tokens: readonly Token[]): boolean =>
  tokens.some(
    ({ kind, start }) => kind === 'times' && start >= end && /^[\s,的在于到]*$/u.test(line.slice(end, start)),
  )

/** Whatever looks like a day, where one of them is wrong. */
const wrongPieces = (line: string, reading: Reading): Piece[] =>
  future.recognise(mask(line, piecesIn(line, separators)), { ...reading, current: undefined })

const combine = (tokens: readonly Token[]): Pick<SaidSlots, 'starts' | 'lengths' | 'untimed' | 'undated'> => {
  const starts: string[] = []
  const undated: Piece[] = []
  const lengths = tokens.flatMap((token) =>
    token.kind === 'times' && token.length !== undefined ? [token.length] : [],
  )
  const clocked = tokens.filter((token) => token.kind === 'day' || token.clocks.length > 0)
  // 2pm on 20 March, 9am on 21 March: the time comes first throughout.
  const isTimeFirst = clocked[0]?.kind === 'times'
  let group: Day[] = []
  let isTimed = false
  let waiting: Extract<Token, { kind: 'times' }> | undefined
  const untimed: Day[] = []
  for (const token of clocked)
    if (token.kind === 'day') {
      if (isTimeFirst && waiting) {
        starts.push(...waiting.clocks.map((clock) => `${token.day}T${clock}`))
        continue
      }
      group = isTimed ? [token.day] : [...group, token.day]
      isTimed = false
    } else if (isTimeFirst) waiting = token
    else {
      if (group.length === 0) undated.push(token)
      starts.push(...group.flatMap((day) => token.clocks.map((clock) => `${day}T${clock}`)))
      isTimed = true
    }
  if (!isTimed) untimed.push(...group)
  if (isTimeFirst && starts.length === 0 && waiting) undated.push(waiting)
  return { starts, lengths: [...new Set(lengths)], untimed, undated }
}

/** Whether a text is a slot as it is kept. */
export const isSlot = (text: string): boolean =>
  /^\d{4}-\d\d-\d\dT(?:[01]\d|2[0-3]):[0-5]\d$/u.test(text) && isDay(text.slice(0, 10))

/** The times of day in a line: 下午2点半, 9:30, 上午. */
export const clocksIn = (
  line: string,
  isAlone: boolean,
): Array<Piece & { readonly clock: string | undefined }> => {
  const exact = findTimes(line, isAlone)
  const named = halves.flatMap(([pattern, clock]) =>
    piecesIn(mask(line, exact), pattern).map((piece) => ({ ...piece, clock })),
  )
  return [...exact, ...named].map(({ start, end, clock }) => {
    // 2点 by itself: nobody meets at night.
    const [sure] = readTimes(line.slice(start, end), true).starts
    return { start, end, clock: sure ?? clock }
  })
}
