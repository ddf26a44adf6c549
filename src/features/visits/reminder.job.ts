import { actions, type Card, card, heading, text } from '../../core/card.ts'
import { localeOf, type Translator, translatorOf } from '../../core/i18n.ts'
import type { Job } from '../../core/job.ts'
import { accountReference, type Locale, privateConversation } from '../../core/request.ts'
import { type Day, yearOf } from '../../core/time/day.ts'
import { showDays } from '../../core/time/words.ts'
import type { Transaction } from '../../db/database.ts'
import type { WorkdayCalendar } from '../../programme/calendar.ts'
import { daysOf, type Visit } from './model.ts'
import { latestEndDue, workdaysForOutcome } from './overdue.ts'
import { type Reminder, takeReminders } from './queries.ts'
import { outcomeAction, showField } from './show.ts'
import type { VisitTools } from './tools.ts'

/** A holiday at the weekend is no reason to miss a reminder. */
const catchUpHours = 72

/** Without the state's announcement for a year, only weekends are known to be free. */
const calendarWarning = (
  calendar: WorkdayCalendar,
  visits: readonly Visit[],
  today: Day,
  translate: Translator,
) => {
  const years = [...visits.map(({ endsOn }) => yearOf(endsOn)), yearOf(today)]
  const unknown = years.find((year) => !calendar.knows(year))
  return (
    unknown !== undefined && text(translate('visits.reminder.unknownYear', { year: `${unknown}` }), 'warning')
  )
}

/** Buttons of one reminder; more visits than that are filed one after the other. */
const mostButtons = 6

/** One message however many visits are due: whoever enters a year's visits at once is not called thirty times. */
const reminderCard = (
  tools: VisitTools,
  visits: readonly [Visit, ...Visit[]],
  today: Day,
  locale: Locale,
): Card => {
  const translate = translatorOf(locale)
  const view = { tools, reading: { today, translate } }
  const named = (visit: Visit) => ({
    reference: visit.reference,
    direction: showField(view, visit, 'direction') ?? '',
    date: showDays(daysOf(visit), translate),
  })
  const [only] = visits
  const isOne = visits.length === 1
  const said = isOne
    ? translate('visits.reminder.text', { ...named(only), workdays: workdaysForOutcome })
    : translate('visits.reminder.several', { count: visits.length, workdays: workdaysForOutcome })
  const buttons = isOne
    ? [outcomeAction(only.reference, translate)]
    : visits
        .slice(0, mostButtons)
        .map(({ reference }) =>
          outcomeAction(reference, translate, translate('visits.button.outcomeOf', { reference })),
        )
  return {
    ...card(
      heading(translate('visits.reminder.title')),
      text(said),
      !isOne && {
        type: 'list',
        items: visits.map((visit) => ({ text: translate('visits.reminder.item', named(visit)) })),
      },
      !isOne && text(translate('visits.reminder.how'), 'quiet'),
      calendarWarning(tools.calendar, visits, today, translate),
      actions(...buttons),
    ),
    summary: said,
  }
}

/** The visits of each account, in their order. */
const byAccount = (due: readonly Reminder[]) => {
  const groups = new Map<string, { visits: [Visit, ...Visit[]]; locale: string | undefined }>()
  for (const { visit, locale } of due) {
    const group = groups.get(visit.account)
    if (group) group.visits.push(visit)
    else groups.set(visit.account, { visits: [visit], locale })
  }
  return groups
}

/** Asks whoever logged a visit for its outcome note, privately and once, when the note is overdue. */
export const reminderJob = (tools: VisitTools): Job<Transaction> => ({
  name: 'visits.reminder',
  cron: '0 9 * * *',
  catchUpHours,
  run: async ({ transaction, clock, send }) => {
    const today = clock.today()
    const due = await takeReminders(transaction, latestEndDue(tools.calendar, today), clock.now())
    for (const [account, { visits, locale }] of byAccount(due)) {
      const language = localeOf(locale) ?? tools.defaultLocale
      await send({
        to: privateConversation(accountReference(account)),
        card: reminderCard(tools, visits, today, language),
        locale: language,
        // Nobody is reminded of a visit twice: the first one names the message.
        key: `visits.reminder:${visits[0].reference}`,
      })
    }
  },
})
