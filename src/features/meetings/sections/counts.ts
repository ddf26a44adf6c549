import type { Translator } from '../../../core/i18n.ts'
import type { Day, DayRange } from '../../../core/time/day.ts'
import type { Transaction } from '../../../db/database.ts'
import { MeetingType } from '../../../generated/prisma/enums.ts'
import { dayColumn } from '../list.ts'

/** Meetings held in a period by type, and those to come after it. */
export interface MeetingCounts {
  readonly joint: number
  readonly work: number
  readonly symposium: number
  readonly signing: number
  readonly upcoming: number
}

export const noMeetings: MeetingCounts = { joint: 0, work: 0, symposium: 0, signing: 0, upcoming: 0 }

/** By pair id, 0 for those of the whole programme, in one query for any number of pairs; a pair without meetings is not in the answer. */
export const countMeetings = async (
  transaction: Transaction,
  { start, end }: DayRange,
  today: Day,
): Promise<Map<number, MeetingCounts>> => {
  const rows = await transaction.$queryRaw<
    Array<{ pairId: number; type: MeetingType; held: number; upcoming: number }>
  >`
    SELECT coalesce(pair_id, 0) AS "pairId", type,
      (count(*) FILTER (WHERE ${dayColumn} BETWEEN ${start}::date AND ${end}::date AND ${dayColumn} <= ${today}::date))::int AS held,
      (count(*) FILTER (WHERE ${dayColumn} > ${today}::date))::int AS upcoming
    FROM meeting WHERE state <> 'cancelled' AND ${dayColumn} >= ${start}::date
    GROUP BY 1, 2`
  const counts = new Map<number, MeetingCounts>()
  for (const { pairId, type, held, upcoming } of rows) {
    const known = counts.get(pairId) ?? noMeetings
    counts.set(pairId, { ...known, [type]: held, upcoming: known.upcoming + upcoming })
  }
  return counts
}

export const heldIn = ({ joint, work, symposium, signing }: MeetingCounts): number =>
  joint + work + symposium + signing

/** 召开联席会议1次、座谈会2次: each type that took place. */
export const heldFragment = (counts: MeetingCounts, translate: Translator): string[] => {
  const pieces = Object.values(MeetingType)
    .filter((type) => counts[type] > 0)
    .map((type) => translate('meetings.digest.counted', { type, count: counts[type] }))
  if (pieces.length === 0) return []
  return [translate('meetings.digest.fragment', { meetings: pieces.join(translate('meetings.digest.mark')) })]
}
