import { characterBefore, standsAlone } from '../../text.ts'
import type { Day } from '../../time.ts'
import type { Preference } from './calendar.ts'
import { chineseRules, chineseWeekday } from './chinese.ts'
import { englishRules, englishWeekday, readEnglishWeekday } from './english.ts'
import { numericRules } from './numeric.ts'
import { at, type Place, type Point, type Rule } from './point.ts'
import { type Resolved, resolve } from './range.ts'

export interface DateMatch {
  readonly start: number
  readonly end: number
  readonly place: Place
  readonly meaning: Resolved
  /** Two ends were written, not one. */
  readonly isRange: boolean
}

const rules: readonly Rule[] = [...chineseRules, ...numericRules, ...englishRules]
const firstRules = rules.filter((rule) => rule.only !== 'second')
const secondRules = rules.filter((rule) => rule.only !== 'first')

const mayBegin = /[\d一二两三四五六七八九十百廿卅〇零大前昨今明后上下本这当去年月周星礼第半a-z]/iu
const connector = at('\\s*(?:至|到|~|〜|-|–|—+|\\.\\.\\.?)\\s*|\\s+(?:to|until|through|till)\\s+')
const weekdaySuffix = at(
  `\\s?\\((?:(?:周|星期|礼拜)(?<chinese>[${chineseWeekday}])|(?<english>${englishWeekday}))\\)|(?:周|星期|礼拜)(?<bare>[${chineseWeekday}])`,
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

const pointsAt = (line: string, offset: number, today: Day, among: readonly Rule[]): PointMatch[] => {
  const found: PointMatch[] = []
  for (const { pattern, place, notAfter, only, read } of among) {
    const match = apply(pattern, line, offset)
    if (!match) continue
    if (among === firstRules && notAfter?.test(characterBefore(line, offset))) continue
    const point = read(match.groups ?? {}, today)
    if (!point) continue
    const end = offset + match[0].length
    if (only === 'second' && spacedDash.test(line.slice(0, offset)) && end < line.length) continue
    found.push(withWeekday(line, { end, point, place, dependent: only === 'first' }))
  }
  return found
}

/** A bare number after a dash with blanks around it is more likely the next item of a list than a day. */
const spacedDash = /\s[-–—]\s*$/u

/** The longest date or range that begins at an offset. */
const matchAt = (line: string, offset: number, today: Day, preference: Preference): DateMatch | undefined => {
  let best: DateMatch | undefined
  const consider = (end: number, place: Place, first: Point, second?: Point) => {
    if (best && best.end >= end) return
    best = {
      start: offset,
      end,
      place,
      meaning: resolve(first, second, today, preference),
      isRange: second !== undefined,
    }
  }
  const firsts = pointsAt(line, offset, today, firstRules)
  for (const first of firsts) {
    const joint = apply(connector, line, first.end)
    const seconds = joint ? pointsAt(line, first.end + joint[0].length, today, secondRules) : []
    for (const second of seconds)
      consider(second.end, looser(first.place, second.place), first.point, second.point)
    if (seconds.length === 0 && !first.dependent) consider(first.end, first.place, first.point)
  }
  return best
}

const suits = (line: string, { start, end, place }: DateMatch): boolean => {
  if (place === 'anywhere') return true
  if (place === 'alone') return standsAlone(line, start, end) && !/['’]/u.test(line.charAt(end))
  if (place === 'start') return standsAlone(line, start, line.length)
  return start === 0 && end === line.length
}

const preposition = /(?:(?<![\p{L}\p{N}])(?:on|from|between)\s+|[于自从在]\s?)$/iu

/** Every date and range in a folded line, none overlapping. */
export const findDates = (line: string, today: Day, preference: Preference): DateMatch[] => {
  const found: DateMatch[] = []
  for (let offset = 0; offset < line.length; ) {
    const match = mayBegin.test(line.charAt(offset)) ? matchAt(line, offset, today, preference) : undefined
    if (!match || !suits(line, match)) {
      offset += 1
      continue
    }
    const before = preposition.exec(line.slice(found.at(-1)?.end ?? 0, offset))?.[0].length ?? 0
    found.push({ ...match, start: offset - before })
    offset = match.end
  }
  return found
}

/** The whole of a folded text as a date or range. */
export const readDate = (text: string, today: Day, preference: Preference): DateMatch | undefined => {
  const match = matchAt(text, 0, today, preference)
  return match?.end === text.length ? match : undefined
}
