import { ICalCalendar, ICalCalendarMethod, ICalEventStatus } from 'ical-generator'
import { DateTime } from 'luxon'
import type { Reading } from '../../../core/form/field.ts'
import type { Transaction } from '../../../db/database.ts'
import type { Prisma } from '../../../generated/prisma/client.ts'
import { MeetingState } from '../../../generated/prisma/enums.ts'
import { beijing, minutesAfter } from '../../../programme/beijing.ts'
import type { Registry } from '../../../programme/places/registry.ts'
import { fromRow } from '../../../programme/records/content.ts'
import { withBesides } from '../../../programme/records/select.ts'
import { agendaLines } from '../agenda/shown.ts'
import type { Meeting } from '../content.ts'
import type { MeetingRecordKind } from '../kind.ts'
import { titleOf } from '../title.ts'
import { isLink } from '../venue.ts'

/** A meeting as a calendar has it: beside what it says, when it last said something else. */
export interface CalendarMeeting extends Meeting {
  readonly updatedAt: Date
}

/** The meetings that fulfil a condition, in the order in which they begin. */
export const readMeetings = async (
  kind: MeetingRecordKind,
  transaction: Transaction,
  where: Prisma.MeetingWhereInput,
): Promise<CalendarMeeting[]> => {
  const rows = await transaction.meeting.findMany({ where, orderBy: [{ startsAt: 'asc' }, { id: 'asc' }] })
  const records = await withBesides(
    kind,
    transaction,
    rows.map((row) => fromRow(kind, row)),
  )
  return rows.flatMap(({ updatedAt }, index) => {
    const record = records[index]
    return record ? [{ ...record, updatedAt }] : []
  })
}

/**
 * All that a program must know of the zone. It is written by hand: what the library writes for a calendar's zone makes
 * DTSTAMP a local time, which must be UTC (RFC 5545, 3.8.7.2), and Outlook goes wrong by hours without it.
 */
const zone = [
  'BEGIN:VTIMEZONE',
  `TZID:${beijing}`,
  'BEGIN:STANDARD',
  'DTSTART:19700101T000000',
  'TZOFFSETFROM:+0800',
  'TZOFFSETTO:+0800',
  'TZNAME:CST',
  'END:STANDARD',
  'END:VTIMEZONE',
].join('\r\n')

const wallClock = (moment: string) => DateTime.fromISO(moment, { zone: beijing })

/** What stands below a meeting in a calendar: no name of anybody. */
const descriptionOf = (meeting: Meeting, reading: Reading): string => {
  const { translate } = reading
  return [
    translate('meetings.calendar.reference', { reference: meeting.reference }),
    ...(meeting.cancelReason === null
      ? []
      : [translate('meetings.calendar.reason', { reason: meeting.cancelReason })]),
    ...agendaLines(meeting, reading).map((item, index) => `${index + 1}. ${item}`),
  ].join('\n')
}

/** The same identity for good: moved and cancelled, it is the same event, and its sequence one higher with each change. */
const uidOf = ({ reference }: Meeting): string => `${reference.toLowerCase()}@luyu`

/** Seconds after which a program is asked to read a feed again. */
const readAgain = 3_600

export interface CalendarText {
  readonly registry: Registry
  /** In whose language it is written, and on which day. */
  readonly reading: Reading
  /** What a feed is called; a file has no name. */
  readonly name?: string
}

/** Meetings as iCalendar (RFC 5545): a file that is handed over, or a feed when it has a name. */
export const calendarOf = (
  meetings: readonly CalendarMeeting[],
  { registry, reading, name }: CalendarText,
): string => {
  const { translate } = reading
  const language = translate.locale === 'en' ? 'EN' : 'ZH'
  const calendar = new ICalCalendar({
    prodId: { company: 'Luyu', product: 'Meetings', language },
    ...(name === undefined ? { method: ICalCalendarMethod.PUBLISH } : { name, ttl: readAgain }),
  })
  for (const meeting of meetings) {
    const { startsAt, minutes, venue, version, state, updatedAt } = meeting
    const isCancelled = state === MeetingState.cancelled
    const title = titleOf(registry, meeting, translate)
    calendar.createEvent({
      id: uidOf(meeting),
      sequence: version - 1,
      stamp: updatedAt,
      lastModified: updatedAt,
      timezone: beijing,
      start: wallClock(startsAt),
      end: wallClock(minutesAfter(startsAt, minutes)),
      status: isCancelled ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
      // Programs that show what is cancelled do not all say so.
      summary: isCancelled ? translate('meetings.calendar.cancelled', { title }) : title,
      description: descriptionOf(meeting, reading),
      ...(venue !== null && (isLink(venue) ? { url: venue, location: venue } : { location: venue })),
    })
  }
  // The last line ends like any other.
  return `${calendar.toString().replace('BEGIN:VEVENT', `${zone}\r\nBEGIN:VEVENT`)}\r\n`
}
