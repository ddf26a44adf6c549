import { actions, type Block, type Card, card, facts, heading, lineAction, text } from '../../../core/card.ts'
import { formButton } from '../../../core/form/button.ts'
import type { Transaction } from '../../../db/database.ts'
import { Prisma } from '../../../generated/prisma/client.ts'
import type { ProgrammeContext } from '../../../programme/context.ts'
import { selectRecords } from '../../../programme/records/select.ts'
import { labelOf, publicView, showField, showPhase, type View } from '../../../programme/records/show.ts'
import { refreshTopic } from '../../../programme/topics.ts'
import type { Meeting, MeetingContent } from '../content.ts'
import type { MeetingRecordKind } from '../kind.ts'
import { showRule } from './rule.field.ts'

/** A series with its meetings, in the order in which they were planned. */
export interface Series {
  readonly id: number
  readonly rule: string
  readonly meetings: readonly Meeting[]
}

export const readSeries = async (
  kind: MeetingRecordKind,
  transaction: Transaction,
  id: number,
): Promise<Series> => {
  const { rule } = await transaction.meetingSeries.findUniqueOrThrow({ where: { id } })
  const meetings = await selectRecords(
    kind,
    transaction,
    Prisma.sql`WHERE series_id = ${id} ORDER BY series_order`,
  )
  return { id, rule, meetings }
}

/** Under what its card lives on in a channel. */
export const seriesTopic = (id: number): string => `meeting-series:${id}`

/** What all meetings of a series have in common, as the first says it. */
export const commonFacts = (kind: MeetingRecordKind, view: View, content: MeetingContent): Block =>
  facts(
    ...(['host', 'type', 'format', 'venue', 'agenda', 'invited'] as const).map((name) => {
      const value = showField(kind, view, content, name)
      return value === undefined ? undefined : ([labelOf(kind, view.reading.translate, name), value] as const)
    }),
  )

const line = (kind: MeetingRecordKind, view: View, meeting: Meeting): string =>
  [
    view.reading.translate('meetings.series.nth', { order: meeting.seriesOrder ?? 0 }),
    meeting.reference,
    showField(kind, view, meeting, 'time') ?? '',
    showPhase(kind, meeting, view.reading),
  ].join(' · ')

export const isToCome = ({ state, startsAt }: MeetingContent, now: Date): boolean =>
  state !== 'cancelled' && new Date(startsAt) > now

/** A series and each of its meetings as it now stands. */
export const seriesCard = (
  kind: MeetingRecordKind,
  view: View,
  { rule, meetings }: Series,
  now: Date,
  mayStop = true,
): Card => {
  const { translate } = view.reading
  const [first] = meetings
  const next = meetings.find((meeting) => isToCome(meeting, now))
  return card(
    heading(translate('meetings.series.title', { rule: showRule(rule, translate) })),
    first && commonFacts(kind, view, first),
    { type: 'list', items: meetings.map((meeting) => ({ text: line(kind, view, meeting) })) },
    next &&
      actions(
        lineAction(
          translate('meetings.series.showNext', { reference: next.reference }),
          `/${kind.word} show ${next.reference}`,
        ),
        ...(mayStop
          ? [
              formButton(translate('meetings.series.stopButton'), `${kind.word} stop`, {
                reference: next.reference,
              }),
            ]
          : []),
      ),
  )
}

/** Where the card of a series stands it follows each of its meetings. */
export const refreshSeries = async (
  kind: MeetingRecordKind,
  context: ProgrammeContext,
  { seriesId }: Pick<Meeting, 'seriesId'>,
): Promise<void> => {
  if (seriesId === null) return
  const { transaction, clock } = context
  const series = await readSeries(kind, transaction, seriesId)
  await refreshTopic(context, seriesTopic(seriesId), (translate, names) =>
    seriesCard(kind, publicView(clock.today(), translate, names), series, clock.now()),
  )
}

/** What the channels hear when the rest of a series is called off. */
export const stoppedCard = (
  kind: MeetingRecordKind,
  view: View,
  { rule }: Series,
  stopped: readonly Meeting[],
  reason: string | undefined,
): Card => {
  const { translate } = view.reading
  return card(
    heading(translate('meetings.series.stoppedTitle')),
    text(showRule(rule, translate)),
    {
      type: 'list',
      items: stopped.map((meeting) => ({
        text: `${meeting.reference} · ${showField(kind, view, meeting, 'time') ?? ''}`,
      })),
    },
    reason !== undefined && facts([translate('records.cancelReason'), reason]),
    text(translate('meetings.notice.byHand'), 'quiet'),
  )
}
