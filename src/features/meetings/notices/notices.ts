import { type Card, withoutActions } from '../../../core/card.ts'
import type { Translator } from '../../../core/i18n.ts'
import { translatorOf } from '../../../core/i18n.ts'
import { MeetingState } from '../../../generated/prisma/enums.ts'
import type { Addressee } from '../../../programme/audience.ts'
import type { ProgrammeContext } from '../../../programme/context.ts'
import type { FeatureTools } from '../../../programme/feature.ts'
import { cardsOf } from '../../../programme/records/cards.ts'
import { differences } from '../../../programme/records/content.ts'
import { publicView, showField, topicOf } from '../../../programme/records/show.ts'
import type { Meeting, MeetingContent } from '../content.ts'
import { officersInvited } from '../invited/invited.ts'
import type { MeetingRecordKind } from '../kind.ts'
import { announced, noticeCard } from '../reminders/reminder.card.ts'
import { channelsOf } from './audience.ts'

/** Somebody who is told of a change; `isNews`: of a meeting that they have not heard of. */
interface Told extends Addressee {
  readonly isNews: boolean
}

/** What others are told when a meeting is scheduled, changed or called off. */
export const meetingNotices = (kind: MeetingRecordKind, tools: FeatureTools) => {
  const { registry, calendar, defaultLocale } = tools
  const cards = cardsOf(kind, registry)

  const changedIn = (meeting: Meeting, before: Meeting | undefined): string[] =>
    before ? differences(kind, before, meeting).filter((name) => announced.some((one) => one === name)) : []

  const isNew = (meeting: MeetingContent, before: MeetingContent | undefined) =>
    before?.state !== meeting.state

  /** Whether a change is anything to others: it is one notice, however much changed, and none when the meeting is over. */
  const isTold = ({ clock }: ProgrammeContext, meeting: Meeting, before: Meeting | undefined): boolean =>
    new Date(meeting.startsAt) > clock.now() &&
    (isNew(meeting, before) || changedIn(meeting, before).length > 0)

  /** Those who are invited by name, whom no channel of theirs tells; not whoever is speaking. */
  const personsOf = async ({ transaction, caller }: ProgrammeContext, meeting: MeetingContent) =>
    (await officersInvited(transaction, registry, meeting, defaultLocale)).filter(
      ({ id, personally }) => personally && id !== caller.officer?.id,
    )

  /** Who is told: each channel but the one in which it was done, those that are not concerned any more too. */
  const audienceOf = async (
    context: ProgrammeContext,
    meeting: MeetingContent,
    before: MeetingContent | undefined,
  ): Promise<Told[]> => {
    const { transaction, request } = context
    const isNews = isNew(meeting, before)
    // What changes or calls off a meeting is to be acted on.
    const what = before ? 'reminder' : 'news'
    const channels = await channelsOf(tools, transaction, meeting, what)
    const former = before && !isNews ? await channelsOf(tools, transaction, before, what) : channels
    const persons = await personsOf(context, meeting)
    const known = before && !isNews ? (await personsOf(context, before)).map(({ id }) => id) : []
    const told = [
      ...channels.map((one) => ({ ...one, isNews: isNews || former.every(({ to }) => to !== one.to) })),
      ...former
        .filter(({ to }) => channels.every((one) => one.to !== to))
        .map((one) => ({ ...one, isNews: false })),
      ...persons.flatMap(({ id, addressee }) =>
        addressee ? [{ ...addressee, isNews: isNews || !known.includes(id) }] : [],
      ),
    ]
    return told.filter(({ to }) => to !== request.conversation)
  }

  /** What is said of it; nothing where names may not stand and nothing else changed. */
  const saidOf = (
    { clock }: ProgrammeContext,
    translate: Translator,
    names: boolean,
    isNews: boolean,
    meeting: Meeting,
    before: Meeting | undefined,
  ): Card | undefined => {
    const view = publicView(clock.today(), translate, names)
    if (isNews && meeting.state !== MeetingState.cancelled) return cards.recordCard(view, meeting)
    const shown = (content: Meeting, name: string) => showField(kind, view, content, name)
    const changed = changedIn(meeting, before).filter(
      (name) => before === undefined || shown(before, name) !== shown(meeting, name),
    )
    return changed.length === 0 && !isNew(meeting, before)
      ? undefined
      : noticeCard({ kind, registry, calendar, view }, meeting, before, changed)
  }

  const announce = async (context: ProgrammeContext, meeting: Meeting, before: Meeting | undefined) => {
    if (!isTold(context, meeting, before)) return
    for (const { to, locale, names, private: alone, isNews } of await audienceOf(context, meeting, before)) {
      const card = saidOf(context, translatorOf(locale), names, isNews, meeting, before)
      if (!card) continue
      // A new meeting is told by its own card, which lives on in a channel and counts the answers.
      const lives = isNews && meeting.state !== MeetingState.cancelled && !alone
      await context.send({
        to,
        locale,
        card,
        ...(lives && { topic: topicOf(kind, meeting.reference), anew: true }),
        key: `meetings.notice:${meeting.reference}:${meeting.version}:${to}`,
      })
    }
  }

  return {
    isTold,
    announce,
    audienceOf,
    /** What channels will read, for whoever is about to have it said. */
    sample: (context: ProgrammeContext, meeting: Meeting, before: Meeting | undefined): Card | undefined => {
      const said = saidOf(context, context.translate, false, isNew(meeting, before), meeting, before)
      return said && withoutActions(said)
    },
  }
}
