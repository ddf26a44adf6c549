import type { Translator } from '../../../core/i18n.ts'
import type { Day } from '../../../core/time/day.ts'
import type { Transaction } from '../../../db/database.ts'
import { Prisma } from '../../../generated/prisma/client.ts'
import { waitingSince } from '../../../programme/calendar.ts'
import type { FeatureTools, Overdue } from '../../../programme/feature.ts'
import type { Pair, Registry } from '../../../programme/places/registry.ts'
import { overdueOf } from '../../../programme/records/digest.ts'
import { firstsOf, type Ranked, readFirsts } from '../../../programme/records/firsts.ts'
import type { MeetingContent } from '../content.ts'
import type { MeetingRecordKind } from '../kind.ts'
import { dayColumn } from '../list.ts'
import { titleOf } from '../title.ts'
import { awaitsCorrection, type MinutesContent, turnOf } from './content.ts'
import { placeOn } from './minutes.card.ts'
import { decidingTypes, workdaysForMinutes } from './missing.ts'

/** Meetings whose minutes are late, and how far those have come that there are, by the id of the meeting. */
export interface LateMinutes {
  readonly meetings: ReadonlyArray<Ranked<MeetingContent>>
  readonly written: ReadonlyMap<number, Pick<MinutesContent, 'state' | 'side' | 'reopenReason'>>
}

/** In two statements, for all pairs. */
export const readLateMinutes = async (
  kind: MeetingRecordKind,
  { registry, calendar }: FeatureTools,
  transaction: Transaction,
  today: Day,
): Promise<LateMinutes> => {
  const since = waitingSince(calendar, today, workdaysForMinutes)
  const meetings = await readFirsts(kind, registry, transaction, {
    where: Prisma.sql`state <> 'cancelled' AND type::text IN (${Prisma.join([...decidingTypes])})
      AND ${dayColumn} <= ${since}::date
      AND NOT EXISTS (SELECT FROM minutes WHERE meeting_id = record.id AND minutes.state = 'final')`,
    order: Prisma.sql`starts_at, id`,
  })
  const rows = await transaction.minutes.findMany({
    where: { meetingId: { in: meetings.map(({ record }) => record.id) } },
    select: { meetingId: true, state: true, side: true, reopenReason: true },
  })
  return { meetings, written: new Map(rows.map(({ meetingId, ...written }) => [meetingId, written])) }
}

/** What a summary says of late minutes: whose turn it is. */
export const overdueMinutes = (
  registry: Registry,
  { meetings, written }: LateMinutes,
  pairs: readonly Pair[],
  translate: Translator,
): Overdue =>
  overdueOf(firstsOf(meetings, pairs), (meeting) => {
    const minutes = written.get(meeting.id)
    const side = turnOf(meeting, minutes) ?? meeting.hostSide
    return translate('minutes.overdue', {
      reference: meeting.reference,
      title: titleOf(registry, meeting, translate),
      state: !minutes ? 'missing' : awaitsCorrection(minutes) ? 'reopened' : minutes.state,
      place: placeOn(registry, meeting, side, translate),
    })
  })
