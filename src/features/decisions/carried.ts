import type { Transaction } from '../../db/database.ts'
import { fromDate } from '../../db/days.ts'
import type { Carried } from '../../programme/meeting-offers.ts'
import { byUrgency, open } from './list.ts'

/** What was agreed and is not done, by pair: the next meeting begins with it, what is overdue first. */
export const carriedDecisions = async (
  transaction: Transaction,
  pairIds: readonly number[],
): Promise<ReadonlyMap<number, readonly Carried[]>> => {
  const rows = await transaction.$queryRaw<
    { pairId: number; reference: string; about: string; dueOn: Date; meeting: string | null }[]
  >`SELECT pair_id AS "pairId", reference, about, due_on AS "dueOn", meeting FROM decision
    WHERE ${open} AND pair_id = ANY(${[...pairIds]}) ORDER BY ${byUrgency}`
  return new Map(
    pairIds.map((id) => [
      id,
      rows
        .filter(({ pairId }) => pairId === id)
        .map(({ reference, about, dueOn, meeting }) => ({
          reference,
          about,
          dueOn: fromDate(dueOn),
          meeting,
        })),
    ]),
  )
}
