import { findTimes, type TimeMatch } from '../../../core/fields/dates/time.ts'
import { findWorded } from '../../../core/fields/dates/worded-clock.ts'
import { mask, overlap, type Piece } from '../../../core/line/piece.ts'
import { wordsBefore } from '../../../core/text.ts'
import { findLengths } from './lengths.ts'

/** What a line says of the time of day at which something begins and ends; clocks are `HH:mm`. */
export interface SaidTimes {
  readonly pieces: readonly Piece[]
  /** When it begins: several where morning and afternoon are both possible; none when it is not said. */
  readonly starts: readonly string[]
  /** More than one beginning, or one that no clock shows. */
  readonly isUnclear: boolean
  readonly minutes: number | undefined
  readonly end: string | undefined
}

/** 14.30, 9.30-11.00. */
const pointed =
  /(?<![\d.:])(?<hour>[01]?\d|2[0-3])\.(?<minute>[0-5]\d)(?![\d.%:]|\s?(?:万|亿|元|个?百分|yuan|million|per))/giu
const clockBefore =
  /(?:(?<!\p{L})at|[上下中]午|早上|晚上|凌晨|傍晚|\d{1,2}[.:][0-5]\d\s?(?:[-–—~～至到]|to))\s?$/iu
const halfBehind = /^\s?[ap]\.?m(?!\p{L})/iu
/** No day of any month: 14.30. */
const latestMonth = 12

/**
 * A line in which clocks that are written with a point have a colon, as long as before: no day is written so, a word says that it
 * is a clock, or a day stands before it.
 */
export const withColons = (line: string, days: readonly Piece[]): string =>
  line.replace(pointed, (text, ...rest) => {
    const offset = Number(rest.at(-3))
    const [hour = '', minute = ''] = text.split('.')
    const isBehindDay = days.some(({ end }) => end <= offset && /^[\s,]*$/u.test(line.slice(end, offset)))
    const isClock =
      (Number(hour) > latestMonth && Number(minute) > latestMonth) ||
      clockBefore.test(wordsBefore(line, offset)) ||
      halfBehind.test(line.slice(offset + text.length)) ||
      isBehindDay
    return isClock ? `${hour}:${minute}` : text
  })

const joined = '\\s?(?:[-–—~]|to|until|till)\\s?'
const hour = '(?:1?\\d|2[0-3])(?![\\d:.%]|\\s?[ap]\\.?m)'
/** Behind a number that is an hour: not so many of something, nor a house of a street. */
const noCount = '(?!\\s(?:people|pax|\\p{L}{3,}s(?!\\p{L})|\\p{L}+\\s(?:road|street|avenue|lane)))'
const bareHours = new RegExp(
  [
    // 2-4pm, 9 to 11:30: the first number has neither colon nor half of its own.
    `(?<![\\w:.-])\\d{1,2}(?=${joined}\\d{1,2}(?::\\d{2}|(?::\\d{2})?\\s?(?:[ap]\\.?m|in\\sthe\\s(?:morning|afternoon|evening))))`,
    // Behind a day, or from: 9 to 11.
    `(?<=(?:\\0[\\s,]*|(?<!\\p{L})from\\s))${hour}(?=${joined}${hour}${noCount})`,
    `(?<=(?:\\0[\\s,]*|(?<!\\p{L})from\\s)${hour}${joined})${hour}${noCount}`,
    // At 9, 10 o'clock.
    `(?<=(?<!\\p{L})at\\s)${hour}${noCount}(?!\\so'?clock)`,
    `(?<![\\w:.-])${hour}\\so'?clock(?!\\p{L})`,
  ].join('|'),
  'giu',
)
/** Half past 9 to 11: behind a time that is told in words, which is blanked. */
const endingHour = new RegExp(`(?<=\\0${joined})${hour}${noCount}`, 'giu')
const toEnd = /^\s?(?:[-–—~～]{1,2}|至|到|to|until|till)\s?$/iu
const untilBefore =
  /(?:延长到|延长至|延至|开到|直到|until|till|(?:ends?|ending|finishing)(?:\sat)?)\s?:?\s?$/iu
const overAfter = /^\s?结束/u
const halves = /上午|下午|中午|正午|凌晨|清晨|早|晨|晚|傍晚|夜|[ap]\.?m|noon|morning|evening|night/iu

export const minutesOf = (clock: string): number => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3))
export const clockOf = (minutes: number): string =>
  `${`${Math.floor(minutes / 60)}`.padStart(2, '0')}:${`${minutes % 60}`.padStart(2, '0')}`
const halfDay = 12 * 60

interface Told extends TimeMatch {
  /** Morning or afternoon is said, or told by the clock of 24 hours. */
  readonly isSure: boolean
}

const told = (line: string, time: TimeMatch): Told => {
  const typed = line.slice(time.start, time.end)
  const hour = Number(time.clock?.slice(0, 2) ?? 0)
  return { ...time, isSure: halves.test(typed) || hour < 1 || hour > 6 || /(?<!\d)0\d/u.test(typed) }
}

