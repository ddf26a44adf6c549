import { chineseWeekday } from '../../../core/fields/dates/chinese-words.ts'
import { readEnglishNumber, readEnglishWeekday } from '../../../core/fields/dates/english-words.ts'
import { readNumeral } from '../../../core/fields/numerals.ts'
import type { Piece } from '../../../core/line/piece.ts'
import { monthsIn, type Rule } from './rule.ts'

/** What a line says of how often; without a `rule` it is not said on which day, or nothing that a series is kept by. */
export interface SaidRule extends Piece {
  readonly rule?: Rule
  /** Not every month has that day; or there are several days. */
  readonly wrong?: 'rare' | 'several'
}

const week = '(?:周|星期|礼拜)'
const count = '(?<interval>\\d{1,2}|[一二两三四五六七八九十]{1,2})'
const once = '(?:(?:召?开|举行)?一[次回])?的?[,\\s]*'
const weekday = `${week}(?<weekday>[一二三四五六日天])(?!次|回)`
const nth = '(?:第(?<nth>[一二三四五1-5])个?|(?<last>最后一?个?|末个?)|(?<first>首个?))的?'
const ofMonth = '(?:(?<month>首月|第[一二三]个?月|末月|最后一?个?月)的?)?'

const englishWeekday =
  '(?<weekday>mon(?:day)?|tue(?:s|sday)?|wed(?:nesday)?|thu(?:r|rs|rsday)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?)s?(?!\\w)'
const englishCount = '(?<interval>two|three|four|six|\\d{1,2})'
const englishNth = '(?<nth>first|second|third|fourth|fifth|last|1st|2nd|3rd|4th|5th)'
const englishMonth = '(?:(?<month>first|second|middle|third|last)\\smonth\\sof\\s)?'
const period = `(?:${englishCount}\\s)?(?<every>months?|quarters?|half[\\s-]years?)`
const every = '(?:every|each)\\s'

/** 每月15日前报送: a deadline of something, and 每周例会制度 a rule of another kind. */
const otherwise = '(?!\\s?(?:[之以]?前|内|制度|报[送告])|\\sreports?(?!\\w))'

const patterns = [
  `每(?:隔)?(?:${count}个?)?${week}${once}(?:${week})?(?<weekday>[一二三四五六日天])(?!次|回)(?<more>(?:[、,和及与]\\s?(?:${week})?[一二三四五六日天](?![次回月日号]))+)?`,
  `隔周的?${weekday}`,
  `每(?:${count}个?)?个?(?<every>月|季度?|半年)${once}${ofMonth}${nth}${weekday}`,
  `每(?:${count}个?)?个?(?<every>月)${once}(?<day>\\d{1,2}|[一二三四五六七八九十]{1,3})[日号]`,
  `(?:on\\s)?(?:the\\s)?${englishNth}\\s${englishWeekday}\\s(?:of\\s|in\\s)?(?:the\\s)?${englishMonth}${every}${period}(?!\\w)`,
  `${every}${period}[,\\s]+(?:on\\s)?(?:the\\s)?${englishNth}\\s${englishWeekday}`,
  `(?<every>monthly|quarterly|half[\\s-]yearly)[,\\s]+(?:on\\s)?(?:the\\s)?${englishNth}\\s${englishWeekday}`,
  `${every}(?:${englishCount}\\s)?(?<every>month)s?[,\\s]+on\\s(?:the\\s)?(?<day>\\d{1,2})(?:st|nd|rd|th)?(?!\\w)`,
  `(?:on\\s)?(?:the\\s)?(?:day\\s)?(?<day>\\d{1,2})(?:st|nd|rd|th)?(?:\\sday)?\\sof\\s${every}(?:${englishCount}\\s)?(?<every>month)s?(?!\\w)`,
  `${every}(?:${englishCount}\\s)?weeks?[,\\s]+(?:on\\s)?${englishWeekday}`,
  `${every}(?<other>other|second)\\s(?:week[,\\s]+(?:on\\s)?)?${englishWeekday}`,
  `${every}${englishWeekday}`,
  `(?:(?<other>fortnightly|biweekly)|weekly)[,\\s]+(?:on\\s)?${englishWeekday}`,
  // How often, and not on which day; or so often as no series does.
  '每(?:天|日|年(?:\\d{1,2}月\\S{0,6}周[一二三四五六日天])?)|(?<!\\w)(?:every\\s(?:day|year)|daily|yearly|annually)(?!\\w)',
  `每(?:隔)?(?:${count}个?)?(?:${week}|个?月|季度?|半年)${once}`,
  `(?<!\\w)(?:${every}(?:${englishCount}\\s)?(?:weeks?|months?|quarters?|half[\\s-]years?)|weekly|fortnightly|monthly|quarterly)(?!\\w)`,
].map((source) => new RegExp(`(?<!\\w)(?:${source})${otherwise}`, 'giu'))

