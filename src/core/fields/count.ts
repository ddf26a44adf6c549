import { z } from 'zod'
import type { Claim, FieldType, Outcome } from '../form/field.ts'
import { notice } from '../i18n.ts'
import { characterAt, chinese, escapePattern, fold } from '../text.ts'
import { chineseDigits, numeral, readNumeral } from './numerals.ts'
import { problemOf, quoted, understood } from './outcome.ts'

/** PostgreSQL's integer. */
const largest = 2_147_483_647
const amount = `(?:\\d{1,3}(?:,\\d{3})+|\\d+(?:\\.\\d+)?万|${numeral})`
const introduction = '(?:一行|[一总]?共(?:有|计)?|[总合]计|an? [a-z]{1,20} of )?'
// What comes before a number that is no count: an ordinal, a larger number, a word.
const noStart = new RegExp(`(?:[第\\w${chineseDigits}万+-]|\\d[.,])$`, 'u')
/** 其中干部5人、教师7人: parts of a number that was given before. */
const partOfWhole = /(?:其中|含|包括|including)[^。;；()\n]{0,30}$/iu
const words = /[a-z0-9]/iu
const longerWord = /[民才工口均大员们士]/u
const han = new RegExp(`[${chinese}]`, 'u')

const read = (digits: string): number | undefined => {
  const plain = digits.replaceAll(',', '')
  const thousands = /^(\d+)\.(\d{1,4})万$/u.exec(plain)
  if (thousands) return Number(`${thousands[1]}${thousands[2]?.padEnd(4, '0')}`)
  const inTenThousands = /^(\d+)万$/u.exec(plain)
  if (inTenThousands) return Number(inTenThousands[1]) * 10_000
  return readNumeral(plain)
}

const outcomeOf = (text: string, digits: string): Outcome<number> => {
  const value = read(digits)
  if (value === undefined) return problemOf(notice('fields.count.unknown', { text: quoted(text) }))
  if (value > largest) return problemOf(notice('fields.count.large', { text: quoted(text), largest }))
  return understood(value)
}

/** 10至15人 is neither the one nor the other before somebody says so. */
const between = (most: Outcome<number>, digits: string | undefined): Outcome<number> => {
  const least = digits === undefined ? undefined : read(digits)
  return least === undefined || most.kind !== 'value' || least >= most.value
    ? most
    : { kind: 'choice', values: [least, most.value] }
}

/** A whole number of something, from 0. In a free line only with one of its units (`12人`, `十二人`, `12 people`). */
export const count = ({
  units,
  others = [],
}: {
  units: readonly string[]
  /** Words after which a number counts something else of the same unit: 培训300人. */
  others?: readonly string[]
}): FieldType<number> => {
  const ofOthers = new RegExp(
    `(?:${others.map(escapePattern).join('|') || '(?!)'})\\p{Script=Han}{0,4}\\s?$`,
    'iu',
  )
  const unit = [...units]
    .sort((a, b) => b.length - a.length)
    .map(escapePattern)
    .join('|')
  const inLine = new RegExp(
    `${introduction}(?:(?<least>${amount})\\s?(?:[-~–—〜至到]|to)\\s?)?(?<digits>${amount})\\s?(?:${unit})`,
    'giu',
  )
  const whole = new RegExp(`^${introduction}(${amount})\\s*(?:${unit})?$`, 'iu')
  const chineseUnit = units.find((candidate) => han.test(candidate))
  return {
    name: 'count',
    schema: z.number().int().min(0).max(largest),
    recognise: (line) => {
      const claims: Claim<number>[] = []
      for (const match of line.matchAll(inLine)) {
        const [text] = match
        const { least, digits = '' } = match.groups ?? {}
        const end = match.index + text.length
        const next = characterAt(line, end)
        const cutShort = han.test(text.slice(-1)) ? longerWord.test(next) : words.test(next)
        if (noStart.test(line.slice(Math.max(match.index - 2, 0), match.index)) || cutShort) continue
        if ([partOfWhole, ofOthers].some((pattern) => pattern.test(line.slice(0, match.index)))) continue
        claims.push({ start: match.index, end, outcome: between(outcomeOf(text, digits), least) })
      }
      return claims
    },
    validate: (typed) => {
      const text = fold(typed).trim()
      const digits = whole.exec(text)?.[1]
      if (digits === undefined) return problemOf(notice('fields.count.unknown', { text: quoted(typed) }))
      return outcomeOf(text, digits)
    },
    ask: () => ({ kind: 'text', multiline: false }),
    show: (value, { translate }) =>
      translate.locale === 'zh-CN' && chineseUnit ? `${value}${chineseUnit}` : `${value}`,
    write: (value) => `${value}`,
  }
}
