import { addDays, toInstant } from '../../../core/time/day.ts'
import type { Transaction } from '../../../db/database.ts'
import { AgendaItemState, MeetingState } from '../../../generated/prisma/enums.ts'
import { dayInBeijing } from '../../../programme/beijing.ts'
import type { FeatureTools } from '../../../programme/feature.ts'
import type { Beside } from '../../../programme/records/kind.ts'
import type { Meeting } from '../content.ts'
import { isDeliberating } from './place.ts'
import { stillToTreat } from './sources.ts'

/** The meeting on whose agenda each item stands, and its day. */
export const readPlaces = async (
  transaction: Transaction,
  items: ReadonlyArray<{ readonly reference: string }>,
): Promise<ReadonlyMap<string, readonly Beside[]>> => {
  const rows = await transaction.$queryRaw<{ reference: string; meeting: string; startsAt: Date }[]>`
    SELECT item.reference, meeting.reference AS meeting, meeting.starts_at AS "startsAt"
    FROM agenda_item AS item JOIN meeting ON meeting.reference = item.agenda_of
    WHERE item.reference = ANY(${items.map(({ reference }) => reference)})`
  return new Map(
    rows.map(({ reference, meeting, startsAt }) => [
      reference,
      [{ role: 'placed', reference: meeting, text: '', dueOn: dayInBeijing(toInstant(startsAt)) }],
    ]),
  )
}

/** When the meeting before each of some begins, of those of the same pair that treat something. */
const readPrevious = async (
  transaction: Transaction,
  references: readonly string[],
): Promise<ReadonlyMap<string, Date>> => {
  const rows = await transaction.$queryRaw<{ reference: string; previous: Date | null }[]>`
    SELECT meeting.reference, max(earlier.starts_at) AS previous FROM meeting
    JOIN meeting AS earlier ON earlier.pair_id = meeting.pair_id AND earlier.state = 'scheduled'
      AND earlier.type <> 'signing' AND earlier.starts_at < meeting.starts_at
    WHERE meeting.reference = ANY(${[...references]}) GROUP BY meeting.reference`
  return new Map(rows.flatMap(({ reference, previous }) => (previous ? [[reference, previous]] : [])))
}

/**
 * What stands on the agendas of meetings beside what is written for them: what earlier ones left open, on the next one of a
 * pair only; standing items, until the meeting's day is over; and the items for it.
 */
export const besidesOf =
  (tools: Pick<FeatureTools, 'features'>) =>
  async (
    transaction: Transaction,
    meetings: readonly Meeting[],
  ): Promise<ReadonlyMap<string, readonly Beside[]>> => {
    const references = meetings.map(({ reference }) => reference)
    const pairIds = [...new Set(meetings.flatMap(({ pairId }) => pairId ?? []))]
    const found = await transaction.agendaItem.findMany({
      where: {
        OR: [
          { agendaOf: { in: references } },
          { state: AgendaItemState.standing, OR: [{ pairId: null }, { pairId: { in: pairIds } }] },
        ],
      },
      orderBy: { id: 'asc' },
    })
    const items = await stillToTreat(tools, transaction, found)
    const carried = await tools
      .features()
      .find((feature) => feature.carried)
      ?.carried?.(transaction, pairIds)
    const previous = await readPrevious(transaction, references)

    const besides = (meeting: Meeting): Beside[] => {
      const { reference, pairId, startsAt, state } = meeting
      if (state === MeetingState.cancelled) return []
      const own = items.filter(({ agendaOf }) => agendaOf === reference)
      const placed = own.map((item) => ({
        role: item.state,
        reference: item.source ?? item.reference,
        text: item.about,
      }))
      if (!isDeliberating(meeting)) return placed
      const until = dayInBeijing(startsAt)
      const before = previous.get(reference)
      const from = before && addDays(dayInBeijing(toInstant(before)), 1)
      const open = (pairId === null ? undefined : carried?.get(pairId)) ?? []
      const isPut = (source: string) => own.some((item) => item.source === source)
      return [
        ...open.flatMap(({ reference: source, about: text, dueOn, meeting: agreedAt }) =>
          isPut(source) || agreedAt === reference
            ? []
            : [{ role: 'carried', reference: source, text, dueOn, from, until }],
        ),
        ...items
          .filter((item) => item.state === 'standing' && (item.pairId === null || item.pairId === pairId))
          .map(({ about: text }) => ({ role: 'standing', reference: null, text, until })),
        ...placed,
      ]
    }
    return new Map(meetings.map((meeting) => [meeting.reference, besides(meeting)]))
  }
