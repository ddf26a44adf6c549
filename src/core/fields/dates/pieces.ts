import { distance } from 'fastest-levenshtein'
import { isOfPaper } from './ends.ts'
import { monthNames, weekdayNames } from './english-words.ts'
import { findTimes } from './time.ts'

const dayPart =
  '(?:明早|今早|今晚|明晚|昨晚|凌晨|清晨|一大?早|大清早|早上|早晨|上午|中午|正午|下午|傍晚|晚上|夜里|夜间)'
const numeral = '(?:\\d{1,4}|[一二三四五六七八九十]{1,3})'
const clock = '\\d{1,2}(?::\\d{2}|[点时](?:\\d{1,2}分?|半|整)?)'
/** 9:00-11:30, 上午9点至11点, 明早7点, 上午 alone. */
const times = new RegExp(
  `${dayPart}(?:\\s?${clock})?(?:\\s?[-~–—至到]\\s?${dayPart}?\\s?${clock})?|(?<![\\d:])${clock}\\s?[-~–—至到]\\s?${clock}`,
  'gu',
)
const englishTimes =
  /(?<![\p{L}\p{N}])(?:(?:until|till) )?(?:(?:in the|this|early|late) )?(?:mornings?|afternoons?|evenings?|tonight|midnight|noon|\d{1,2}(?::\d{2})?\s?[ap]\.?m\.?(?:\s?[-–]\s?\d{1,2}(?::\d{2})?\s?[ap]\.?m\.?)?)(?![\p{L}\p{N}])/giu
/** 3-5, 27-03, 05/03/2025, 3月月5日, 20号, 3月8日前, 为期3天: digits and signs of dates that make none. */
const numbers = new RegExp(
  `(?<![\\p{L}\\p{N}./:@#〔〕-])\\d{1,4}(?:[-/.]\\d{1,4}){1,2}(?![\\p{L}\\p{N}/:.-]| ?(?:million|billion|yuan|percent))|(?<![\\p{N}./:@#〔〕-])(?:${numeral}年)?${numeral}\\s?(?:月月\\s?${numeral}\\s?[日号]|月\\s?${numeral}\\s?[日号](?:之?前|以前|前后|(?!\\p{Script=Han})))|(?<![\\p{L}\\p{N}./:@#〔〕-])${numeral}\\s?[月日号年](?:份|分)?(?!\\p{Script=Han})|(?<![\\p{L}\\p{N}])(?:为期|历时|一共|总共|共|全程)?${numeral}\\s?(?:天|个?星期|个?礼拜|周)(?!\\p{Script=Han})`,
  'gu',
)
const words =
  /(?<!\p{L})(?:[上下]+个?(?:周|星期|礼拜|月)[一二三四五六日天初底末]?|(?:周|星期|礼拜)[一二三四五六日天]|[月年][初底末]|近[日期]|日前|改[天日]|择日|前几天|过[几两]天|不久|大*[前后]天)(?!\p{Script=Han})/gu
const englishMonth =
  'january|february|april|june|july|august|september|october|november|december|jan|feb|apr|aug|sept?|oct|nov|dec'
const englishWords = new RegExp(
  `(?<![\\p{L}\\p{N}])(?:(?:next|nxt|last|this)\\s+(?:wk|week|month|weekend|\\p{L}+day)|(?:the\\s+)?(?:\\p{L}+day|day|week|month)\\s+(?:after|before)(?:\\s+(?:next|last|tomorrow))?|(?:in\\s+)?(?:a\\s+few|a\\s+couple\\s+of|several)\\s+(?:days|weeks|months)(?:\\s+(?:ago|later|time))?|(?:for\\s+)?(?:\\d{1,2}|one|two|three|four|five|six|seven|a)\\s+(?:days?|weeks?|nights?)|(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?|(?:(?:end|beginning|start|middle)\\s+of\\s+(?:of\\s+)?)?(?:${englishMonth})|tmrw|tomor+ow|yesterday|today|soon|recently|shortly)(?![\\p{L}\\p{N}])`,
  'giu',
)
/** March by itself; march is a word, and so is may. */
const marchAlone =
  /(?<![\p{L}\p{N}])(?:(?:[Ee]nd|[Bb]eginning|[Ss]tart|[Mm]iddle) of (?:of )?)?M(?:arch|ARCH)(?![\p{L}\p{N}])/gu
/** 12 Marhc, wendesday: a number beside what is nearly a month, and what is nearly a weekday. */
const besideNumber =
  /(?<![\p{L}\p{N}])(?:\d{1,2}(?:st|nd|rd|th)?\s?(?<after>[a-z]{4,10})|(?<before>[a-z]{4,10})\s?\d{1,2}(?:st|nd|rd|th)?)(?![\p{L}\p{N}])/giu
const longWord = /(?<![\p{L}\p{N}])[a-z]{6,10}(?![\p{L}\p{N}])/giu

/** Times of day, and words and digits of which dates are made, where they make none. */
export const piecesOfDates = (line: string): Array<{ readonly start: number; readonly end: number }> =>
  matches(line).filter(({ start, end }) => !isOfPaper(line, start, end))

const matches = (line: string): Array<{ readonly start: number; readonly end: number }> => [
  ...[
    times,
    englishTimes,
    numbers,
    words,
    ...(/[a-z]{3}/iu.test(line) ? [englishWords, marchAlone] : []),
  ].flatMap((pattern) =>
    [...line.matchAll(pattern)].map(({ 0: text, index }) => ({ start: index, end: index + text.length })),
  ),
  ...findTimes(line, false),
  ...nearlyDates(line),
]

const nearlyDates = (line: string) =>
  [
    ...[...line.matchAll(besideNumber)].filter(({ groups = {} }) =>
      isNearly(groups.after ?? groups.before ?? '', monthNames),
    ),
    ...[...line.matchAll(longWord)].filter(({ 0: word }) => isNearly(word, weekdayNames)),
  ].map(({ 0: text, index }) => ({ start: index, end: index + text.length }))

const isNearly = (typed: string, names: readonly string[]): boolean => {
  const word = typed.toLowerCase()
  return names.some(
    (name) => name.length >= 5 && word !== name && word[0] === name[0] && distance(word, name) <= 2,
  )
}
