import { actions, type Card, card, heading, lineAction, text } from '../../core/card.ts'
import { type Translator, translatorOf } from '../../core/i18n.ts'
import type { Locale } from '../../core/request.ts'
import { type Day, yearOf } from '../../core/time/day.ts'
import { showDays } from '../../core/time/words.ts'
import type { WorkdayCalendar } from '../../programme/calendar.ts'
import { daysOf, type Visit } from './model.ts'
import { workdaysForOutcome } from './overdue.ts'
import { outcomeAction, showField } from './show.ts'
import type { VisitTools } from './tools.ts'

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

/** Visits that one reminder names; the list shows the others. */
const mostShown = 5

/** One message however many visits are due: whoever enters a year's visits at once is not called thirty times. */
export const reminderCard = (
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
  const shown = visits.slice(0, mostShown)
  const left = visits.length - shown.length
  const said = isOne
    ? translate('visits.reminder.text', { ...named(only), workdays: workdaysForOutcome })
    : translate('visits.reminder.several', { count: visits.length, workdays: workdaysForOutcome })
  const buttons = isOne
    ? [outcomeAction(only.reference, translate)]
    : shown.map(({ reference }) =>
        outcomeAction(reference, translate, translate('visits.button.outcomeOf', { reference })),
      )
  return {
    ...card(
      heading(translate('visits.reminder.title')),
      text(said),
      !isOne && {
        type: 'list',
        items: shown.map((visit) => ({ text: translate('visits.reminder.item', named(visit)) })),
      },
      left > 0 && text(translate('visits.digest.more', { count: left }), 'quiet'),
      !isOne && text(translate('visits.reminder.how'), 'quiet'),
      calendarWarning(tools.calendar, visits, today, translate),
      actions(
        ...buttons,
        ...(left > 0 ? [lineAction(translate('visits.button.awaiting'), '/visit list status:awaiting')] : []),
      ),
    ),
    summary: said,
  }
}
