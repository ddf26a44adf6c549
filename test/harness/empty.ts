import type { Database } from '../../src/db/database.ts'
import { loadRegistry } from '../../src/programme/places/load.ts'
import type { Registry } from '../../src/programme/places/registry.ts'
import { seed } from '../../src/programme/places/seed.ts'

interface Founded {
  readonly fingerprint: string
  readonly registry: Registry
}

/** What each database holds when nothing has been said to the program yet. */
const founded = new WeakMap<Database['client'], Founded>()

/** Empties the database but for the built-in facts, and reads them; most tests leave the facts as they were. */
export const empty = async (database: Database): Promise<Registry> => {
  const before = founded.get(database.client)
  if (before && before.fingerprint === (await fingerprintOf(database))) {
    await deleteAll(database, facts)
    return before.registry
  }
  await emptyWithFacts(database)
  const registry = await database.transact(async (transaction) => {
    await seed(transaction)
    return loadRegistry(transaction)
  })
  founded.set(database.client, { fingerprint: await fingerprintOf(database), registry })
  return registry
}

/** The built-in facts go too: as before a first start. */
export const emptyWithFacts = (database: Database): Promise<unknown> => deleteAll(database, [])

const facts = ['place', 'place_name', 'pair', 'office', 'registry_version'] as const

const fingerprintOf = async ({ client }: Database): Promise<string> => {
  const rows = facts.map((table) => `SELECT '${table}' || ${table}::text AS line FROM ${table}`)
  const [found] = await client.$queryRawUnsafe<{ fingerprint: string }[]>(
    `SELECT md5(coalesce(string_agg(line, '' ORDER BY line), '')) AS fingerprint FROM (${rows.join(' UNION ALL ')}) AS facts`,
  )
  return found?.fingerprint ?? ''
}

/**
 * Empties all tables but these, whatever the schema has come to hold, past its triggers: the audit is append-only. Much
 * faster than `TRUNCATE`, which makes new files; a table that never held a row is passed over.
 */
const deleteAll = ({ client }: Database, kept: readonly string[]): Promise<unknown> =>
  client.$executeRawUnsafe(`
    DO $$
    DECLARE
      kept text[] := '{${kept.join(', ')}}';
      name text;
    BEGIN
      PERFORM set_config('session_replication_role', 'replica', true);
      FOR name IN
        SELECT relname FROM pg_class
        WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace AND pg_relation_size(oid) > 0
          AND relname <> ALL (kept || '_prisma_migrations'::text)
      LOOP
        EXECUTE format('DELETE FROM %I', name);
      END LOOP;
      PERFORM setval(format('%I', sequencename)::regclass, 1, false)
      FROM pg_sequences
      WHERE schemaname = 'public' AND last_value IS NOT NULL AND regexp_replace(sequencename, '_id_seq$', '') <> ALL (kept);
    END $$`)
