import type { Passed } from '../../../programme/records/handover.ts'
import type { MeetingContent } from '../content.ts'
import { phaseOf } from '../kind.ts'
import { entriesOf, keptEntries } from './entries.ts'

/** To meetings ahead the successor is asked in the place of who was asked by name. */
export const passInvitation: Passed<MeetingContent> = (meeting, { from, to }, today) => {
  const entries = entriesOf(meeting.invited)
  const isAsked = entries.some((entry) => entry.kind === 'person' && entry.name === from)
  if (!isAsked || phaseOf(meeting, today) === 'held') return undefined
  const passed = entries.map((entry) =>
    entry.kind === 'person' && entry.name === from ? { ...entry, name: to } : entry,
  )
  return { ...meeting, invited: keptEntries(passed) }
}
