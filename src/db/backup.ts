import { existsSync } from 'node:fs'
import { mkdir, rename, rm, writeFile } from 'node:fs/promises'
import type { Logger } from '../core/ports.ts'
import { databaseIn, unfinishedIn } from './damage.ts'
import { openWhole } from './embedded.ts'
import { lockDataDirectory } from './lock.ts'

/** Why a backup cannot be made or put back, in words for the operator. */
export class BackupError extends Error {
  override readonly name = 'BackupError'
}

/**
 * Writes the embedded database to a file (`.tar.gz`). The program must be stopped: the lock sees to that.
 * Throws `BackupError`, and `DataDirectoryInUse` while the program runs.
 */
export const backUp = async (dataDirectory: string, file: string, logger: Logger): Promise<void> => {
  if (!existsSync(databaseIn(dataDirectory)))
    throw new BackupError(`there is no database in ${dataDirectory}`)
  if (existsSync(file)) throw new BackupError(`${file} exists already`)
  await owning(dataDirectory, logger, async () => {
    const pglite = await openWhole(dataDirectory, logger)
    try {
      const archive = await pglite.dumpDataDir('gzip')
      await writeFile(`${file}.part`, await archive.bytes())
      await rename(`${file}.part`, file)
    } finally {
      await pglite.close()
    }
  })
}

/**
 * Puts a backup into a data directory that has no database; the next start brings it up to its build's migrations.
 * Throws `BackupError`, and `DataDirectoryInUse` while the program runs.
 */
export const restore = async (dataDirectory: string, file: string, logger: Logger): Promise<void> => {
  if (!existsSync(file)) throw new BackupError(`there is no file ${file}`)
  await mkdir(dataDirectory, { recursive: true })
  await owning(dataDirectory, logger, async () => {
    const directory = databaseIn(dataDirectory)
    // What a restore left that was broken off is no database.
    if (existsSync(directory) && !existsSync(unfinishedIn(dataDirectory)))
      throw new BackupError(`${directory} exists already: move it away first`)
    try {
      const pglite = await openWhole(dataDirectory, logger, file)
      try {
        await pglite.query('SELECT 1 FROM _prisma_migrations')
      } finally {
        await pglite.close()
      }
    } catch (error) {
      await rm(directory, { recursive: true, force: true })
      throw new BackupError(`${file} is no backup of this program`, { cause: error })
    }
  })
}

const owning = async (dataDirectory: string, logger: Logger, work: () => Promise<void>): Promise<void> => {
  const unlock = await lockDataDirectory(dataDirectory, logger)
  try {
    await work()
  } finally {
    await unlock()
  }
}
