import { UserError } from '../../../core/errors.ts'
import { notice } from '../../../core/i18n.ts'
import { MeetingState } from '../../../generated/prisma/enums.ts'
import type { ProgrammeContext } from '../../../programme/context.ts'
import type { Meeting, MeetingContent } from '../content.ts'
import { isLocked } from './content.ts'
import { findMinutes } from './keep.ts'

/** A meeting whose minutes both sides have confirmed was held: it is not called off, nor still to come. Throws `UserError`. */
export const requireHeld = async (
  { transaction, clock }: ProgrammeContext,
  { state, startsAt }: MeetingContent,
  before: Meeting | undefined,
): Promise<void> => {
  if (!before || (state !== MeetingState.cancelled && new Date(startsAt) <= clock.now())) return
  const minutes = await findMinutes(transaction, before)
  if (minutes && isLocked(minutes))
    throw new UserError(notice('minutes.wasHeld', { reference: before.reference }))
}