/** Both halves of the day for 2点半 by itself: nobody meets at night, and nobody is sure. */
const meanings = ({ clock, isSure }: Told): string[] => {
  if (clock === undefined) return []
  return isSure ? [clock] : [clockOf(minutesOf(clock) + halfDay), clock]
}

/** An end takes its half of the day from the beginning: 下午2点半到4点半, 9:00 to 1:00. */
const endAfter = (line: string, { start, end, clock, isSure }: Told, begin: string): string | undefined => {
  if (clock === undefined) return undefined
  const later = minutesOf(clock) + halfDay
  const typed = line.slice(start, end)
  const isBare = !halves.test(typed) && !/^0\d/u.test(typed)
  const isLater =
    minutesOf(clock) <= minutesOf(begin) && later < 2 * halfDay && (!isSure || later > minutesOf(begin))
  return isBare && isLater ? clockOf(later) : clock
}

/** 2-4pm, 2:30 to 4:30pm: a beginning takes its half from the end, if it comes before it. */
const startBefore = (first: Told, last: Told): string[] => {
  const possible = meanings(first)
  const { clock } = last
  if (first.isSure || !last.isSure || clock === undefined) return possible
  const before = possible.filter((start) => minutesOf(start) < minutesOf(clock))
  return before.slice(0, 1)
}

export const minutesBetween = (start: string, end: string): number =>
  (minutesOf(end) - minutesOf(start) + 2 * halfDay) % (2 * halfDay)

/** 两点半到四点济南: beside what joins it to another time, an hour with a word after it is a time too. */
const timesIn = (line: string, lenient: boolean): TimeMatch[] => {
  const sure = findTimes(line, lenient)
  if (lenient) return sure
  const all = findTimes(line, true)
  return all.filter((time, index) => {
    const [before, after] = [all[index - 1], all[index + 1]]
    return (
      sure.some(({ start }) => start === time.start) ||
      (before && toEnd.test(line.slice(before.end, time.start))) ||
      (after && toEnd.test(line.slice(time.end, after.start)))
    )
  })
}

/** Reads the times of day and the length that a folded line says. `lenient`: nothing else is said, so that 3点 is a time. */
export const readTimes = (line: string, lenient: boolean): SaidTimes => {
  const lengths = findLengths(line)
  const rest = mask(line, lengths)
  const worded = findWorded(rest)
  const bare = [...rest.matchAll(bareHours), ...mask(rest, worded).matchAll(endingHour)]
    .map(({ index, 0: text }): TimeMatch => {
      const hours = Number.parseInt(text, 10)
      return {
        start: index,
        end: index + text.length,
        clock: hours > 23 ? undefined : clockOf(hours * 60),
      }
    })
    .filter(
      (one, index, all) =>
        !worded.some((time) => overlap(one, time)) &&
        all.findIndex(({ start }) => start === one.start) === index,
    )
  const times = [...bare, ...timesIn(mask(rest, bare), lenient)]
    .sort((one, other) => one.start - other.start)
    .map((time) => told(line, time))
  const isEnd = (time: Told, index: number): boolean => {
    const before = times[index - 1]
    return (
      untilBefore.test(wordsBefore(line, time.start)) ||
      overAfter.test(line.slice(time.end)) ||
      (before !== undefined && /(?:[-–—~～至到]|\bto)\s?$/iu.test(wordsBefore(line, time.start)))
    )
  }
  const ending = times.find(isEnd)
  const beginnings = times.filter((time) => time !== ending)
  const [first] = beginnings
  const starts = first ? (ending ? startBefore(first, ending) : meanings(first)) : []
  const end = ending && endAfter(line, ending, starts[0] ?? ending.clock ?? '')
  const said = lengths[0]?.minutes
  const [start] = starts
  return {
    pieces: [...lengths, ...times.map((time) => withItsWord(line, time, times, ending))],
    starts,
    isUnclear: beginnings.length > 1 || times.some(({ clock }) => clock === undefined),
    minutes: said ?? (start !== undefined && end !== undefined ? minutesBetween(start, end) : undefined),
    end,
  }
}

/** The end with what says that it is one. */
const withItsWord = (line: string, time: Told, times: readonly Told[], ending: Told | undefined): Piece => {
  if (time !== ending) return { start: time.start, end: time.end }
  const before = times[times.indexOf(time) - 1]
  const between = before ? line.slice(before.end, time.start) : ''
  const word = toEnd.test(between)
    ? between.length
    : (/(?:延长到|延长至|延至|开到|直到|结束|until|till|ends?(?:\sat)?|ending(?:\sat)?|finishing(?:\sat)?|to|[至到-])\s?:?\s?$/iu.exec(
        wordsBefore(line, time.start),
      )?.[0].length ?? 0)
  const over = overAfter.exec(line.slice(time.end))?.[0].length ?? 0
  return { start: time.start - word, end: time.end + over }
}
