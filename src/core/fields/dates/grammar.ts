import { characterBefore, standsAlone } from '../../text.ts'
import type { Day } from '../../time/day.ts'
import { readNumeral } from '../numerals.ts'
import type { Preference } from './calendar.ts'
import { chineseRules } from './chinese.ts'
import { buildings, chineseWeekday, number } from './chinese-words.ts'
import { englishRules, englishWeekday, readEnglishWeekday } from './english.ts'
import { numericRules } from './numeric.ts'
import { at, calendarPoint, type Place, type Point, type Rule } from './point.ts'
import { type Fault, type Resolved, resolve } from './range.ts'

export interface DateMatch {
  readonly start: number
  readonly end: number
  readonly meaning: Resolved
  /** Two ends were written, not one. */
  readonly isRange: boolean
}

interface Rules {
  readonly first: readonly Rule[]
  readonly second: readonly Rule[]
}

const rulesOf = (rules: readonly Rule[]): Rules => ({
  first: rules.filter((rule) => rule.only !== 'second'),
  second: rules.filter((rule) => rule.only !== 'first'),
})
const withoutEnglish = rulesOf([...chineseRules, ...numericRules])
const everyRule = rulesOf([...chineseRules, ...numericRules, ...englishRules])
const hasEnglish = /[a-z]{3}/iu

const mayBegin = /[\d一二两三四五六七八九十百廿卅〇零大前昨今明后上下本这当去年月周星礼第半a-z]/iu
const connector = at('\\s*(?:至|到|~|〜|-|–|—+|\\.\\.\\.?)\\s*|\\s+(?:to|until|through|till)\\s+')
// Between 5 and 7 March.
const dependentConnector = at(`${connector.source}|\\s+and\\s+`)
/** 3月5日、6日 and 3月5、6、7日: the days that follow the first of a list. */
const listed = at(
  `(?:\\s?[、和及与]\\s?${number}\\s?[日号]?(?=\\s?[、和及与]\\s?${number}))*\\s?[、和及与]\\s?${number}\\s?[日号](?!${buildings})`,
)
/** 3月5日去，7日回: when they came back. */
const returning = at(
  `(?:去|出发|启程|开始)?\\s?[,、]?\\s?(?:(?<month>${number})\\s?月)?(?<day>${number})\\s?[日号]\\s?(?:返回|返程|结束|回|返)`,
)
const weekdaySuffix = at(
  `\\s?\\((?:(?:周|星期|礼拜)?(?<chinese>[${chineseWeekday}])|(?<english>${englishWeekday}))\\)|(?:周|星期|礼拜)(?<bare>[${chineseWeekday}])`,
)
const places: readonly Place[] = ['whole', 'alone', 'start', 'anywhere']
const looser = (a: Place, b: Place): Place => (places.indexOf(a) > places.indexOf(b) ? a : b)

interface PointMatch {
  readonly end: number
  readonly point: Point
  readonly place: Place
  /** No date without the other end of its range: the 5 in `5 to 7 March`. */
  readonly dependent: boolean
}

const apply = (pattern: RegExp, line: string, offset: number): RegExpExecArray | null => {
  pattern.lastIndex = offset
  return pattern.exec(line)
}

/** A weekday may follow a date, in brackets or not. */
const withWeekday = (line: string, match: PointMatch): PointMatch => {
  const { point } = match
  if (point.kind === 'weekday' || point.weekday !== undefined) return match
  const suffix = apply(weekdaySuffix, line, match.end)
  const { chinese, english, bare } = suffix?.groups ?? {}
  const name = chinese ?? bare
  if (!suffix || !(name ?? english)) return match
  const weekday = name ? Math.min(chineseWeekday.indexOf(name) + 1, 7) : readEnglishWeekday(english ?? '')
  return { ...match, end: match.end + suffix[0].length, point: { ...point, weekday } }
}

const pointsAt = (line: string, offset: number, today: Day, which: keyof Rules): PointMatch[] => {
  const among = (hasEnglish.test(line) ? everyRule : withoutEnglish)[which]
  const found: PointMatch[] = []
  for (const { pattern, place, notAfter, only, read } of among) {
    const match = apply(pattern, line, offset)
    if (!match) continue
    if (which === 'first' && notAfter?.test(characterBefore(line, offset))) continue
    const point = read(match.groups ?? {}, today)
    if (!point) continue
    const end = offset + match[0].length
    if (
      only === 'second' &&
      spacedDash.test(line.slice(Math.max(offset - nearby, 0), offset)) &&
      end < line.length
    )
      continue
    found.push(withWeekday(line, { end, point, place, dependent: only === 'first' }))
  }
  return found
}

/** A bare number after a dash with blanks around it is more likely the next item of a list than a day. */
const spacedDash = /\s[-–—]\s*$/u

