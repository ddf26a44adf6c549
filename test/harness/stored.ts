import type { Database } from '../../src/db/database.ts'

/** Where in the database some words stand, as `table.column`: every column of text, JSON or lists of either is looked through. */
export const placesOf = async ({ client }: Database, words: string): Promise<string[]> => {
  const columns = await client.$queryRawUnsafe<{ table: string; column: string }[]>(`
    SELECT columns.table_name AS "table", columns.column_name AS "column"
    FROM information_schema.columns JOIN information_schema.tables USING (table_schema, table_name)
    WHERE table_schema = 'public' AND table_type = 'BASE TABLE'
      AND (data_type IN ('text', 'character varying', 'json', 'jsonb', 'ARRAY', 'USER-DEFINED'))`)
  const searches = columns.map(
    ({ table, column }) =>
      `SELECT '${table}.${column}' AS place FROM "${table}" WHERE strpos("${column}"::text, $1) > 0`,
  )
  const found = await client.$queryRawUnsafe<{ place: string }[]>(searches.join(' UNION ALL '), words)
  return [...new Set(found.map(({ place }) => place))]
}
