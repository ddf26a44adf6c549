import { fold } from '../text.ts'
import { isDay } from '../time/day.ts'
import { overlap, type Piece } from './piece.ts'

/**
 * Mainland mobile and fixed numbers, others with their country's code, identity cards, passports, cards of banks, and addresses
 * of mail. What is followed by a unit of money is an amount, and letters before a day are a document's number.
 */
const number =
  '(?:\\+?86[- ]?)?1[3-9]\\d(?:[- ]?\\d{4}){2}(?!\\.\\d|\\s?(?:[元万亿]|yuan|rmb|cny))|\\(?(?:010|02\\d|0[3-9]\\d{2})\\)?(?:[- —–]\\d|[2-9])\\d{2,3}[- ]?\\d{4}(?:[-转]\\d{1,5})?|\\+\\d{1,3}(?:[- ]?\\d{2,4}){2,4}|\\d{6}[ -]?(?:19|20)\\d{2}[ -]?\\d{4}[ -]?\\d{3}[\\dXx]|(?:[EGPSDK](?!20[0-4]\\d[01]\\d[0-3]\\d)\\d{8}|E[A-Z]\\d{7})(?!\\d)|62\\d{14,17}|[\\w.+-]{1,40}@[\\w-]{1,40}(?:\\.[\\w-]{2,20}){1,3}'
const label =
  '(?:(?:联系|办公|咨询|值班|司机|本人|手机)?(?:电话|手机|座机|传真|身份证|护照|邮箱|微信|证件)(?:号码?)?|(?:请|可)?(?:联系|致电|拨打|咨询)|(?<![a-z])(?:tel(?:ephone)?|phone|mobile|cell|fax|call|contact|e-?mail|passport|id(?: card)?)(?: number| no)?\\.?)'
const whole = new RegExp(`(?:${label}\\s?[:是为]?\\s?)?(?<![\\w.+-])(?:${number})(?![\\w@])`, 'giu')
/** A number of seven or eight digits is a telephone's when it is called so. */
const called =
  /(?:电话|手机|座机|传真|(?<![a-z])(?:tel(?:ephone)?|phone|fax)\.?)(?:号码?)?\s?[:是为]?\s?\d{7,8}(?!\d)/giu

/** Papers and accounts are so when they are called so. */
const papers =
  /(?:身份证|护照|(?:港澳|台湾|往来)?通行证|台胞证|回乡证|军官证|证件|(?:银行|社保)?卡|账[号户])(?:号码?|编号)?\s?[:是为]?\s?[A-Z]{0,2}\d{7,20}[Xx]?(?!\d)|微信(?:号码?)?\s?[:是为]?\s?[\w-]{5,30}|(?<![a-z\d])QQ(?:号码?)?\s?[:是为]?\s?\d{5,12}(?!\d)|(?<![a-z])(?:passports?|id(?: card)?|identity card|permit|account)(?: (?:number|no)\b\.?)?\s?[:#]?\s?[A-Z]{0,2}\d{7,20}(?!\d)|(?<![a-z])wechat(?: id)?\s?[:]?\s?(?=\S*[\d_])[\w-]{5,30}/giu

/** Numbers of identity cards by GB 11643-1999, alone: a province's code (GB/T 2260), a day that was, and the check digit. */
const identity = /^\d{6}[ -]?(?:19|20)\d{2}[ -]?\d{4}[ -]?\d{3}[\dX]$/iu
const provinces = /^(?:1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[1-3])/u
const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]

const isIdentity = (text: string): boolean => {
  const digits = text.replace(/[ -]/gu, '').toUpperCase()
  const born = `${digits.slice(6, 10)}-${digits.slice(10, 12)}-${digits.slice(12, 14)}`
  const sum = weights.reduce((total, weight, place) => total + weight * Number(digits[place]), 0)
  return provinces.test(digits) && isDay(born) && '10X98765432'[sum % 11] === digits[17]
}

/** Numbers of cards of banks, by Luhn's check digit. */
const bankCard = /^62\d{14,17}$/u
const isBankCard = (digits: string): boolean =>
  [...digits].reverse().reduce((sum, digit, place) => {
    const weighed = Number(digit) * (place % 2 === 0 ? 1 : 2)
    return sum + (weighed > 9 ? weighed - 9 : weighed)
  }, 0) %
    10 ===
  0

const paper = /身份证|护照|证件|(?<![a-z])(?:id|passport)(?![a-z])/iu

/** Long numbers that nothing calls so are of documents and accounts unless their check digits say otherwise. */
const isPersonal = (text: string): boolean => {
  if (paper.test(text)) return true
  const [number = ''] = /\d[\d -]*[\dX]$/iu.exec(text) ?? []
  if (identity.test(number)) return isIdentity(number)
  return bankCard.test(number) ? isBankCard(number) : true
}

/** Numbers of telephones and identity cards, and addresses of mail, with the words that name them: they are kept nowhere. */
export const personalNumbers = (folded: string): Piece[] =>
  [
    ...folded.matchAll(papers),
    ...[...folded.matchAll(whole)].filter(([text]) => isPersonal(text)),
    ...folded.matchAll(called),
  ]
    .map(({ 0: text, index }) => ({ start: index, end: index + text.length }))
    .filter((piece, index, all) => !all.slice(0, index).some((other) => overlap(piece, other)))
    .sort((one, other) => one.start - other.start)

/** Where the number itself begins, behind the words that name it. */
const itself = /[+(]?\d[^@]*$|[\w.+-]+@\S*$/u

/** A number as it may be shown and kept, with the words before it: 电话138****5678. */
const masked = (text: string): string => {
  const folded = fold(text)
  const start = Math.max(folded.search(itself), 0)
  const digits = (folded.slice(start).match(/\d|X$/giu) ?? []).join('')
  const isMail = folded.includes('@')
  const kept = digits.length < 7 || isMail ? '****' : `${digits.slice(0, 3)}****${digits.slice(-4)}`
  return text.slice(0, start) + kept
}

/** The first such number in a text, masked and without the words that name it; undefined where there is none. */
export const maskedNumber = (text: string): string | undefined => {
  const [first] = personalNumbers(fold(text))
  if (!first) return undefined
  const piece = text.slice(first.start, first.end)
  return masked(piece.slice(Math.max(fold(piece).search(itself), 0)))
}

/** The text with such numbers masked, and all else as it is. */
export const withMaskedNumbers = (text: string): string =>
  personalNumbers(fold(text)).reduceRight(
    (kept, { start, end }) => `${kept.slice(0, start)}${masked(kept.slice(start, end))}${kept.slice(end)}`,
    text,
  )