const ordinals = ['first', 'second', 'third', 'fourth', 'fifth']
/** Days that every month has. */
const lastSafeDay = 28
const mostPeriods = 12

type Groups = Readonly<Record<string, string | undefined>>

const numberOf = (word: string): number | undefined => readEnglishNumber(word) ?? readNumeral(word)

const weekdayIn = (word: string): number => {
  const chinese = chineseWeekday.indexOf(word)
  return chinese >= 0 ? Math.min(chinese, 6) + 1 : readEnglishWeekday(word)
}

const everyOf = (word: string | undefined): Rule['every'] => {
  if (word === undefined) return 'week'
  if (/^(?:季|quarter)/iu.test(word)) return 'quarter'
  return /^(?:半年|half)/iu.test(word) ? 'half' : 'month'
}

const nthOf = ({ nth: word, last, first }: Groups): number | undefined => {
  if (first !== undefined) return 1
  if (last !== undefined || /^last$/iu.test(word ?? '')) return -1
  if (word === undefined) return undefined
  const english = ordinals.indexOf(word.toLowerCase()) + 1
  return english > 0 ? english : (readNumeral(word.replace(/\D{2}$/u, '')) ?? undefined)
}

/** Which month of a quarter is said; the first one, or for a last weekday the last one, where it is not. */
const monthOf = (word: string | undefined, period: Rule['every'], nth: number | undefined): number => {
  const last = monthsIn[period]
  if (word === undefined) return nth === -1 ? last : 1
  if (/首|一|first/iu.test(word) && !/最后/u.test(word)) return 1
  if (/二|second|middle/iu.test(word)) return 2
  return /三|third/iu.test(word) ? 3 : last
}

const ruleFrom = (text: string, groups: Groups): Rule | undefined => {
  const period = everyOf(groups.every)
  const isOther = groups.other !== undefined || /^(?:隔周|每隔)/u.test(text)
  const said = groups.interval === undefined ? 1 : numberOf(groups.interval)
  const interval = /^每隔/u.test(text) ? (said ?? 0) + 1 : isOther ? 2 : said
  if (interval === undefined || interval < 1 || interval > mostPeriods) return undefined
  if (interval > 1 && (period === 'quarter' || period === 'half')) return undefined
  if (groups.day !== undefined) {
    const day = readNumeral(groups.day)
    return day === undefined ? undefined : { every: period, interval, month: 1, day }
  }
  if (groups.weekday === undefined) return undefined
  const nth = nthOf(groups)
  const month = period === 'week' || period === 'month' ? 1 : monthOf(groups.month, period, nth)
  return {
    every: period,
    interval,
    month,
    weekday: weekdayIn(groups.weekday),
    ...(nth !== undefined && { nth }),
  }
}

/** Most lines say nothing of the kind, and every line is read often. */
const mayRecur = /每|隔周|every|each|weekly|nightly|monthly|quarterly|yearly/iu

/** Where a folded line says how often something comes, the longest first among those that overlap. */
export const findRules = (line: string): SaidRule[] => {
  if (!mayRecur.test(line)) return []
  const found = patterns.flatMap((pattern) =>
    [...line.matchAll(pattern)].map(({ 0: text, index, groups = {} }): SaidRule => {
      const trimmed = text.replace(/[,\s]+$/u, '')
      const rule = ruleFrom(trimmed, groups)
      const { day = 1, nth = 1 } = rule ?? {}
      const isRare = day < 1 || day > lastSafeDay || nth > 4
      const wrong = groups.more === undefined ? (isRare ? 'rare' : undefined) : 'several'
      return {
        start: index,
        end: index + trimmed.length,
        ...(rule && (wrong ? { wrong } : { rule })),
      }
    }),
  )
  const settled: SaidRule[] = []
  for (const one of found.sort((a, b) => b.end - b.start - (a.end - a.start) || a.start - b.start))
    if (settled.every(({ start, end }) => one.end <= start || one.start >= end)) settled.push(one)
  return settled.sort((a, b) => a.start - b.start)
}
