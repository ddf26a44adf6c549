import { numeral, readNumeral } from '../fields/numerals.ts'
import { type FormField, type Reading, readingOf } from '../form/field.ts'
import { fold } from '../text.ts'
import type { Found, Piece } from './piece.ts'

/** One number in the place of another: 不是21是22, not 21 but 22. */
interface Exchange extends Piece {
  readonly from: number
  readonly to: number
  /** What the numbers are said of; nothing where they stand alone. */
  readonly of: 'day' | 'count' | 'clock' | undefined
}

const chineseUnit = '(?:[号日点]|个?人|[个名位])?'
const ordinal = '(?:st|nd|rd|th|\\s?[ap]\\.?m\\.?)?(?:\\s(?:people|persons?))?'
const pattern = new RegExp(
  [
    `(?:不是|并非|不应该?是)\\s*(?<from1>${numeral})(?<unit1>${chineseUnit})[\\s,、]*(?:而|应该?)?[是为]\\s*(?<to1>${numeral})(?<unit2>${chineseUnit})`,
    `(?:应该?)?是\\s*(?<to2>${numeral})(?<unit3>${chineseUnit})[\\s,、]*(?:而)?不是\\s*(?<from2>${numeral})(?<unit4>${chineseUnit})`,
    `(?:it(?:'s| is| was)\\s)?not (?:the )?(?<from3>\\d{1,6})(?<unit5>${ordinal})[\\s,]+(?:but|it(?:'s| is)|rather)\\s(?:the )?(?<to3>\\d{1,6})(?<unit6>${ordinal})`,
    `(?:(?:it(?:'s| is)|make it)\\s)?(?:the )?(?<to4>\\d{1,6})(?<unit7>${ordinal})[\\s,]+(?:and )?(?:not|instead of|rather than) (?:the )?(?<from4>\\d{1,6})(?<unit8>${ordinal})`,
  ]
    .map((one) => `(?<![\\p{Script=Latin}\\p{N}-])(?:${one})`)
    .join('|'),
  'iu',
)
/** The record that it is said of may stand beside it. */
const around =
  /^(?:[a-z]{1,3}-?\d{4}-?\d{1,9}|[\s,，.。!！;；]|不对|错了|sorry|oops|no(?!\p{L})|应该|了|哦|啊|please)*$/iu

const kinds = [
  ['day', /[号日]|st|nd|rd|th/iu],
  ['clock', /点|[ap]\.?m/iu],
] as const

/** The exchange that a text is, where it says nothing else. */
export const exchangeIn = (text: string): Exchange | undefined => {
  const folded = fold(text)
  const match = pattern.exec(folded)
  if (!match) return undefined
  const [start, end] = [match.index, match.index + match[0].length]
  if (!around.test(folded.slice(0, start)) || !around.test(folded.slice(end))) return undefined
  const named = Object.entries(match.groups ?? {})
  const number = (word: string) =>
    readNumeral(named.find(([name, said]) => name.startsWith(word) && said)?.[1] ?? '')
  const units = named.flatMap(([name, said]) => (name.startsWith('unit') && said ? [said] : []))
  const [from, to] = [number('from'), number('to')]
  if (from === undefined || to === undefined) return undefined
  const [unit] = units
  const of = unit === undefined ? undefined : (kinds.find(([, words]) => words.test(unit))?.[0] ?? 'count')
  return { start, end, from, to, of }
}

const dates = /\d{4}-\d{2}-(?<day>\d{2})/gu

const clock = /(?<hour>\d{2}):(?<minute>\d{2})/u

/** 3点 in the place of 14:00 is of the same half of the day. */
const typedClock = (written: string, { from, to }: Exchange): string | undefined => {
  const { hour = '', minute = '' } = clock.exec(written)?.groups ?? {}
  const later = Number(hour) - from
  return hour !== '' && (later === 0 || later === 12) ? `${to + later}:${minute}` : undefined
}

/**
 * How the other number would be typed into a field that holds the one: a count, the hour at which it begins, or the first or
 * the last of its days.
 */
const typedFor = ({ type }: FormField, standing: unknown, exchange: Exchange): string | undefined => {
  const { from, to, of } = exchange
  const written = type.write(standing)
  if (of === 'clock') return typedClock(written, exchange)
  if (of !== 'day' && written === `${from}`) return `${to}`
  const days = [...written.matchAll(dates)].map(({ groups }) => Number(groups?.day))
  if (of === 'count' || days.length === 0) return undefined
  if (days[0] === from) return `${to}号`
  return days.at(-1) === from ? `截止到${to}号` : undefined
}

/** Values of which a digit is no part. */
const others = new Set(['text', 'person', 'owner', 'quote', 'file', 'reference', 'choice', 'page'])

/** The one field that holds the number which shall be another; nothing where none does, or several do. */
export const exchanged = (
  fields: readonly FormField[],
  line: string,
  reading: Reading,
): { readonly field: FormField; readonly found: Found } | undefined => {
  const { standing } = reading
  const exchange = standing && exchangeIn(line)
  if (!exchange) return undefined
  const fitting = fields.flatMap((field) => {
    const stands = standing[field.name]
    const text =
      stands === undefined || others.has(field.type.name) ? undefined : typedFor(field, stands, exchange)
    if (text === undefined) return []
    const outcome = field.type.validate(text, readingOf(field, reading))
    return [{ field, found: { text, outcome, pieces: [exchange] } }]
  })
  return fitting.length === 1 ? fitting[0] : undefined
}
