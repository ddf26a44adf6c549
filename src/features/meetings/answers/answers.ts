import { UserError } from '../../../core/errors.ts'
import { notice } from '../../../core/i18n.ts'
import { type AnswerKind, MeetingState } from '../../../generated/prisma/enums.ts'
import type { ProgrammeContext } from '../../../programme/context.ts'
import type { FeatureTools } from '../../../programme/feature.ts'
import type { Registry } from '../../../programme/places/registry.ts'
import { writeAudit } from '../../../programme/records/audit.ts'
import { cardsOf } from '../../../programme/records/cards.ts'
import { recordsOf } from '../../../programme/records/changes.ts'
import { publicView, topicOf } from '../../../programme/records/show.ts'
import { refreshTopic } from '../../../programme/topics.ts'
import type { Meeting } from '../content.ts'
import { pairsInvited } from '../invited/entries.ts'
import { officersInvited } from '../invited/invited.ts'
import type { MeetingRecordKind } from '../kind.ts'
import { neither } from './tally.ts'

/** Whoever is invited answers, and every officer whom the meeting concerns: of its pair, of the pairs that it names, of the programme. */
const mayAnswer = async (
  { registry, defaultLocale }: FeatureTools,
  { caller: { officer }, transaction }: ProgrammeContext,
  meeting: Meeting,
): Promise<boolean> => {
  if (!officer) return false
  if (officer.scope.kind === 'programme') return true
  const { id, parentId } = officer.scope.pair
  const named = meeting.pairId === null ? pairsInvited(meeting.invited) : [meeting.pairId]
  const above = named.flatMap((pair) => [pair, registry.pair(pair).parentId])
  if (named.length === 0 || above.includes(id) || (parentId !== undefined && named.includes(parentId)))
    return true
  const invited = await officersInvited(transaction, registry, meeting, defaultLocale)
  return invited.some((one) => one.id === officer.id)
}

/** The meeting, if it may still be answered. Throws a `UserError` that says why not. */
export const toAnswer = async (
  kind: MeetingRecordKind,
  tools: FeatureTools,
  context: ProgrammeContext,
  reference: string,
): Promise<Meeting> => {
  const meeting = await recordsOf(kind, tools.registry).read(context, reference)
  if (!context.caller.officer)
    throw new UserError(
      notice(context.caller.may('administer') ? 'meetings.answer.administrator' : 'meetings.answer.officers'),
    )
  if (!(await mayAnswer(tools, context, meeting)))
    throw new UserError(notice('meetings.answer.notAsked', { reference }))
  if (meeting.state === MeetingState.cancelled)
    throw new UserError(notice('meetings.answer.cancelled', { reference }))
  if (new Date(meeting.startsAt) <= context.clock.now())
    throw new UserError(notice('meetings.answer.past', { reference }))
  return meeting
}

/** Keeps what an officer answers, in place of what they answered before, and counts it on the cards that stand. */
export const answerMeeting = async (
  kind: MeetingRecordKind,
  registry: Registry,
  context: ProgrammeContext,
  { id, reference, pairId }: Meeting,
  answer: AnswerKind,
  words: string | null,
): Promise<void> => {
  const { transaction, caller, clock } = context
  const officerId = caller.officer?.id
  if (officerId === undefined) throw new Error('nobody answers')
  // One at a time, so that no answer is left out of a count.
  await transaction.$queryRaw`SELECT id FROM meeting WHERE id = ${id} FOR UPDATE`
  const said = { answer, words, at: clock.now() }
  const where = { meetingId_officerId: { meetingId: id, officerId } }
  await transaction.meetingAnswer.upsert({
    where,
    create: { meetingId: id, officerId, ...said },
    update: said,
  })
  const answers = await transaction.meetingAnswer.findMany({
    where: { meetingId: id },
    select: { answer: true, officer: { select: { side: true } } },
  })
  const tally: Record<string, number> = {}
  for (const one of answers) {
    const key = `${one.officer.side ?? neither}.${one.answer}`
    tally[key] = (tally[key] ?? 0) + 1
  }
  await transaction.meeting.update({ where: { id }, data: { tally } })
  // An answer that others saw is changed, and not taken back by `undo`.
  await writeAudit(context, {
    feature: 'meetings.answer',
    reference,
    pairId: pairId ?? undefined,
    action: answer,
  })
  const meeting = await recordsOf(kind, registry).read(context, reference)
  await refreshTopic(context, topicOf(kind, reference), (translate, names) =>
    cardsOf(kind, registry).recordCard(publicView(clock.today(), translate, names), meeting),
  )
}
