import type { Day } from '../../time/day.ts'
import { readNumeral } from '../numerals.ts'
import { buildings, chineseWeekday, number } from './chinese-words.ts'
import { englishWeekday, month, monthIn, readEnglishNumber, readEnglishWeekday } from './english-words.ts'
import { at, calendarPoint, fixedDay, type Groups, type Point } from './point.ts'

/** How a range goes on after its first day, other than by a dash or 至: by a list, by its length, or by the way back. */
export interface Continuation {
  readonly end: number
  readonly second: Point
  readonly consecutive: boolean
}

export const apply = (pattern: RegExp, line: string, offset: number): RegExpExecArray | null => {
  pattern.lastIndex = offset
  return pattern.exec(line)
}

/** A time of day within a range: 4月13日下午到4月14日中午. */
const clock = '\\s?\\d{1,2}(?:[点时](?:半|整|\\d{1,2}分?)?|:\\d{2})'
const timeOfDay = `(?:\\s?(?:凌晨|早上|上午|中午|下午|傍晚|晚上|早|晚|noon|morning|afternoon|evening))?(?:${clock})?`
export const connector = at(
  `${timeOfDay}\\s*(?:至|(?:截[止至]|一直|直|持续)到?|到|~|〜|-|–|—+|\\.\\.\\.?)\\s*|\\s+(?:to|until|(?:(?:right\\s+)?through|up)\\s+to|through|thru|till|'?til)\\s+(?:(?:the\\s+)?(?:morning|afternoon|evening|noon)\\s+(?:of|on)\\s+)?`,
)
const timeAtEnd = at(timeOfDay)
const anyTime = /[上中下]午|凌晨|早|晚|点|时|:|noon|morning|afternoon|evening/iu

/** Where a range ends whose first day had a time of day: with that of its last. */
export const withTime = (line: string, joint: string, end: number): number =>
  anyTime.test(joint) ? end + (apply(timeAtEnd, line, end)?.[0].length ?? 0) : end

/** 3月5日、6日 and 3月5、6、7日: the days that follow the first of a list. */
const list = at(
  `(?:\\s?[、,和及与]\\s?${number}\\s?[日号]?(?=\\s?[、,和及与]\\s?${number}))*\\s?[、,和及与]\\s?${number}\\s?[日号](?!${buildings}|\\s?[返回])`,
)
/** 4月6日7日. */
const follower = at(`(?<day>${number})[日号](?!${buildings}|\\s?(?:返|回))`)
/** 3月5日去，7日回: when they came back; what another field takes may stand between. */
const returning = at(
  `(?:去|出发|启程|动身|开始)?(?:[^\\d,;\\n]{0,12})?\\s?[,、]?\\s?(?:(?<month>${number})\\s?月)?(?<day>${number})\\s?[日号]\\s?(?:返回|返程|回程|回来|结束|回|返)`,
)
/** leaving 22 March, back on the 24th. */
const returningEnglish = at(
  `\\s*,?\\s*(?:and\\s+)?(?:(?:come|comes|coming|will\\s+be)\\s+)?(?:back|returns?|returning|home)\\s+(?:home\\s+)?(?:on\\s+)?(?:the\\s+)?(?:(?<first>\\d{1,2})(?:st|nd|rd|th)?(?:\\s+(?:of\\s+)?${month.replace('?<month>', '?<ownFirst>')})?|${month.replace('?<month>', '?<ownSecond>')}\\s+(?<second>\\d{1,2})(?:st|nd|rd|th)?)(?![\\d\\p{L}:/.-])`,
)
const unit = '(?<unit>天|(?<=为期.{1,3})日|周|个?星期|个?礼拜)'
/** 4月1日起三天, 4月1日，为期3天; 4月1日3天 alone says it too. */
const lasting = at(
  `(?:\\s?(?:起|开始)|\\s?[,、]\\s?(?=为期|历时|持续|连续|共|一共|总共|[\\d一二两三四五六七八九十]))?\\s?[,、]?\\s?(?:为期|历时|持续|连续|一共|总共|共)?\\s?(?<amount>${number}|两)\\s?${unit}(?![以之]?[前后内]|[一二三四五六日天])`,
)
/** 3月1日以来, 今年以来: up to today. */
const sinceThen = at('\\s?(?:以来|至今|到现在|迄今)(?:为止)?')
const englishUnit = '(?<unit>days?|weeks?)'
const amount = '(?<amount>an?|one|two|three|four|five|six|seven|eight|nine|ten|\\d{1,2})'
/** 1 April for three days; 1 April, 3 days. */
const lastingEnglish = at(
  `(?:,?\\s+for\\s+|,\\s*)(?:only\\s+|just\\s+)?${amount}\\s+${englishUnit}(?:\\s+only)?(?!\\p{L}|\\s+(?:ago|later|from|before|after))`,
)
/** 4月10日当天往返, 10 April only: one day. */
const thatDay = at(
  '\\s?(?:当[天日](?:就?(?:往返|来回|去回|返回|返程|回来|回))?|一天(?:往返|来回)?)|,?\\s+(?:only|for\\s+the\\s+day)(?!\\p{L})',
)
/** 只有4月10日, only on 10 April: one day, unless the line names both ends. */
export const onlyBefore = at('(?:(?:只有?|仅有?|就)[在是]?|(?:only|just)(?:\\s+on)?\\s)\\s?')
export const oneDayLong: Point = { kind: 'length', days: 1 }
/** 3 days from 1 April. */
export const lengthBefore = at(
  `${amount}\\s+${englishUnit}\\s+(?:from|starting(?:\\s+on)?|beginning(?:\\s+on)?)\\s+(?!now|today|tomorrow)`,
)

