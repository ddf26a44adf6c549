import { z } from 'zod'
import type { Claim, FieldType, Outcome, Reading } from '../form/field.ts'
import { notice } from '../i18n.ts'
import { characterAt, fold, wordsBefore } from '../text.ts'
import { fenOf, yuanOf } from './fen.ts'
import { foreignMoney } from './foreign.ts'
import { chineseDigits, readNumeral } from './numerals.ts'
import { problemOf, quoted, understood } from './outcome.ts'
import { fullYuan, inUnits, shortIfExact } from './yuan.ts'

/** Decimal(18,2): the most whole yuan. */
const mostDigits = 16

/** Powers of ten. */
const scales: Readonly<Record<string, number>> = {
  千: 3,
  百: 2,
  万: 4,
  百万: 6,
  千万: 7,
  亿: 8,
  万亿: 12,
  w: 4,
  k: 3,
  thousand: 3,
  million: 6,
  m: 6,
  billion: 9,
  bn: 9,
}
const scale = '(?<scale>万亿|千万|百万|[亿万千百]|thousand|million|billion|bn(?!\\w)|[mwk](?!\\w))'
const symbol = '(?:[¥￥]|RMB|CNY|人民币)'
// 块 by itself counts plots and boards as well: behind 万 it is yuan.
const currency =
  '(?:元人民币|元整?|块钱|(?<=[万亿千百w])块(?!\\p{Script=Han})|yuan|RMB|CNY|人民币|renminbi)(?![a-z])'
const arabic = '(?:\\d{1,3}(?:,\\d{3})+|\\d+)(?:\\.\\d+)?'
const number = `(?<number>${arabic}|[${chineseDigits}][${chineseDigits}万亿]*)`
const amount = `${number}\\s?${scale}?`
const notBefore = `(?<![\\w第${chineseDigits}-]|\\d[.,])`
const inLine = new RegExp(
  `${notBefore}(?:(?<before>${symbol})\\s?)?${amount}(?:\\s?(?<after>${currency}))?`,
  'giu',
)
const whole = new RegExp(`^(?:${symbol}\\s*)?${number}\\s*${scale}?\\s*(?:${currency}|块钱?)?$`, 'iu')
// 5亿3千4百万: several units in one number, which official writing forbids (domain.md, section 4).
const scaled = '\\d+(?:\\.\\d+)?\\s?[亿万千百]+'
const severalUnits = `${scaled}(?:零?${scaled})+(?:\\s?${currency}|(?![\\p{L}\\d]))|${scaled}(?:零?${scaled})*零?\\d+(?:\\.\\d+)?\\s?${currency}`
// 3万元5千: the same with the currency between.
const brokenOff = `${scaled}元\\d+(?:\\.\\d+)?\\s?[亿万千百]+(?:元)?`
// 3千5, 3万5: what the last digit counts is only said, never written.
const cutOff =
  '\\d+(?:\\.\\d+)?[ ]?[亿万千百]\\d{1,4}(?![\\p{L}\\p{N}.,%/:-]|[ ]?[株人户亩米个只头棵台套份本件吨斤次])'
const mixed = new RegExp(`${notBefore}(?:${brokenOff}|${severalUnits}|${cutOff})`, 'giu')
/** -5万, 6O万, five million yuan, 10 USD: what looks like an amount and is none. */
const spelled =
  '(?:half an?|an?|one|two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen|twenty|thirty|forty|fifty|several|a few)'
const nearly = new RegExp(
  [
    `[-−][ ]?${arabic}[ ]?(?:${scale.replace('?<scale>', '?:')}[ ]?${currency}|[万亿]|${currency})`,
    '(?<![\\dOolI])\\d[\\dOolI]*[OolI][\\dOolI]*[ ]?[万亿](?:元)?',
    `(?<![a-z])${spelled}[ ](?:hundred[ ])?(?:thousand|million|billion)(?:[ ]${currency})?(?![a-z])`,
    `(?<![\\d.,])${arabic}[ ]?(?:k|million|万|亿)?[ ]?(?:USD|US dollars?|dollars?|美元|euros?|欧元|港元)(?![a-z])`,
    `(?:(?<![a-z])(?:USD|US\\$|EUR|HKD)|[$€£]|美元|欧元|港元)[ ]?${arabic}(?:[ ]?${scale.replace('?<scale>', '?:')})?`,
  ].join('|'),
  'giu',
)
const wholeMixed = new RegExp(`^${symbol}?\\s*(?:${brokenOff}|${severalUnits}|${cutOff})$`, 'iu')
// 1,5 million yuan: a comma parts thousands in either language, and two digits behind it are none.
const halved = `\\d{1,3}(?:,\\d{3})*,\\d{1,2}(?!\\d)\\s?(?:${scale.replace('?<scale>', '?:')}(?:\\s?${currency})?|${currency})`
const comma = new RegExp(`${notBefore}(?:${symbol}\\s?)?${halved}`, 'giu')
const wholeComma = new RegExp(`^${symbol}?\\s*${halved}$`, 'iu')
const bracketed = /^(?<short>[^()]+)\((?<exact>[^()]+)\)$/u