/** The days listed after a first one: consecutive ones are a range, others are no one visit's, party's or week's. */
const listAfter = (line: string, { end, point }: PointMatch) => {
  if (point.kind !== 'calendar' || typeof point.part !== 'number') return undefined
  const back = apply(returning, line, end)
  if (back) {
    const [month, day] = [back.groups?.month, back.groups?.day].map((typed) => typed && readNumeral(typed))
    const second = calendarPoint(undefined, month || undefined, day || 0)
    return { end: end + back[0].length, second, consecutive: true }
  }
  const list = apply(listed, line, end)?.[0]
  if (list === undefined) return undefined
  const days = [
    point.part,
    ...list
      .split(/[、和及与]/u)
      .slice(1)
      .map((day) => readNumeral(day.replace(/[\s日号]/gu, '')) ?? 0),
  ]
  const consecutive = days.every((day, index) => index === 0 || day === (days[index - 1] ?? 0) + 1)
  return {
    end: end + list.length,
    second: calendarPoint(undefined, undefined, days.at(-1) ?? 0),
    consecutive,
  }
}

/** The longest date or range that begins at an offset and may stand there. */
const matchAt = (
  line: string,
  offset: number,
  today: Day,
  preference: Preference,
  suits: (start: number, end: number, place: Place) => boolean,
): DateMatch | undefined => {
  let best:
    | {
        readonly end: number
        readonly place: Place
        readonly first: Point
        readonly second?: Point
        readonly fault?: Fault
      }
    | undefined
  // 3.5-3.7济南: a date whose other end cannot be read for sure is not read as a day by itself.
  let cutShort = 0
  for (const first of pointsAt(line, offset, today, 'first')) {
    const joint = apply(first.dependent ? dependentConnector : connector, line, first.end)
    const seconds = joint ? pointsAt(line, first.end + joint[0].length, today, 'second') : []
    for (const { end, place: loosest, point } of seconds) {
      const place = looser(first.place, loosest)
      if (end > (best?.end ?? 0) && suits(offset, end, place))
        best = { end, place, first: first.point, second: point }
      else if (suits(offset, first.end, first.place)) cutShort = Math.max(cutShort, end)
    }
    const list = listAfter(line, first)
    // The last of the list says that it is a day, however the first is written.
    const listPlace = first.place === 'alone' ? 'start' : first.place
    if (list && list.end > (best?.end ?? 0) && suits(offset, list.end, listPlace))
      best = {
        end: list.end,
        place: first.place,
        first: first.point,
        second: list.second,
        ...(!list.consecutive && { fault: { fault: 'several' } }),
      }
    if (!first.dependent && first.end > (best?.end ?? 0) && suits(offset, first.end, first.place))
      best = { end: first.end, place: first.place, first: first.point }
  }
  if (!best || cutShort > best.end) return undefined
  const { end, first, second, fault } = best
  return {
    start: offset,
    end,
    meaning: fault ?? resolve(first, second, today, preference),
    isRange: second !== undefined,
  }
}

const suitsIn =
  (line: string) =>
  (start: number, end: number, place: Place): boolean => {
    if (place === 'anywhere') return true
    if (place === 'alone') return standsAlone(line, start, end) && line.charAt(end) !== "'"
    if (place === 'start') return standsAlone(line, start, line.length)
    return start === 0 && end === line.length
  }

/** How far back a preposition or a dash is looked for. */
const nearby = 10

const preposition =
  /(?:(?<![\p{L}\p{N}])(?:(?:on|in|from|between)\s+|[于自从在]\s?)|(?:拟|定|将|计划)[于在]\s?)$/iu
const leadingPreposition = /^(?:(?:on|from|between)\s+|in\s+|[于自从在]\s?)/iu

/** Between two letters of a word, or two digits of a number, no date begins. */
const inside = /^(?:[a-z]{2}|\d{2})$/iu

/** Every date and range in a folded line, none overlapping. */
export const findDates = (line: string, today: Day, preference: Preference): DateMatch[] => {
  const found: DateMatch[] = []
  const suits = suitsIn(line)
  for (let offset = 0; offset < line.length; ) {
    const begins =
      mayBegin.test(line.charAt(offset)) && !inside.test(line.slice(Math.max(offset - 1, 0), offset + 1))
    const match = begins ? matchAt(line, offset, today, preference, suits) : undefined
    if (!match) {
      offset += 1
      continue
    }
    const from = Math.max(found.at(-1)?.end ?? 0, offset - nearby)
    const before = preposition.exec(line.slice(from, offset))?.[0].length ?? 0
    found.push({ ...match, start: offset - before })
    offset = match.end
  }
  return found
}

/** The whole of a folded text as a date or range. */
export const readDate = (text: string, today: Day, preference: Preference): DateMatch | undefined => {
  const wholly = (words: string) => matchAt(words, 0, today, preference, (_, end) => end === words.length)
  return wholly(text) ?? wholly(text.replace(leadingPreposition, ''))
}
