import { Readable, type Writable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import type pg from 'pg'
import { lineOf, type TableHead } from './format.ts'

/** Rows fetched at once; of tables that keep files, which may have 20 MB each, one. */
const [manyRows, fewRows] = [500, 1]

const tablesOf = async (session: pg.PoolClient): Promise<TableHead[]> => {
  const { rows } = await session.query<{ table: string; columns: TableHead['columns'] }>(`
    SELECT relname AS "table", json_agg(json_build_object('name', attname, 'type', format_type(atttypid, atttypmod)) ORDER BY attnum)
      AS columns
    FROM pg_class JOIN pg_attribute ON attrelid = pg_class.oid
    WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' AND relname <> '_prisma_migrations'
      AND attnum > 0 AND NOT attisdropped AND attgenerated = ''
    GROUP BY relname ORDER BY relname`)
  return rows
}

async function* linesIn(session: pg.PoolClient): AsyncGenerator<string> {
  const migrations = await session.query<{ name: string; checksum: string }>(
    'SELECT migration_name AS name, checksum FROM _prisma_migrations WHERE finished_at IS NOT NULL ORDER BY migration_name',
  )
  yield lineOf({ format: 'luyu-backup', version: 1, migrations: migrations.rows })
  let count = 0
  for (const table of await tablesOf(session)) {
    yield lineOf(table)
    const values = table.columns.map(({ name }) => `"${name}"::text`).join(', ')
    await session.query(
      `DECLARE rows NO SCROLL CURSOR FOR SELECT to_json(ARRAY[${values}]) AS row FROM "${table.table}"`,
    )
    const most = table.columns.some(({ type }) => type === 'bytea') ? fewRows : manyRows
    for (;;) {
      const { rows } = await session.query<{ row: Array<string | null> }>(`FETCH ${most} FROM rows`)
      for (const { row } of rows) yield lineOf(row)
      count += rows.length
      if (rows.length < most) break
    }
    await session.query('CLOSE rows')
  }
  yield lineOf({ end: count })
}

/**
 * Writes all that a database holds, as of one moment, while others go on with it; of the embedded one they wait, since it has one
 * session. Ends the stream.
 */
export const dump = async (pool: pg.Pool, into: Writable): Promise<void> => {
  const session = await pool.connect()
  try {
    await session.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY')
    await pipeline(Readable.from(linesIn(session)), createGzip(), into).finally(() =>
      session.query('ROLLBACK'),
    )
  } finally {
    session.release()
  }
}
