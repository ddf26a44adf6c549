import { cpSync, existsSync } from 'node:fs'
import { mkdir, rename, rm, writeFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import type { PGlite } from '@electric-sql/pglite'
import type { Logger } from '../core/ports.ts'
import { serveBackups } from './backup/served.ts'
import { begunIn, DatabaseDamaged, databaseIn, refusalOf, requireWhole, unfinishedIn } from './damage.ts'
import { lockDataDirectory } from './lock.ts'
import { builtDatabase, openPglite, poolOver } from './pglite.ts'
import type { Sessions } from './sessions.ts'

/**
 * Opens PGlite in the data directory and owns it until closed. Throws `DatabaseUnusable`.
 * A commit survives the death of the process; it may not survive a power cut, because PGlite never calls `fsync`.
 */
export const openEmbedded = async (dataDirectory: string, logger: Logger): Promise<Sessions> => {
  await mkdir(dataDirectory, { recursive: true })
  const unlock = await lockDataDirectory(dataDirectory, logger)
  try {
    const pglite = await openWhole(dataDirectory, logger)
    const pool = poolOver(pglite)
    const endBackups = await serveBackups(pool, dataDirectory, logger)
    return {
      kind: 'embedded',
      pool,
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
 * If making it was killed half-way that left its mark: what it made is no database yet, and is made anew.
 * Throws `DatabaseUnusable` when there is no opening it.
 */
export const openWhole = async (dataDirectory: string, logger: Logger, archive?: string): Promise<PGlite> => {
  const directory = databaseIn(dataDirectory)
  const [unfinished, begun] = [unfinishedIn(dataDirectory), begunIn(dataDirectory)]
  if (existsSync(unfinished)) {
    if (archive === undefined && existsSync(begun))
      throw new DatabaseDamaged(dataDirectory, `a restore into ${resolve(directory)} was broken off`)
    logger.warn({ directory }, 'the first start was broken off: making the database anew')
    await rm(directory, { recursive: true, force: true })
  } else if (archive === undefined) requireWhole(dataDirectory)
  try {
    if (existsSync(directory)) {
      const pglite = await openPglite(directory)
      await writeFile(begun, '')
      return pglite
    }
    await writeFile(unfinished, '')
    // The synchronous copy takes half the time, and nothing else can go on without a database.
    if (archive === undefined && existsSync(builtDatabase))
      cpSync(builtDatabase, directory, { recursive: true })
    const pglite = await openPglite(directory, archive)
    await rename(unfinished, begun)
    return pglite
  } catch (cause) {
    throw refusalOf(dataDirectory, cause)
  }
}
