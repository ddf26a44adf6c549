import type { Translator } from '../../../core/i18n.ts'
import { addDays, type Day, type DayRange, yearThrough } from '../../../core/time/day.ts'
import { Prisma } from '../../../generated/prisma/client.ts'
import { defineDigest, type FeatureTools } from '../../../programme/feature.ts'
import { topPairs } from '../../../programme/places/family.ts'
import type { Pair } from '../../../programme/places/registry.ts'
import { addCounts, gatherCounts } from '../../../programme/records/counts.ts'
import { firstsBlocks } from '../../../programme/records/digest.ts'
import { firstsOf, type Ranked, readFirsts } from '../../../programme/records/firsts.ts'
import { joinPieces, listLine, publicView, showBrief } from '../../../programme/records/show.ts'
import type { Meeting, MeetingContent } from '../content.ts'
import type { MeetingRecordKind } from '../kind.ts'
import { dayColumn } from '../list.ts'
import { type LateMinutes, overdueMinutes, readLateMinutes } from '../minutes/overdue.ts'
import { titleOf } from '../title.ts'
import { countMeetings, heldFragment, type MeetingCounts, noMeetings } from './counts.ts'

type RankedMeetings = ReadonlyArray<Ranked<MeetingContent>>
type CountsOf = ReadonlyMap<number, MeetingCounts>

/** The meetings of a period, for all pairs at the top of the tree. */
interface MeetingDigest {
  readonly period: DayRange
  readonly today: Day
  /** The days after the period, or after today when that is in it. */
  readonly next: DayRange
  readonly held: RankedMeetings
  readonly upcoming: RankedMeetings
  readonly late: LateMinutes
  readonly counts: CountsOf
  /** Of the year in which the period begins, to the period's end. */
  readonly year: CountsOf
}

/** Those of the pairs, and once those of the whole programme. */
const sumOf = (counts: CountsOf, pairs: readonly Pair[]): MeetingCounts =>
  [0, ...pairs.map(({ id }) => id)].map((id) => counts.get(id) ?? noMeetings).reduce(addCounts, noMeetings)

export const meetingDigest = (kind: MeetingRecordKind, tools: FeatureTools) => {
  const { registry } = tools
  const line = (meeting: Meeting, today: Day, translate: Translator) => {
    const brief = (name: string) => showBrief(kind, publicView(today, translate), meeting, name)
    return {
      text: joinPieces(brief('time'), titleOf(registry, meeting, translate), meeting.reference),
      detail: joinPieces(brief('format'), brief('venue'), brief('agenda')),
    }
  }
  return defineDigest<MeetingDigest>({
    collect: async (transaction, period, today) => {
      const reached = period.end < today ? period.end : today
      const next = { start: addDays(reached, 1), end: addDays(period.end, 7) }
      const top = topPairs(registry)
      const within = ({ start, end }: DayRange) =>
        readFirsts(kind, registry, transaction, {
          where: Prisma.sql`state <> 'cancelled' AND ${dayColumn} BETWEEN ${start}::date AND ${end}::date`,
          order: Prisma.sql`starts_at, id`,
        })
      const counted = async (days: DayRange) =>
        gatherCounts(await countMeetings(transaction, days, today), top)
      const past = { start: period.start, end: reached }
      return {
        period,
        today,
        next,
        held: await within(past),
        upcoming: await within(next),
        late: await readLateMinutes(kind, tools, transaction, today),
        counts: await counted(past),
        year: await counted(yearThrough(past)),
      }
    },
    present: ({ period, today, next, held, upcoming, late, counts, year }, pairs, translate) => {
      const list = listLine(kind, pairs.length === 1 ? pairs[0] : undefined, translate)
      const said = (title: string, meetings: RankedMeetings, { start, end }: DayRange) =>
        firstsBlocks(firstsOf(meetings, pairs), {
          title,
          line: (meeting) => line(meeting, today, translate),
          more: (count) => translate('meetings.digest.more', { count }),
          listLabel: translate(kind.listLabel),
          listLine: `${list} period:${start}..${end}`,
        })
      return {
        fragments: heldFragment(sumOf(counts, pairs), translate),
        yearToDate: heldFragment(sumOf(year, pairs), translate),
        blocks: [
          ...said(translate('meetings.digest.title'), held, period),
          ...said(translate('meetings.digest.upcoming'), upcoming, next),
        ],
        overdue: overdueMinutes(registry, late, pairs, translate),
      }
    },
  })
}
