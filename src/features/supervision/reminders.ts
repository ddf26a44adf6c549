import { formButton } from '../../core/form/button.ts'
import type { Translator } from '../../core/i18n.ts'
import { ownerTold } from '../../programme/audience.ts'
import type { FeatureTools } from '../../programme/feature.ts'
import { remindersOf } from '../../programme/records/reminders.ts'
import { publicView, showBrief } from '../../programme/records/show.ts'
import { type Item, isOpen } from './content.ts'
import type { ItemKind } from './kind.ts'

/** Told on the first workday after the day that was set. */
const workdaysAfter = 1

/** Asks those who answer for an item when its day has passed. */
export const itemReminders = (kind: ItemKind, tools: FeatureTools) => {
  const named = (translate: Translator, item: Item) => {
    const view = publicView(item.dueOn, translate)
    return {
      reference: item.reference,
      about: showBrief(kind, view, item, 'about') ?? '',
      due: showBrief(kind, view, item, 'due') ?? '',
    }
  }
  return remindersOf(kind, tools, {
    name: 'overdue',
    awaitedSince: (item) => (isOpen(item) ? item.dueOn : undefined),
    workdays: workdaysAfter,
    to: (transaction, { pairId, owner }) =>
      ownerTold(
        transaction,
        tools.registry.pair(pairId),
        { side: 'recipient', name: owner },
        tools.defaultLocale,
      ),
    words: {
      title: (translate) => translate('supervision.reminder.title'),
      one: (translate, item) => translate('supervision.reminder.text', named(translate, item)),
      several: (translate, count) => translate('supervision.reminder.several', { count }),
      item: (translate, item) => translate('supervision.reminder.item', named(translate, item)),
      more: (translate, count) => translate('supervision.more', { count }),
      how: (translate) => translate('supervision.reminder.how'),
      button: (translate, { reference }, stand) => ({
        ...formButton(
          stand === 'alone'
            ? translate('supervision.button.close')
            : translate('supervision.button.closeOf', { reference }),
          'supervise close',
          { reference },
        ),
        style: 'primary',
      }),
      all: {
        label: (translate) => translate('supervision.button.list'),
        line: '/supervise list status:overdue',
      },
    },
  })
}
