import type { Transaction } from '../../db/database.ts'
import { Prisma } from '../../generated/prisma/client.ts'
import { beijing } from '../../programme/beijing.ts'
import type { MeetingContent } from './content.ts'

/**
 * Numbers the meetings of these pairs and types anew: those that are not cancelled, in the order in which they begin, from 1
 * in each calendar year (ADR 25). Gives the references of those whose number is another one now.
 */
export const renumber = async (
  transaction: Transaction,
  now: Date,
  ...changed: ReadonlyArray<Pick<MeetingContent, 'pairId' | 'type'>>
): Promise<string[]> => {
  const among = changed.map(
    ({ pairId, type }) =>
      Prisma.sql`(pair_id IS NOT DISTINCT FROM ${pairId}::int AND type = ${type}::"MeetingType")`,
  )
  const rows = await transaction.$queryRaw<{ reference: string }[]>`
    UPDATE meeting SET number = counted.number, updated_at = ${now} FROM (
      SELECT id, (row_number() OVER (
        PARTITION BY pair_id, type, extract(year FROM starts_at AT TIME ZONE ${beijing}) ORDER BY starts_at, id
      ))::int AS number
      FROM meeting WHERE state <> 'cancelled' AND (${Prisma.join(among, ' OR ')})
    ) AS counted
    WHERE meeting.id = counted.id AND meeting.number IS DISTINCT FROM counted.number
    RETURNING meeting.reference`
  return rows.map(({ reference }) => reference).sort()
}
