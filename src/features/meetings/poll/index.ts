import { lineAction } from '../../../core/card.ts'
import { UserError } from '../../../core/errors.ts'
import { notice } from '../../../core/i18n.ts'
import { PollState } from '../../../generated/prisma/enums.ts'
import type { FeatureFactory, FeatureTools } from '../../../programme/feature.ts'
import { editCommand } from '../../../programme/records/commands.ts'
import { handoverOf } from '../../../programme/records/handover.ts'
import { listCommand } from '../../../programme/records/list.ts'
import { manifestOf } from '../../../programme/records/manifest.ts'
import { cancelCommand } from '../../../programme/records/steps.ts'
import { passInvitation } from '../invited/handover.ts'
import { wholeMeetings } from '../whole.ts'
import { addCommand, closeCommand, extendCommand, toldAlone } from './decide.commands.ts'
import { type PollKind, pollKind } from './kind.ts'
import { lifeOf } from './life.ts'
import { pollList } from './list.ts'
import { openCommand } from './open.command.ts'
import { announceAction, announceHandler } from './opening.ts'
import { pickCommand } from './pick.command.ts'
import { requireDecider } from './rights.ts'
import { pollDigest, pollStatus } from './sections.ts'
import { showPoll } from './show.command.ts'
import { takeCommand } from './take.command.ts'
import { pollTimes } from './times.ts'
import { voteCommand } from './vote.command.ts'

type Verb =
  | 'open'
  | 'pick'
  | 'vote'
  | 'list'
  | 'show'
  | 'edit'
  | 'add'
  | 'close'
  | 'extend'
  | 'take'
  | 'cancel'
const named = (verb: Verb, ...chinese: string[]) =>
  ({
    name: `poll ${verb}`,
    aliases: chinese.map((word) => `投票 ${word}`),
    summary: `polls.${verb}.summary`,
    examples: [`polls.${verb}.example1`, `polls.${verb}.example2`, `polls.${verb}.example3`],
  }) as const

/** Polls with all that goes with a change of one. */
const wholePolls = (tools: FeatureTools) => {
  const { registry, calendar } = tools
  const meetings = wholeMeetings(tools).kind
  const basis = pollKind(registry, calendar)
  const life = lifeOf(basis, meetings, tools)
  const kind: PollKind = {
    ...basis,
    check: async (context, poll, before) => {
      if (before) requireDecider(context, before)
      await basis.check?.(context, poll, before)
    },
    changed: async (context, poll, before) => {
      await life.changed(context, poll, before)
      return []
    },
  }
  return { kind, meetings, life }
}

/** The same commands under the noun of meetings: a date is found for one. */
export const pollsOfMeetings = (tools: FeatureTools) => {
  const { kind, life } = wholePolls(tools)
  return [
    openCommand(
      { kind, life, tools },
      {
        ...named('open'),
        name: 'meeting poll',
        aliases: ['会议 投票', '会议 约时间', '会议 约期'],
      },
    ),
    voteCommand(kind, life, tools, { ...named('vote'), name: 'meeting vote', aliases: ['会议 答复'] }),
  ].map((command) => ({ ...command, hears: () => [] }))
}

/** Finding a date: both sides answer which of some times suit them, and the best becomes a meeting. */
export const createPolls: FeatureFactory = (tools) => {
  const { registry } = tools
  const { kind, meetings, life } = wholePolls(tools)
  const polls = { kind, life, tools }
  const { undo, records } = manifestOf(kind, registry)
  return {
    name: 'polls',
    commands: [
      openCommand(polls, { ...named('open', '发起', '约时间'), byDefault: true }),
      pickCommand(polls, named('pick', '选时间', '点选')),
      voteCommand(kind, life, tools, named('vote', '答复', '回复', 'answer')),
      listCommand(kind, registry, named('list', '列表', '清单'), pollList(kind)),
      showPoll(kind, tools, named('show', '查看', '详情')),
      toldAlone(editCommand(kind, registry, named('edit', '修改', '编辑', '更正'))),
      addCommand(kind, registry, named('add', '加时间', '增加')),
      closeCommand(kind, registry, named('close', '结束', '截止', 'end', 'stop')),
      extendCommand(kind, tools, named('extend', '延期', '延长')),
      takeCommand(kind, meetings, tools, named('take', '定', '采用', '选定')),
      toldAlone(
        cancelCommand(kind, registry, named('cancel', '取消', '删除', '作废', 'delete', 'remove', 'drop')),
      ),
    ],
    actions: { [announceAction]: announceHandler(polls) },
    due: [pollTimes(kind, life)],
    // Of one that has ended too: whoever it asks is invited to the meeting that is made of it.
    handover: handoverOf(kind, registry, [PollState.open, PollState.ended], passInvitation),
    status: pollStatus(tools),
    digest: pollDigest(kind, tools),
    records,
    undo: async (context, entry) => {
      // The meeting has been announced: it is taken back itself, and the poll is free for another time.
      if (entry.action === 'take') {
        const { meeting } = entry.after as { readonly meeting: string }
        throw new UserError(notice('polls.undoMeeting', { reference: entry.reference, meeting }), undefined, [
          lineAction(context.translate('polls.cancelMeeting', { meeting }), `/meeting cancel ${meeting}`),
        ])
      }
      // What others have answered to is called off by a word for that, and not by the way.
      const { reference, before } = entry
      if (!before && (await context.transaction.pollVote.count({ where: { poll: { reference } } })) > 0)
        throw new UserError(notice('polls.undoAnswered', { reference }))
      return undo(context, entry)
    },
  }
}
