import { cpSync, existsSync } from 'node:fs'
import { mkdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { PGlite } from '@electric-sql/pglite'
import type { Logger } from '../core/ports.ts'
import { DatabaseUnusable } from './errors.ts'
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
    return {
      kind: 'embedded',
      pool,
      close: async () => {
        await pool.end()
        await pglite.close()
        await unlock()
      },
    }
  } catch (cause) {
    await unlock()
    throw new DatabaseUnusable(`DATA_DIR: the database cannot be opened: ${reasonOf(cause)}`, { cause })
  }
}

/** PGlite's file system throws plain objects with a number (`{ name: 'ErrnoError', errno: 51 }`). */
const reasonOf = (cause: unknown): string => {
  if (cause instanceof Error) return cause.message
  const isNumbered = typeof cause === 'object' && cause !== null && 'errno' in cause
  return isNumbered
    ? `the system refuses to write it (error ${cause.errno}): is the disk full?`
    : String(cause)
}

/** Where the database is inside the data directory. */
export const databaseIn = (dataDirectory: string): string => join(dataDirectory, 'database')

/**
 * Opens the database of a data directory that this process has locked. A missing one is unpacked from the archive if one
 * is given, and else copied from what the build made.
 * If that was killed half-way it left its mark: what it made is no database yet, and is made anew.
 */
export const openWhole = async (dataDirectory: string, logger: Logger, archive?: string): Promise<PGlite> => {
  const directory = databaseIn(dataDirectory)
  const unfinished = join(dataDirectory, 'database-unfinished')
  if (existsSync(unfinished)) {
    logger.warn({ directory }, 'the first start was broken off: making the database anew')
    await rm(directory, { recursive: true, force: true })
  }
  if (existsSync(directory)) return openPglite(directory)
  await writeFile(unfinished, '')
  // The synchronous copy takes half the time, and nothing else can go on without a database.
  if (archive === undefined && existsSync(builtDatabase))
    cpSync(builtDatabase, directory, { recursive: true })
  const pglite = await openPglite(directory, archive)
  await rm(unfinished)
  return pglite
}
