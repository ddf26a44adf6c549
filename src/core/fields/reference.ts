import { z } from 'zod'
import type { Claim, FieldType } from '../form/field.ts'
import { notice } from '../i18n.ts'
import { escapePattern, fold } from '../text.ts'
import { yearOf } from '../time/day.ts'
import { problemOf, quoted, understood } from './outcome.ts'

const foreign = /^\s*[a-z]-\d{4}-\d{1,9}(?![\w-])/iu
const ofThisYear = /^#?(\d{1,9})$/u

/**
 * A record's human reference: `V-2025-0031`, also `v-2025-31`; the sequence has at least four digits.
 * With `alone`, 31 by itself is this year's: where nothing else than this kind's records can be meant.
 */
export const reference = (
  prefix: string,
  { alone = false }: { readonly alone?: boolean } = {},
): FieldType<string> => {
  // v20250031 too: a year and four digits.
  const pattern = `${escapePattern(prefix)}-?(\\d{4})(?:-(?=\\d)|(?=\\d{4}(?!\\d)))(\\d{1,9})`
  const inLine = new RegExp(`(?<![\\p{Script=Latin}\\p{N}-])${pattern}(?![\\w-])`, 'giu')
  const whole = new RegExp(`^#?${pattern}$`, 'iu')
  const canonical = (year: string, sequence: string) =>
    `${prefix}-${year}-${`${Number(sequence)}`.padStart(4, '0')}`
  return {
    name: 'reference',
    schema: z.string().regex(new RegExp(`^${escapePattern(prefix)}-\\d{4}-\\d{4,9}$`, 'u')),
    recognise: (line) => {
      const claims: Claim<string>[] = []
      for (const match of line.matchAll(inLine)) {
        const [text, year = '', sequence = ''] = match
        const value = canonical(year, sequence)
        claims.push({ start: match.index, end: match.index + text.length, outcome: understood(value) })
      }
      return claims
    },
    // visit cancel M-2025-0001: what is named first is of another kind, and no reason either.
    resembles: (line) => {
      const [text] = foreign.exec(line) ?? []
      return text === undefined ? [] : [{ start: 0, end: text.length }]
    },
    validate: (typed, { today }) => {
      const text = fold(typed).trim()
      const [, bare] = (alone && ofThisYear.exec(text)) || []
      if (bare) return understood(canonical(`${yearOf(today)}`, bare))
      const [, year, sequence] = whole.exec(text) ?? []
      if (year && sequence) return understood(canonical(year, sequence))
      return problemOf(notice('fields.reference.unknown', { text: quoted(typed), prefix }))
    },
    ask: () => ({ kind: 'text', multiline: false }),
    show: (value) => value,
    write: (value) => value,
    kinds: () => [prefix],
  }
}