/** since 1 March: up to today. */
export const sinceBefore = at('since\\s+(?:the\\s+)?')

export const lengthOf = ({ amount: typed = '', unit: of = '' }: Groups): Point => {
  const count = readEnglishNumber(typed) ?? readNumeral(typed) ?? 0
  return { kind: 'length', days: /周|星期|礼拜|week/iu.test(of) ? count * 7 : count }
}

/** A run of words from one day to the way back may not hold another date. */
const holdsDate = /\d|[日号月]\s?[^,、]*$/u

/** How the days go on after a first one, if they do. */
export const continuation = (
  line: string,
  end: number,
  point: Point,
  today: Day,
): Continuation | undefined => {
  if (point.kind === 'length' || point.kind === 'either') return undefined
  const length = apply(lasting, line, end) ?? apply(lastingEnglish, line, end)
  const since = apply(sinceThen, line, end)
  const only = lengthSuits(point) ? apply(thatDay, line, end) : null
  if (only) return { end: end + only[0].length, second: oneDayLong, consecutive: true }
  if (since) return { end: end + since[0].length, second: fixedDay(today), consecutive: true }
  if (length && lengthSuits(point))
    return { end: end + length[0].length, second: lengthOf(length.groups ?? {}), consecutive: true }
  if (point.kind !== 'calendar' || typeof point.part !== 'number') return undefined
  const days = apply(list, line, end)?.[0]
  if (days !== undefined) return listedAfter(point.part, days, end)
  const next = apply(follower, line, end)
  const day = readNumeral(next?.groups?.day ?? '')
  if (next && day === point.part + 1)
    return {
      end: end + next[0].length,
      second: calendarPoint(undefined, undefined, day),
      consecutive: true,
    }
  return undefined
}

const lengthSuits = (point: Point): boolean =>
  point.kind === 'fixed'
    ? point.span?.start === point.span?.end
    : point.kind === 'order' ||
      point.kind === 'weekday' ||
      (point.kind === 'calendar' && typeof point.part === 'number')

/** The days listed after a first one: consecutive ones are a range, others are no one visit's, party's or week's. */
const listedAfter = (first: number, words: string, end: number): Continuation => {
  const days = [
    first,
    ...words
      .split(/[、,和及与]/u)
      .slice(1)
      .map((day) => readNumeral(day.replace(/[\s日号]/gu, '')) ?? 0),
  ]
  return {
    end: end + words.length,
    second: calendarPoint(undefined, undefined, days.at(-1) ?? 0),
    consecutive: days.every((day, index) => index === 0 || day === (days[index - 1] ?? 0) + 1),
  }
}

/** The day of the way back, said after the day of leaving; `start` is where its own words begin. */
export const wayBack = (
  line: string,
  end: number,
  point: Point,
): { readonly start: number; readonly end: number; readonly second: Point } | undefined => {
  if (point.kind !== 'calendar' || typeof point.part !== 'number') return undefined
  const english = apply(returningEnglish, line, end)
  if (english?.groups) {
    const { first, ownFirst, second, ownSecond } = english.groups
    const month = monthIn({ month: ownFirst ?? ownSecond })
    return {
      start: end + english[0].indexOf((/(?:back|return\w*|home)/iu.exec(english[0]) ?? [''])[0]),
      end: end + english[0].length,
      second: calendarPoint(undefined, month, Number(first ?? second)),
    }
  }
  const back = apply(returning, line, end)
  if (!back?.groups) return undefined
  const [month, day] = [back.groups.month, back.groups.day].map((typed) => typed && readNumeral(typed))
  const words =
    /(?:[\d一二三四五六七八九十廿卅]+\s?月)?[\d一二三四五六七八九十廿卅]+\s?[日号]\s?\p{Script=Han}+$/u
  const own = words.exec(back[0])
  if (!own || holdsDate.test(back[0].slice(0, own.index))) return undefined
  return {
    start: end + own.index,
    end: end + back[0].length,
    second: calendarPoint(undefined, month || undefined, day || 0),
  }
}

const weekdaySuffix = at(
  `\\s?\\((?:(?:周|星期|礼拜)?(?<chinese>[${chineseWeekday}])|(?<english>${englishWeekday}))\\)|(?:周|星期|礼拜)(?<bare>[${chineseWeekday}])`,
)

/** The weekday that follows a date, in brackets or not. */
export const weekdayAfter = (
  line: string,
  offset: number,
): { readonly end: number; readonly weekday: number } | undefined => {
  const suffix = apply(weekdaySuffix, line, offset)
  const { chinese, english, bare } = suffix?.groups ?? {}
  const name = chinese ?? bare
  if (!suffix || !(name ?? english)) return undefined
  const weekday = name ? Math.min(chineseWeekday.indexOf(name) + 1, 7) : readEnglishWeekday(english ?? '')
  return { end: offset + suffix[0].length, weekday }
}

/** A date that belongs to a paper, not to what the line is about: the agreement of 2024-09-24, 2024年9月24日签订的协议. */
const ofPaperBefore =
  /(?:\b(?:agreements?|documents?|notices?|letters?|plans?|minutes|circulars?|memorandum)\s+(?:of|dated|from)|\b(?:signed|dated|issued)(?:\s+on)?)\s*$/iu
const ofPaperAfter = at('\\s?(?:签订|签署|签|印发|下发|发布|通过|批准)的')

export const isOfPaper = (line: string, start: number, end: number): boolean =>
  ofPaperBefore.test(line.slice(Math.max(start - 30, 0), start)) || apply(ofPaperAfter, line, end) !== null
