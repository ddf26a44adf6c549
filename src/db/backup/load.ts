import type pg from 'pg'
import { migrate, migrationsDirectory, readMigrations } from '../migrate.ts'
import { BackupError, type Head, type Row, readBackup, type TableHead } from './format.ts'

/** Milliseconds for a statement: all rows of a table may have to be looked at for a foreign key. */
const patience = 3_600_000
/** Rows written at once, and characters of them, whichever are fewer. */
const mostRows = 500
const mostCharacters = 1_000_000

/** Throws `BackupError` where a backup has a migration that this build has not. */
export const requireKnown = ({ migrations }: Head): void => {
  const known = new Map(readMigrations(migrationsDirectory).map(({ name, checksum }) => [name, checksum]))
  const foreign = migrations.find(({ name, checksum }) => known.get(name) !== checksum)
  if (foreign)
    throw new BackupError(
      `the backup is of another version of this program: it has migration ${foreign.name}`,
    )
}

/** Whether a backup whose migrations are all known has all of them. */
export const isOfThisBuild = ({ migrations }: Head): boolean =>
  migrations.length === readMigrations(migrationsDirectory).length

/** Brings an empty database to the tables that the backup was made of; what is newer is migrated at the next start. */
export const prepare = async (pool: pg.Pool, head: Head): Promise<void> => {
  const { rows } = await pool.query<{ count: number }>(
    "SELECT count(*)::int AS count FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'",
  )
  if (rows[0]?.count) throw new BackupError('the database is not empty: restore into a new one')
  await migrate(pool, migrationsDirectory, new Set(head.migrations.map(({ name }) => name)))
}

type Run = <Found extends pg.QueryResultRow>(text: string) => Promise<pg.QueryResult<Found>>

/**
 * What was written once follows from nothing again: no trigger runs, and references are looked at when all is there. Empties all
 * tables, since some migrations write the facts that the program begins with; resolves with what puts the rules back.
 */
const suspendRules = async (run: Run): Promise<() => Promise<void>> => {
  const { rows: keys } = await run<{ table: string; name: string; definition: string }>(`
    SELECT conrelid::regclass::text AS "table", quote_ident(conname) AS name, pg_get_constraintdef(oid) AS definition
    FROM pg_constraint WHERE contype = 'f' AND connamespace = 'public'::regnamespace`)
  const { rows: tables } = await run<{ table: string }>(`
    SELECT oid::regclass::text AS "table" FROM pg_class
    WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' AND relname <> '_prisma_migrations'`)
  for (const { table, name } of keys) await run(`ALTER TABLE ${table} DROP CONSTRAINT ${name}`)
  for (const { table } of tables) await run(`ALTER TABLE ${table} DISABLE TRIGGER USER`)
  if (tables.length > 0) await run(`TRUNCATE ${tables.map(({ table }) => table).join(', ')}`)
  return async () => {
    for (const { table } of tables) await run(`ALTER TABLE ${table} ENABLE TRIGGER USER`)
    for (const { table, name, definition } of keys)
      await run(`ALTER TABLE ${table} ADD CONSTRAINT ${name} ${definition}`)
  }
}

/** Lets every sequence go on behind what is there. */
const continueSequences = async (run: Run): Promise<void> => {
  const { rows } = await run<{ next: string }>(`
    SELECT format('SELECT setval(%L, coalesce(max(%I), 0) + 1, false) FROM %s', sequence, attname, owner) AS next
    FROM (SELECT attname, attrelid::regclass::text AS owner, pg_get_serial_sequence(attrelid::regclass::text, attname) AS sequence
      FROM pg_attribute JOIN pg_class ON pg_class.oid = attrelid
      WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' AND attnum > 0 AND NOT attisdropped) AS columns
    WHERE sequence IS NOT NULL`)
  for (const { next } of rows) await run(next)
}

/** Puts a backup into a database that has the backup's tables and nothing that is to be kept: all of it or nothing. */
export const load = async (pool: pg.Pool, file: string): Promise<void> => {
  const session = await pool.connect()
  const run = <Found extends pg.QueryResultRow>(text: string, values: unknown[] = []) => {
    const statement = { text, values, query_timeout: patience }
    return session.query<Found>(statement)
  }
  let into: TableHead | undefined
  let waiting: Row[] = []
  let characters = 0
  const flush = async (): Promise<void> => {
    if (!into || waiting.length === 0) return
    const names = into.columns.map(({ name }) => `"${name}"`).join(', ')
    const values = into.columns.map(({ type }, index) => `(one->>${index})::${type}`).join(', ')
    await run(
      `INSERT INTO "${into.table}" (${names}) SELECT ${values} FROM jsonb_array_elements($1::jsonb) AS given (one)`,
      [JSON.stringify(waiting)],
    )
    waiting = []
    characters = 0
  }
  try {
    await run('BEGIN')
    await run(`SET LOCAL statement_timeout = ${patience}`)
    const restoreRules = await suspendRules(run)
    await readBackup(file, {
      table: async (table) => {
        await flush()
        into = table
      },
      row: async (row) => {
        waiting.push(row)
        characters += row.reduce((sum, value) => sum + (value?.length ?? 0), 0)
        if (waiting.length >= mostRows || characters >= mostCharacters) await flush()
      },
    })
    await flush()
    await restoreRules()
    await continueSequences(run)
    await run('COMMIT')
  } catch (error) {
    await run('ROLLBACK').catch(() => undefined)
    throw error
  } finally {
    session.release()
  }
}
