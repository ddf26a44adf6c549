import { addDays, type Day, type DayRange, daysBetween } from '../../time/day.ts'
import { readNumeral } from '../numerals.ts'
import { away, type Preference } from './calendar.ts'
import { number } from './chinese-words.ts'
import { numberWords, readEnglishNumber } from './english-words.ts'
import { findDates } from './grammar.ts'
import type { DateMatch } from './match.ts'
import type { Standing } from './near.ts'
import type { Resolved } from './range.ts'

/** What is done to days that stand: both ends move, or only the last. */
type Way = 'later' | 'earlier' | 'somewhere' | 'longer' | 'shorter'

interface Rule {
  readonly way: Way
  readonly pattern: RegExp
}

const it = '(?:\\s+(?:it|them|this|that))?'
const chineseVerbs: Readonly<Record<Way, string>> = {
  later:
    '(?:[往向]后)?(?:推迟|延迟|延期|延后|顺延|推后|后延|后推|押后|展期)|[往向]后(?:推|延|挪|移)|[延推](?=[至到])',
  earlier: '(?:[往向]前)?(?:提前|提早|前移)|[往向]前(?:提|挪|移|调)',
  somewhere: '改期|改|调整|调|挪|移|变更|更改',
  longer: '延长|延续',
  shorter: '缩短|压缩',
}
const englishVerbs: Readonly<Record<Way, string>> = {
  later: `postpone[ds]?|delay(?:ed|s)?|defer(?:red|s)?|(?:pushed|push|put|moved?|shift(?:ed)?)${it}\\s+(?:back|off|later|out)`,
  earlier: `(?:bring|brought|moved?|shift(?:ed)?)${it}\\s+(?:forward|up|earlier)|advance[ds]?`,
  somewhere: 'reschedule[ds]?|moved?|shift(?:ed)?|pushed|push|put|changed?',
  longer: 'extend(?:ed|s)?|prolong(?:ed|s)?',
  shorter: 'shorten(?:ed|s)?|cut',
}
const each = (verbs: Readonly<Record<Way, string>>, source: (verb: string, way: Way) => string): Rule[] =>
  (Object.keys(verbs) as Way[]).map((way) => ({
    way,
    pattern: new RegExp(source(`(?:${verbs[way]})`, way), 'giu'),
  }))

const how = '(?:举行|进行|开展|成行|出发|前往|访问|一下|了)?'
const length = `(?<amount>${number}|两)\\s?(?<unit>天|日|周|个?星期|个?礼拜|个月)(?![前内以之])`
const englishLength = `(?<amount>${numberWords})\\s+(?<unit>days?|weeks?|months?)`
const wordStart = '(?<![\\p{L}\\p{N}])'
const wordEnd = '(?![\\p{L}\\p{N}])'
const leave = '(?:走|离开|返程|返回|回程|回来|回去|回)'
/** 晚一天走, one day longer: whoever leaves later, or earlier, stays longer, or shorter. */
const staying: readonly Rule[] = [
  { way: 'longer', pattern: new RegExp(`(?:晚|推迟|延后)${length}${leave}`, 'gu') },
  { way: 'longer', pattern: new RegExp(`(?:晚|推迟|延后)${leave}${length}`, 'gu') },
  { way: 'longer', pattern: new RegExp(`[再多又]?[多再][待留住呆停]${length}`, 'gu') },
  { way: 'shorter', pattern: new RegExp(`(?:早|提[前早])${length}${leave}`, 'gu') },
  { way: 'shorter', pattern: new RegExp(`(?:早|提[前早])${leave}${length}`, 'gu') },
  { way: 'shorter', pattern: new RegExp(`少[待留住呆停]${length}`, 'gu') },
  {
    way: 'longer',
    pattern: new RegExp(
      `${wordStart}(?:(?:stay|last)(?:s|ing)?\\s+(?:for\\s+)?)?${englishLength}\\s+longer${wordEnd}`,
      'giu',
    ),
  },
  {
    way: 'longer',
    pattern: new RegExp(
      `${wordStart}(?:(?:stay|stays|staying|for|add)\\s+)?(?<amount>${numberWords})\\s+(?:more|extra|additional)\\s+(?<unit>days?|weeks?)${wordEnd}`,
      'giu',
    ),
  },
  {
    way: 'longer',
    pattern: new RegExp(
      `${wordStart}(?:leave|leaving|return|returning|depart|departing)s?\\s+${englishLength}\\s+later${wordEnd}`,
      'giu',
    ),
  },
  {
    way: 'shorter',
    pattern: new RegExp(
      `${wordStart}(?:leave|leaving|return|returning|depart|departing)s?\\s+${englishLength}\\s+earl(?:ier|y)${wordEnd}`,
      'giu',
    ),
  },
  { way: 'shorter', pattern: new RegExp(`${wordStart}${englishLength}\\s+shorter${wordEnd}`, 'giu') },
]
/** 推迟两天, 晚两天; postponed by two days, two days later. */
const byLength: readonly Rule[] = [
  ...staying,
  ...each(chineseVerbs, (verb) => `${verb}${how}\\s*${length}`),
  ...each(
    englishVerbs,
    (verb) => `${wordStart}${verb}${it}\\s+(?:by\\s+|for\\s+)?${englishLength}${wordEnd}`,
  ),
  { way: 'later', pattern: new RegExp(`(?<![今明昨当早傍夜])晚[到来去走]?${length}`, 'gu') },
  { way: 'earlier', pattern: new RegExp(`(?<![今明清一最])早[到来去走]?${length}`, 'gu') },
  { way: 'later', pattern: new RegExp(`${wordStart}${englishLength}\\s+later${wordEnd}`, 'giu') },
  { way: 'earlier', pattern: new RegExp(`${wordStart}${englishLength}\\s+earlier${wordEnd}`, 'giu') },
]
/** 延期到, postpone to: a day follows. 改期 and reschedule need no more. */
const toDays: readonly Rule[] = [
  ...each(chineseVerbs, (verb) => `${verb}${how}\\s*[到至在]\\s*`),
  { way: 'somewhere', pattern: /(?:改期[为成]?|(?:改|换|调整|更改|变更)[为成])\s*(?=[\p{L}\p{N}])/gu },
  ...each(englishVerbs, (verb) => `${wordStart}${verb}${it}\\s+(?:to|till|until|for|on)\\s+`),
  { way: 'somewhere', pattern: /(?<![\p{L}\p{N}])reschedule[ds]?\s+(?=[\p{L}\p{N}])/giu },
]

