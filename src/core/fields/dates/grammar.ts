import { characterBefore } from '../../text.ts'
import type { Day } from '../../time/day.ts'
import { approximationAt } from './approximate.ts'
import type { Preference } from './calendar.ts'
import { chineseRules } from './chinese.ts'
import {
  apply,
  connector,
  continuation,
  isOfPaper,
  lengthBefore,
  lengthOf,
  oneDayLong,
  onlyBefore,
  sinceBefore,
  wayBack,
  weekdayAfter,
  withTime,
} from './ends.ts'
import { englishRules } from './english.ts'
import { type DateMatch, dateMatch, type Found } from './match.ts'
import type { Standing } from './near.ts'
import { numericRules } from './numeric.ts'
import { plainDates } from './plain.ts'
import { fixedDay, type Place, type Point, type Rule, type Span } from './point.ts'
import { inside, leadingPreposition, preposition, suitsIn } from './standing.ts'
import { tenseIn } from './tense.ts'

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
const hasEnglish = /[a-z]{2}/iu

/** A line and what it is read with. */
interface Text {
  readonly line: string
  readonly today: Day
  readonly isEnglish: boolean
}

const textOf = (typed: string, today: Day): Text => {
  const line = plainDates(typed)
  return { line, today, isEnglish: hasEnglish.test(line) }
}

const mayBegin = /[\d一二两三四五六七八九十百廿卅〇零大前昨今明后上下本这当次翌去年月周星礼第半只仅就a-z]/iu
const places: readonly Place[] = ['whole', 'alone', 'start', 'anywhere']
const looser = (a: Place, b: Place): Place => (places.indexOf(a) > places.indexOf(b) ? a : b)

interface PointMatch {
  readonly end: number
  readonly point: Point | Span
  readonly place: Place
  /** No date without the other end of its range: the 5 in `5 to 7 March`. */
  readonly dependent: boolean
}

/** A weekday may follow a date, in brackets or not. */
const withWeekday = (line: string, match: PointMatch): PointMatch => {
  const { point } = match
  if (point.kind === 'span' || point.kind === 'weekday' || point.weekday !== undefined) return match
  const suffix = weekdayAfter(line, match.end)
  return suffix ? { ...match, end: suffix.end, point: { ...point, weekday: suffix.weekday } } : match
}

