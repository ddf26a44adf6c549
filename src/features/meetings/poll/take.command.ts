import { z } from 'zod'
import { lineAction } from '../../../core/card.ts'
import { type Command, defineCommand } from '../../../core/command.ts'
import { UserError } from '../../../core/errors.ts'
import { text } from '../../../core/fields/text.ts'
import { field, type Reading } from '../../../core/form/field.ts'
import { notice } from '../../../core/i18n.ts'
import type { Hearing, Sentence } from '../../../core/plain/sentence.ts'
import { fold } from '../../../core/text.ts'
import { MeetingState, PollState } from '../../../generated/prisma/enums.ts'
import { fromBeijing } from '../../../programme/beijing.ts'
import type { ProgrammeContext } from '../../../programme/context.ts'
import type { FeatureTools } from '../../../programme/feature.ts'
import { cardsOf } from '../../../programme/records/cards.ts'
import { recordsOf } from '../../../programme/records/changes.ts'
import { aboutRecord, type Named } from '../../../programme/records/commands.ts'
import { newContent } from '../../../programme/records/content.ts'
import { askReference } from '../../../programme/records/forms.ts'
import { viewFor } from '../../../programme/records/show.ts'
import { isAsked, spokenOf } from '../../../programme/records/spoken.ts'
import type { MeetingRecordKind } from '../kind.ts'
import { lockMeetings } from '../slot.ts'
import type { Poll } from './content.ts'
import type { PollKind } from './kind.ts'
import { requireDecider } from './rights.ts'
import { slotNumber } from './slot-number.ts'
import { showSlot } from './slots.ts'
import { isClear, ranked, type SlotStanding, standingsOf } from './tally.ts'
import { isDayOfMonth } from './votes.ts'

const taken =
  /^(?:那|还是|就|我们|咱们)*(?:定|选|采用|go with|take|let's take)(?:在|为|成|了)?\s?(?:the\s)?(?<slot>第?\s?(?:[1-8]|[一二三四五六七八])\s?个?|\d{1,2}\s?[日号])(?:的?那个)?(?:时间)?(?:吧|了|好了)?$/iu

/** 就定第3个, 定24号吧: of the poll that was shown. */
const hearsTake =
  (kind: PollKind) =>
  (sentence: Sentence, reading: Reading): Hearing[] => {
    const { references, last, rest } = spokenOf(kind, sentence, reading)
    const about = references.length === 1 ? references[0] : last
    const { slot } = taken.exec(fold(rest).trim())?.groups ?? {}
    return about === undefined || slot === undefined || isAsked(sentence)
      ? []
      : [{ words: `${about} ${slot.trim()}`, certainty: 'sure', weight: 3 }]
  }

/** Schedules a meeting at one of the times, as though it were typed: number, notices and calendar file come with it. */
export const takeCommand = (
  kind: PollKind,
  meetings: MeetingRecordKind,
  { registry }: FeatureTools,
  named: Named,
): Command<ProgrammeContext> => {
  const polls = recordsOf(kind, registry)

  const ready = async (context: ProgrammeContext, reference: string): Promise<Poll> => {
    const poll = await polls.toChange(context, reference)
    requireDecider(context, poll)
    if (poll.meeting === null) return poll
    // A meeting that was called off leaves the poll free for another time.
    const { state } = await recordsOf(meetings, registry).read(context, poll.meeting)
    if (state !== MeetingState.cancelled)
      throw new UserError(notice('polls.alreadyTaken', { reference, meeting: poll.meeting }))
    return poll
  }

  const chosen = ({ clock, reading }: ProgrammeContext, poll: Poll, number: number): SlotStanding => {
    const standings = standingsOf(poll)
    const buttons = (slots: readonly SlotStanding[]) =>
      slots.map((one) =>
        lineAction(showSlot(one.start, reading), `/${kind.word} take ${poll.reference} ${one.number}`),
      )
    const isDay = isDayOfMonth(number)
    const [slot, ...more] = standings.filter((one) =>
      isDay ? Number(one.start.slice(8, 10)) === number : one.number === number,
    )
    if (!slot)
      throw new UserError(
        isDay
          ? notice('polls.vote.noSuchDay', { day: number })
          : notice('polls.vote.noSuch', { slot: number, count: standings.length }),
        'slot',
      )
    if (more.length > 0)
      throw new UserError(notice('polls.take.several', { day: number }), 'slot', buttons([slot, ...more]))
    if (new Date(fromBeijing(slot.start)) > clock.now()) return slot
    const others = ranked(poll, clock.today()).filter((one) => one !== slot && one.number !== slot.number)
    throw new UserError(
      notice('polls.take.passed', { slot: showSlot(slot.start, reading) }),
      'slot',
      buttons(others.slice(0, 2)),
    )
  }

  return defineCommand({
    ...named,
    access: 'write',
    effect: 'write',
    hears: hearsTake(kind),
    form: z.object({
      reference: askReference(kind),
      slot: field(slotNumber(), {
        label: 'polls.field.slot',
        example: 'polls.example.slot',
        keys: ['序号', 'number'],
      }),
      reason: field(text({ maximum: 300 }), {
        label: 'polls.field.reason',
        example: 'polls.example.reason',
        keys: ['原因', '理由'],
        freeText: true,
        asked: false,
      }).optional(),
    }),
    check: async (context: ProgrammeContext, { reference }) => {
      if (reference !== undefined) await ready(context, reference)
    },
    run: async (context: ProgrammeContext, { reference, slot: number, reason }) => {
      const { transaction, reading, translate } = context
      // Before the poll, as who schedules a meeting beside it does: neither waits for the other.
      await lockMeetings(context)
      await transaction.$queryRaw`SELECT id FROM poll WHERE reference = ${reference} FOR UPDATE`
      const poll = await ready(context, reference)
      const slot = chosen(context, poll, number)
      if (!isClear(slot) && reason === undefined)
        throw new UserError(
          slot.refused > 0
            ? notice('polls.take.refused', { count: slot.refused, slot: showSlot(slot.start, reading) })
            : notice('polls.take.few', { quorum: poll.quorum, slot: showSlot(slot.start, reading) }),
          'reason',
        )
      const { record, notes } = await schedule(context, poll, slot.start)
      await polls.save(
        context,
        poll,
        { ...poll, state: PollState.taken, meeting: record.reference, takenReason: reason ?? null },
        'take',
      )
      const said = translate('polls.take.done', { reference, meeting: record.reference })
      // It is called off, and not undone: everybody was told.
      return {
        card: cardsOf(meetings, registry).doneCard(viewFor(context), said, record, notes, []),
        record: record.reference,
        about: aboutRecord(record.reference),
      }
    },
  })

  async function schedule(context: ProgrammeContext, poll: Poll, start: string) {
    const { pairId, hostSide, type, minutes, invited } = poll
    const content = newContent(meetings, {
      time: { start, minutes },
      host: { pairId, side: hostSide },
      type,
      invited: invited ?? undefined,
    })
    try {
      return await recordsOf(meetings, registry).enter(context, content)
    } catch (error) {
      // Another meeting goes on then: another time is to be chosen here.
      if (error instanceof UserError && error.field === 'time') throw new UserError(error.notice, 'slot')
      throw error
    }
  }
}
