import { accountReference, privateConversation } from '../../../core/request.ts'
import type { Transaction } from '../../../db/database.ts'
import type { Side } from '../../../generated/prisma/enums.ts'
import { type Addressee, channelsTold, officersTold, type Said } from '../../../programme/audience.ts'
import type { FeatureTools } from '../../../programme/feature.ts'
import { officersOfPair } from '../../../programme/people/owners.ts'
import type { Meeting, MeetingContent } from '../content.ts'
import { pairsInvited } from '../invited/entries.ts'
import { type Invited, officersInvited } from '../invited/invited.ts'

type Tools = Pick<FeatureTools, 'registry' | 'defaultLocale'>

/** The channels of the pair; those of the programme, and of all pairs or those that are invited, for what is for all. */
export const channelsOf = async (
  { registry }: Tools,
  transaction: Transaction,
  { pairId, invited }: Pick<MeetingContent, 'pairId' | 'invited'>,
  what: Said,
): Promise<Addressee[]> => {
  if (pairId !== null) return channelsTold(transaction, [pairId], what)
  const named = pairsInvited(invited)
  const pairs = named.length > 0 ? named : registry.pairs.map(({ id }) => id)
  return [
    ...(await channelsTold(transaction, undefined, what)),
    ...(await channelsTold(transaction, pairs, what)),
  ]
}

/** The liaison officers of one side; of the province for what concerns all pairs. */
export const officersOfSide = (
  { registry, defaultLocale }: Tools,
  transaction: Transaction,
  { pairId }: Pick<Meeting, 'pairId'>,
  side: Side,
): Promise<Addressee[]> => {
  const among =
    pairId === null ? { active: true, scope: 'programme' as const } : officersOfPair(registry.pair(pairId))
  return officersTold(transaction, { ...among, side, role: 'officer' }, defaultLocale)
}

/** The officers of the side that hosts, or whoever scheduled the meeting where there is none. */
export const hostsOf = async (
  { registry, defaultLocale }: Tools,
  transaction: Transaction,
  meeting: Meeting,
): Promise<Addressee[]> => {
  const officers = await officersOfSide({ registry, defaultLocale }, transaction, meeting, meeting.hostSide)
  if (officers.length > 0) return officers
  const to = privateConversation(accountReference(meeting.account))
  return [{ to, locale: defaultLocale, private: true, names: true }]
}

/** Who is invited and has not answered. */
export const unanswered = async (
  { registry, defaultLocale }: Tools,
  transaction: Transaction,
  meeting: Meeting,
): Promise<Invited[]> => {
  const answers = await transaction.meetingAnswer.findMany({
    where: { meetingId: meeting.id },
    select: { officerId: true },
  })
  const answered = new Set(answers.map(({ officerId }) => officerId))
  const invited = await officersInvited(transaction, registry, meeting, defaultLocale)
  return invited.filter(({ id }) => !answered.has(id))
}

/** Those of some invited officers who can be told. */
export const addresseesOf = (officers: readonly Invited[]): Addressee[] =>
  officers.flatMap(({ addressee }) => addressee ?? [])
