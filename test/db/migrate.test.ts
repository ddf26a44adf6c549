import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { MigrationError, migrate } from '../../src/db/migrate.ts'
import type { Sessions } from '../../src/db/sessions.ts'
import { openTestSessions } from '../harness/database.ts'

let sessions: Sessions
let directory: string

beforeAll(async () => {
  sessions = await openTestSessions()
})
beforeEach(async () => {
  await sessions.pool.query('DROP SCHEMA public CASCADE; CREATE SCHEMA public')
  directory = await mkdtemp(join(tmpdir(), 'luyu-migrations-'))
  return () => rm(directory, { recursive: true })
})
afterAll(() => sessions.close())

const write = async (name: string, sql: string) => {
  await mkdir(join(directory, name), { recursive: true })
  await writeFile(join(directory, name, 'migration.sql'), sql)
}
const run = () => migrate(sessions.pool, directory)
const tables = async () =>
  (
    await sessions.pool.query<{ tablename: string }>(
      `SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename NOT LIKE '\\_%' ORDER BY 1`,
    )
  ).rows.map(({ tablename }) => tablename)

test('a fresh database gets all migrations, in order of their names', async () => {
  await write('2_second', 'ALTER TABLE one ADD COLUMN more text')
  await write('1_first', 'CREATE TABLE one (id int); CREATE TABLE two (id int);')
  await writeFile(join(directory, 'migration_lock.toml'), 'provider = "postgresql"')
  expect(await run()).toEqual(['1_first', '2_second'])
  expect(await tables()).toEqual(['one', 'two'])
})

test('a database that has them all is left alone', async () => {
  await write('1_first', 'CREATE TABLE one (id int)')
  await run()
  expect(await run()).toEqual([])
})

test('a body of a function keeps its semicolons', async () => {
  await write(
    '1_function',
    `CREATE FUNCTION twice(n int) RETURNS int LANGUAGE plpgsql AS $$ DECLARE m int; BEGIN m := n * 2; RETURN m; END $$;
     CREATE TABLE one (id int DEFAULT twice(2));`,
  )
  await run()
  const { rows } = await sessions.pool.query('INSERT INTO one DEFAULT VALUES RETURNING id')
  expect(rows).toEqual([{ id: 4 }])
})

test('one that fails is rolled back whole, and those before it stay', async () => {
  await write('1_first', 'CREATE TABLE one (id int)')
  await write('2_second', 'CREATE TABLE two (id int); CREATE TABLE one (id int);')
  await expect(run()).rejects.toThrow(/2_second.*already exists/)
  expect(await tables()).toEqual(['one'])

  await write('2_second', 'CREATE TABLE two (id int)')
  expect(await run()).toEqual(['2_second'])
})

test('a database ahead of this build is refused', async () => {
  await write('1_first', 'CREATE TABLE one (id int)')
  await write('2_second', 'CREATE TABLE two (id int)')
  await run()
  await rm(join(directory, '2_second'), { recursive: true })
  await expect(run()).rejects.toThrow(MigrationError)
  await expect(run()).rejects.toThrow(/^the database is ahead[^\n]*2_second[^\n]*$/)
})

test('a migration edited after it was applied stops everything, with what to do', async () => {
  await write('1_first', 'CREATE TABLE one (id int)')
  await run()
  await write('1_first', 'CREATE TABLE one (id bigint)')
  await write('2_second', 'CREATE TABLE two (id int)')
  await expect(run()).rejects.toThrow(MigrationError)
  await expect(run()).rejects.toThrow(/^migration 1_first was edited [^\n]*a new migration$/)
  expect(await tables()).toEqual(['one'])
})

test('a migration that another tool left half-done is refused', async () => {
  await write('1_first', 'CREATE TABLE one (id int)')
  await run()
  await sessions.pool.query('UPDATE _prisma_migrations SET finished_at = NULL')
  await expect(run()).rejects.toThrow('1_first')
})

test('of several that start together one applies, and the others wait for it', async () => {
  await write('1_first', 'CREATE TABLE one (id int)')
  const results = await Promise.all([run(), run(), run()])
  expect(results.flat()).toEqual(['1_first'])
})
