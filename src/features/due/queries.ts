import type { Transaction } from '../../db/database.ts'

/** Records that have a time coming. */
export const countPending = async (transaction: Transaction): Promise<number> => {
  const [row] = await transaction.$queryRaw<{ count: number }[]>`
    SELECT count(DISTINCT reference)::int AS count FROM due`
  return row?.count ?? 0
}

/** The next of them in the order of their references, after one of them. */
export const findPending = async (
  transaction: Transaction,
  after: string,
  limit: number,
): Promise<string[]> => {
  const rows = await transaction.$queryRaw<{ reference: string }[]>`
    SELECT DISTINCT reference FROM due WHERE reference > ${after} ORDER BY reference LIMIT ${limit}`
  return rows.map(({ reference }) => reference)
}