type Groups = Readonly<Record<string, string | undefined>>

/** The exact amount of `number × 10^scale`, moving the decimal point of the text. */
const shifted = (digits: string, power: number): { whole: string; decimals: string } => {
  const [units = '', fraction = ''] = digits.replaceAll(',', '').split('.')
  const padded = fraction.padEnd(power, '0')
  return {
    whole: `${units}${padded.slice(0, power)}`.replace(/^0+(?=\d)/u, ''),
    decimals: padded.slice(power).replace(/0+$/u, ''),
  }
}

const digitsOf = (number: string): string | undefined => {
  if (/^\d/u.test(number)) return number
  const [hundredMillions, rest, ...more] = number.split('亿')
  if (rest === undefined) return readNumeral(number)?.toString()
  if (more.length > 0) return undefined
  const [high, low] = [readNumeral(hundredMillions ?? ''), rest === '' ? 0 : readNumeral(rest)]
  return high === undefined || low === undefined ? undefined : `${high}${`${low}`.padStart(8, '0')}`
}

const read = (text: string, { number = '', scale: unit }: Groups = {}): Outcome<string> => {
  const digits = digitsOf(number)
  if (digits === undefined) return problemOf(notice('fields.money.unknown', { text: quoted(text) }))
  const { whole: yuan, decimals } = shifted(digits, unit ? (scales[unit.toLowerCase()] ?? 0) : 0)
  if (yuan.length > mostDigits) return problemOf(notice('fields.money.large', { text: quoted(text) }))
  if (decimals.length > 2) return problemOf(notice('fields.money.fine', { text: quoted(text) }))
  return understood(`${yuan}.${decimals.padEnd(2, '0')}`)
}

const lastDigit = /^(?<number>\d+)\s?(?<unit>[亿万千百])(?<tenths>\d)$/u

/** What 5亿3千4百万 or 3万元5千 comes to, by its pieces from the largest: what it could be written as. */
const sumOf = (text: string): string | undefined => {
  // 3千5 is 3,500 to whoever says it.
  const { number = '', unit = '', tenths } = lastDigit.exec(text)?.groups ?? {}
  if (tenths !== undefined) return sumOf(`${number}.${tenths}${unit}`)
  let [sum, section] = [0n, 0n]
  for (const [, digits = '', unit = ''] of text.matchAll(/(\d+(?:\.\d+)?)\s?([亿万千百]*)/gu)) {
    const [thousands, largest] = [/^[千百]*/u.exec(unit)?.[0] ?? '', /[亿万]+$/u.exec(unit)?.[0] ?? '']
    const power = [...thousands].reduce((powers, one) => powers + (scales[one] ?? 0), 2)
    const { whole: fen, decimals } = shifted(digits, power)
    if (decimals !== '') return undefined
    section += BigInt(fen)
    if (largest === '') continue
    const times = 10n ** BigInt([...largest].reduce((powers, one) => powers + (scales[one] ?? 0), 0))
    sum += section * times
    section = 0n
  }
  return yuanOf(sum + section)
}

const mixedUnits = (text: string, { translate }: Reading): Outcome<string> => {
  const sum = sumOf(fold(text))
  const example = sum === undefined ? undefined : shortIfExact(sum, translate)
  return problemOf(notice('fields.money.mixed', { text: quoted(text), example: example ?? 'none' }))
}

const parted = (text: string): Outcome<string> =>
  problemOf(notice('fields.money.comma', { text: quoted(text) }))

const readBracketed = (typed: string, short: Groups, exact: Groups): Outcome<string> => {
  const outcome = read(typed, exact)
  if (outcome.kind !== 'value' || !short.scale) return outcome
  const rounded = inUnits(outcome.value, scales[short.scale.toLowerCase()] ?? 0)
  return rounded === short.number?.replaceAll(',', '')
    ? outcome
    : problemOf(notice('fields.money.unlike', { text: quoted(typed) }))
}

