import { z } from 'zod'
import type { Claim, FieldType, Outcome } from '../form/field.ts'
import { notice } from '../i18n.ts'
import { fold } from '../text.ts'
import { chineseDigits, readNumeral } from './numerals.ts'
import { problemOf, quoted, understood } from './outcome.ts'

const number = '(?<number>\\d{1,3}(?:,\\d{3})+(?:\\.\\d+)?|\\d+(?:\\.\\d+)?)'
const chineseNumber = `百分之(?<chinese>[${chineseDigits}]+|\\d+(?:\\.\\d+)?)`
/** 六成五: tenths, and half of one. */
const tenths = '(?<tens>[一二三四五六七八九十])成(?<ones>[一二三四五六七八九半])?'
const mark = '(?:%|per\\s?cent(?![\\w-])|pct(?!\\w))'
const inLine = new RegExp(
  `(?<![\\w+-]|\\d[.,])${number}\\s?${mark}|${chineseNumber}|(?<![\\p{L}\\p{N}])${tenths}(?![\\p{L}\\p{N}])`,
  'giu',
)
const whole = new RegExp(`^(?:${number}\\s*${mark}?|${chineseNumber}|${tenths})$`, 'iu')

const read = (text: string, groups: Readonly<Record<string, string | undefined>> = {}): Outcome<string> => {
  if (groups.tens !== undefined) {
    const ones = groups.ones === '半' ? 5 : (readNumeral(groups.ones ?? '') ?? 0)
    return understood(`${(readNumeral(groups.tens) ?? 0) * 10 + ones}`)
  }
  const chinese = groups.chinese && /^\d/u.test(groups.chinese) ? groups.chinese : undefined
  const digits = groups.number ?? chinese ?? readNumeral(groups.chinese ?? '')?.toString()
  if (digits === undefined) return problemOf(notice('fields.percent.unknown', { text: quoted(text) }))
  const [units = '', decimals = ''] = digits.replaceAll(',', '').split('.')
  const significant = decimals.replace(/0+$/u, '')
  if (significant.length > 2) return problemOf(notice('fields.percent.fine', { text: quoted(text) }))
  const exact = units.replace(/^0+(?=\d)/u, '')
  if (exact.length > 6) return problemOf(notice('fields.percent.unknown', { text: quoted(text) }))
  return understood(significant === '' ? exact : `${exact}.${significant}`)
}

/**
 * A percentage as an exact decimal text: `84`, `158.2`, `12.34`. Precise to a hundredth of a percent; may exceed 100
 * (completion of a plan), below 1,000,000.
 */
export const percent = (): FieldType<string> => ({
  name: 'percent',
  schema: z.string().regex(/^(?:0|[1-9]\d{0,5})(?:\.\d?[1-9])?$/u),
  recognise: (line) => {
    const claims: Claim<string>[] = []
    for (const match of line.matchAll(inLine)) {
      const [text] = match
      claims.push({ start: match.index, end: match.index + text.length, outcome: read(text, match.groups) })
    }
    return claims
  },
  validate: (typed) => {
    const match = whole.exec(fold(typed).trim())
    return match
      ? read(typed, match.groups)
      : problemOf(notice('fields.percent.unknown', { text: quoted(typed) }))
  },
  ask: () => ({ kind: 'text', multiline: false }),
  show: (value) => `${value}%`,
  write: (value) => value,
})
