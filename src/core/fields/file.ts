import { z } from 'zod'
import { fileLimits, type StoredFile } from '../files.ts'
import type { FieldType } from '../form/field.ts'
import { notice } from '../i18n.ts'
import { problemOf, quoted, understood } from './outcome.ts'

/** A stored file as a form carries it: everything else about it is in the file table. */
export type FileEntry = Pick<StoredFile, 'id' | 'name'>

const whole = /^\s*([^<>\r\n]*[^<>\s])\s*<([\w-]+)>\s*$/u

/**
 * Stored files, at most `most` of them, whose names end with one of `extensions` where only some kinds are of use. Nobody types them: a platform brings them with a request (`core/form/files.ts`),
 * and an entry carries each in a line of its own as `name <id>`. To people they are shown by name.
 */
export const file = ({
  most = fileLimits.perRequest,
  extensions,
}: {
  readonly most?: number
  readonly extensions?: readonly string[]
} = {}): FieldType<readonly FileEntry[]> => ({
  name: 'file',
  schema: z
    .array(z.object({ name: z.string().min(1), id: z.string().regex(/^[\w-]+$/) }))
    .min(1)
    .max(most),
  recognise: () => [],
  validate: (typed) => {
    const lines = typed.split('\n').filter((line) => line.trim() !== '')
    const read = lines.map((line) => whole.exec(line))
    const files = read.flatMap((found) =>
      found?.[1] && found[2] ? [{ name: found[1].trim(), id: found[2] }] : [],
    )
    if (files.length === 0 || files.length < lines.length)
      return problemOf(notice('fields.file.unknown', { text: quoted(typed) }))
    if (files.length > most) return problemOf(notice('fields.file.many', { count: files.length, most }))
    // A kept file's name has the extension of what it is (`safeName`).
    const other = extensions && files.find(({ name }) => !extensions.some((one) => name.endsWith(`.${one}`)))
    if (other)
      return problemOf(
        notice('fields.file.kind', { name: other.name, kinds: extensions.map((one) => `.${one}`).join(' ') }),
      )
    return understood(files)
  },
  ask: () => ({ kind: 'file', most, ...(extensions && { extensions }) }),
  show: (files, { translate }) => files.map(({ name }) => name).join(translate('core.form.comma')),
  write: (files) => files.map(({ name, id }) => `${name} <${id}>`).join('\n'),
})
