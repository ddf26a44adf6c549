import { readNumeral } from '../../../core/fields/numerals.ts'
import type { Piece } from '../../../core/line/piece.ts'

/** -30 minutes is no length, and is asked about. */
const noSign = '(?<!(?:^|[^\\d\\p{L}])[-−])'
const number = '(?:\\d+(?:\\.\\d+)?|[零一二两三四五六七八九十]{1,3}|半)'
const chineseLength = new RegExp(
  `(?<!提前|前|每|间隔)${noSign}(?<!\\d)(?:(?:时长|会期|历时|预计|大约|约|共)\\s?:?\\s?(?:[改缩延][为成到短长][为成到至]?)?\\s?)?(?<number>${number})\\s?个?(?<half>半)?\\s?(?<unit>小时|钟头|分钟)(?<more>半)?(?:(?<rest>\\d{1,2})分钟?)?(?!\\s?(?:前|后|以前|以后|之前|之后|内))`,
  'gu',
)
const englishLength =
  /(?<![\w.])(?<!(?:^|[^\d\p{L}])[-−])(?:(?:for|lasting|length:?|about)\s)?(?<number>\d+(?:\.\d+)?|half an|an?|zero|one|two|three|four)[\s-]?(?<half>and a half\s)?(?<unit>hours?|hrs?|h|minutes?|mins?|min)(?![\w])(?<more>\sand a half)?(?!\s(?:later|before|after|ago|earlier|from now))/giu

const englishNumbers: Readonly<Record<string, number>> = {
  'half an': 0.5,
  zero: 0,
  a: 1,
  an: 1,
  one: 1,
  two: 2,
  three: 3,
  four: 4,
}

const amountOf = (typed: string): number | undefined => {
  if (typed === '半') return 0.5
  return /^[\d.]+$/u.test(typed) ? Number(typed) : (englishNumbers[typed.toLowerCase()] ?? readNumeral(typed))
}

/** The lengths of time that a line says. */
export const findLengths = (line: string): Array<Piece & { readonly minutes: number }> =>
  [...line.matchAll(chineseLength), ...line.matchAll(englishLength)].flatMap(
    ({ 0: text, index, groups = {} }) => {
      const amount = amountOf(groups.number ?? '')
      if (amount === undefined) return []
      const whole = amount + (groups.half || groups.more ? 0.5 : 0)
      const minutes = /^[小钟h]/iu.test(groups.unit ?? '') ? whole * 60 : whole
      const own = { start: index, end: index + text.length }
      return [{ ...own, minutes: Math.round(minutes + Number(groups.rest ?? 0)) }]
    },
  )

const chineseSpan = `(?:${number})\\s?个?半?\\s?(?:小时|钟头|分钟|刻钟)半?`
const englishSpan =
  '(?:\\d+(?:\\.\\d+)?|half an|an?|one|two|three|four)[\\s-]?(?:and a half\\s)?(?:hours?|hrs?|minutes?|mins?)(?:\\sand a half)?(?!\\p{L})'
const later =
  '(?:postpone[ds]?|delay(?:ed|s)?|push(?:ed)? back|put(?: it)? off|put(?: it)? back|move[ds]?(?: it)? back)'
const earlier = '(?:bring|brought|move[ds]?)(?: it)? forward'
/** 推迟一小时, 提前半小时, an hour later: it begins at another time, and takes as long. */
const shifted = new RegExp(
  [
    `(?:推迟|延后|延迟|顺延|后延|往后[推延挪]|晚)(?:了|开)?\\s?(?<later1>${chineseSpan})(?:再?开|召开)?(?!\\s?(?:前|后|内))`,
    `(?:提前|提早|往前[推挪]|早)(?:了|开)?\\s?(?<earlier1>${chineseSpan})(?:再?开|召开)?(?!\\s?(?:前|后|内|提醒|通知|到))`,
    `(?<!\\p{L})${later}(?: it)?(?: by)? (?<later2>${englishSpan})`,
    `(?<!\\p{L})${earlier}(?: by)? (?<earlier2>${englishSpan})`,
    `(?<![\\p{L}\\d])(?<later3>${englishSpan}) later(?!\\p{L})`,
    `(?<![\\p{L}\\d])(?<earlier3>${englishSpan}) earlier(?!\\p{L})`,
  ].join('|'),
  'giu',
)

/** By how many minutes a line moves what stands: fewer than none where it begins earlier. */
export const shiftsIn = (line: string): Array<Piece & { readonly minutes: number }> =>
  [...line.matchAll(shifted)].flatMap(({ 0: text, index, groups = {} }) => {
    const [way = '', span = ''] = Object.entries(groups).find(([, said]) => said !== undefined) ?? []
    const [length] = findLengths(span)
    const minutes = /刻钟/u.test(span) ? 15 * (amountOf(span.replace(/刻钟.*$/u, '')) ?? 1) : length?.minutes
    if (minutes === undefined) return []
    return [{ start: index, end: index + text.length, minutes: way.startsWith('later') ? minutes : -minutes }]
  })
