import { Prisma } from '../../../generated/prisma/client.ts'
import type { ProgrammeContext } from '../../../programme/context.ts'
import type { FeatureTools } from '../../../programme/feature.ts'
import { selectRecords } from '../../../programme/records/select.ts'
import type { Meeting } from '../content.ts'
import type { MeetingRecordKind } from '../kind.ts'
import { isDuring, spansOf } from './busy.ts'
import type { Poll } from './content.ts'
import { countAnew } from './count.ts'
import { pollKind } from './kind.ts'
import { lifeOf } from './life.ts'
import { pending } from './list.ts'

const isAtOnce = (poll: Poll, meeting: Meeting): boolean =>
  spansOf(poll).some((span) => isDuring(meeting, span))

/** Polls that nothing has come of say what collides as it is now: to be called with every change of a meeting. */
export const recountOf = (meetings: MeetingRecordKind, tools: FeatureTools) => {
  const kind = pollKind(tools.registry, tools.calendar)
  const life = lifeOf(kind, meetings, tools)
  return async (context: ProgrammeContext, meeting: Meeting, before: Meeting | undefined): Promise<void> => {
    const { transaction } = context
    const polls = await selectRecords(kind, transaction, Prisma.sql`WHERE ${pending} ORDER BY id`)
    for (const poll of polls) {
      if (!isAtOnce(poll, meeting) && !(before && isAtOnce(poll, before))) continue
      await countAnew(transaction, meetings, tools, poll)
      await life.refresh(context, await life.find(transaction, poll.reference))
    }
  }
}
