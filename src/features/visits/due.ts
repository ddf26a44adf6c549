import type { Due, DueHandler } from '../../core/due.ts'
import { localeOf } from '../../core/i18n.ts'
import { accountReference, privateConversation } from '../../core/request.ts'
import type { Clock } from '../../core/time/clock.ts'
import { addDays, instantAt } from '../../core/time/day.ts'
import type { Transaction } from '../../db/database.ts'
import { VisitState } from '../../generated/prisma/enums.ts'
import type { ProgrammeContext } from '../../programme/context.ts'
import { rewriteDue } from '../../programme/records/due.ts'
import type { Visit, VisitContent } from './model.ts'
import { overdueFrom } from './overdue.ts'
import { findReminders, type Reminder } from './queries.ts'
import { reminderCard } from './reminder.card.ts'
import type { VisitTools } from './tools.ts'

/** When officers are at their desks, in the programme's zone. */
const timeOfDay = '09:00'

/** When the outcome note of a visit is asked for: the morning on which it is overdue, or the next one. Never, when it is not awaited. */
const outcomeTimes = (
  { calendar }: VisitTools,
  visit: VisitContent,
  { now, today, zone }: Clock,
): Array<Omit<Due, 'reference'>> => {
  if (visit.state !== VisitState.active) return []
  const next = instantAt(`${today()}T${timeOfDay}`, zone) > now() ? today() : addDays(today(), 1)
  const overdue = overdueFrom(calendar, visit.endsOn)
  const day = overdue > next ? overdue : next
  return [{ name: 'outcome', at: instantAt(`${day}T${timeOfDay}`, zone) }]
}

/** To be called with every change of a visit. One that leaves its end and state alone calls nobody a second time. */
export const rewriteOutcomeDue = async (
  tools: VisitTools,
  { transaction, clock }: ProgrammeContext,
  visit: Visit,
  before: Visit | undefined,
): Promise<void> => {
  if (before?.endsOn === visit.endsOn && before.state === visit.state) return
  await rewriteDue(transaction, visit.reference, outcomeTimes(tools, visit, clock))
}

/** The visits of each account, in their order. */
const byAccount = (reminders: readonly Reminder[]) => {
  const groups = new Map<string, { visits: [Visit, ...Visit[]]; locale: string | undefined }>()
  for (const { visit, locale } of reminders) {
    const group = groups.get(visit.account)
    if (group) group.visits.push(visit)
    else groups.set(visit.account, { visits: [visit], locale })
  }
  return groups
}

/**
 * Asks whoever logged a visit for its outcome note, privately, when the note is overdue. Visits of officers who have left
 * stay in the weekly summary.
 */
export const remindOfOutcomes =
  (tools: VisitTools): DueHandler<Transaction>['run'] =>
  async ({ transaction, clock, send }, dues) => {
    const today = clock.today()
    const awaited = await findReminders(
      transaction,
      dues.map(({ reference }) => reference),
    )
    const isEarly = ({ visit }: Reminder) => overdueFrom(tools.calendar, visit.endsOn) > today
    // New holidays have moved the workday, or the time was a guess.
    for (const { visit } of awaited.filter(isEarly))
      await rewriteDue(transaction, visit.reference, outcomeTimes(tools, visit, clock))
    const due = awaited.filter((reminder) => !isEarly(reminder) && !reminder.left)
    for (const [account, { visits, locale }] of byAccount(due)) {
      const language = localeOf(locale) ?? tools.defaultLocale
      await send({
        to: privateConversation(accountReference(account)),
        card: reminderCard(tools, visits, today, language),
        locale: language,
        // The first visit names the message; its time tells it from an earlier one about the same visit.
        key: `visits.reminder:${visits[0].reference}:${today}`,
      })
    }
  }
