import { cpSync, createWriteStream, existsSync } from 'node:fs'
import { mkdir, open, rename, rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { Writable } from 'node:stream'
import type { Logger } from '../../core/ports.ts'
import { begunIn, databaseIn, markRestoring, requireWhole, unfinishedIn } from '../damage.ts'
import { makeDataDirectory, ownersAlone } from '../data-directory.ts'
import { openEmbedded, openWhole } from '../embedded.ts'
import { DataDirectoryInUse, lockDataDirectory } from '../lock.ts'
import { builtDatabase, openPglite, poolOver } from '../pglite.ts'
import { openServer } from '../server.ts'
import { requireArchive } from './archive.ts'
import { dump } from './dump.ts'
import { BackupError, type Head, headOf } from './format.ts'
import { isOfThisBuild, load, prepare, requireKnown } from './load.ts'
import { takeServed } from './served.ts'

export { BackupError } from './format.ts'

/** Which database: the server's where there is a `url`, else the embedded one. */
export interface Place {
  readonly url: string | undefined
  readonly dataDirectory: string
}

/**
 * Writes all of a database to a file, while the program runs or not. Throws `BackupError` where there is nothing to back up or
 * the file exists.
 */
export const backUp = async (place: Place, file: string, logger: Logger): Promise<void> => {
  if (existsSync(file)) throw new BackupError(`${file} exists already`)
  if (place.url === undefined && !isThere(place.dataDirectory))
    throw new BackupError(`there is no database in ${place.dataDirectory}`)
  await mkdir(dirname(file), { recursive: true })
  const part = `${file}.part`
  try {
    // Whoever may read it may read all that officers said.
    await write(place, createWriteStream(part, { mode: 0o600 }), logger)
    // What was cut short has no name, however early.
    if (!(await headOf(part))) throw new BackupError('the backup was cut short')
    const handle = await open(part)
    await handle.sync()
    await handle.close()
    await rename(part, file)
  } catch (error) {
    await rm(part, { force: true })
    throw error
  }
}

/** Throws `DatabaseUnusable` where a database was, or should be. */
const isThere = (dataDirectory: string): boolean => {
  if (existsSync(dataDirectory)) requireWhole(dataDirectory)
  return existsSync(databaseIn(dataDirectory)) && !existsSync(unfinishedIn(dataDirectory))
}

const write = async ({ url, dataDirectory }: Place, into: Writable, logger: Logger): Promise<void> => {
  try {
    const { pool, close } = await (url ? openServer(url, logger) : openEmbedded(dataDirectory, logger))
    await dump(pool, into).finally(close)
  } catch (error) {
    if (!(error instanceof DataDirectoryInUse)) throw error
    await takeServed(dataDirectory, into).catch((cause: unknown) => {
      throw new BackupError(`it gives no backup while it runs: ${error.message}`, { cause })
    })
  }
}

/**
 * Puts a backup into an empty database; the next start brings it up to its build's migrations. Throws `BackupError`, and
 * `DataDirectoryInUse` while the program runs.
 */
export const restore = async (place: Place, file: string, logger: Logger): Promise<void> => {
  if (!existsSync(file)) throw new BackupError(`there is no file ${file}`)
  const { url, dataDirectory } = place
  // All of it is read before anything is written: a file that was cut short leaves no trace.
  const head = await headOf(file)
  if (head) requireKnown(head)
  if (url !== undefined) {
    if (!head)
      throw new BackupError(
        `${file} is no backup of this program, or of an earlier version: restore that into an embedded database, and back that up`,
      )
    const { pool, close } = await openServer(url, logger)
    await prepare(pool, head)
      .then(() => load(pool, file))
      .finally(close)
    return
  }
  if (!head) await requireArchive(file)
  await makeDataDirectory(dataDirectory)
  await owning(dataDirectory, logger, async () => {
    const directory = databaseIn(dataDirectory)
    // What a restore left that was broken off is no database.
    const wasUnfinished = existsSync(unfinishedIn(dataDirectory))
    if (existsSync(directory) && !wasUnfinished)
      throw new BackupError(`${directory} exists already: move it away first`)
    try {
      if (head) await loadEmbedded(dataDirectory, file, head)
      else await unpack(dataDirectory, file, logger)
    } catch (error) {
      await rm(directory, { recursive: true, force: true })
      // The mark of an earlier one stays: its records are still awaited.
      if (!wasUnfinished) await rm(unfinishedIn(dataDirectory), { force: true })
      if (error instanceof BackupError) throw error
      throw new BackupError(`${file} is no backup of this program`, { cause: error })
    }
  })
}

const loadEmbedded = async (dataDirectory: string, file: string, head: Head): Promise<void> => {
  const directory = databaseIn(dataDirectory)
  const isBuilt = isOfThisBuild(head) && existsSync(builtDatabase)
  await rm(directory, { recursive: true, force: true })
  await markRestoring(dataDirectory)
  await mkdir(directory, { mode: ownersAlone })
  if (isBuilt) cpSync(builtDatabase, directory, { recursive: true })
  const pglite = await openPglite(directory)
  const pool = poolOver(pglite)
  try {
    if (!isBuilt) await prepare(pool, head)
    await load(pool, file)
  } finally {
    await pool.end()
    await pglite.close()
  }
  await rename(unfinishedIn(dataDirectory), begunIn(dataDirectory))
}

/** An archive of a data directory, as earlier versions made it. */
const unpack = async (dataDirectory: string, file: string, logger: Logger): Promise<void> => {
  const pglite = await openWhole(dataDirectory, logger, { archive: file })
  try {
    await pglite.query('SELECT 1 FROM _prisma_migrations')
  } finally {
    await pglite.close()
  }
}

const owning = async (dataDirectory: string, logger: Logger, work: () => Promise<void>): Promise<void> => {
  const unlock = await lockDataDirectory(dataDirectory, logger)
  try {
    await work()
  } finally {
    await unlock()
  }
}
