import type { Day, DayRange } from '../../core/time/day.ts'
import type { Transaction } from '../../db/database.ts'
import { Prisma } from '../../generated/prisma/client.ts'

/** How the visits of one pair, or of several, stand. */
export interface VisitCounts {
  /** Visits that began in the period, in batches (批次). */
  readonly batches: number
  /** Their members, in person-times (人次). */
  readonly people: number
  /** Yet to begin, in any year. */
  readonly planned: number
  /** Ended without an outcome note, in any year. */
  readonly awaiting: number
  /** Those of them whose note is overdue. */
  readonly overdue: number
}

/** The days that counts are told apart by. */
export interface CountDays {
  readonly period: DayRange
  readonly today: Day
  /** The latest end of a visit whose outcome note is overdue. */
  readonly overdueSince: Day
}

/** By pair id, in one query for any number of pairs; a pair without visits is not in the answer. */
export const countVisits = async (
  transaction: Transaction,
  { period, today, overdueSince }: CountDays,
  pairIds?: readonly number[],
): Promise<Map<number, VisitCounts>> => {
  const only = pairIds ? Prisma.sql`AND pair_id IN (${Prisma.join([...pairIds])})` : Prisma.empty
  const rows = await transaction.$queryRaw<Array<VisitCounts & { pairId: number }>>`
    SELECT pair_id AS "pairId",
      (count(*) FILTER (WHERE starts_on BETWEEN ${period.start}::date AND ${period.end}::date))::int AS batches,
      coalesce(sum(people) FILTER (WHERE starts_on BETWEEN ${period.start}::date AND ${period.end}::date), 0)::int AS people,
      (count(*) FILTER (WHERE state = 'active' AND starts_on > ${today}::date))::int AS planned,
      (count(*) FILTER (WHERE state = 'active' AND ends_on < ${today}::date))::int AS awaiting,
      (count(*) FILTER (WHERE state = 'active' AND ends_on <= ${overdueSince}::date))::int AS overdue
    FROM visit
    WHERE state <> 'cancelled' AND (state = 'active' OR starts_on BETWEEN ${period.start}::date AND ${period.end}::date)
      ${only}
    GROUP BY pair_id`
  return new Map(rows.map(({ pairId, ...counts }) => [pairId, counts]))
}

export const noVisits: VisitCounts = { batches: 0, people: 0, planned: 0, awaiting: 0, overdue: 0 }
