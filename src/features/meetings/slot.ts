import { type Block, text } from '../../core/card.ts'
import { UserError } from '../../core/errors.ts'
import { notice } from '../../core/i18n.ts'
import { Prisma } from '../../generated/prisma/client.ts'
import { minutesAfter } from '../../programme/beijing.ts'
import type { ProgrammeContext } from '../../programme/context.ts'
import type { FeatureTools } from '../../programme/feature.ts'
import { mayName } from '../../programme/people/rights.ts'
import { cancelled } from '../../programme/records/kind.ts'
import { selectRecords } from '../../programme/records/select.ts'
import type { Meeting, MeetingContent } from './content.ts'
import { type Invited, invitations } from './invited/invited.ts'
import type { MeetingRecordKind } from './kind.ts'
import { titleOf } from './title.ts'

/** Nobody else schedules a meeting until the transaction ends, so that no slot is taken twice, no number given twice, and no item left off an agenda. */
export const lockMeetings = async ({ transaction }: Pick<ProgrammeContext, 'transaction'>): Promise<void> => {
  await transaction.$executeRaw`LOCK TABLE meeting IN SHARE ROW EXCLUSIVE MODE`
}

const isSameSlot = (one: MeetingContent, other: MeetingContent): boolean =>
  one.startsAt === other.startsAt &&
  one.minutes === other.minutes &&
  one.pairId === other.pairId &&
  one.state === other.state

/** When a meeting is, whose it is, and who is invited. */
export type Slot = Pick<MeetingContent, 'startsAt' | 'minutes' | 'pairId' | 'invited'>

/** Meetings that go on at the same time, the earliest first. */
const overlapping = (
  kind: MeetingRecordKind,
  { transaction }: ProgrammeContext,
  { startsAt, minutes }: Slot,
  except: string,
): Promise<Meeting[]> =>
  selectRecords(
    kind,
    transaction,
    Prisma.sql`WHERE state <> 'cancelled' AND reference <> ${except}
      AND starts_at < ${minutesAfter(startsAt, minutes)}::timestamptz
      AND starts_at + minutes * interval '1 minute' > ${startsAt}::timestamptz
      ORDER BY starts_at, id`,
  )

/** What else goes on at the time of a meeting. */
export interface Collisions {
  /** Another meeting of the same pair, and so of its host: it takes the slot. */
  readonly taken: Meeting | undefined
  /** For all pairs, or for some of them where this one is for all. */
  readonly besides: readonly Meeting[]
  /** Of other pairs, with officers who are invited to both. */
  readonly busy: ReadonlyArray<{ readonly meeting: Meeting; readonly officers: readonly Invited[] }>
}

/** What a slot collides with, apart from the meeting of a reference itself. */
export const collisionsOf = async (
  kind: MeetingRecordKind,
  { registry, defaultLocale }: Pick<FeatureTools, 'registry' | 'defaultLocale'>,
  context: ProgrammeContext,
  slot: Slot,
  except = '',
): Promise<Collisions> => {
  const others = await overlapping(kind, context, slot, except)
  const besides = others.filter(({ pairId }) => (pairId === null) !== (slot.pairId === null))
  const elsewhere = others.filter(
    ({ pairId }) => pairId !== slot.pairId && pairId !== null && slot.pairId !== null,
  )
  const taken = others.find(({ pairId }) => pairId === slot.pairId)
  if (elsewhere.length === 0) return { taken, besides, busy: [] }
  const invitedTo = await invitations(context.transaction, registry, defaultLocale)
  const ours = invitedTo(slot).map(({ id }) => id)
  const busy = elsewhere.flatMap((meeting) => {
    const officers = invitedTo(meeting).filter(({ id }) => ours.includes(id))
    return officers.length > 0 ? [{ meeting, officers }] : []
  })
  return { taken, besides, busy }
}

/** Refuses a slot in which another meeting of the same pair, and so of its host, goes on. Throws `UserError`. */
export const checkSlot = async (
  kind: MeetingRecordKind,
  tools: FeatureTools,
  context: ProgrammeContext,
  content: MeetingContent,
  before: Meeting | undefined,
): Promise<void> => {
  if (content.state === cancelled || (before && isSameSlot(before, content))) return
  const { translate, reading } = context
  const others = await overlapping(kind, context, content, before?.reference ?? '')
  const other = others.find(({ pairId }) => pairId === content.pairId)
  if (!other) return
  const { reference } = other
  const title = titleOf(tools.registry, other, translate)
  const { type, get } = kind.fields.time
  const time = get(other)
  throw new UserError(
    notice('meetings.collides', { reference, title, time: time ? type.show(time, reading) : '' }),
    'time',
  )
}

/** What is said, and not refused, of what goes on beside a meeting. */
export const sayCollisions = ({ besides, busy }: Collisions, context: ProgrammeContext): string[] => {
  const { translate } = context
  const list = (words: readonly string[]) => words.join(translate('meetings.digest.mark'))
  return [
    ...(besides.length === 0
      ? []
      : [translate('meetings.beside', { references: list(besides.map(({ reference }) => reference)) })]),
    ...busy.map(({ meeting: { reference }, officers }) =>
      mayName(context)
        ? translate('meetings.busyNamed', { reference, names: list(officers.map(({ name }) => name)) })
        : translate('meetings.busy', { reference, count: officers.length }),
    ),
  ]
}

/** The same of a meeting as it now stands. */
export const besideNotes = async (
  kind: MeetingRecordKind,
  tools: FeatureTools,
  context: ProgrammeContext,
  meeting: Meeting,
): Promise<Block[]> => {
  if (meeting.state === cancelled) return []
  const collisions = await collisionsOf(kind, tools, context, meeting, meeting.reference)
  return sayCollisions(collisions, context).map((said) => text(said, 'warning'))
}
