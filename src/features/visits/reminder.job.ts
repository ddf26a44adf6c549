import { actions, type Card, card, heading, text } from '../../core/card.ts'
import { showDays } from '../../core/days.ts'
import { localeOf, type Translator, translatorOf } from '../../core/i18n.ts'
import type { Job } from '../../core/job.ts'
import { accountReference, type Locale, privateConversation } from '../../core/request.ts'
import { type Day, yearOf } from '../../core/time.ts'
import type { Transaction } from '../../db/database.ts'
import type { WorkdayCalendar } from '../../programme/calendar.ts'
import { daysOf, type Visit } from './model.ts'
import { latestEndDue, workdaysForOutcome } from './overdue.ts'
import { takeReminders } from './queries.ts'
import { outcomeAction, showField } from './show.ts'
import type { VisitTools } from './tools.ts'

/** A holiday at the weekend is no reason to miss a reminder. */
const catchUpHours = 72

/** Without the state's announcement for a year, only weekends are known to be free. */
const calendarWarning = (calendar: WorkdayCalendar, visit: Visit, today: Day, translate: Translator) => {
  const unknown = [yearOf(visit.endsOn), yearOf(today)].find((year) => !calendar.knows(year))
  return (
    unknown !== undefined && text(translate('visits.reminder.unknownYear', { year: `${unknown}` }), 'warning')
  )
}

const reminderCard = (tools: VisitTools, visit: Visit, today: Day, locale: Locale): Card => {
  const translate = translatorOf(locale)
  const view = { tools, reading: { today, translate } }
  const said = translate('visits.reminder.text', {
    reference: visit.reference,
    direction: showField(view, visit, 'direction') ?? '',
    date: showDays(daysOf(visit), translate),
    workdays: workdaysForOutcome,
  })
  return {
    ...card(
      heading(translate('visits.reminder.title')),
      text(said),
      calendarWarning(tools.calendar, visit, today, translate),
      actions(outcomeAction(visit.reference, translate)),
    ),
    summary: said,
  }
}

/** Asks whoever logged a visit for its outcome note, privately and once, when the note is overdue. */
export const reminderJob = (tools: VisitTools): Job<Transaction> => ({
  name: 'visits.reminder',
  cron: '0 9 * * *',
  catchUpHours,
  run: async ({ transaction, clock, send }) => {
    const today = clock.today()
    const due = await takeReminders(transaction, latestEndDue(tools.calendar, today), clock.now())
    for (const { visit, locale } of due) {
      const language = localeOf(locale) ?? tools.defaultLocale
      await send({
        to: privateConversation(accountReference(visit.account)),
        card: reminderCard(tools, visit, today, language),
        locale: language,
        key: `visits.reminder:${visit.reference}`,
      })
    }
  },
})
