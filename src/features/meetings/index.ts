import { MeetingState } from '../../generated/prisma/enums.ts'
import type { FeatureFactory } from '../../programme/feature.ts'
import { showCommand } from '../../programme/records/commands.ts'
import { exportCommand } from '../../programme/records/export/command.ts'
import { handoverOf } from '../../programme/records/handover.ts'
import { listCommand } from '../../programme/records/list.ts'
import { manifestOf } from '../../programme/records/manifest.ts'
import { cancelCommand } from '../../programme/records/steps.ts'
import { agendaItems } from './agenda/index.ts'
import { acceptCommand, answersCommand, declineCommand, deputyCommand } from './answers/answer.command.ts'
import { calendarCommand } from './calendar/calendar.command.ts'
import { feedCommand } from './calendar/feed.command.ts'
import { feedPath, readFeed } from './calendar/feed.ts'
import { editMeeting } from './edit.command.ts'
import { passInvitation } from './invited/handover.ts'
import { phaseOf } from './kind.ts'
import { meetingList } from './list.ts'
import { minutesParts } from './minutes/manifest.ts'
import { nextCommand } from './next.command.ts'
import { confirmations } from './notices/confirm.ts'
import { pollsOfMeetings } from './poll/index.ts'
import { scheduleCommand } from './schedule.command.ts'
import { meetingChart } from './sections/chart.ts'
import { meetingDigest } from './sections/digest.ts'
import { meetingStatus } from './sections/status.ts'
import { occurrencesCommand, stopCommand } from './series/rest.command.ts'
import { meetingSeries } from './series/series.command.ts'
import { undoTogether } from './series/undo.ts'
import { wholeMeetings } from './whole.ts'

type Verb =
  | 'schedule'
  | 'export'
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
  | 'series'
  | 'occurrences'
  | 'stop'
const named = (verb: Verb, ...chinese: string[]) =>
  ({
    name: `meeting ${verb}`,
    aliases: chinese.map((word) => `会议 ${word}`),
    summary: `meetings.${verb}.summary`,
    examples: [`meetings.${verb}.example1`, `meetings.${verb}.example2`, `meetings.${verb}.example3`],
  }) as const

/** Joint meetings, work conferences, symposia and signing ceremonies (会议), of a pair or of the whole programme. */
export const createMeetings: FeatureFactory = (tools) => {
  const { registry } = tools
  const { kind, quiet, reminders } = wholeMeetings(tools)
  const { notices } = reminders
  const { confirmed, actions } = confirmations(kind, tools, notices)
  const series = meetingSeries(kind, quiet, tools, notices, named('series', '系列', '系列会议'))
  const items = agendaItems(tools, kind)
  const { undo, pairActions, ...manifest } = manifestOf(kind, registry)
  const minutes = minutesParts(kind, tools, undoTogether(kind, registry, undo))
  const list = meetingList(kind)
  return {
    name: 'meetings',
    commands: [
      confirmed(
        scheduleCommand(kind, registry, series, { ...named('schedule', '安排', '召开'), byDefault: true }),
      ),
      nextCommand(kind, registry, named('next', '下次', '下一次')),
      listCommand(kind, registry, named('list', '列表', '清单'), list),
      exportCommand(kind, registry, named('export', '导出'), list),
      showCommand(kind, registry, named('show', '查看', '详情')),
      confirmed(editMeeting(kind, registry, named('edit', '修改', '编辑', '改期', '更正'))),
      acceptCommand(kind, tools, { ...named('accept', '参加'), plain: 'meetings.plain.accept' }),
      declineCommand(kind, tools, {
        ...named('decline', '不参加', '请假'),
        plain: 'meetings.plain.decline',
      }),
      deputyCommand(kind, tools, named('deputy', '代会', '派人')),
      answersCommand(kind, tools, named('answers', '回执')),
      series.command,
      occurrencesCommand(kind, tools, named('occurrences', '系列查看', '查看系列')),
      stopCommand(quiet, tools, notices, named('stop', '取消系列', '系列取消', '停办')),
      ...minutes.commands,
      calendarCommand(kind, tools, named('calendar', '日历', '日程')),
      feedCommand(tools, named('feed', '订阅')),
      ...pollsOfMeetings(tools),
      confirmed(cancelCommand(kind, registry, named('cancel', '取消', '删除', '作废', 'delete', 'remove'))),
      ...items.commands,
    ],
    actions: { ...actions, ...series.actions },
    due: [reminders.due],
    documents: {
      path: feedPath,
      read: (context, name) => readFeed(kind, registry, context, name),
    },
    handover: handoverOf(kind, registry, [MeetingState.scheduled], (meeting, successor, today) =>
      phaseOf(meeting, today) === 'held' ? undefined : passInvitation(meeting, successor),
    ),
    forget: async (transaction, officerId) => {
      await transaction.calendarFeed.deleteMany({ where: { officerId } })
    },
    status: meetingStatus(kind, tools),
    agenda: items.agenda,
    digest: meetingDigest(kind, tools),
    charts: [meetingChart(tools)],
    minuted: minutes.minuted,
    ...manifest,
    pairActions: (pair, translate) => [
      ...pairActions(pair, translate),
      ...items.pairActions(pair, translate),
    ],
    undo: (context, entry) =>
      (entry.reference.startsWith(`${items.prefix}-`) ? items.undo : minutes.undo)(context, entry),
  }
}
