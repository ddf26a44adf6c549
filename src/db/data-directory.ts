import { existsSync } from 'node:fs'
import { chmod, mkdir } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import type { Logger } from '../core/ports.ts'
import { databaseIn } from './damage.ts'
import { DatabaseUnusable } from './errors.ts'

/** The mode of a directory that holds what officers said: only the account that runs the program may look into it. */
export const ownersAlone = 0o700

/** Makes the data directory where it is missing. Throws `DatabaseUnusable` where something else stands in its place. */
export const makeDataDirectory = async (dataDirectory: string): Promise<void> => {
  try {
    await mkdir(dataDirectory, { recursive: true, mode: ownersAlone })
  } catch (cause) {
    if (!standsInTheWay(cause)) throw cause
    const where = resolve(dataDirectory)
    const found = existsSync(where) ? 'it is a file' : 'a part of its path is a file'
    throw new DatabaseUnusable(
      `DATA_DIR: ${where} cannot be the data directory, since ${found}: name a directory, or move the file away`,
      { cause },
    )
  }
}

const standsInTheWay = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && (error.code === 'EEXIST' || error.code === 'ENOTDIR')

/**
 * Closes the database and the files in a data directory to all other accounts of the machine, those of an older program too.
 * The data directory itself may be anybody's: it keeps its mode.
 */
export const closeToOthers = async (dataDirectory: string, logger: Logger): Promise<void> => {
  for (const directory of [databaseIn(dataDirectory), join(dataDirectory, 'files')]) {
    if (!existsSync(directory)) continue
    await chmod(directory, ownersAlone).catch((error: unknown) =>
      logger.warn(
        { err: error, directory },
        'the directory cannot be closed to other accounts of this machine',
      ),
    )
  }
}
