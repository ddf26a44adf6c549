import type { Outcome } from '../form/field.ts'
import { notice } from '../i18n.ts'
import { chineseDigits, readNumeral } from './numerals.ts'
import { problemOf, quoted, understood } from './outcome.ts'

/** What a number of things may be. */
export interface Bounds {
  readonly minimum: number
  readonly maximum: number
}

const englishUnits =
  'zero|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen'.split(
    '|',
  )
const englishTens = ['twenty', 'thirty', 'forty', 'fifty', 'sixty', 'seventy', 'eighty', 'ninety']
const below100 = `(?:(?:${englishTens.join('|')})(?:[ -](?:${englishUnits.slice(1, 10).join('|')}))?|(?:${[...englishUnits].reverse().join('|')}))`
const hundreds = `(?:(?:an?|${below100}) (?:hundred|thousand)(?: (?:and )?(?:${below100} hundred(?: (?:and )?${below100})?|${below100}))?)`
const dozens = '(?:half a dozen|(?:an?|one|two|three|four|five) dozen)'
const englishNumber = `(?:${hundreds}|${dozens}|${below100})`

/** In characters; what is longer is no number of things, and would be tried from every digit of it. */
const longest = 16

/** A number as it is written: 12, 1,200, 1.2万, 十二, 拾贰, twelve, a dozen. Decimals and signs too, to be refused. */
export const amount = `(?:(?<![\\p{L}\\p{N}~–—〜])[-−](?=\\d)|负(?=[\\d${chineseDigits}])|(?<![a-z])(?:minus|negative)\\s)?(?:\\d{1,3}(?:,\\d{3}){1,5}|\\d{1,${longest}}(?:\\.\\d{1,${longest}})?万?|[${chineseDigits}万]{1,${longest}}|(?<![a-z])${englishNumber}(?![a-z]))`

/** Between a number and what it counts: 十几, 10多, 10+, 三十来. */
export const looseness = '(?:好?几|多|余|来|\\+|[ -]odd)'

const numberOf = (text: string): number | undefined => {
  const plain = text.replaceAll(',', '').toLowerCase()
  const thousands = /^(\d+)\.(\d{1,4})万$/u.exec(plain)
  if (thousands) return Number(`${thousands[1]}${thousands[2]?.padEnd(4, '0')}`)
  const inTenThousands = /^(\d+)万$/u.exec(plain)
  if (inTenThousands) return Number(inTenThousands[1]) * 10_000
  const dozen = /^(\w+)(?: a)? dozen$/u.exec(plain)?.[1]
  if (dozen) return dozen === 'half' ? 6 : (/^an?$/u.test(dozen) ? 1 : englishUnits.indexOf(dozen)) * 12
  return readEnglish(plain) ?? readNumeral(plain)
}

/** `twelve`, `twenty-five`, `a hundred and twenty`, `two thousand five hundred`. */
const readEnglish = (text: string): number | undefined => {
  let total = 0
  let section: number | undefined
  for (const word of text.split(/[ -]+(?:and )?/u)) {
    const unit = /^an?$/u.test(word) ? 1 : englishUnits.indexOf(word)
    const tens = englishTens.indexOf(word)
    if (word === 'hundred') section = (section ?? 1) * 100
    else if (word === 'thousand') {
      total = (section ?? 1) * 1000
      section = undefined
    } else if (unit >= 0) section = (section ?? 0) + unit
    else if (tens >= 0) section = (section ?? 0) + (tens + 2) * 10
    else return undefined
  }
  return total + (section ?? 0)
}

const digitOf = (character: string | undefined) => readNumeral(character ?? '') ?? 0
const single = '[一二两三四五六七八九]'
/** 两三, 十七八, 二三十: neighbouring digits say that nobody counted. */
const neighbours = new RegExp(`^(?<tens>.*十)?(?<low>${single})(?<high>${single})(?<scale>[十百千])?$`, 'u')
/** 两百五 is 250 to some and 205 to others. */
const bareTail = new RegExp(`^(?<head>.*(?<scale>[百千万]))(?<digit>${single})$`, 'u')

/** Every number that the words can mean; none when they are no whole number. */
const meaningsOf = (text: string): readonly number[] => {
  const between = neighbours.exec(text)?.groups
  if (between) {
    const [low, high] = [digitOf(between.low), digitOf(between.high)]
    const base = between.tens ? (readNumeral(between.tens) ?? 0) : 0
    const scale = between.scale ? (readNumeral(between.scale) ?? 1) : 1
    if (high <= low || high - low > 2) return []
    return countUp(low, high).map((digit) => base + digit * scale)
  }
  const value = numberOf(text)
  if (value === undefined) return []
  const tail = bareTail.exec(text)?.groups
  if (!tail) return [value]
  const scale = tail.scale === '万' ? 10_000 : (readNumeral(tail.scale ?? '') ?? 10)
  return [value, value + digitOf(tail.digit) * (scale / 10 - 1)]
}

const countUp = (low: number, high: number): number[] =>
  Array.from({ length: high - low + 1 }, (_, index) => low + index)

/** Of more numbers than one likes to choose among only the ends are offered. */
const mostOffered = 10

/** A number, unless there cannot be so few or so many. */
export const bounded = (text: string, value: number, { minimum, maximum }: Bounds): Outcome<number> => {
  if (value > maximum)
    return problemOf(notice('fields.count.large', { text: quoted(text), largest: maximum }))
  if (value < minimum)
    return problemOf(notice('fields.count.small', { text: quoted(text), smallest: minimum }))
  return understood(value)
}

/** One of several numbers: asked, unless one of them cannot be. */
const among = (text: string, values: readonly number[], bounds: Bounds): Outcome<number> => {
  const outcomes = values.map((value) => bounded(text, value, bounds))
  const [first] = outcomes
  const wrong = outcomes.find(({ kind }) => kind === 'problem')
  if (wrong ?? outcomes.length === 1) return wrong ?? first ?? vague(text)
  return { kind: 'choice', values }
}

const vague = (text: string): Outcome<number> =>
  problemOf(notice('fields.count.vague', { text: quoted(text) }))

/** What a written number, loosely meant or not, says of how many. */
export const readAmount = (
  text: string,
  { digits, loose, least }: { digits: string; loose?: string | undefined; least?: string | undefined },
  bounds: Bounds,
): Outcome<number> => {
  const unreadable = problemOf(notice('fields.count.unknown', { text: quoted(text) }))
  const values = meaningsOf(digits)
  const [value] = values
  if (value === undefined) return /^[一二两三四五六七八九]+$/u.test(digits) ? vague(text) : unreadable
  if (loose !== undefined && loose !== '来')
    return value > 0 && value < 100 && value % 10 === 0 && loose !== '+'
      ? among(text, countUp(value + 1, value + 9), bounds)
      : vague(text)
  if (least === undefined) return among(text, values, bounds)
  const [from] = meaningsOf(least)
  if (from === undefined || from >= value) return unreadable
  return among(text, value - from < mostOffered ? countUp(from, value) : [from, value], bounds)
}
