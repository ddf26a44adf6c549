import { cpSync, existsSync } from 'node:fs'
import { mkdir, rename, rm, writeFile } from 'node:fs/promises'
import type { PGlite } from '@electric-sql/pglite'
import type { Logger } from '../core/ports.ts'
import { serveBackups } from './backup/served.ts'
import { breakdownOf } from './breakdown.ts'
import {
  begunIn,
  brokenDown,
  databaseIn,
  markRestoring,
  refusalOf,
  requireWhole,
  unfinishedIn,
} from './damage.ts'
import { closeToOthers, makeDataDirectory, ownersAlone } from './data-directory.ts'
import { lockDataDirectory } from './lock.ts'
import { builtDatabase, type Opening, openPglite, poolOver } from './pglite.ts'
import type { Sessions } from './sessions.ts'
import { forceToDisk } from './synced-files.ts'

/**
 * Opens PGlite in the data directory and owns it until closed. Throws `DatabaseUnusable`.
 * A commit survives the death of the process; it is sure to survive a power cut only with `syncCommits`.
 */
export const openEmbedded = async (
  dataDirectory: string,
  logger: Logger,
  syncCommits = false,
): Promise<Sessions> => {
  await makeDataDirectory(dataDirectory)
  const unlock = await lockDataDirectory(dataDirectory, logger)
  try {
    await closeToOthers(dataDirectory, logger)
    const pglite = await openWhole(dataDirectory, logger, { syncCommits })
    const pool = poolOver(pglite)
    // What is said of a session that is closed because of a breakdown is told by that.
    pool.on('error', () => {})
    const broken = breakdownOf(pglite).then((cause) => brokenDown(dataDirectory, cause))
    const endBackups = await serveBackups(pool, dataDirectory, logger)
    return {
      kind: 'embedded',
      pool,
      broken,
      close: async () => {
        await endBackups()
        await pool.end()
        await pglite.close()
        await unlock()
      },
    }
  } catch (cause) {
    await unlock()
    throw refusalOf(dataDirectory, cause)
  }
}

/**
 * Opens the database of a data directory that this process has locked. One that never was there is unpacked from the
 * archive if one is given, and else copied from what the build made; one that was there and is gone is not made anew.
 * If making it was killed half-way that left its mark: what it made is no database yet, and is made anew; what was being put back
 * waits for the next restore.
 * Throws `DatabaseUnusable` when there is no opening it.
 */
export const openWhole = async (
  dataDirectory: string,
  logger: Logger,
  { archive, syncCommits }: Opening = {},
): Promise<PGlite> => {
  const directory = databaseIn(dataDirectory)
  const [unfinished, begun] = [unfinishedIn(dataDirectory), begunIn(dataDirectory)]
  if (archive === undefined) requireWhole(dataDirectory)
  if (existsSync(unfinished)) {
    logger.warn({ directory }, 'it was not finished the last time: making the database anew')
    await rm(directory, { recursive: true, force: true })
  }
  try {
    if (existsSync(directory)) {
      const pglite = await openPglite(directory, { syncCommits })
      await writeFile(begun, '')
      // What was written while it was not asked for, or put back, may still be on its way.
      if (syncCommits) forceToDisk(dataDirectory, directory)
      return pglite
    }
    await (archive === undefined ? writeFile(unfinished, '') : markRestoring(dataDirectory))
    await mkdir(directory, { mode: ownersAlone })
    // The synchronous copy takes half the time, and nothing else can go on without a database.
    if (archive === undefined && existsSync(builtDatabase))
      cpSync(builtDatabase, directory, { recursive: true })
    const pglite = await openPglite(directory, { archive, syncCommits })
    if (syncCommits) forceToDisk(dataDirectory, directory)
    await rename(unfinished, begun)
    return pglite
  } catch (cause) {
    throw refusalOf(dataDirectory, cause)
  }
}
