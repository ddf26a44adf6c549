import { actions, card, heading, text } from '../../../core/card.ts'
import type { Due, DueContext } from '../../../core/due.ts'
import { translatorOf } from '../../../core/i18n.ts'
import { addDays } from '../../../core/time/day.ts'
import { showDays } from '../../../core/time/words.ts'
import type { Transaction } from '../../../db/database.ts'
import { fromBeijing, minutesAfter } from '../../../programme/beijing.ts'
import type { FeatureTools } from '../../../programme/feature.ts'
import type { Meeting } from '../content.ts'
import { hostsOf } from '../notices/audience.ts'
import { lockMeetings } from '../slot.ts'
import { titleOf } from '../title.ts'
import { itemsAction } from './buttons.ts'
import { doneAction } from './item.kind.ts'
import { lastDayOf } from './place.ts'
import { settlingOf } from './settle.ts'
import { stillToTreat } from './sources.ts'

/** Buttons of items that may have been treated; the list has the others. */
const mostButtons = 8

/** What becomes of an agenda when its meeting is over: the host notes what was treated, and the rest returns. */
export const afterMeetings = (tools: FeatureTools) => {
  const { registry, calendar } = tools
  const { settle } = settlingOf(tools)

  const ask = async (context: DueContext<Transaction>, meeting: Meeting): Promise<void> => {
    const placed = await context.transaction.agendaItem.findMany({
      where: { agendaOf: meeting.reference, state: 'waiting' },
      orderBy: { id: 'asc' },
    })
    const items = await stillToTreat(tools, context.transaction, placed)
    if (items.length === 0) return
    const last = lastDayOf(calendar, meeting)
    for (const { to, locale } of await hostsOf(tools, context.transaction, meeting)) {
      const translate = translatorOf(locale)
      await context.send({
        to,
        locale,
        card: card(
          heading(translate('agenda.after.title')),
          text(titleOf(registry, meeting, translate)),
          text(translate('agenda.after.said', { day: showDays({ start: last, end: last }, translate) })),
          {
            type: 'list',
            ordered: true,
            items: items.map(({ reference, about }) => ({ text: about, detail: reference })),
          },
          actions(
            ...items
              .slice(0, mostButtons)
              .map(({ reference }, index) =>
                doneAction(reference, translate('agenda.button.doneOf', { number: index + 1 })),
              ),
            itemsAction(meeting.reference, { translate }),
          ),
        ),
        key: `meetings.after:${meeting.reference}:${meeting.startsAt}:${to}`,
      })
    }
  }

  return {
    timesOf: (meeting: Meeting): Array<Omit<Due, 'reference' | 'at'> & { readonly at: string }> => [
      { name: 'over', at: minutesAfter(meeting.startsAt, meeting.minutes) },
      { name: 'returns', at: fromBeijing(`${addDays(lastDayOf(calendar, meeting), 1)}T00:00`) },
    ],
    run: async (
      context: DueContext<Transaction>,
      meeting: Meeting,
      due: readonly string[],
    ): Promise<void> => {
      if (due.includes('over')) await ask(context, meeting)
      if (!due.includes('returns')) return
      await lockMeetings(context)
      await settle(context, meeting.pairId)
    },
  }
}
