import { formButton } from '../../core/form/button.ts'
import type { Translator } from '../../core/i18n.ts'
import { ownersTold } from '../../programme/audience.ts'
import type { FeatureTools } from '../../programme/feature.ts'
import { remindersOf } from '../../programme/records/reminders.ts'
import { publicView, showBrief } from '../../programme/records/show.ts'
import { type Decision, isOpen } from './content.ts'
import type { DecisionKind } from './kind.ts'

/** Told on the first workday after the day that was agreed. */
const workdaysAfter = 1

/** Asks those who answer for a decision, on both sides, when its day has passed. */
export const decisionReminders = (kind: DecisionKind, tools: FeatureTools) => {
  const named = (translate: Translator, decision: Decision) => {
    const view = publicView(decision.dueOn, translate)
    return {
      reference: decision.reference,
      about: showBrief(kind, view, decision, 'about') ?? '',
      due: showBrief(kind, view, decision, 'due') ?? '',
    }
  }
  return remindersOf(kind, tools, {
    name: 'overdue',
    awaitedSince: (decision) => (isOpen(decision) ? decision.dueOn : undefined),
    workdays: workdaysAfter,
    to: (transaction, { pairId, assistingOwner, recipientOwner }) =>
      ownersTold(
        transaction,
        tools.registry.pair(pairId),
        { assisting: assistingOwner, recipient: recipientOwner },
        tools.defaultLocale,
      ),
    words: {
      title: (translate) => translate('decisions.reminder.title'),
      one: (translate, decision) => translate('decisions.reminder.text', named(translate, decision)),
      several: (translate, count) => translate('decisions.reminder.several', { count }),
      item: (translate, decision) => translate('decisions.reminder.item', named(translate, decision)),
      more: (translate, count) => translate('decisions.more', { count }),
      how: (translate) => translate('decisions.reminder.how'),
      button: (translate, { reference }, stand) => ({
        ...formButton(
          stand === 'alone'
            ? translate('decisions.button.done')
            : translate('decisions.button.doneOf', { reference }),
          'decision done',
          { reference },
        ),
        style: 'primary',
      }),
      all: {
        label: (translate) => translate('decisions.button.mine'),
        line: '/tasks whose:mine',
      },
    },
  })
}
