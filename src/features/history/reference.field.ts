import { z } from 'zod'
import { problemOf, quoted, understood } from '../../core/fields/outcome.ts'
import type { FieldType } from '../../core/form/field.ts'
import { notice } from '../../core/i18n.ts'
import { fold } from '../../core/text.ts'

const form = '([A-Z]{1,3})-?(\\d{4})(?:-(?=\\d)|(?=\\d{4}(?!\\d)))(\\d{1,9})'
const inLine = new RegExp(`(?<![\\p{Script=Latin}\\p{N}-])${form}(?![\\w-])`, 'giu')
const whole = new RegExp(`^#?${form}$`, 'iu')

const canonical = ([, prefix = '', year = '', sequence = '']: RegExpMatchArray): string =>
  `${prefix.toUpperCase()}-${year}-${String(Number(sequence)).padStart(4, '0')}`

/** The reference of a record of any kind. */
export const anyReference = (): FieldType<string> => ({
  name: 'reference',
  schema: z.string().regex(/^[A-Z]{1,3}-\d{4}-\d{4,9}$/u),
  recognise: (line) =>
    [...line.matchAll(inLine)].map((match) => ({
      start: match.index,
      end: match.index + match[0].length,
      outcome: understood(canonical(match)),
    })),
  validate: (typed) => {
    const match = whole.exec(fold(typed).trim())
    return match
      ? understood(canonical(match))
      : problemOf(notice('history.noReference', { text: quoted(typed) }))
  },
  ask: () => ({ kind: 'text', multiline: false }),
  show: (value) => value,
  write: (value) => value,
})