const validate = (typed: string, reading: Reading): Outcome<string> => {
  const text = fold(typed).trim()
  const { short, exact } = bracketed.exec(text)?.groups ?? {}
  const [outside, inside] = [short, exact].map((part) => part && whole.exec(part.trim())?.groups)
  if (outside && inside) return readBracketed(typed, outside, inside)
  const match = whole.exec(text)
  if (match) return read(typed, match.groups)
  if (foreignMoney.test(text)) return problemOf(notice('fields.money.foreign', { text: quoted(typed) }))
  if (wholeMixed.test(text)) return mixedUnits(typed.trim(), reading)
  if (wholeComma.test(text)) return parted(typed.trim())
  return problemOf(notice('fields.money.unknown', { text: quoted(typed) }))
}

/** Well written ones. */
const amountsIn = (line: string) =>
  [...line.matchAll(inLine)].flatMap(({ 0: match, index, groups = {} }) => {
    const text = match.trimEnd()
    const end = index + text.length
    const { before, after, scale: unit } = groups
    // 五十万, 300w, 3百万 by themselves are yuan; 5千 and 3百 count anything.
    const isLarge = /^(?:万亿|千万|百万|[亿万w])$/iu.test(unit ?? '') || /[万亿]$/u.test(text)
    const standsFree = isLarge && !/[\p{L}\p{N}]/u.test(characterAt(line, end))
    return before || after || standsFree ? [{ start: index, end, text, groups }] : []
  })

const recognise = (line: string, reading: Reading): Claim<string>[] => {
  const claims: Claim<string>[] = []
  for (const { 0: text, index } of line.matchAll(mixed))
    claims.push({ start: index, end: index + text.length, outcome: mixedUnits(text, reading) })
  for (const { 0: text, index } of line.matchAll(comma))
    claims.push({ start: index, end: index + text.length, outcome: parted(text) })
  const isTaken = (start: number, end: number) =>
    claims.some((claim) => start < claim.end && claim.start < end)
  for (const { start, end, text, groups } of amountsIn(line))
    if (!isTaken(start, end)) claims.push({ start, end, outcome: read(text, groups) })
  return claims
}

/** 减少20万, increased by 1 million: by how much, where one stands that may be changed. */
const by =
  /(?:(?<more>(?:再|又)?(?:追加|增加|调增|上调|(?<![最至])多|加)了?|(?:plus|(?:raised|increased|up) by|another))|(?<less>(?:减少|核减|调减|压减|下调|扣减|减|(?<![最至不])少)了?|(?:minus|less|(?:cut|reduced|lowered|down) by)))\s?:?\s?$/iu

/** What amounts become that words add to what stands or take away; without one that stands they are no value. */
const changing =
  (find: (line: string, reading: Reading) => Claim<string>[]) =>
  (line: string, reading: Reading): Claim<string>[] =>
    find(line, reading).map((claim) => {
      const { current } = reading
      const before = wordsBefore(line, claim.start)
      const match = by.exec(before)
      if (!match || claim.outcome.kind !== 'value') return claim
      const start = claim.start - match[0].length
      const text = quoted(line.slice(start, claim.end))
      if (typeof current !== 'string')
        return { ...claim, start, outcome: problemOf(notice('fields.money.change', { text })) }
      const change = fenOf(claim.outcome.value)
      const fen = fenOf(current) + (match.groups?.less === undefined ? change : -change)
      return {
        ...claim,
        start,
        outcome: fen < 0n ? problemOf(notice('fields.money.below', { text })) : understood(yuanOf(fen)),
      }
    })

/** Whether an amount of money stands in a folded line, well written or not. */
export const namesAmount = (line: string): boolean =>
  [mixed, comma, nearly].some((pattern) => line.search(pattern) >= 0) || amountsIn(line).length > 0

/** An amount in yuan, as an exact decimal text with two places: `42500000.00`. No number is ever a float. */
export const money = (): FieldType<string> => ({
  name: 'money',
  schema: z.string().regex(/^(?:0|[1-9]\d{0,15})\.\d{2}$/u),
  recognise: changing(recognise),
  resembles: (line) =>
    [...line.matchAll(nearly)].map(({ 0: text, index }) => ({ start: index, end: index + text.length })),
  validate,
  ask: () => ({ kind: 'text', multiline: false }),
  show: (value, { translate }) => fullYuan(value, translate),
  write: (value) => value,
})
