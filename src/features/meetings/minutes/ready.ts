import { UserError } from '../../../core/errors.ts'
import { formButton } from '../../../core/form/button.ts'
import { notice } from '../../../core/i18n.ts'
import { MeetingState } from '../../../generated/prisma/enums.ts'
import type { ProgrammeContext } from '../../../programme/context.ts'
import type { FeatureTools } from '../../../programme/feature.ts'
import { recordsOf } from '../../../programme/records/changes.ts'
import type { Meeting } from '../content.ts'
import type { MeetingRecordKind } from '../kind.ts'
import type { Minutes } from './content.ts'
import { lockMinutes } from './keep.ts'

/** The meeting, if there can be minutes of it. Throws a `UserError` that says why not, and the way out. */
export const toMinute = async (
  kind: MeetingRecordKind,
  { registry }: FeatureTools,
  context: ProgrammeContext,
  reference: string,
): Promise<Meeting> => {
  const meeting = await recordsOf(kind, registry).read(context, reference)
  if (meeting.state === MeetingState.cancelled)
    throw new UserError(notice('minutes.ofCancelled', { reference }))
  if (new Date(meeting.startsAt) > context.clock.now()) {
    const { type, get } = kind.fields.time
    const time = get(meeting)
    throw new UserError(
      notice('minutes.notBegun', { reference, time: time ? type.show(time, context.reading) : '' }),
    )
  }
  return meeting
}

/** What was written, if the person who asks may change it; nobody else changes it until the transaction ends. */
export const toChange = async (
  kind: MeetingRecordKind,
  tools: FeatureTools,
  context: ProgrammeContext,
  reference: string,
): Promise<{ readonly meeting: Meeting; readonly before: Minutes | undefined }> => {
  // Whoever may not write is not told how far the meeting has come.
  await recordsOf(kind, tools.registry).own(context, reference)
  const meeting = await toMinute(kind, tools, context, reference)
  return { meeting, before: await lockMinutes(context, meeting) }
}

/** That nothing is written yet, with the way to write it. */
export const toWrite = (
  { translate }: ProgrammeContext,
  { word }: MeetingRecordKind,
  reference: string,
): UserError =>
  new UserError(notice('minutes.notWritten', { reference }), undefined, [
    formButton(translate('minutes.button.write'), `${word} minutes`, { reference }, 'text'),
  ])

/** The same for a step, which needs something written. Throws `UserError`. */
export const toStep = async (
  kind: MeetingRecordKind,
  tools: FeatureTools,
  context: ProgrammeContext,
  reference: string,
): Promise<{ readonly meeting: Meeting; readonly before: Minutes }> => {
  const { meeting, before } = await toChange(kind, tools, context, reference)
  if (!before) throw toWrite(context, kind, reference)
  return { meeting, before }
}
