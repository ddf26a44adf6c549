import { openDatabase, type Transaction } from '../src/db/database.ts'
import { loadRegistry } from '../src/programme/places/load.ts'
import type { Pair } from '../src/programme/places/registry.ts'
import { seed } from '../src/programme/places/seed.ts'
import { keepingLogger } from '../test/harness/app.ts'
import { databaseUrl, onServer } from '../test/harness/server.ts'

/** Visits that are there before anything is measured. */
const visits = 10_000
/** Telegram's numbers of the pairs' groups and officers, from the pair's id. */
export const groupOf = (pairId: number): number => -1_000_000_000_000 - pairId
export const officerOf = (pairId: number) => ({ id: 1000 + pairId, name: '李明' })

/** An officer with a channel for every pair, and years of visits, the last ones of them without an outcome note. */
const fill = async (transaction: Transaction): Promise<void> => {
  await transaction.$executeRaw`
    INSERT INTO officer (id, name, role, side, scope, pair_id, created_at, created_by)
    SELECT id, '李明', 'officer', 'recipient', 'pair', id, now(), 'bench' FROM pair`
  await transaction.$executeRaw`
    INSERT INTO account (reference, name, officer_id) SELECT 'telegram:' || 1000 + id, '李明', id FROM pair`
  await transaction.$executeRaw`
    INSERT INTO channel (conversation, scope, pair_id, locale, bound_at, bound_by)
    SELECT 'telegram:-' || 1000000000000 + id, 'pair', id, 'zh-CN', now(), 'bench' FROM pair`
  await transaction.$executeRaw`
    INSERT INTO visit (reference, pair_id, direction, starts_on, ends_on, head_name, head_title, level, people, purpose,
      state, account, conversation, created_at, updated_at)
    SELECT 'V-2018-' || lpad(number::text, 5, '0'), pair.id, 'to_recipient', day, day + 2, '王建国', '副市长', 'city', 12,
      '考察产业园', CASE WHEN day > current_date - 60 THEN 'active' ELSE 'done' END::"VisitState", 'bench', 'bench', now(), now()
    FROM generate_series(0, ${visits - 1}::int) AS number
    JOIN pair ON pair.position = 1 + number % 14
    CROSS JOIN LATERAL (SELECT current_date - 4 * (${visits}::int - number) / 14 + 30) AS on_day (day)`
}

/** Makes a database on the server and fills it; returns its address, its pairs, and what removes it again. */
export const makeDatabase = async (
  server: string,
  name: string,
): Promise<{ url: string; pairs: readonly Pair[]; remove: () => Promise<void> }> => {
  await onServer(server, `CREATE DATABASE ${name}`)
  const url = databaseUrl(server, name)
  const database = await openDatabase({ url, dataDirectory: '.', logger: keepingLogger() })
  await database.transact(seed)
  await database.transact(fill)
  const { pairs } = await loadRegistry(database.client)
  await database.close()
  await onServer(url, 'VACUUM ANALYZE')
  return {
    url,
    pairs,
    remove: async () => {
      await onServer(server, `DROP DATABASE ${name} WITH (FORCE)`)
    },
  }
}
