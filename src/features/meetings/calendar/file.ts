import { type Block, fileBlock, text } from '../../../core/card.ts'
import { keepFile } from '../../../db/files.ts'
import { MeetingState } from '../../../generated/prisma/enums.ts'
import type { ProgrammeContext } from '../../../programme/context.ts'
import type { FeatureTools } from '../../../programme/feature.ts'
import type { Meeting } from '../content.ts'
import type { MeetingRecordKind } from '../kind.ts'
import { calendarOf, readMeetings } from './calendar.ts'

/** The calendar file of a meeting as it now stands, with what can honestly be said of it. */
export const calendarFile = async (
  kind: MeetingRecordKind,
  { registry, publicUrl }: FeatureTools,
  { transaction, clock, translate, reading }: ProgrammeContext,
  { reference, version, state }: Pick<Meeting, 'reference' | 'version' | 'state'>,
): Promise<Block[]> => {
  const meetings = await readMeetings(kind, transaction, { reference })
  const content = new TextEncoder().encode(calendarOf(meetings, { registry, reading }))
  const file = await keepFile(
    transaction,
    { name: `${reference}.ics`, mediaType: 'text/calendar', content },
    clock.now(),
  )
  const isCancelled = state === MeetingState.cancelled
  const said = isCancelled
    ? 'meetings.file.cancelled'
    : version > 1
      ? 'meetings.file.changed'
      : 'meetings.file.new'
  const instead = publicUrl === undefined ? '' : translate('meetings.file.subscribe')
  return [text(`${translate(said)}${instead}`, 'quiet'), fileBlock(file)]
}