const pointsAt = ({ line, today, isEnglish }: Text, offset: number, which: keyof Rules): PointMatch[] => {
  const among = (isEnglish ? everyRule : withoutEnglish)[which]
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

/** The longest date or range that begins at an offset and may stand there. */
const matchAt = (
  text: Text,
  offset: number,
  suits: (start: number, end: number, place: Place) => boolean,
): Found | undefined => {
  const { line } = text
  let best: Found | undefined
  const better = (end: number) => end > (best?.end ?? 0)
  // 3.5-3.7济南: a date whose other end cannot be read for sure is not read as a day by itself.
  let cutShort = 0
  for (const first of pointsAt(text, offset, 'first')) {
    const { point } = first
    if (point.kind === 'span') {
      if (better(first.end) && suits(offset, first.end, first.place))
        best = {
          end: first.end,
          place: first.place,
          first: point.first,
          second: point.second,
          several: !point.consecutive,
        }
      continue
    }
    const joint = apply(connector, line, first.end)
    const seconds = joint ? pointsAt(text, first.end + joint[0].length, 'second') : []
    for (const second of seconds) {
      if (second.point.kind === 'span' || line.charAt(second.end) === ':') continue
      const place = looser(first.place, second.place)
      const end = withTime(line, joint?.[0] ?? '', second.end)
      if (better(end) && suits(offset, end, place)) best = { end, place, first: point, second: second.point }
      else if (suits(offset, first.end, first.place)) cutShort = Math.max(cutShort, end)
    }
    const more = continuation(line, first.end, point, text.today)
    // The last of the list says that it is a day, however the first is written.
    const morePlace = first.place === 'alone' ? 'start' : first.place
    if (more && better(more.end) && suits(offset, more.end, morePlace))
      best = {
        end: more.end,
        place: first.place,
        first: point,
        second: more.second,
        several: !more.consecutive,
      }
    if (!first.dependent && better(first.end) && suits(offset, first.end, first.place))
      best = { end: first.end, place: first.place, first: point }
  }
  return best && cutShort <= best.end ? best : undefined
}

/** The same, or the day after what says the other end: 3 days from 1 April, since January. */
const wholeAt = (...[text, offset, suits]: Parameters<typeof matchAt>): Found | undefined => {
  const prefixes = text.isEnglish ? [lengthBefore, sinceBefore] : []
  for (const prefix of prefixes) {
    const before = apply(prefix, text.line, offset)
    if (!before) continue
    const from = offset + before[0].length
    const day = matchAt(text, from, (start, end, place) => suits(Math.min(start, offset), end, place))
    if (!day || day.second || (prefix === lengthBefore && day.first.kind !== 'calendar')) continue
    return { ...day, second: prefix === sinceBefore ? fixedDay(text.today) : lengthOf(before.groups ?? {}) }
  }
  const only = apply(onlyBefore, text.line, offset)
  if (only) {
    const from = offset + only[0].length
    const day = matchAt(text, from, (start, end, place) => suits(Math.min(start, offset), end, place))
    if (day) return day.second ? day : { ...day, second: oneDayLong }
  }
  return matchAt(text, offset, suits)
}

/** How far back a preposition or a dash is looked for. */
const nearby = 10

/** Every date and range in a folded line, none overlapping. `sentence` is the line as a whole, where parts of it are masked. */
export const findDates = (
  typed: string,
  today: Day,
  preference: Preference,
  sentence = typed,
  standing?: Standing,
): DateMatch[] => {
  const found: DateMatch[] = []
  const text = textOf(typed, today)
  const { line } = text
  const suits = suitsIn(line)
  let tense: ReturnType<typeof tenseIn> | undefined
  for (let offset = 0; offset < line.length; ) {
    const begins =
      mayBegin.test(line.charAt(offset)) && !inside.test(line.slice(Math.max(offset - 1, 0), offset + 1))
    const match = begins ? wholeAt(text, offset, suits) : undefined
    if (!match) {
      offset += 1
      continue
    }
    const from = found.at(-1)?.end ?? 0
    const near = line.slice(Math.max(from, offset - nearby), offset)
    const start = offset - (preposition.exec(near)?.[0].length ?? 0)
    const back = match.second ? undefined : wayBack(line, match.end, match.first)
    const whole = back ? { ...match, second: back.second } : match
    let end = back?.end ?? match.end
    if (!isOfPaper(line, start, match.end)) {
      tense ??= tenseIn(sentence)
      const said = standing ? { tense: undefined, standing } : tense(match.end)
      const read = dateMatch(start, whole, { today, preference, ...said })
      const about = back ? undefined : approximationAt(line, from, { start: offset, end: match.end })
      found.push(about ? { ...read, ...about, approximation: about.kind } : read)
      end = about?.end ?? end
      // The day of the way back stands apart, and says the same.
      if (back) found.push({ ...read, start: back.start, end: back.end })
    }
    offset = end
  }
  return found
}

/** The whole of a folded text as a date or range. */
export const readDate = (
  text: string,
  today: Day,
  preference: Preference,
  standing?: Standing,
): DateMatch | undefined => {
  const wholly = (words: string) => {
    const all = textOf(words, today)
    const settingAt = (end: number) => ({
      today,
      preference,
      ...(standing ? { tense: undefined, standing } : tenseIn(words)(end)),
    })
    const found = wholeAt(all, 0, (_, end) => end === words.length)
    if (found) return dateMatch(0, found, settingAt(found.end))
    const leaving = wholeAt(all, 0, (_, end) => end < words.length)
    const back = leaving?.second ? undefined : leaving && wayBack(words, leaving.end, leaving.first)
    if (!leaving || !back || back.end !== words.length) return undefined
    return dateMatch(0, { ...leaving, end: back.end, second: back.second }, settingAt(back.end))
  }
  const plain = plainDates(text)
  return wholly(plain) ?? wholly(plain.replace(leadingPreposition, ''))
}
