import type { Due, DueContext } from '../../../core/due.ts'
import { translatorOf } from '../../../core/i18n.ts'
import type { Locale } from '../../../core/request.ts'
import type { Transaction } from '../../../db/database.ts'
import { Prisma } from '../../../generated/prisma/client.ts'
import { MeetingState } from '../../../generated/prisma/enums.ts'
import { minutesAfter } from '../../../programme/beijing.ts'
import type { ProgrammeContext } from '../../../programme/context.ts'
import type { DueTimes, FeatureTools } from '../../../programme/feature.ts'
import { rewriteDue } from '../../../programme/records/due.ts'
import { selectReferenced } from '../../../programme/records/select.ts'
import { afterMeetings } from '../agenda/after.ts'
import type { Meeting } from '../content.ts'
import type { MeetingRecordKind } from '../kind.ts'
import { lateMinutes } from '../minutes/missing.ts'
import { addresseesOf, channelsOf, hostsOf, unanswered } from '../notices/audience.ts'
import { meetingNotices } from '../notices/notices.ts'
import { morningFrom } from '../time/morning.ts'
import { agendaCard, reminderCard, type Telling } from './reminder.card.ts'

/** Workdays before a meeting at which its host is asked for an agenda that is still empty, and at which all are reminded. */
const workdaysBefore = { agenda: 5, soon: 3 } as const
/** Minutes before it at which all are reminded again. */
const minutesBefore = 60

type Context = Pick<DueContext<Transaction>, 'transaction' | 'clock'>

/** What is said of meetings unasked: before they begin, and when one is scheduled, changed or called off. */
export const meetingReminders = (kind: MeetingRecordKind, tools: FeatureTools) => {
  const { registry, calendar } = tools
  const notices = meetingNotices(kind, tools)
  const after = afterMeetings(tools)
  const late = lateMinutes(kind, tools)

  const morningBefore = ({ startsAt }: Meeting, name: keyof typeof workdaysBefore) =>
    morningFrom(calendar, startsAt, -workdaysBefore[name])

  /** All that is still to come; what has passed already is not made up for. */
  const timesOf = (meeting: Meeting, now: Date): Array<Omit<Due, 'reference'>> => {
    if (meeting.state === MeetingState.cancelled) return []
    const times = [
      { name: 'agenda', at: morningBefore(meeting, 'agenda') },
      { name: 'soon', at: morningBefore(meeting, 'soon') },
      { name: 'hour', at: minutesAfter(meeting.startsAt, -minutesBefore) },
      ...after.timesOf(meeting),
      ...late.timesOf(meeting),
    ]
    return times.map(({ name, at }) => ({ name, at: new Date(at) })).filter(({ at }) => at > now)
  }

  const rewrite = ({ transaction, clock }: Context, meeting: Meeting) =>
    rewriteDue(transaction, meeting.reference, timesOf(meeting, clock.now()))

  const find = (transaction: Transaction, references: readonly string[]): Promise<Meeting[]> =>
    selectReferenced(kind, transaction, references, Prisma.sql`starts_at, id`)

  const telling = ({ clock }: Pick<Context, 'clock'>, locale: Locale, names: boolean): Telling => ({
    kind,
    registry,
    calendar,
    view: { reading: { today: clock.today(), translate: translatorOf(locale) }, names },
  })

  /** In the channels, and in private to those who are invited and have not answered. */
  const remind = async (context: DueContext<Transaction>, meeting: Meeting, name: 'soon' | 'hour') => {
    const { transaction } = context
    const told = [
      ...(await channelsOf(tools, transaction, meeting, 'reminder')),
      ...addresseesOf(await unanswered(tools, transaction, meeting)),
    ]
    for (const { to, locale, names } of told)
      await context.send({
        to,
        locale,
        card: reminderCard(telling(context, locale, names), meeting, name),
        priority: 'urgent',
        key: `meetings.reminder:${meeting.reference}:${name}:${meeting.startsAt}:${to}`,
      })
  }

  /** What every meeting treats, and what earlier ones left open, nobody put there. */
  const isEmpty = ({ agenda, beside = [] }: Meeting) =>
    agenda === null && beside.every(({ role }) => role !== 'waiting')

  const askForAgenda = async (context: DueContext<Transaction>, meeting: Meeting) => {
    for (const { to, locale } of await hostsOf(tools, context.transaction, meeting))
      await context.send({
        to,
        locale,
        card: agendaCard(telling(context, locale, true), meeting),
        priority: 'urgent',
        key: `meetings.reminder:${meeting.reference}:agenda:${meeting.startsAt}:${to}`,
      })
  }

  /** What there is to say is decided now: nothing of what is cancelled, or has begun. */
  const run: DueTimes['run'] = async (context, dues) => {
    const { transaction, clock } = context
    const now = clock.now()
    for (const meeting of await find(
      transaction,
      dues.map(({ reference }) => reference),
    )) {
      if (meeting.state === MeetingState.cancelled) continue
      const due = dues.filter(({ reference }) => reference === meeting.reference).map(({ name }) => name)
      await after.run(context, meeting, due)
      if (!(await late.run(context, meeting, due))) await rewrite(context, meeting)
      if (new Date(meeting.startsAt) <= now) continue
      const isDue = (name: keyof typeof workdaysBefore) =>
        due.includes(name) && new Date(morningBefore(meeting, name)) <= now
      if (isDue('agenda') && isEmpty(meeting)) await askForAgenda(context, meeting)
      // Of two that come together, after a pause, the nearer says it all.
      if (due.includes('hour')) await remind(context, meeting, 'hour')
      else if (isDue('soon')) await remind(context, meeting, 'soon')
      // New holidays have moved the workday.
      if (due.some((name) => name in workdaysBefore && !isDue(name as keyof typeof workdaysBefore)))
        await rewrite(context, meeting)
    }
  }

  return {
    due: {
      run,
      rewrite: async (context, references) => {
        for (const meeting of await find(context.transaction, references)) await rewrite(context, meeting)
      },
    } satisfies DueTimes,
    notices,
    /** To be called with every change, when the meeting has its number. */
    changed: async (
      context: ProgrammeContext,
      meeting: Meeting,
      before: Meeting | undefined,
      isTold: boolean,
    ) => {
      await rewrite(context, meeting)
      if (!isTold) return
      const [numbered = meeting] = await find(context.transaction, [meeting.reference])
      await notices.announce(context, numbered, before)
    },
  }
}
