import { type Block, fileBlock, text } from '../../../core/card.ts'
import { keepFile } from '../../../db/files.ts'
import { MeetingState } from '../../../generated/prisma/enums.ts'
import type { ProgrammeContext } from '../../../programme/context.ts'
import type { FeatureTools } from '../../../programme/feature.ts'
import type { Meeting } from '../content.ts'
import type { MeetingRecordKind } from '../kind.ts'
import { type CalendarMeeting, calendarOf, readMeetings } from './calendar.ts'

/** Meetings as a file, with what can honestly be said of it. */
const fileOf = async (
  { registry, publicUrl }: FeatureTools,
  { transaction, clock, translate, reading }: ProgrammeContext,
  name: string,
  meetings: readonly CalendarMeeting[],
  said: 'cancelled' | 'changed' | 'new',
): Promise<Block[]> => {
  const content = new TextEncoder().encode(calendarOf(meetings, { registry, reading }))
  const file = await keepFile(
    transaction,
    { name: `${name}.ics`, mediaType: 'text/calendar', content },
    clock.now(),
  )
  const instead = publicUrl === undefined ? '' : translate('meetings.file.subscribe')
  return [text(`${translate(`meetings.file.${said}`)}${instead}`, 'quiet'), fileBlock(file)]
}

/** The calendar file of a meeting as it now stands. */
export const calendarFile = async (
  kind: MeetingRecordKind,
  tools: FeatureTools,
  context: ProgrammeContext,
  { reference, version, state }: Pick<Meeting, 'reference' | 'version' | 'state'>,
): Promise<Block[]> => {
  const meetings = await readMeetings(kind, context.transaction, { reference })
  const said = state === MeetingState.cancelled ? 'cancelled' : version > 1 ? 'changed' : 'new'
  return fileOf(tools, context, reference, meetings, said)
}

/** The calendar file of some meetings of a series: each is an event of its own. */
export const seriesFile = async (
  kind: MeetingRecordKind,
  tools: FeatureTools,
  context: ProgrammeContext,
  references: readonly string[],
  said: 'cancelled' | 'new',
): Promise<Block[]> => {
  const meetings = await readMeetings(kind, context.transaction, { reference: { in: [...references] } })
  return fileOf(tools, context, `${references[0]}-series`, meetings, said)
}
