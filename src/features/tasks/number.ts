import { z } from 'zod'
import { problemOf, quoted, understood } from '../../core/fields/outcome.ts'
import type { FieldType } from '../../core/form/field.ts'
import { notice } from '../../core/i18n.ts'
import { fold } from '../../core/text.ts'

/** The number of a task: `17`, `#17`, `17号`. */
export const taskNumber: FieldType<number> = {
  name: 'task number',
  schema: z.number().int().nonnegative().max(999_999_999),
  recognise: (line) =>
    [...line.matchAll(/(?<![\p{L}\p{N}.-])#?(\d{1,9})号?(?![\p{L}\p{N}.-])/gu)].map((match) => ({
      start: match.index,
      end: match.index + match[0].length,
      outcome: understood(Number(match[1])),
    })),
  validate: (typed) => {
    const [, digits] = /^#?(\d{1,9})号?$/u.exec(fold(typed).trim()) ?? []
    return digits === undefined
      ? problemOf(notice('tasks.unread', { text: quoted(typed) }))
      : understood(Number(digits))
  },
  ask: () => ({ kind: 'text', multiline: false }),
  show: String,
  write: String,
}
