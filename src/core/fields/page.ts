import type { Claim, FieldType } from '../form/field.ts'
import { fold } from '../text.ts'
import { readAmount } from './amounts.ts'
import { count } from './count.ts'
import { numeral } from './numerals.ts'

const ordinal = `第\\s?(?<chinese>${numeral})\\s?页|(?<![\\p{L}\\p{N}])page\\s?(?<english>\\d{1,6})(?![\\p{L}\\p{N}.:-])`
const inLine = new RegExp(ordinal, 'giu')
const whole = new RegExp(`^(?:${ordinal})$`, 'iu')
/** More pages than there will ever be records. */
const bounds = { minimum: 0, maximum: 999_999 }

/** Which page of a list: 第2页, `page 2`, 2页. */
export const page = (): FieldType<number> => {
  const pages = count({ units: ['页', 'page'], ...bounds })
  const numberIn = ({ 0: text, groups }: RegExpExecArray) =>
    readAmount(text, { digits: groups?.chinese ?? groups?.english ?? '' }, bounds)
  return {
    ...pages,
    name: 'page',
    recognise: (line, reading) => {
      const claims = [...line.matchAll(inLine)].map(
        (match): Claim<number> => ({
          start: match.index,
          end: match.index + match[0].length,
          outcome: numberIn(match),
        }),
      )
      const others = pages
        .recognise(line, reading)
        .filter(({ start, end }) => claims.every((claim) => end <= claim.start || claim.end <= start))
      return [...claims, ...others].sort((one, other) => one.start - other.start)
    },
    validate: (typed, reading) => {
      const match = whole.exec(fold(typed).trim())
      return match ? numberIn(match) : pages.validate(typed, reading)
    },
  }
}
