import { UserError } from '../../core/errors.ts'
import { notice } from '../../core/i18n.ts'
import { Prisma } from '../../generated/prisma/client.ts'
import { minutesAfter } from '../../programme/beijing.ts'
import type { ProgrammeContext } from '../../programme/context.ts'
import type { Registry } from '../../programme/places/registry.ts'
import { cancelled } from '../../programme/records/kind.ts'
import { selectRecords } from '../../programme/records/select.ts'
import type { Meeting, MeetingContent } from './content.ts'
import type { MeetingRecordKind } from './kind.ts'
import { titleOf } from './title.ts'

/** Nobody else schedules a meeting until the transaction ends, so that no slot is taken twice and no number given twice. */
export const lockMeetings = async ({ transaction }: ProgrammeContext): Promise<void> => {
  await transaction.$executeRaw`LOCK TABLE meeting IN SHARE ROW EXCLUSIVE MODE`
}

const isSameSlot = (one: MeetingContent, other: MeetingContent): boolean =>
  one.startsAt === other.startsAt &&
  one.minutes === other.minutes &&
  one.pairId === other.pairId &&
  one.state === other.state

/** Meetings that go on at the same time, the earliest first. */
const overlapping = (
  kind: MeetingRecordKind,
  { transaction }: ProgrammeContext,
  { startsAt, minutes }: MeetingContent,
  except: string,
  whose: Prisma.Sql,
): Promise<Meeting[]> =>
  selectRecords(
    kind,
    transaction,
    Prisma.sql`WHERE state <> 'cancelled' AND reference <> ${except} AND ${whose}
      AND starts_at < ${minutesAfter(startsAt, minutes)}::timestamptz
      AND starts_at + minutes * interval '1 minute' > ${startsAt}::timestamptz
      ORDER BY starts_at, id`,
  )

/** Refuses a slot in which another meeting of the same pair, and so of its host, goes on. Throws `UserError`. */
export const checkSlot = async (
  kind: MeetingRecordKind,
  registry: Registry,
  context: ProgrammeContext,
  content: MeetingContent,
  before: Meeting | undefined,
): Promise<void> => {
  if (content.state === cancelled || (before && isSameSlot(before, content))) return
  const { translate, reading } = context
  const whose = Prisma.sql`pair_id IS NOT DISTINCT FROM ${content.pairId}::int`
  const [other] = await overlapping(kind, context, content, before?.reference ?? '', whose)
  if (!other) return
  const { reference } = other
  const title = titleOf(registry, other, translate)
  const { type, get } = kind.fields.time
  const time = get(other)
  throw new UserError(
    notice('meetings.collides', { reference, title, time: time ? type.show(time, reading) : '' }),
    'time',
  )
}

/** What goes on for all pairs, or for some of them, beside this one: said, and not refused. */
export const besides = async (
  kind: MeetingRecordKind,
  context: ProgrammeContext,
  meeting: Meeting,
): Promise<readonly Meeting[]> => {
  if (meeting.state === cancelled) return []
  const whose = meeting.pairId === null ? Prisma.sql`pair_id IS NOT NULL` : Prisma.sql`pair_id IS NULL`
  return overlapping(kind, context, meeting, meeting.reference, whose)
}
