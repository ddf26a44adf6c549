import { cpSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { migrate, migrationsDirectory } from '../../../src/db/migrate.ts'
import type { Sessions } from '../../../src/db/sessions.ts'
import { openTestSessions } from '../../harness/database.ts'

/** The migration that made the audit append-only. */
const name = '20261125015857_append_only_audit'

let sessions: Sessions
const before = mkdtempSync(join(tmpdir(), 'luyu-before-'))

/**
 * A visit that was entered, edited twice, and whose last two changes were taken back, as the version before wrote it;
 * and one whose first entry is missing from the audit.
 */
const history = `
  INSERT INTO place (id, level, name_zh, short_zh, name_en, short_en, pinyin)
    VALUES (1, 'city', '济南市', '济南', 'Jinan City', 'Jinan', 'Jǐnán'), (2, 'county', '武隆区', '武隆', 'Wulong District', 'Wulong', 'Wǔlóng');
  INSERT INTO pair (id, position, assisting_id, recipient_id) VALUES (1, 1, 1, 2);
  INSERT INTO visit (id, reference, pair_id, direction, starts_on, ends_on, people, version, account, conversation, created_at, updated_at)
    VALUES (1, 'V-2025-0001', 1, 'to_recipient', '2025-03-05', '2025-03-07', 12, 5, 'test:li', 'test:room', '2025-03-01T00:00Z', '2025-03-01T00:00Z'),
      (2, 'V-2025-0002', 1, 'to_recipient', '2025-03-05', '2025-03-07', 3, 2, 'test:li', 'test:room', '2025-03-01T00:00Z', '2025-03-01T00:00Z');
  INSERT INTO visit_version (visit_id, version, content, account, at)
    VALUES (1, 1, '{"people": 12}', 'test:li', '2025-03-01T00:01Z'), (1, 2, '{"people": 15}', 'test:wang', '2025-03-01T00:02Z'),
      (1, 3, '{"people": 20}', 'test:wang', '2025-03-01T00:03Z'), (1, 4, '{"people": 15}', 'test:li', '2025-03-01T00:04Z'),
      (2, 1, '{"people": 2}', 'test:wang', '2025-03-01T00:09Z');
  INSERT INTO audit (id, at, account, conversation, request, feature, reference, action, before, after, undone_at)
    VALUES (1, '2025-03-01T00:00Z', 'test:li', 'test:room', '1', 'visits', 'V-2025-0001', 'log', NULL, '{"people": 12}', NULL),
      (2, '2025-03-01T00:01Z', 'test:li', 'test:room', '2', 'visits', 'V-2025-0001', 'edit', '{"people": 12}', '{"people": 15}', '2025-03-01T00:04Z'),
      (3, '2025-03-01T00:02Z', 'test:wang', 'test:room', '3', 'visits', 'V-2025-0001', 'edit', '{"people": 15}', '{"people": 20}', '2025-03-01T00:03Z'),
      (4, '2025-03-01T00:03Z', 'test:wang', 'test:room', '4', 'visits', 'V-2025-0001', 'undo', '{"people": 20}', '{"people": 15}', NULL),
      (5, '2025-03-01T00:04Z', 'test:li', 'test:room', '5', 'visits', 'V-2025-0001', 'undo', '{"people": 15}', '{"people": 12}', NULL),
      (6, '2025-03-01T00:05Z', 'test:admin', 'test:room', '6', 'officers', 'officer 1', 'add', NULL, '{}', NULL),
      (7, '2025-03-01T00:09Z', 'test:wang', 'test:room', '7', 'visits', 'V-2025-0002', 'edit', '{"people": 2}', '{"people": 3}', NULL);
  SELECT setval('audit_id_seq', 7);`

beforeAll(async () => {
  sessions = await openTestSessions()
  for (const earlier of readdirSync(migrationsDirectory).filter((folder) => folder < name))
    cpSync(join(migrationsDirectory, earlier), join(before, earlier), { recursive: true })
  await sessions.pool.query('DROP SCHEMA public CASCADE; CREATE SCHEMA public')
  await migrate(sessions.pool, before)
  await sessions.pool.query(history)
  await migrate(sessions.pool, migrationsDirectory)
})
afterAll(async () => {
  await sessions.close()
  rmSync(before, { recursive: true })
})

const audit = async (columns: string): Promise<unknown[][]> =>
  (await sessions.pool.query({ text: `SELECT ${columns} FROM audit ORDER BY id`, rowMode: 'array' })).rows

it('numbers the entries of a record by its versions, and no others', async () => {
  expect(await audit('id, reference, version')).toEqual([
    ['1', 'V-2025-0001', 1],
    ['2', 'V-2025-0001', 2],
    ['3', 'V-2025-0001', 3],
    ['4', 'V-2025-0001', 4],
    ['5', 'V-2025-0001', 5],
    ['6', 'officer 1', null],
    ['7', 'V-2025-0002', 2],
    ['8', 'V-2025-0002', 1],
  ])
})

it('tells of each undoing what it took back', async () => {
  expect((await audit('id, undoes')).filter(([, undoes]) => undoes !== null)).toEqual([
    ['4', '3'],
    ['5', '2'],
  ])
})

it('keeps what a version said whose entry is missing', async () => {
  const entries = await audit('id, account, at, action, before, after')
  expect(entries.at(-1)).toEqual(['8', 'test:li', new Date('2025-03-01T00:00Z'), 'kept', null, { people: 2 }])
})
