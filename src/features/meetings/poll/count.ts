import type { Transaction } from '../../../db/database.ts'
import { Prisma } from '../../../generated/prisma/client.ts'
import type { Vote } from '../../../generated/prisma/enums.ts'
import type { FeatureTools } from '../../../programme/feature.ts'
import { type Invited, officersInvited } from '../invited/invited.ts'
import type { MeetingRecordKind } from '../kind.ts'
import { busyAt } from './busy.ts'
import { type Poll, type PollContent, slotsOf } from './content.ts'
import { neither, tallyKey } from './tally.ts'

type Tools = Pick<FeatureTools, 'registry' | 'defaultLocale'>

/** Who is asked: whoever would be invited to the meeting. */
export const askedIn = (
  transaction: Transaction,
  { registry, defaultLocale }: Tools,
  poll: Pick<PollContent, 'pairId' | 'invited'>,
): Promise<Invited[]> => officersInvited(transaction, registry, poll, defaultLocale)

/** Who has answered to every slot that there is now. */
const whoAnswered = async (
  transaction: Transaction,
  { id, ...poll }: Pick<Poll, 'id' | 'slots'>,
): Promise<ReadonlySet<number>> => {
  const slots = slotsOf(poll)
  const rows = await transaction.$queryRaw<{ officerId: number }[]>`
    SELECT officer_id AS "officerId" FROM poll_vote WHERE poll_id = ${id} AND slot = ANY(${slots})
    GROUP BY officer_id HAVING count(*) = ${slots.length}`
  return new Set(rows.map(({ officerId }) => officerId))
}

/** Counts anew who is asked, who answered what, and what collides; gives those who have not answered to everything. */
export const countAnew = async (
  transaction: Transaction,
  meetings: MeetingRecordKind,
  tools: Tools,
  poll: Poll,
): Promise<{ readonly missing: readonly Invited[]; readonly asked: readonly Invited[] }> => {
  const asked = await askedIn(transaction, tools, poll)
  const ids = asked.map(({ id }) => id)
  const votes = await transaction.$queryRaw<{ slot: string; side: string; vote: Vote; count: number }[]>`
    SELECT slot, coalesce(officer.side::text, ${neither}) AS side, vote::text AS vote, count(*)::int AS count
    FROM poll_vote JOIN officer ON officer.id = officer_id
    WHERE poll_id = ${poll.id} AND slot = ANY(${slotsOf(poll)}) AND officer_id = ANY(${ids}::int[])
    GROUP BY 1, 2, 3`
  const answered = await whoAnswered(transaction, poll)
  const tally: Record<string, number> = {
    ...(await busyAt(transaction, meetings, tools.registry, poll, new Set(ids), tools.defaultLocale)),
  }
  for (const { slot, side, vote, count } of votes) tally[tallyKey.vote(slot, side, vote)] = count
  for (const { id, side = neither } of asked) {
    tally[tallyKey.asked(side)] = (tally[tallyKey.asked(side)] ?? 0) + 1
    if (answered.has(id)) tally[tallyKey.answered(side)] = (tally[tallyKey.answered(side)] ?? 0) + 1
  }
  await transaction.$executeRaw(
    Prisma.sql`UPDATE poll SET tally = ${JSON.stringify(tally)}::jsonb WHERE id = ${poll.id}`,
  )
  return { asked, missing: asked.filter(({ id }) => !answered.has(id)) }
}
