import type { Transaction } from '../../db/database.ts'
import { Prisma } from '../../generated/prisma/client.ts'

/**
 * Numbers what these meetings agreed on anew: what was not called off, in the order in which it was entered, from 1. Gives the
 * references of those whose number is another one now.
 */
export const renumber = async (transaction: Transaction, meetings: readonly string[]): Promise<string[]> => {
  if (meetings.length === 0) return []
  const rows = await transaction.$queryRaw<{ reference: string }[]>`
    UPDATE decision SET number = counted.number FROM (
      SELECT id, (row_number() OVER (PARTITION BY meeting ORDER BY id))::int AS number
      FROM decision WHERE state <> 'cancelled' AND meeting IN (${Prisma.join([...meetings])})
    ) AS counted
    WHERE decision.id = counted.id AND decision.number IS DISTINCT FROM counted.number
    RETURNING decision.reference`
  return rows.map(({ reference }) => reference)
}
