import { createHash, randomUUID } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type pg from 'pg'
import { DatabaseUnusable } from './errors.ts'

export const migrationsDirectory = fileURLToPath(new URL('../../prisma/migrations', import.meta.url))

/** The database cannot be brought to this build's schema; it is as it was before the migration named. */
export class MigrationError extends DatabaseUnusable {
  override readonly name = 'MigrationError'
}

export interface Migration {
  readonly name: string
  readonly sql: string
  /** SHA-256 of the file, hex, as Prisma keeps it. */
  readonly checksum: string
}

/** The advisory lock that Prisma's own tools take. */
const advisoryLock = 72707369

/** Milliseconds for a migration, or for the turn of another process: far more than any other statement may take. */
const patience = 3_600_000

type Run = <Row extends pg.QueryResultRow>(text: string, values?: unknown[]) => Promise<pg.QueryResult<Row>>

const patiently =
  (session: pg.PoolClient): Run =>
  (text, values = []) => {
    const statement = { text, values, query_timeout: patience }
    return session.query(statement)
  }

/** Prisma's own table, so that its tools know what was applied. */
const table = `CREATE TABLE IF NOT EXISTS _prisma_migrations (
  id VARCHAR(36) PRIMARY KEY NOT NULL,
  checksum VARCHAR(64) NOT NULL,
  finished_at TIMESTAMPTZ,
  migration_name VARCHAR(255) NOT NULL,
  logs TEXT,
  rolled_back_at TIMESTAMPTZ,
  started_at TIMESTAMPTZ NOT NULL DEFAULT now(),
  applied_steps_count INTEGER NOT NULL DEFAULT 0
)`

/**
 * Applies the migrations that the database has not had, in order of their names, each in a transaction of its own, and
 * resolves with their names; where `only` is given, no others. Processes that start together take turns. The files are trusted: they are part of the build.
 * Throws `MigrationError` when one fails, when the database has one that this build has not, and when one that it has
 * was edited since: nobody could say then which tables there are.
 */
export const migrate = async (
  pool: pg.Pool,
  directory: string,
  only?: ReadonlySet<string>,
): Promise<readonly string[]> => {
  const session = await pool.connect()
  const run = patiently(session)
  try {
    // The server has a limit of its own.
    await run(`SET statement_timeout = ${patience}`)
    await run('SELECT pg_advisory_lock($1)', [advisoryLock])
    try {
      await run(table)
      const migrations = readMigrations(directory).filter(({ name }) => only?.has(name) ?? true)
      return await applyMissing(run, migrations)
    } finally {
      await run('SELECT pg_advisory_unlock($1)', [advisoryLock])
      await run('RESET statement_timeout')
    }
  } finally {
    session.release()
  }
}

export const readMigrations = (directory: string): Migration[] =>
  readdirSync(directory)
    .sort()
    .map((name) => ({ name, file: join(directory, name, 'migration.sql') }))
    .filter(({ file }) => existsSync(file))
    .map(({ name, file }) => {
      const sql = readFileSync(file, 'utf8')
      return { name, sql, checksum: createHash('sha256').update(sql).digest('hex') }
    })

const applyMissing = async (run: Run, migrations: Migration[]): Promise<string[]> => {
  const { rows } = await run<{
    migration_name: string
    checksum: string
    finished_at: Date | null
  }>('SELECT migration_name, checksum, finished_at FROM _prisma_migrations WHERE rolled_back_at IS NULL')
  const checksums = new Map(migrations.map(({ name, checksum }) => [name, checksum]))
  for (const { migration_name: name, checksum, finished_at: finished } of rows) {
    if (!finished) throw new MigrationError(`another tool failed to apply migration ${name}: repair it first`)
    if (!checksums.has(name))
      throw new MigrationError(
        `the database is ahead of this build: it has migration ${name}; start a newer build`,
      )
    if (checksums.get(name) !== checksum)
      throw new MigrationError(
        `migration ${name} was edited after this database had it: put its file back as it was, and make the change a new migration`,
      )
  }
  const had = new Set(rows.map(({ migration_name: name }) => name))
  const missing = migrations.filter(({ name }) => !had.has(name))
  for (const migration of missing) await apply(run, migration)
  return missing.map(({ name }) => name)
}

const apply = async (run: Run, { name, sql, checksum }: Migration): Promise<void> => {
  await run('BEGIN')
  try {
    await run(sql)
    await run(
      `INSERT INTO _prisma_migrations (id, checksum, finished_at, migration_name, started_at, applied_steps_count)
       VALUES ($1, $2, clock_timestamp(), $3, now(), 1)`,
      [randomUUID(), checksum, name],
    )
    await run('COMMIT')
  } catch (error) {
    await run('ROLLBACK')
    const reason = error instanceof Error ? error.message : String(error)
    throw new MigrationError(`migration ${name} failed and was rolled back: ${reason}`, { cause: error })
  }
}
