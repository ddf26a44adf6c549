import { actions, type Card, card, facts, heading, lineAction, text } from '../../../core/card.ts'
import { formButton } from '../../../core/form/button.ts'
import { dayInBeijing, inBeijing } from '../../../programme/beijing.ts'
import type { WorkdayCalendar } from '../../../programme/calendar.ts'
import type { Registry } from '../../../programme/places/registry.ts'
import { joinPieces, labelOf, showField, showOnCard, type View } from '../../../programme/records/show.ts'
import { templateAction } from '../agenda/buttons.ts'
import { answerButtons } from '../answers/answer-buttons.ts'
import type { Meeting, MeetingContent } from '../content.ts'
import type { MeetingRecordKind } from '../kind.ts'
import { titleOf } from '../title.ts'

/** For whom a card is written, and when. */
export interface Telling {
  readonly kind: MeetingRecordKind
  readonly registry: Registry
  readonly calendar: WorkdayCalendar
  readonly view: View
}

const shown = ({ kind, view }: Telling, meeting: Meeting, names: readonly string[]) =>
  facts(
    ...names.map((name) => {
      const value = showOnCard(kind, view, meeting, name)
      return value === undefined ? undefined : ([labelOf(kind, view.reading.translate, name), value] as const)
    }),
  )

const buttons = ({ kind, view }: Telling, { reference }: Meeting) => {
  const { translate } = view.reading
  return actions(
    ...answerButtons(kind, reference, translate),
    lineAction(translate('meetings.button.show'), `/${kind.word} show ${reference}`),
    lineAction(translate('meetings.button.calendar'), `/${kind.word} calendar ${reference}`),
  )
}

/** What is said before a meeting, as it is when it is said: how far away it is by now. */
export const reminderCard = (telling: Telling, meeting: Meeting, name: 'soon' | 'hour'): Card => {
  const { registry, calendar, view } = telling
  const { today, translate } = view.reading
  const day = dayInBeijing(meeting.startsAt)
  const workdays = calendar.workdaysBetween(today, day)
  const said =
    name === 'hour' || day === today
      ? translate('meetings.reminder.today', { time: inBeijing(meeting.startsAt).slice(11) })
      : translate('meetings.reminder.soon', { workdays })
  return card(
    heading(translate('meetings.reminder.title')),
    text(titleOf(registry, meeting, translate)),
    text(said),
    shown(telling, meeting, ['time', 'venue', 'format', 'host', 'agenda', 'invited']),
    buttons(telling, meeting),
  )
}

/** The host is asked for an agenda that is still empty. */
export const agendaCard = (telling: Telling, meeting: Meeting): Card => {
  const { kind, registry, view } = telling
  const { translate } = view.reading
  return card(
    heading(translate('meetings.reminder.agendaTitle')),
    text(titleOf(registry, meeting, translate)),
    text(translate('meetings.reminder.agenda', { reference: meeting.reference })),
    shown(telling, meeting, ['time', 'venue', 'agenda']),
    actions(
      templateAction(meeting.reference, view.reading),
      formButton(translate('meetings.button.agenda'), `${kind.word} edit`, { reference: meeting.reference }),
    ),
  )
}

/** The fields that a pair is told of when they change. */
export const announced = ['time', 'host', 'type', 'format', 'venue', 'invited'] as const

/** A meeting that was changed or called off: one notice, whatever of it changed. */
export const noticeCard = (
  telling: Telling,
  meeting: Meeting,
  before: MeetingContent | undefined,
  changed: readonly string[],
): Card => {
  const { kind, registry, view } = telling
  const { translate } = view.reading
  const isCancelled = meeting.state === 'cancelled'
  const title = titleOf(registry, meeting, translate)
  const said = isCancelled ? 'meetings.notice.cancelled' : 'meetings.notice.changed'
  const value = (content: MeetingContent, name: string) =>
    showField(kind, view, content, name) ?? translate('records.notGiven')
  return {
    ...card(
      heading(translate(said)),
      text(title),
      before !== undefined && changed.length > 0
        ? facts(
            ...changed.map(
              (name) =>
                [
                  labelOf(kind, translate, name),
                  translate('meetings.notice.fromTo', {
                    before: value(before, name),
                    after: value(meeting, name),
                  }),
                ] as const,
            ),
          )
        : shown(telling, meeting, ['time', 'format', 'venue', 'agenda', 'invited']),
      meeting.cancelReason !== null && facts([translate('records.cancelReason'), meeting.cancelReason]),
      isCancelled && text(translate('meetings.notice.byHand'), 'quiet'),
      !isCancelled && buttons(telling, meeting),
    ),
    summary: joinPieces(
      `${translate(said)} ${title}`,
      ...(isCancelled ? ['time'] : changed).map((name) => value(meeting, name)),
    ),
  }
}
