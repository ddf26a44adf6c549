import { leads, readChinese } from './chinese.ts'
import { chineseName, isPersonalName } from './chinese-names.ts'

const latinName = '\\p{Lu}\\p{L}+(?: \\p{Lu}\\p{L}+){1,2}'
export const orAnother = new RegExp(`^\\s+or\\s+(?<name>${latinName})(?!\\p{L})`, 'u')
export const andOthers = /等(?:人|同志|领导)?$/u
const wholeLatinName = new RegExp(`^${latinName}$`, 'u')

/** 王建国或李明带队: one of them, or both. */
export const leadingTogether = new RegExp(
  `(?<!\\p{Script=Han})由?(?<names>${chineseName}(?:(?:或者?|[、和与及])${chineseName})+)(?:共同|一起)?${leads}`,
  'gu',
)

/** 王建国副市长、李明: several whose names are all told; 市委常委、副市长王建国 is one. */
export const severalIn = (text: string): readonly string[] => {
  const parts = text
    .normalize('NFKC')
    .trim()
    .replace(andOthers, '')
    .split(/\s*(?:[、/]|或者?|[和与及])\s*|\s+(?:and|or)\s+/u)
  const isNamed = (part: string) =>
    isPersonalName(part) || wholeLatinName.test(part) || readChinese(part)?.name !== undefined
  return parts.length > 1 && parts.every(isNamed) ? parts : []
}
