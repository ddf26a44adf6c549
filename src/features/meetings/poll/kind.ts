import { UserError } from '../../../core/errors.ts'
import { count } from '../../../core/fields/count.ts'
import { reference } from '../../../core/fields/reference.ts'
import { text } from '../../../core/fields/text.ts'
import type { FieldType } from '../../../core/form/field.ts'
import { notice } from '../../../core/i18n.ts'
import { PollState } from '../../../generated/prisma/enums.ts'
import { fromBeijing, inBeijing } from '../../../programme/beijing.ts'
import type { WorkdayCalendar } from '../../../programme/calendar.ts'
import type { ProgrammeContext } from '../../../programme/context.ts'
import { pairName, type Registry } from '../../../programme/places/registry.ts'
import { defineKind, fieldsFor } from '../../../programme/records/kind.ts'
import { hostField } from '../host.ts'
import { mayBeAsked } from '../invited/asked.ts'
import { checkInvited } from '../invited/check.ts'
import { settledEntries, withoutPersons } from '../invited/entries.ts'
import { invitedField } from '../invited/field.ts'
import { typeField } from '../type.ts'
import { closingField } from './closing.ts'
import { content, type Poll, type PollContent, slotsOf } from './content.ts'
import { pollButtons, talliedOf, voteRows, word } from './poll-card.ts'
import { mayDecide } from './rights.ts'
import { showSlot, slotsField } from './slots.ts'

const phases = {
  open: 'polls.phase.open',
  ended: 'polls.phase.ended',
  taken: 'polls.phase.taken',
  cancelled: 'polls.phase.cancelled',
} as const

/** In minutes, where nobody says how long the meeting takes; and how many of each side must be able to come. */
const usual = { minutes: 120, quorum: 1 } as const

const words = (
  name: 'host' | 'type' | 'slots' | 'closes' | 'quorum' | 'meeting' | 'reason',
  ...keys: string[]
) => ({ label: `polls.field.${name}`, example: `polls.example.${name}`, keys }) as const

const { column, columns } = fieldsFor<PollContent>()

/** Refuses times that have passed, and an end that comes too late: throws `UserError`. */
const checkTimes = (
  { clock, reading }: ProgrammeContext,
  closing: FieldType<string>,
  poll: PollContent,
  before: Poll | undefined,
): void => {
  if (poll.state !== PollState.open) return
  const known = before ? slotsOf(before) : []
  const passed = slotsOf(poll).find(
    (start) => !known.includes(start) && new Date(fromBeijing(start)) <= clock.now(),
  )
  if (passed !== undefined)
    throw new UserError(notice('polls.past', { slot: showSlot(passed, reading) }), 'slots')
  if (before?.closesAt === poll.closesAt && before.state === poll.state) return
  const first = slotsOf(poll).find((start) => new Date(fromBeijing(start)) > clock.now())
  if (first === undefined)
    throw new UserError(notice('polls.allPast', { reference: before?.reference ?? '' }))
  const closes = closing.show(inBeijing(poll.closesAt), reading)
  if (new Date(poll.closesAt) <= clock.now())
    throw new UserError(notice('polls.closesPast', { closes }), 'closes')
  if (poll.closesAt > fromBeijing(first))
    throw new UserError(notice('polls.closesLate', { slot: showSlot(first, reading) }), 'closes')
}

/** Finding a date (投票): times that both sides of a pair, or all of them, are asked about before a meeting is scheduled. */
export const pollKind = (registry: Registry, calendar: WorkdayCalendar) => {
  const closing = closingField(calendar)
  return defineKind({
    feature: 'polls',
    prefix: 'C',
    word,
    noun: 'polls.noun',
    listLabel: 'polls.button.list',
    referenceExample: 'polls.example.reference',
    table: 'poll',
    content,
    begins: PollState.open,
    isNumbered: true,
    title: ({ type, pairId }, translate) =>
      translate('polls.title', {
        type,
        whose:
          pairId === null
            ? translate('meetings.allPairs')
            : pairName(registry.pair(pairId), translate.locale),
      }),
    tallied: (poll, reading) => talliedOf(registry, calendar, poll, reading),
    isSettled: ({ meeting }) => meeting !== null,
    mayEdit: (poll, reader) => mayDecide(reader, poll),
    buttonRows: (poll, reading, reader) =>
      mayBeAsked(registry, reader, poll) ? voteRows(poll, reading) : [],
    buttons: (poll, reading, reader) =>
      pollButtons(poll, reading, {
        answer: mayBeAsked(registry, reader, poll),
        decide: mayDecide(reader, poll),
      }),
    fields: {
      host: columns(['pairId', 'hostSide'], hostField(registry), {
        ...words('host', '主办', '主办方', '承办', 'hosted by'),
        given: 'always',
        get: ({ pairId, hostSide }) => ({ pairId, side: hostSide }),
        put: ({ pairId, side }) => ({ pairId, hostSide: side }),
      }),
      type: column('type', typeField(), {
        ...words('type', '类型', '会议类型', 'kind'),
        given: 'always',
        isTallied: true,
      }),
      slots: columns(['slots', 'minutes'], slotsField(2), {
        ...words('slots', '时间', '候选时间', '备选时间', 'times', 'when'),
        given: 'always',
        isTallied: true,
        get: ({ minutes, ...poll }) => ({ starts: slotsOf(poll), minutes }),
        put: ({ starts, minutes }) => ({
          slots: starts.join('\n'),
          ...(minutes !== undefined && { minutes }),
        }),
      }),
      closes: columns(['closesAt'], closing, {
        ...words('closes', '截止', '截止时间', '截止日期', '期限', 'deadline', 'closing'),
        brief: (closes, reading) =>
          reading.translate('polls.closesBrief', { closes: closing.show(closes, reading) }),
        get: ({ closesAt }) => (closesAt ? inBeijing(closesAt) : undefined),
        put: (closes) => ({ closesAt: fromBeijing(closes) }),
      }),
      quorum: column(
        'quorum',
        count({ units: ['人', '名', 'people', 'person', 'each'], minimum: 1, maximum: 99 }),
        {
          ...words('quorum', '每方至少', '法定人数', '每方'),
          claims: false,
          asked: false,
        },
      ),
      invited: column('invited', invitedField(registry), {
        label: 'meetings.field.invited',
        example: 'meetings.example.invited',
        keys: ['邀请', '受邀', '参会单位', '参会人员', 'invite', 'attendees'],
        claims: false,
        asked: false,
        withoutName: withoutPersons,
      }),
      meeting: column('meeting', reference('M'), { ...words('meeting', '会议'), given: 'never' }),
      reason: column('takenReason', text({ maximum: 300 }), { ...words('reason', '原因'), given: 'never' }),
    },
    phases,
    settle: (poll) => ({
      ...poll,
      minutes: poll.minutes ?? usual.minutes,
      quorum: poll.quorum ?? usual.quorum,
      invited: settledEntries(registry, poll.pairId, poll.invited),
    }),
    check: async (context, poll, before) => {
      if (before?.meeting && poll.meeting === before.meeting)
        throw new UserError(
          notice('polls.alreadyTaken', { reference: before.reference, meeting: before.meeting }),
        )
      checkTimes(context, closing, poll, before)
      await checkInvited(context, poll, before)
    },
  })
}

export type PollKind = ReturnType<typeof pollKind>
