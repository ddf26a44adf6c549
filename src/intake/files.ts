import { DeliveryError } from '../core/errors.ts'
import type { FileStore } from '../core/ports.ts'
import type { Clock } from '../core/time/clock.ts'
import type { Database, Transaction } from '../db/database.ts'
import { keepFile } from '../db/files.ts'

/** Files in the database. The same content given again is the same file, and counts as given now. */
export const createFileStore = (database: Database, clock: Clock): FileStore => ({
  keep: (file) => keepFile(database.statements, file, clock.now()),
  read: async (id) => {
    try {
      const row = await database.client.file.findUnique({ where: { id }, select: { content: true } })
      return row?.content
    } catch (cause) {
      // What shows the file can be said once the database is back.
      throw new DeliveryError('transient', 'a file could not be read', { cause })
    }
  },
})

/** Days that a file is kept that no record has: longer than a form waits, or a message is tried. */
const fileDays = 7

/**
 * Clears away files that belong to nothing: to no record, no form that is being filled in, no message that is not sent
 * yet. A request that waits has no files of its own: it says where its platform keeps them.
 */
export const clearFiles = async (transaction: Transaction, now: Date): Promise<void> => {
  await transaction.$executeRaw`
    DELETE FROM file WHERE created_at < ${new Date(now.getTime() - fileDays * 86_400_000)}
      AND NOT EXISTS (SELECT 1 FROM record_file WHERE file_id = file.id)
      AND NOT EXISTS (SELECT 1 FROM draft WHERE strpos(entries::text, file.id) > 0)
      AND NOT EXISTS (SELECT 1 FROM outbox WHERE state IN ('due', 'sending') AND strpos(card::text, file.id) > 0)`
}
