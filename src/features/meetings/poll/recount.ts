import { Prisma } from '../../../generated/prisma/client.ts'
import { fromBeijing, minutesAfter } from '../../../programme/beijing.ts'
import type { ProgrammeContext } from '../../../programme/context.ts'
import type { FeatureTools } from '../../../programme/feature.ts'
import { selectRecords } from '../../../programme/records/select.ts'
import type { Meeting } from '../content.ts'
import type { MeetingRecordKind } from '../kind.ts'
import { type Poll, slotsOf } from './content.ts'
import { countAnew } from './count.ts'
import { pollKind } from './kind.ts'
import { lifeOf } from './life.ts'

const isAtOnce = (poll: Poll, { startsAt, minutes }: Meeting): boolean =>
  slotsOf(poll).some((start) => {
    const begins = fromBeijing(start)
    return startsAt < minutesAfter(begins, poll.minutes) && minutesAfter(startsAt, minutes) > begins
  })

/** Polls that nothing has come of say what collides as it is now: to be called with every change of a meeting. */
export const recountOf = (meetings: MeetingRecordKind, tools: FeatureTools) => {
  const kind = pollKind(tools.registry, tools.calendar)
  const life = lifeOf(kind, meetings, tools)
  return async (context: ProgrammeContext, meeting: Meeting, before: Meeting | undefined): Promise<void> => {
    const { transaction } = context
    const pending = await selectRecords(
      kind,
      transaction,
      Prisma.sql`WHERE state IN ('open', 'ended') ORDER BY id`,
    )
    for (const poll of pending) {
      if (!isAtOnce(poll, meeting) && !(before && isAtOnce(poll, before))) continue
      await countAnew(transaction, meetings, tools, poll)
      await life.refresh(context, await life.find(transaction, poll.reference))
    }
  }
}
