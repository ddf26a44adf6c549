import type { Database } from '../../src/db/database.ts'

/**
 * One statement over all tables, whatever the schema has come to hold, past its triggers: the audit is append-only.
 * Ten times as fast as `TRUNCATE`, which makes new files.
 */
export const empty = async ({ client }: Database): Promise<void> => {
  await client.$executeRaw`
    DO $$ BEGIN
      PERFORM set_config('session_replication_role', 'replica', true);
      EXECUTE (
        SELECT 'WITH ' || string_agg(format('%I AS (DELETE FROM %I)', 'emptied_' || tablename, tablename), ', ') || ' SELECT 1'
        FROM pg_tables WHERE schemaname = 'public' AND tablename <> '_prisma_migrations'
      );
      PERFORM setval(format('%I', sequencename)::regclass, 1, false)
      FROM pg_sequences WHERE schemaname = 'public' AND last_value IS NOT NULL;
    END $$`
}
