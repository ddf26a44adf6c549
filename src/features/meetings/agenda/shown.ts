import type { Reading } from '../../../core/form/field.ts'
import type { Beside } from '../../../programme/records/kind.ts'
import { inBrief } from '../../../programme/records/show.ts'
import type { Meeting } from '../content.ts'
import { itemsOf } from './agenda.ts'

/** On a card, which must stay one message; all of them are in the list. */
const mostLines = 15

/** What stands on a meeting's agenda today beside what is written for it. */
export const besideToday = ({ beside = [] }: Meeting, today: Reading['today']): Beside[] =>
  beside.filter(({ from, until }) => (!from || from <= today) && (!until || today <= until))

const lineOf = ({ role, reference, text, dueOn }: Beside, { today, translate }: Reading): string =>
  translate('agenda.line', {
    role,
    reference: reference ?? '',
    about: inBrief(text),
    late: `${dueOn !== undefined && dueOn < today}`,
  })

/** A meeting's whole agenda: what is still open of earlier ones, what every one treats, what is written for it, what was added. */
export const agendaLines = (meeting: Meeting, reading: Reading): string[] => {
  const beside = besideToday(meeting, reading.today)
  const first = (role: string) => role === 'carried' || role === 'standing'
  return [
    ...beside.filter(({ role }) => first(role)).map((one) => lineOf(one, reading)),
    ...itemsOf(meeting.agenda),
    ...beside.filter(({ role }) => !first(role)).map((one) => lineOf(one, reading)),
  ]
}

/** The same on the meeting's card; undefined where nothing is added to what is written for it. */
export const agendaOnCard = (meeting: Meeting, reading: Reading): string | undefined => {
  if (besideToday(meeting, reading.today).length === 0) return undefined
  const lines = agendaLines(meeting, reading)
  const shown = lines.slice(0, mostLines).map((line, index) => `${index + 1}. ${line}`)
  const left = lines.length - shown.length
  return [...shown, ...(left > 0 ? [reading.translate('agenda.more', { count: left })] : [])].join('\n')
}
