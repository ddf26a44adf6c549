import { addDays, type Day, type DayRange } from '../../time/day.ts'
import type { Preference } from './calendar.ts'
import { apply } from './ends.ts'
import { findDates } from './grammar.ts'
import type { DateMatch } from './match.ts'
import type { Standing } from './near.ts'
import { at } from './point.ts'
import type { Resolved } from './range.ts'

/** A day that is said to be the last, or the one on which somebody leaves: where its words are, and the day's own. */
interface End {
  readonly match: DateMatch
  readonly start: number
  readonly end: number
  /** Its verb, where a time of day stands between. */
  readonly verb?: { readonly start: number; readonly end: number } | undefined
  readonly day: string
  /** Whoever leaves may set out: 周一走，周三回. */
  readonly leaves: boolean
}

const timeOfDay =
  '(?<time>\\s?(?:凌晨|清晨|一?早上?|上午|中午|下午|傍晚|晚上?)(?:\\d{1,2}[点时:]\\d{0,2}分?)?\\s?)?'
const behind = at(
  `\\s?${timeOfDay}(?:(?<leaves>走(?![访进向遍村近入廊])|离开|离[济渝鲁]|撤离)|返(?:程|回|济|渝|鲁)|回(?:程|来|去|[济渝鲁])?(?![访报应复收顾答馈执族])|结束|为止|止(?!\\p{Script=Han}))了?`,
)
const ahead =
  /(?:(?<![\p{L}\p{N}])(?:(?<leaves>leav(?:e|es|ing)|depart(?:s|ing)?)|(?:(?:com(?:e|es|ing)|fly(?:ing)?|go(?:ing)?|head(?:ing)?|will be|be)\s+)?back(?: home)?|return(?:s|ing)?|until|till|'?til|(?:right )?(?:through|up) to|through|thru|end(?:s|ing)?)\s+(?:on\s+)?(?:the\s+)?|(?:截[止至]|一?直|持续|延续)到?\s?|(?:返程|返回|离开)(?:时间)?[:在于]?\s?|到)$/iu

/** Words for the end are looked for so far back. */
const farthest = 24

const endIn = (line: string, from: number, match: DateMatch): End | undefined => {
  if (match.isRange || 'fault' in match.meaning) return undefined
  const last = apply(behind, line, match.end)
  const before = ahead.exec(line.slice(Math.max(from, match.start - farthest), match.start))
  const limit = /^截[止至][到在于]?\s?/u.exec(line.slice(match.start, match.end))?.[0] ?? ''
  if (match.approximation && limit === '') return undefined
  const isJoining = before?.[0] === '到'
  if (!last && limit === '' && (!before || isJoining)) return undefined
  const { time, leaves } = last?.groups ?? {}
  const end = match.end + (last?.[0].length ?? 0)
  const verb = time === undefined ? undefined : { start: match.end + time.length, end }
  return {
    match,
    start: match.start - (before?.[0].length ?? 0),
    end: verb ? match.end : end,
    verb,
    day: line.slice(match.start + limit.length, match.end),
    leaves: (leaves ?? before?.groups?.leaves) !== undefined,
  }
}

/** 周一到周三走: both ends are said, and what is done at the last. */
const withVerb = (line: string, match: DateMatch): DateMatch =>
  match.isRange ? { ...match, end: match.end + (apply(behind, line, match.end)?.[0].length ?? 0) } : match

const endsAmong = (line: string, dates: readonly DateMatch[]): End[] =>
  dates.flatMap((match, index) => endIn(line, dates[index - 1]?.end ?? 0, match) ?? [])

interface Setting {
  readonly today: Day
  readonly preference: Preference
  readonly standing: Standing | undefined
}

/** From a first day to the last: the first such day that does not come before it. */
const upTo = ({ day }: End, start: Day, { today, preference }: Setting): Resolved => {
  const before = addDays(start, -1)
  const near: Standing = { days: { start: before, end: before }, way: 'future' }
  // The weekend is that of the visit's own week.
  const from = /^(?:(?:周|星期|礼拜)末|(?:the )?weekend)$/iu.test(day) ? start : today
  const meaning = findDates(day, from, preference, day, near)[0]?.meaning
  if (!meaning || 'fault' in meaning) return meaning ?? { fault: 'impossible' }
  const last = 'options' in meaning ? meaning.options[0] : meaning
  if (!last) return { fault: 'impossible' }
  return last.start < start ? { fault: 'backwards' } : { start, end: last.end }
}

const eachUpTo = (end: End, meaning: Resolved, setting: Setting): Resolved => {
  if ('fault' in meaning) return meaning
  if ('start' in meaning) return upTo(end, meaning.start, setting)
  const ranges = meaning.options.map(({ start }) => upTo(end, start, setting))
  const days = ranges.flatMap((one): DayRange[] => ('start' in one ? [one] : []))
  return days.length > 0 ? { options: days } : { fault: 'backwards' }
}

/**
 * Dates with the days of leaving (周三走, back on Friday, until 14 March) as the end of the range that another date of the line
 * begins, or that stands. What ends nothing is no date.
 */
export const withEnds = (line: string, all: readonly DateMatch[], setting: Setting): DateMatch[] => {
  const dates = all.map((match) => withVerb(line, match))
  const found = endsAmong(line, dates)
  const plain = dates.filter((date) => found.every(({ match }) => match !== date))
  const returns = found.filter(({ leaves }) => !leaves)
  // 周一走，周三回; leaving 22 March: whoever leaves sets out, where nothing else says when.
  const first = plain.length === 0 ? found.find(({ leaves }) => leaves) : undefined
  const isAlone = returns.length === 0
  const setsOut =
    first && !(isAlone && (setting.standing || !/^[a-z]/iu.test(line.slice(first.start)))) ? first : undefined
  const starts = setsOut ? [setsOut.match] : plain
  const ends = found.filter((one) => one !== setsOut)
  if (ends.length === 0) return dates
  const begins = starts.find(({ isRange, vague, approximation }) => !isRange && !vague && !approximation)
  const standing = starts.length === 0 ? setting.standing?.days : undefined
  const joined = ends.flatMap((end): DateMatch[] => {
    const from = begins?.meaning ?? starts[0]?.meaning ?? standing
    // 截止到3月14日 alone says on which side of a day.
    if (!from) return end.match.approximation ? [end.match] : []
    const meaning = eachUpTo(end, from, setting)
    const piece = { meaning, isRange: true }
    return [{ ...piece, start: end.start, end: end.end }, ...(end.verb ? [{ ...piece, ...end.verb }] : [])]
  })
  const [only] = joined
  return [
    ...starts.map((date) =>
      date === begins && only ? { ...date, meaning: only.meaning, isRange: true } : date,
    ),
    ...joined,
  ].sort((one, other) => one.start - other.start)
}

/** Words for the end of days, where they end nothing. */
export const loneEnds = (line: string, dates: readonly DateMatch[]) =>
  endsAmong(line, dates).map(({ start, end, verb }) => ({ start, end: verb?.end ?? end }))
