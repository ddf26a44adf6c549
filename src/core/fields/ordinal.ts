import { z } from 'zod'
import type { FieldType } from '../form/field.ts'
import type { Notice } from '../i18n.ts'
import { fold } from '../text.ts'
import { problemOf, quoted, understood } from './outcome.ts'

/** The number of something that is counted on and has no reference: `17`, `#17`, `17号`. */
export const ordinal = (name: string, unread: (text: string) => Notice): FieldType<number> => ({
  name,
  schema: z.number().int().nonnegative().max(999_999_999),
  recognise: (line) =>
    [...line.matchAll(/(?<![\p{L}\p{N}.-])#?(\d{1,9})号?(?![\p{L}\p{N}.-])/gu)].map((match) => ({
      start: match.index,
      end: match.index + match[0].length,
      outcome: understood(Number(match[1])),
    })),
  validate: (typed) => {
    const [, digits] = /^#?(\d{1,9})号?$/u.exec(fold(typed).trim()) ?? []
    return digits === undefined ? problemOf(unread(quoted(typed))) : understood(Number(digits))
  },
  ask: () => ({ kind: 'text', multiline: false }),
  show: String,
  write: String,
})
