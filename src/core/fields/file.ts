import { z } from 'zod'
import type { FieldType } from '../form/field.ts'
import { notice } from '../i18n.ts'
import { problemOf, quoted, understood } from './outcome.ts'

/** A file that a platform keeps: its name, and the platform's own id for it. */
export interface StoredFile {
  readonly name: string
  readonly id: string
}

const whole = /^\s*([^<>\r\n]*[^<>\s])\s*<([^<>\s]+)>\s*$/u

/** A reference to a stored file, written `name <id>`. An adapter writes it when a person attaches a file. */
export const file = (): FieldType<StoredFile> => ({
  name: 'file',
  schema: z.object({
    name: z
      .string()
      .regex(/^[^<>\r\n]+$/u)
      .trim()
      .min(1),
    id: z.string().regex(/^[^<>\s]+$/u),
  }),
  recognise: () => [],
  validate: (typed) => {
    const [, name, id] = whole.exec(typed) ?? []
    if (name && id) return understood({ name: name.trim(), id })
    return problemOf(notice('fields.file.unknown', { text: quoted(typed) }))
  },
  ask: () => ({ kind: 'text', multiline: false }),
  show: ({ name, id }) => `${name} <${id}>`,
  write: ({ name, id }) => `${name} <${id}>`,
})
