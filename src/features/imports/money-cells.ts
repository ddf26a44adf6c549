import { readNumeral } from '../../core/fields/numerals.ts'
import type { FieldType } from '../../core/form/field.ts'
import { fold } from '../../core/text.ts'

/** One amount, or what several tiers give. */
export const isOfMoney = (type: FieldType<unknown> | undefined): boolean =>
  type?.name === 'money' || type?.name === 'sources'

const digits = '(?:\\d{1,3}(?:,\\d{3})+|\\d+)(?:\\.\\d+)?'
/** An amount that says no unit, by itself or among others: 65, 省级60、市级40. */
const bare = new RegExp(
  `(?<![\\d.,])(?<!(?:[¥￥]|rmb|cny|人民币)\\s?)${digits}(?![\\d,]*\\d|\\.\\d|\\s*(?:[十百千万亿元圆wk%]|块|yuan|rmb|cny|renminbi|thousand|million|billion|bn|m(?![a-z])))`,
  'giu',
)

/** Moves the point of a number's text; exact. */
const shifted = (number: string, power: number): string => {
  const [whole = '', fraction = ''] = number.replaceAll(',', '').split('.')
  const places = fraction.padEnd(power, '0')
  const moved = `${whole}${places.slice(0, power)}`.replace(/^0+(?=\d)/u, '')
  return places.length > power ? `${moved}.${places.slice(power)}` : moved
}

/** With numbers in Chinese as those of digits, where the whole is one. */
const plain = (text: string): string => {
  const folded = fold(text).trim()
  return `${/^\d/u.test(folded) ? folded : (readNumeral(folded) ?? folded)}`
}

/** The amounts of a cell that say no unit; for comparing, not for reckoning. */
export const bareAmounts = (text: string): number[] =>
  [...plain(text).matchAll(bare)].map(([number]) => Number(number.replaceAll(',', '')))

/** In ten thousands of yuan nothing is as much. */
export const certainYuan = 100_000

/** Whether a text has an amount without a unit that may be in yuan or in ten thousands of them. */
export const maybeOther = (text: string): boolean =>
  bareAmounts(text).some((amount) => amount > 0 && amount < certainYuan)

/** Amounts that say that they count more than yuan: 1280万, 1.2 million yuan. */
const scaled = /\d\s*(?:[千万亿]|thousand|million|billion|bn|[wm](?![a-z]))/iu
export const saysMultiple = (text: string): boolean => scaled.test(plain(text))

/** The text with every amount in yuan that says no unit and counts 10^power of them. */
export const inYuan = (text: string, power: number): string =>
  bareAmounts(text).length === 0 ? text : plain(text).replace(bare, (number) => `${shifted(number, power)}元`)
