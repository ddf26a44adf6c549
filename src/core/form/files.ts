import { type Block, text } from '../card.ts'
import type { Context } from '../command.ts'
import type { FileEntry } from '../fields/file.ts'
import { fileLimits, type ReceivedFile } from '../files.ts'
import type { Entry } from '../line/piece.ts'
import type { Routed } from '../reply.ts'
import type { Request } from '../request.ts'
import { type Form, type FormField, fieldsOf, type Reading } from './field.ts'
import type { Filled } from './filled.ts'

/** The fields that take files. */
export const fileFields = (form: Form, reading: Reading): FormField[] =>
  fieldsOf(form).filter(({ type }) => type.ask(reading).kind === 'file')

/** What a form holds of files: no part of what a person fills in. */
export const filesIn = (form: Form, filled: Filled, reading: Reading): Filled =>
  Object.fromEntries(
    fileFields(form, reading).flatMap(({ name }) =>
      filled[name] === undefined ? [] : [[name, filled[name]] as const],
    ),
  )

/** An entry with files behind those that it has; a file that is there already is not added again. */
const withMore = (
  { type }: FormField,
  entry: Entry | undefined,
  files: readonly ReceivedFile[],
  reading: Reading,
): Entry => {
  // The value of a field that asks for files is a list of them.
  const known = entry?.outcome.kind === 'value' ? (entry.outcome.value as readonly FileEntry[]) : []
  const more = files.filter(({ id }) => !known.some((file) => file.id === id))
  const text = type.write([...known, ...more])
  return { text, outcome: type.validate(text, reading) }
}

/** A form with a request's files in their fields: where they were put, else in `asked`, else in the first. */
export const withFiles = (
  form: Form,
  filled: Filled,
  files: Request['files'],
  reading: Reading,
  asked?: string,
): Filled => {
  const fields = fileFields(form, reading)
  const usual = fields.find(({ name }) => name === asked) ?? fields[0]
  if (!files || files.length === 0 || !usual) return filled
  const more = fields.flatMap((field) => {
    const own = files.filter((file) =>
      fields.some(({ name }) => name === file.field) ? file.field === field.name : field === usual,
    )
    return own.length === 0 ? [] : [[field.name, withMore(field, filled[field.name], own, reading)] as const]
  })
  return { ...filled, ...Object.fromEntries(more) }
}

/** That a refused command has not taken its files either. */
export const unkeptNotes = ({ request: { files = [] }, translate }: Context): Block[] =>
  files.length === 0 ? [] : [text(translate('core.file.unkept', { count: files.length }), 'warning')]

/**
 * What must be said of a request's files: those that were refused, and those that `form` has no place for. `stands`: the
 * form's question is still to be answered.
 */
export const fileNotes = (
  { request, translate, reading }: Context,
  form?: Form,
  { stands = false }: { readonly stands?: boolean } = {},
): Block[] => {
  const { files = [], refusedFiles = [] } = request
  const refused = refusedFiles.map(({ name, reason }) =>
    text(
      translate('core.file.refused', {
        name: name || translate('core.file.unnamed'),
        reason,
        megabytes: fileLimits.bytes / 1024 / 1024,
        most: fileLimits.perRequest,
      }),
      'warning',
    ),
  )
  const isUntaken = form !== undefined && files.length > 0 && fileFields(form, reading).length === 0
  return isUntaken
    ? [
        ...refused,
        text(
          translate(stands ? 'core.file.beside' : 'core.file.untaken', { count: files.length }),
          'warning',
        ),
      ]
    : refused
}

/** A reply with notes above its card, and above the form that it opens. */
export const noted = (routed: Routed, notes: readonly Block[]): Routed => {
  if (notes.length === 0) return routed
  const { card, form } = routed.reply
  const said = notes.flatMap((note) => (note.type === 'text' ? [note.text] : []))
  return {
    ...routed,
    reply: {
      ...routed.reply,
      card: { ...card, blocks: [...notes, ...card.blocks] },
      ...(form && { form: { ...form, notes: [...said, ...(form.notes ?? [])] } }),
    },
  }
}
