import { type Block, facts, heading } from '../../../core/card.ts'
import { type Day, yearTo } from '../../../core/time/day.ts'
import { Prisma } from '../../../generated/prisma/client.ts'
import type { FeatureTools, OverviewColumn, StatusSection } from '../../../programme/feature.ts'
import { familyOf, topPairs } from '../../../programme/places/family.ts'
import { addCounts, gatherCounts, sumCounts } from '../../../programme/records/counts.ts'
import { selectRecords } from '../../../programme/records/select.ts'
import { joinPieces, publicView, showBrief } from '../../../programme/records/show.ts'
import type { Meeting } from '../content.ts'
import type { MeetingRecordKind } from '../kind.ts'
import { findMinutes } from '../minutes/keep.ts'
import { showState } from '../minutes/minutes.card.ts'
import { decidingTypes } from '../minutes/missing.ts'
import { countMeetings, heldIn, type MeetingCounts, noMeetings } from './counts.ts'

/** What is over is the latest one from then on, and not the next. */
const ends = Prisma.sql`(starts_at + make_interval(mins => minutes))`

export const meetingStatus = (kind: MeetingRecordKind, { registry }: FeatureTools): StatusSection => ({
  title: 'meetings.status.title',
  pair: async (transaction, pair, today: Day, translate, now): Promise<Block[]> => {
    const family = familyOf(registry, pair)
    const all = await countMeetings(transaction, yearTo(today), today)
    const counts = sumCounts(
      [0, ...family].flatMap((id) => all.get(id) ?? []),
      noMeetings,
    )
    const ours = Prisma.sql`WHERE state <> 'cancelled' AND (pair_id IS NULL OR pair_id IN (${Prisma.join(family)}))`
    const [next] = await selectRecords(
      kind,
      transaction,
      Prisma.sql`${ours} AND ${ends} > ${now} ORDER BY starts_at, id LIMIT 1`,
    )
    const [last] = await selectRecords(
      kind,
      transaction,
      Prisma.sql`${ours} AND ${ends} <= ${now} ORDER BY starts_at DESC, id DESC LIMIT 1`,
    )
    const view = publicView(today, translate)
    const brief = (meeting: Meeting | undefined) =>
      meeting
        ? joinPieces(
            meeting.reference,
            ...['time', 'type', 'format'].map((name) => showBrief(kind, view, meeting, name)),
          )
        : translate('meetings.none')
    return [
      heading(translate('meetings.status.title')),
      facts(
        [translate('meetings.status.year'), translate('meetings.count', { count: heldIn(counts) })],
        [translate('meetings.status.last'), brief(last)],
        last && decidingTypes.some((type) => type === last.type)
          ? [
              translate('minutes.status'),
              showState(registry, last, await findMinutes(transaction, last), view.reading),
            ]
          : undefined,
        [translate('meetings.status.next'), brief(next)],
      ),
    ]
  },
  overview: async (transaction, today, translate): Promise<OverviewColumn[]> => {
    const all = await countMeetings(transaction, yearTo(today), today)
    const ofAll = all.get(0) ?? noMeetings
    const counts = gatherCounts(all, topPairs(registry))
    const sum = sumCounts(all.values(), noMeetings)
    const column = (title: string, of: (count: MeetingCounts) => number): OverviewColumn => ({
      title,
      // What is held for all pairs is held for each of them, and once.
      cells: new Map(
        registry.pairs.map(({ id }) => [id, `${of(addCounts(counts.get(id) ?? noMeetings, ofAll))}`]),
      ),
      total: `${of(sum)}`,
    })
    return [
      column(translate('meetings.status.held'), heldIn),
      column(translate('meetings.status.upcoming'), ({ upcoming }) => upcoming),
    ]
  },
})
