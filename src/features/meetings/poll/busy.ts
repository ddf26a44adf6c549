import type { Locale } from '../../../core/request.ts'
import type { Instant } from '../../../core/time/day.ts'
import type { Transaction } from '../../../db/database.ts'
import { Prisma } from '../../../generated/prisma/client.ts'
import { fromBeijing, minutesAfter } from '../../../programme/beijing.ts'
import type { Registry } from '../../../programme/places/registry.ts'
import { selectRecords } from '../../../programme/records/select.ts'
import type { Meeting } from '../content.ts'
import { placeOfSide } from '../host.ts'
import { invitations } from '../invited/invited.ts'
import type { MeetingRecordKind } from '../kind.ts'
import { type PollContent, slotsOf } from './content.ts'
import { tallyKey } from './tally.ts'

/** Whether the host's office sits in a meeting of others: one of its pairs, or all of them. */
const concernsHost = (registry: Registry, poll: PollContent, { pairId }: Meeting): boolean => {
  if (pairId === null) return true
  const pair = registry.pair(pairId)
  const host = placeOfSide(registry, { pairId: poll.pairId, side: poll.hostSide })
  return [pair.assisting.id, pair.recipient.id].includes(host.id)
}

/** A time of a poll, with the moments at which such a meeting would begin and end. */
interface Span {
  readonly start: string
  readonly begins: Instant
  readonly ends: Instant
}

export const spansOf = (poll: PollContent): Span[] =>
  slotsOf(poll).map((start) => {
    const begins = fromBeijing(start)
    return { start, begins, ends: minutesAfter(begins, poll.minutes) }
  })

export const isDuring = ({ startsAt, minutes }: Meeting, { begins, ends }: Span): boolean =>
  startsAt < ends && minutesAfter(startsAt, minutes) > begins

/** What goes on at the times of a poll: meetings of the same pair, of the host's office, and officers who are invited elsewhere. */
export const busyAt = async (
  transaction: Transaction,
  kind: MeetingRecordKind,
  registry: Registry,
  poll: PollContent,
  asked: ReadonlySet<number>,
  defaultLocale: Locale,
): Promise<Record<string, number>> => {
  const slots = spansOf(poll)
  const [first, last] = [slots[0], slots.at(-1)]
  if (!first || !last) return {}
  const meetings = await selectRecords(
    kind,
    transaction,
    Prisma.sql`WHERE state <> 'cancelled' AND reference <> ${poll.meeting ?? ''} AND starts_at < ${last.ends}::timestamptz
      AND starts_at + minutes * interval '1 minute' > ${first.begins}::timestamptz`,
  )
  const invitedTo = meetings.length === 0 ? () => [] : await invitations(transaction, registry, defaultLocale)
  const counts: Record<string, number> = {}
  for (const span of slots) {
    const { start } = span
    const during = meetings.filter((meeting) => isDuring(meeting, span))
    const note = (what: 'pair' | 'host' | 'officers', count: number) => {
      if (count > 0) counts[tallyKey.busy(start, what)] = count
    }
    const own = during.filter(({ pairId }) => pairId === poll.pairId)
    const others = during.filter((meeting) => !own.includes(meeting))
    const elsewhere = new Set<number>()
    for (const meeting of others)
      for (const { id } of invitedTo(meeting)) if (asked.has(id)) elsewhere.add(id)
    note('pair', own.length)
    note('host', others.filter((meeting) => concernsHost(registry, poll, meeting)).length)
    note('officers', elsewhere.size)
  }
  return counts
}
