import { type Block, fileBlock, text } from '../../core/card.ts'
import { UserError } from '../../core/errors.ts'
import type { FileEntry } from '../../core/fields/file.ts'
import { isPicture, type StoredFile } from '../../core/files.ts'
import { notice } from '../../core/i18n.ts'
import type { ProgrammeContext } from '../context.ts'
import type { Header } from './kind.ts'
import type { View } from './show.ts'

/** Files of one record. Our own limit: a record is shown with all of them. */
const most = 30

/** The files among a form's values. */
export const filesGiven = (values: Readonly<Record<string, unknown>>): readonly FileEntry[] =>
  // Only `filesShape` makes a field of this name.
  (values.files as readonly FileEntry[] | undefined) ?? []

/** Those that the record does not have yet. */
export const newFiles = async (
  { transaction }: ProgrammeContext,
  reference: string,
  files: readonly FileEntry[],
): Promise<readonly FileEntry[]> => {
  if (files.length === 0) return files
  const known = await transaction.recordFile.findMany({
    where: { reference, removedVersion: null },
    select: { fileId: true },
  })
  return files.filter(({ id }) => !known.some(({ fileId }) => fileId === id))
}

/** Adds files to a record, in the transaction of the change that brings them; gives what is to be said of it. */
export const addFiles = async (
  { transaction, caller, clock, translate }: ProgrammeContext,
  { reference, version }: Pick<Header, 'reference' | 'version'>,
  files: readonly FileEntry[],
): Promise<Block[]> => {
  if (files.length === 0) return []
  const ids = files.map(({ id }) => id)
  const stored = await transaction.file.findMany({ where: { id: { in: ids } }, select: { id: true } })
  const gone = files.find(({ id }) => !stored.some((file) => file.id === id))
  if (gone) throw new UserError(notice('records.fileGone', { name: gone.name }), 'files')
  const count = await transaction.recordFile.count({ where: { reference } })
  if (count + files.length > most) throw new UserError(notice('records.filesMany', { most }), 'files')
  for (const [index, { id, name }] of files.entries())
    await transaction.$executeRaw`
      INSERT INTO record_file (reference, file_id, position, name, added_by, added_at, added_version)
      VALUES (${reference}, ${id}, ${count + index + 1}, ${name}, ${caller.account}, ${clock.now()}, ${version})
      ON CONFLICT (reference, file_id) DO UPDATE
        SET added_version = excluded.added_version, removed_version = NULL
        WHERE record_file.removed_version IS NOT NULL`
  const names = files.map(({ name }) => name).join(translate('core.form.comma'))
  return [text(translate('records.filesAdded', { count: files.length, names }), 'quiet')]
}

/** Files that a change took away, as they are counted to people. */
export interface Removed {
  readonly count: number
  readonly kind: 'photos' | 'files'
}

/** Takes away what a version brought, as part of a later one; the rows and the contents stay. */
export const takeFilesAway = async (
  { transaction }: ProgrammeContext,
  { reference, version }: Pick<Header, 'reference' | 'version'>,
  addedVersion: number,
): Promise<Removed> => {
  const where = { reference, addedVersion, removedVersion: null }
  const files = await transaction.recordFile.findMany({
    where,
    select: { file: { select: { mediaType: true } } },
  })
  await transaction.recordFile.updateMany({ where, data: { removedVersion: version } })
  const arePhotos = files.every(({ file }) => isPicture(file.mediaType))
  return { count: files.length, kind: arePhotos ? 'photos' : 'files' }
}

/** The files of a record, in the order they were added. */
export const filesOf = (
  { transaction }: Pick<ProgrammeContext, 'transaction'>,
  reference: string,
): Promise<StoredFile[]> =>
  transaction.$queryRaw<StoredFile[]>`
    SELECT file.id, record_file.name, media_type AS "mediaType", size
    FROM record_file JOIN file ON file.id = file_id
    WHERE reference = ${reference} AND removed_version IS NULL ORDER BY position`

/** Files below a record's card. Where names of persons may not stand, documents do not either: they list people. */
export const showFiles = async (
  context: ProgrammeContext,
  view: View,
  reference: string,
): Promise<Block[]> => {
  const files = await filesOf(context, reference)
  const shown = view.names ? files : files.filter(({ mediaType }) => isPicture(mediaType))
  const withheld = files.length - shown.length
  return [
    ...(withheld > 0 ? [text(context.translate('records.filesWithheld', { count: withheld }), 'quiet')] : []),
    // A picture's own name may be a person's: it is numbered instead.
    ...shown.map((file, index) => fileBlock(file, `${reference} · ${index + 1}`)),
  ]
}
