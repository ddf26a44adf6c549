import { type CardAction, lineAction } from '../../../core/card.ts'
import type { Reading } from '../../../core/form/field.ts'
import { MeetingState } from '../../../generated/prisma/enums.ts'
import { dayInBeijing } from '../../../programme/beijing.ts'
import type { Meeting } from '../content.ts'
import { besideToday } from './shown.ts'

/** Fills in what a meeting of its kind usually treats. */
export const templateAction = (reference: string, { translate }: Pick<Reading, 'translate'>): CardAction =>
  lineAction(translate('agenda.button.template'), `/meeting template ${reference}`)

/** What was added to a meeting's agenda, to be noted as treated or moved. */
export const itemsAction = (reference: string, { translate }: Pick<Reading, 'translate'>): CardAction =>
  lineAction(translate('agenda.button.agenda'), `/agenda list ${reference}`)

/** The same where there are any that nobody has noted yet. */
export const itemsButtons = (meeting: Meeting, reading: Reading): CardAction[] =>
  besideToday(meeting, reading.today).some(({ role }) => role === 'waiting')
    ? [itemsAction(meeting.reference, reading)]
    : []

/** The usual agenda, where a meeting to come has none of its own. */
export const templateButtons = (
  { reference, agenda, startsAt, state }: Meeting,
  reading: Reading,
): CardAction[] =>
  state !== MeetingState.cancelled && agenda === null && dayInBeijing(startsAt) >= reading.today
    ? [templateAction(reference, reading)]
    : []

/** What a meeting's card offers for its agenda: what was added to it leads to the whole, which offers the rest. */
export const agendaButtons = (meeting: Meeting, reading: Reading): CardAction[] => {
  if (meeting.state === MeetingState.cancelled) return []
  const items = itemsButtons(meeting, reading)
  return items.length > 0 ? items : templateButtons(meeting, reading)
}
