import { isOfPaper } from './ends.ts'
import { findTimes } from './time.ts'

const dayPart = '(?:明早|今早|今晚|明晚|昨晚|凌晨|清晨|早上|早晨|上午|中午|正午|下午|傍晚|晚上|夜里|夜间)'
const clock = '\\d{1,2}(?::\\d{2}|[点时](?:\\d{1,2}分?|半|整)?)'
/** 9:00-11:30, 上午9点至11点, 明早7点, 上午 alone. */
const times = new RegExp(
  `${dayPart}(?:\\s?${clock})?(?:\\s?[-~–—至到]\\s?${dayPart}?\\s?${clock})?|(?<![\\d:])${clock}\\s?[-~–—至到]\\s?${clock}`,
  'gu',
)
const englishTimes =
  /(?<![\p{L}\p{N}])(?:(?:in the|this|early|late) )?(?:mornings?|afternoons?|evenings?|tonight|midnight|noon|\d{1,2}(?::\d{2})?\s?[ap]\.?m\.?(?:\s?[-–]\s?\d{1,2}(?::\d{2})?\s?[ap]\.?m\.?)?)(?![\p{L}\p{N}])/giu
/** 3-5, 27-03, 05/03/2025, 3月月, 20号; 周X, Mon: digits and words of dates that make none. */
const numbers =
  /(?<![\p{L}\p{N}./:@#〔〕-])(?:\d{1,4}(?:[-/.]\d{1,4}){1,2}(?![\p{L}\p{N}/:.-]| ?(?:million|billion|yuan|percent))|(?:\d{1,4}|[一二三四五六七八九十]{1,3})\s?[月日号年](?!\p{Script=Han}))/gu
const words =
  /(?<!\p{L})(?:[上下]+个?(?:周|星期|礼拜|月)[一二三四五六日天初底末]?|(?:周|星期|礼拜)[一二三四五六日天]|[月年][初底末]|近日|日前|改天|过几天|不久|大*[前后]天)(?!\p{Script=Han})/gu
const englishWords =
  /(?<![\p{L}\p{N}])(?:(?:next|last|this)\s+(?:wk|week|month|weekend|\p{L}+day)|(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?|tmrw|tomor+ow|yesterday|today|soon)(?![\p{L}\p{N}])/giu

/** Times of day, and words and digits of which dates are made, where they make none. */
export const piecesOfDates = (line: string): Array<{ readonly start: number; readonly end: number }> =>
  matches(line).filter(({ start, end }) => !isOfPaper(line, start, end))

const matches = (line: string): Array<{ readonly start: number; readonly end: number }> => [
  ...[times, englishTimes, numbers, words, ...(/[a-z]{3}/iu.test(line) ? [englishWords] : [])].flatMap(
    (pattern) =>
      [...line.matchAll(pattern)].map(({ 0: text, index }) => ({ start: index, end: index + text.length })),
  ),
  ...findTimes(line, false),
]
