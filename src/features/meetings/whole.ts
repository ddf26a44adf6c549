import { type Block, text } from '../../core/card.ts'
import { Prisma } from '../../generated/prisma/client.ts'
import type { ProgrammeContext } from '../../programme/context.ts'
import type { FeatureTools } from '../../programme/feature.ts'
import type { Registry } from '../../programme/places/registry.ts'
import { cardsOf } from '../../programme/records/cards.ts'
import { selectReferenced } from '../../programme/records/select.ts'
import { publicView, topicOf } from '../../programme/records/show.ts'
import { refreshTopic } from '../../programme/topics.ts'
import { besidesOf } from './agenda/besides.ts'
import { settlingOf } from './agenda/settle.ts'
import { calendarFile } from './calendar/file.ts'
import type { Meeting } from './content.ts'
import { unreachableNotes } from './invited/notes.ts'
import { type MeetingRecordKind, meetingKind } from './kind.ts'
import { requireHeld } from './minutes/held.ts'
import { renumber } from './number.ts'
import { recountOf } from './poll/recount.ts'
import { meetingReminders } from './reminders/reminders.ts'
import { refreshSeries } from './series/series.card.ts'
import { besideNotes, checkSlot, lockMeetings } from './slot.ts'
import { titleOf } from './title.ts'

/** The numbers of a pair's meetings follow from the meetings: others' cards are written again, and it is said which. */
const numberAnew = async (
  kind: MeetingRecordKind,
  registry: Registry,
  context: ProgrammeContext,
  meeting: Meeting,
  before: Meeting | undefined,
): Promise<Block[]> => {
  const { transaction, clock, translate } = context
  const anew = await renumber(transaction, clock.now(), meeting, ...(before ? [before] : []))
  const others = anew.filter((reference) => reference !== meeting.reference)
  if (others.length === 0) return []
  const records = await selectReferenced(kind, transaction, others, Prisma.sql`starts_at, id`)
  for (const other of records)
    await refreshTopic(context, topicOf(kind, other.reference), (translator, names) =>
      cardsOf(kind, registry).recordCard(publicView(clock.today(), translator, names), other),
    )
  return records.map((other) =>
    text(
      translate('meetings.numberedAnew', {
        reference: other.reference,
        title: titleOf(registry, other, translate),
      }),
      'warning',
    ),
  )
}

/** Meetings with all that goes with a change of one: slots, numbers, reminders, notices, calendar files. */
export const wholeMeetings = (tools: FeatureTools) => {
  const { registry } = tools
  const basis: MeetingRecordKind = { ...meetingKind(registry), besides: besidesOf(tools) }
  const { settle } = settlingOf(tools)
  const reminders = meetingReminders(basis, tools)
  const recountPolls = recountOf(basis, tools)
  const kindOf = (isTold: boolean): MeetingRecordKind => ({
    ...basis,
    check: async (context, content, before) => {
      await basis.check?.(context, content, before)
      await lockMeetings(context)
      await requireHeld(context, content, before)
      await checkSlot(basis, tools, context, content, before)
    },
    changed: async (context, meeting, before) => {
      const numbered = await numberAnew(basis, registry, context, meeting, before)
      await settle(context, meeting.pairId)
      if (before && before.pairId !== meeting.pairId) await settle(context, before.pairId)
      await reminders.changed(context, meeting, before, isTold)
      await recountPolls(context, meeting, before)
      if (!isTold) return []
      await refreshSeries(basis, context, meeting)
      return [
        ...numbered,
        ...(await besideNotes(basis, tools, context, meeting)),
        ...(await unreachableNotes(registry, context, meeting, before)),
        ...(await calendarFile(basis, tools, context, meeting)),
      ]
    },
  })
  // Several that are changed at once are told of together by whoever changes them.
  return { kind: kindOf(true), quiet: kindOf(false), reminders }
}
