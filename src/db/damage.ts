import { existsSync, readdirSync, readFileSync, statfsSync, statSync } from 'node:fs'
import { rename, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { DatabaseUnusable } from './errors.ts'
import { codeOf } from './outage.ts'
import { builtDatabase } from './pglite.ts'

/** Where the database is inside the data directory. */
export const databaseIn = (dataDirectory: string): string => join(dataDirectory, 'database')

/** Stands beside a database while it is being made or put back; what it holds says which. */
export const unfinishedIn = (dataDirectory: string): string => join(dataDirectory, 'database-unfinished')

/** What the mark of a restore holds: unlike a first start, it is not begun anew by the next. */
const restoring = 'restore'

/** Leaves the mark of a restore, whole or not at all: one without its word would be a first start's. */
export const markRestoring = async (dataDirectory: string): Promise<void> => {
  const mark = unfinishedIn(dataDirectory)
  await writeFile(`${mark}.part`, restoring)
  await rename(`${mark}.part`, mark)
}

/** Stands beside a database from its first start on: where it stands, there are records to be missed. */
export const begunIn = (dataDirectory: string): string => join(dataDirectory, 'database-begun')

/** The embedded database is not what was left there. The message says in one line what was found, and how records come back. */
export class DatabaseDamaged extends DatabaseUnusable {
  override readonly name = 'DatabaseDamaged'

  constructor(dataDirectory: string, found: string, cause?: unknown) {
    const directory = resolve(databaseIn(dataDirectory))
    const isThere = existsSync(directory)
    const restored = `${isThere ? `move ${directory} away and ` : ''}put a backup back with "npm run restore -- FILE"`
    const afresh = `remove ${isThere ? `${directory} and ` : ''}${resolve(begunIn(dataDirectory))}`
    super(`DATA_DIR: ${found}: ${restored}; to begin afresh without its records, ${afresh}`, { cause })
  }
}

/** Records were being put back, and no more than a part of them is there. */
class RestoreBrokenOff extends DatabaseUnusable {
  override readonly name = 'RestoreBrokenOff'

  constructor(dataDirectory: string) {
    const marks = [databaseIn, unfinishedIn, begunIn].map((path) => path(dataDirectory)).filter(existsSync)
    super(
      `DATA_DIR: a restore into ${resolve(databaseIn(dataDirectory))} was broken off: restore again with "npm run restore -- FILE"; to begin afresh without its records, remove ${marks.map((path) => resolve(path)).join(' and ')}`,
    )
  }
}

/** Whether what stands unfinished was being put back, or is where records were before. */
const isBrokenOffRestore = (dataDirectory: string): boolean =>
  existsSync(begunIn(dataDirectory)) || readFileSync(unfinishedIn(dataDirectory), 'utf8') === restoring

/** Throws `DatabaseUnusable` when a database was in the data directory and is gone, or was being put back and is not whole. */
export const requireWhole = (dataDirectory: string): void => {
  const directory = databaseIn(dataDirectory)
  if (existsSync(unfinishedIn(dataDirectory))) {
    if (isBrokenOffRestore(dataDirectory)) throw new RestoreBrokenOff(dataDirectory)
    return
  }
  if (!existsSync(directory)) {
    if (existsSync(begunIn(dataDirectory)))
      throw new DatabaseDamaged(dataDirectory, `the database in ${resolve(directory)} is gone`)
  } else if (!existsSync(join(directory, 'PG_VERSION')))
    throw new DatabaseDamaged(
      dataDirectory,
      `${resolve(directory)} holds no database any more (PG_VERSION is missing)`,
    )
}

/** How the system numbers its errors inside PGlite, which throws plain objects (`{ name: 'ErrnoError', errno: 51 }`; WASI, `errno`). */
const numbers = { full: 51, refused: [2, 63, 69] }

const numberOf = (cause: unknown): unknown =>
  typeof cause === 'object' && cause !== null && 'errno' in cause ? cause.errno : undefined

/** Bytes: the write-ahead log needs a segment of 16 MB at times. */
const leastSpace = 32_000_000

/** What an operator is told when the database in a data directory could not be opened, or read at the start. */
export const refusalOf = (dataDirectory: string, cause: unknown): DatabaseUnusable => {
  if (cause instanceof DatabaseUnusable) return cause
  const where = resolve(dataDirectory)
  const number = numberOf(cause)
  if (number === numbers.full || isFull(dataDirectory)) return diskFull(dataDirectory, cause)
  if (numbers.refused.some((refused) => refused === number))
    return new DatabaseUnusable(
      `DATA_DIR: the system lets this user not read and write all of ${where}: mend its owner and rights and start again`,
      { cause },
    )
  const found = firstDamage(databaseIn(dataDirectory)) ?? saidBy(cause) ?? 'its files do not belong together'
  return new DatabaseDamaged(
    dataDirectory,
    `the database in ${resolve(databaseIn(dataDirectory))} is damaged (${found})`,
    cause,
  )
}

/** What an operator is told when the database in a data directory broke down while it was at work. */
export const brokenDown = (dataDirectory: string, cause: Error): DatabaseUnusable => {
  if (isFull(dataDirectory)) return diskFull(dataDirectory, cause)
  const [said] = cause.message.split('\n', 1)
  return new DatabaseUnusable(
    `DATA_DIR: the database in ${resolve(databaseIn(dataDirectory))} broke down (${said}): start again, and if that is refused, follow what it says`,
    { cause },
  )
}

const isFull = (dataDirectory: string): boolean => {
  const { bavail, bsize } = statfsSync(dataDirectory)
  return bavail * bsize < leastSpace
}

const diskFull = (dataDirectory: string, cause: unknown): DatabaseUnusable =>
  new DatabaseUnusable(
    `DATA_DIR: the disk of ${resolve(dataDirectory)} is full, and the database cannot do without ${leastSpace / 1_000_000} MB: make room and start again`,
    { cause },
  )

/** PostgreSQL's own words are worth repeating; those of an aborted program are not. */
const saidBy = (cause: unknown): string | undefined =>
  cause instanceof Error && codeOf(cause) !== undefined ? cause.message.split('\n', 1)[0] : undefined

/** Bytes of the file that says where the write-ahead log begins, and of a segment of that (PostgreSQL's `PG_CONTROL_FILE_SIZE`, `wal_segment_size`). */
const sizes = { control: 8192, segment: 16_777_216 }

/** The first thing that anybody can see is wrong with the files of a database. */
const firstDamage = (directory: string): string | undefined => {
  for (const name of ['global/pg_control', 'pg_wal', 'pg_xact', 'base', 'postgresql.conf'])
    if (!existsSync(join(directory, name))) return `${name} is missing`
  const [made, own] = [directory, builtDatabase].map(versionOf)
  if (own !== undefined && made !== own)
    return `its PG_VERSION says ${JSON.stringify(made)}, and this build's is ${own}`
  if (statSync(join(directory, 'global/pg_control')).size !== sizes.control)
    return 'global/pg_control is cut short'
  const segments = readdirSync(join(directory, 'pg_wal')).filter((name) => /^[0-9A-F]{24}$/.test(name))
  if (segments.length === 0) return 'pg_wal has no segment'
  const short = segments.find((name) => statSync(join(directory, 'pg_wal', name)).size !== sizes.segment)
  return short && `pg_wal/${short} is cut short`
}

const versionOf = (directory: string): string | undefined => {
  const file = join(directory, 'PG_VERSION')
  return existsSync(file) ? readFileSync(file, 'utf8').trim().slice(0, 20) : undefined
}

/** SQLSTATE: internal error and corrupted data, and system errors such as a missing file. */
const damages = /^(XX|58)/

/**
 * An error of the start in words for the operator, where the database says that its files are not as it left them, or its
 * program broke down over them; else the error as it is.
 */
export const explained = (dataDirectory: string, error: unknown): unknown =>
  damages.test(codeOf(error) ?? '') || (error instanceof Error && error.name === 'RuntimeError')
    ? refusalOf(dataDirectory, error)
    : error
