import type { DueContext } from '../../../core/due.ts'
import { daysBefore } from '../../../core/time/clock.ts'
import { toInstant } from '../../../core/time/day.ts'
import type { Transaction } from '../../../db/database.ts'
import { AgendaItemState, MeetingState } from '../../../generated/prisma/enums.ts'
import type { FeatureTools } from '../../../programme/feature.ts'
import { refreshRecords } from '../../../programme/records/refresh.ts'
import type { AgendaItem } from './item.kind.ts'
import { lastDayOf, placeOf, type Upcoming } from './place.ts'

type Saying = DueContext<Transaction>

/** No holidays keep a meeting open longer: in days. */
const longestOpen = 30

/** Keeps items on the agendas where they belong: to be called, under the lock of meetings, with every change of either. */
export const settlingOf = (tools: FeatureTools) => {
  const { calendar } = tools

  /** The meetings of a pair, or of all, that are to come or whose treated items may still be noted. */
  const openMeetings = async (
    { transaction, clock }: Saying,
    pairId: number | null | undefined,
  ): Promise<Upcoming[]> => {
    const rows = await transaction.meeting.findMany({
      where: {
        ...(pairId !== undefined && { pairId }),
        state: MeetingState.scheduled,
        startsAt: { gte: daysBefore(clock.now(), longestOpen) },
      },
      orderBy: [{ startsAt: 'asc' }, { id: 'asc' }],
    })
    const today = clock.today()
    return rows
      .map((row) => ({ ...row, startsAt: toInstant(row.startsAt) }))
      .filter((meeting) => today <= lastDayOf(calendar, meeting))
  }

  const cancelledAmong = async (
    transaction: Transaction,
    references: readonly string[],
  ): Promise<ReadonlySet<string>> => {
    const found = await transaction.meeting.findMany({
      where: { reference: { in: [...new Set(references)] }, state: MeetingState.cancelled },
      select: { reference: true },
    })
    return new Set(found.map(({ reference }) => reference))
  }

  /** Calendars are told too: programs read again what was changed since. */
  const refresh = async (context: Saying, references: readonly string[]): Promise<void> => {
    await context.transaction.meeting.updateMany({
      where: { reference: { in: [...references] } },
      data: { updatedAt: context.clock.now() },
    })
    await refreshRecords(context, tools, [...new Set(references)])
  }

  /** Puts the items of a pair that wait, and those named, where they belong by now. */
  const settle = async (
    context: Saying,
    pairId: number | null,
    ...changed: readonly string[]
  ): Promise<void> => {
    const { transaction } = context
    const open = await openMeetings(context, pairId)
    const items = await transaction.agendaItem.findMany({
      where: { OR: [{ pairId, state: AgendaItemState.waiting }, { reference: { in: [...changed] } }] },
      orderBy: { id: 'asc' },
    })
    const calledOff = await cancelledAmong(
      transaction,
      items.flatMap(({ agendaOf }) => agendaOf ?? []),
    )
    const touched: string[] = []
    for (const { id, reference, state, source, agendaOf, ...item } of items) {
      const place =
        state === AgendaItemState.waiting
          ? placeOf({ ...item, afterAt: toInstant(item.afterAt), agendaOf }, open)
          : state === AgendaItemState.treated
            ? item.meeting
            : null
      if (place !== agendaOf)
        await transaction.agendaItem.update({
          where: { id },
          data: {
            agendaOf: place,
            ...(place === item.wasOf && { wasOf: null }),
            ...(agendaOf !== null && calledOff.has(agendaOf) && { wasOf: agendaOf }),
          },
        })
      if (place !== agendaOf || changed.includes(reference))
        touched.push(...[place, agendaOf, source].filter((one) => one !== null))
    }
    if (touched.length > 0) await refresh(context, touched)
  }

  return {
    settle,
    /** A change of an item: one that stands on every agenda changes them all. */
    itemChanged: async (context: Saying, { reference, pairId, state }: AgendaItem, before?: AgendaItem) => {
      await settle(context, pairId, reference)
      if ([state, before?.state].includes(AgendaItemState.standing)) {
        const open = await openMeetings(context, pairId ?? undefined)
        await refresh(
          context,
          open.map((meeting) => meeting.reference),
        )
      }
    },
    follow: async (context: Saying, pairId: number): Promise<void> => {
      const open = await openMeetings(context, pairId)
      await refresh(
        context,
        open.map(({ reference }) => reference),
      )
    },
  }
}

export type Settling = ReturnType<typeof settlingOf>