const unitOf = (typed: string): 'days' | 'weeks' | 'months' =>
  /月|month/iu.test(typed) ? 'months' : /周|星期|礼拜|week/iu.test(typed) ? 'weeks' : 'days'

const moved = (way: Way, standing: DayRange, amount: number, unit: ReturnType<typeof unitOf>): Resolved => {
  const sign = way === 'earlier' || way === 'shorter' ? -1 : 1
  const from = way === 'longer' || way === 'shorter' ? standing.end : standing.start
  const to = away(from, sign * amount, unit)
  if (!to) return { fault: 'impossible' }
  return changedTo(way, standing, to)
}

/** The days with their first, or their last, on another day; moved days keep their length. */
const changedTo = (way: Way, { start, end }: DayRange, day: Day): Resolved => {
  if (way === 'longer' || way === 'shorter') return day < start ? { fault: 'backwards' } : { start, end: day }
  return { start: day, end: addDays(day, daysBetween(start, end)) }
}

/** Where days are looked for that others are moved to: near their first, or near their last where that alone moves. */
const standingFor = (way: Way, days: DayRange): Standing => {
  if (way === 'longer' || way === 'shorter')
    return { days: { start: days.end, end: days.end }, way: way === 'longer' ? 'future' : 'past' }
  return { days, way: way === 'somewhere' ? undefined : way === 'later' ? 'future' : 'past' }
}

/** The days that stand, moved to where the words name a day; where they name several, or only about when, it is asked. */
const placed = (way: Way, standing: DayRange, { isRange, vague, meaning }: DateMatch): Resolved => {
  if ('fault' in meaning || isRange) return meaning
  const movedTo = (day: DayRange): DayRange[] => {
    const days = day.start === day.end ? changedTo(way, standing, day.start) : day
    return 'start' in days ? [days] : []
  }
  if ('start' in meaning) return vague ? meaning : (movedTo(meaning)[0] ?? { fault: 'backwards' })
  const suits = ({ start }: DayRange) =>
    way === 'somewhere' || (way === 'earlier' ? start < standing.start : start > standing.start)
  const suiting = meaning.options.filter(suits)
  const [only, ...more] = (suiting.length > 0 ? suiting : meaning.options).flatMap(movedTo)
  return only && more.length === 0 ? only : { options: only ? [only, ...more] : [] }
}

/** More characters than any date has. */
const longestDate = 60

/**
 * What a folded line says of how days that stand are moved: 推迟两天, 提前到3月10日, postponed by a week. Their length is kept,
 * unless the line gives both ends, or says that they become longer or shorter.
 */
export const findMoves = (
  line: string,
  standing: DayRange,
  today: Day,
  preference: Preference,
): DateMatch[] => {
  const found: DateMatch[] = []
  const add = (match: DateMatch) => {
    if (found.every(({ start, end }) => match.end <= start || match.start >= end)) found.push(match)
  }
  for (const { way, pattern } of byLength)
    for (const { 0: text, index, groups = {} } of line.matchAll(pattern)) {
      const { amount = '', unit = '' } = groups
      const count = readEnglishNumber(amount) ?? readNumeral(amount)
      if (count === undefined || count === 0) continue
      const meaning = moved(way, standing, count, unitOf(unit))
      add({ start: index, end: index + text.length, meaning, isRange: true })
    }
  for (const { way, pattern } of toDays)
    for (const { 0: text, index } of line.matchAll(pattern)) {
      const from = index + text.length
      const near = standingFor(way, standing)
      const [day] = findDates(line.slice(from, from + longestDate), today, preference, line, near)
      if (day?.start !== 0) continue
      // Whoever names only about when is asked for the day, as everywhere.
      const isRange = !day.vague && !day.approximation
      const meaning = day.approximation ? day.meaning : placed(way, standing, day)
      add({ ...day, start: index, end: from + day.end, meaning, isRange })
    }
  return found.sort((one, other) => one.start - other.start)
}
