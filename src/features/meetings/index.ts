import { type Block, text } from '../../core/card.ts'
import { Prisma } from '../../generated/prisma/client.ts'
import type { ProgrammeContext } from '../../programme/context.ts'
import type { FeatureFactory } from '../../programme/feature.ts'
import type { Registry } from '../../programme/places/registry.ts'
import { cardsOf } from '../../programme/records/cards.ts'
import { showCommand } from '../../programme/records/commands.ts'
import { listCommand } from '../../programme/records/list.ts'
import { manifestOf } from '../../programme/records/manifest.ts'
import { selectReferenced } from '../../programme/records/select.ts'
import { publicView, topicOf } from '../../programme/records/show.ts'
import { cancelCommand } from '../../programme/records/steps.ts'
import { refreshTopic } from '../../programme/topics.ts'
import { agendaOf } from './agenda/put.ts'
import { acceptCommand, answersCommand, declineCommand, deputyCommand } from './answers/answer.command.ts'
import { calendarCommand } from './calendar/calendar.command.ts'
import { feedCommand } from './calendar/feed.command.ts'
import { feedPath, readFeed } from './calendar/feed.ts'
import { calendarFile } from './calendar/file.ts'
import type { Meeting } from './content.ts'
import { editMeeting } from './edit.command.ts'
import { type MeetingRecordKind, meetingKind } from './kind.ts'
import { meetingList } from './list.ts'
import { nextCommand } from './next.command.ts'
import { renumber } from './number.ts'
import { meetingReminders } from './reminders/reminders.ts'
import { scheduleCommand } from './schedule.command.ts'
import { meetingDigest } from './sections/digest.ts'
import { meetingStatus } from './sections/status.ts'
import { besides, checkSlot, lockMeetings } from './slot.ts'
import { titleOf } from './title.ts'

type Verb =
  | 'schedule'
  | 'list'
  | 'show'
  | 'edit'
  | 'cancel'
  | 'next'
  | 'calendar'
  | 'feed'
  | 'accept'
  | 'decline'
  | 'deputy'
  | 'answers'
const named = (verb: Verb, ...chinese: string[]) =>
  ({
    name: `meeting ${verb}`,
    aliases: chinese.map((word) => `会议 ${word}`),
    summary: `meetings.${verb}.summary`,
    examples: [`meetings.${verb}.example1`, `meetings.${verb}.example2`, `meetings.${verb}.example3`],
  }) as const

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
    await refreshTopic(context, topicOf(kind, other.reference), (translator) =>
      cardsOf(kind, registry).recordCard(publicView(clock.today(), translator), other),
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

/** Joint meetings, work conferences, symposia and signing ceremonies (会议), of a pair or of the whole programme. */
export const createMeetings: FeatureFactory = (tools) => {
  const { registry } = tools
  const basis = meetingKind(registry)
  const reminders = meetingReminders(basis, tools)
  const kind: MeetingRecordKind = {
    ...basis,
    check: async (context, content, before) => {
      await basis.check?.(context, content, before)
      await lockMeetings(context)
      await checkSlot(basis, registry, context, content, before)
    },
    changed: async (context, meeting, before) => {
      const numbered = await numberAnew(basis, registry, context, meeting, before)
      await reminders.changed(context, meeting, before)
      const others = await besides(basis, context, meeting)
      const { translate } = context
      const references = others.map(({ reference }) => reference).join(translate('meetings.digest.mark'))
      const beside = others.length > 0 ? [text(translate('meetings.beside', { references }), 'warning')] : []
      return [...numbered, ...beside, ...(await calendarFile(basis, tools, context, meeting))]
    },
  }
  return {
    name: 'meetings',
    commands: [
      scheduleCommand(kind, registry, { ...named('schedule', '安排', '召开'), byDefault: true }),
      nextCommand(kind, registry, named('next', '下次', '下一次')),
      listCommand(kind, registry, named('list', '列表', '清单'), meetingList(kind)),
      showCommand(kind, registry, named('show', '查看', '详情')),
      editMeeting(kind, registry, named('edit', '修改', '编辑', '改期', '更正')),
      acceptCommand(kind, registry, named('accept', '参加')),
      declineCommand(kind, registry, named('decline', '不参加', '请假')),
      deputyCommand(kind, registry, named('deputy', '代会', '派人')),
      answersCommand(kind, registry, named('answers', '回执')),
      calendarCommand(kind, tools, named('calendar', '日历', '日程')),
      feedCommand(tools, named('feed', '订阅')),
      cancelCommand(kind, registry, named('cancel', '取消', '删除', '作废', 'delete', 'remove')),
    ],
    due: reminders.due,
    documents: {
      path: feedPath,
      read: (context, name) => readFeed(kind, registry, context, name),
    },
    status: meetingStatus(kind, tools),
    agenda: agendaOf(kind, registry),
    digest: meetingDigest(kind, tools),
    ...manifestOf(kind, registry),
  }
}
