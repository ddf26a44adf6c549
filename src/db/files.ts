import { createHash, randomBytes } from 'node:crypto'
import type { NewFile, StoredFile } from '../core/files.ts'
import type { HandWritten } from './statements.ts'

/** Not to be guessed: who knows a file's id may file it with a record of theirs. */
const newFileId = () => randomBytes(12).toString('base64url')

/**
 * Keeps a file: the same content given again is the same file, and counts as given now. In a transaction only what is small
 * and made here.
 */
export const keepFile = async (
  statements: HandWritten,
  { name, mediaType, content }: NewFile,
  now: Date,
): Promise<StoredFile> => {
  const hash = createHash('sha256').update(content).digest('hex')
  const size = content.length
  const [known] = await statements.$queryRaw<{ id: string }[]>`
    UPDATE file SET created_at = ${now} WHERE hash = ${hash} RETURNING id`
  if (known) return { id: known.id, name, mediaType, size }
  // Another process may bring the same content at the same moment.
  const [{ id } = { id: '' }] = await statements.$queryRaw<{ id: string }[]>`
    INSERT INTO file (id, hash, name, media_type, size, content, created_at)
    VALUES (${newFileId()}, ${hash}, ${name}, ${mediaType}, ${size}, ${content}, ${now})
    ON CONFLICT (hash) DO UPDATE SET created_at = excluded.created_at
    RETURNING id`
  return { id, name, mediaType, size }
}
