import { formButton } from '../../core/form/button.ts'
import type { Translator } from '../../core/i18n.ts'
import { ownerTold } from '../../programme/audience.ts'
import type { FeatureTools } from '../../programme/feature.ts'
import { remindersOf } from '../../programme/records/reminders.ts'
import { publicView, showBrief } from '../../programme/records/show.ts'
import { type Inspection, isOpen } from './content.ts'
import type { InspectionKind } from './kind.ts'

/** Told on the first workday after the day that was set. */
const workdaysAfter = 1

/** Asks the recipient side's officers when the day by which something is rectified has passed. */
export const inspectionReminders = (kind: InspectionKind, tools: FeatureTools) => {
  const named = (translate: Translator, inspection: Inspection) => {
    const view = publicView(inspection.dueOn ?? inspection.inspectedOn, translate)
    return {
      reference: inspection.reference,
      about:
        showBrief(kind, view, inspection, 'rectification') ??
        showBrief(kind, view, inspection, 'findings') ??
        '',
      due: showBrief(kind, view, inspection, 'due') ?? '',
    }
  }
  return remindersOf(kind, tools, {
    name: 'overdue',
    awaitedSince: (inspection) => (isOpen(inspection) ? (inspection.dueOn ?? undefined) : undefined),
    workdays: workdaysAfter,
    to: (transaction, { pairId }) =>
      ownerTold(
        transaction,
        tools.registry.pair(pairId),
        { side: 'recipient', name: null },
        tools.defaultLocale,
      ),
    words: {
      title: (translate) => translate('inspections.reminder.title'),
      one: (translate, inspection) => translate('inspections.reminder.text', named(translate, inspection)),
      several: (translate, count) => translate('inspections.reminder.several', { count }),
      item: (translate, inspection) => translate('inspections.reminder.item', named(translate, inspection)),
      more: (translate, count) => translate('inspections.more', { count }),
      how: (translate) => translate('inspections.reminder.how'),
      button: (translate, { reference }, stand) => ({
        ...formButton(
          stand === 'alone'
            ? translate('inspections.button.rectify')
            : translate('inspections.button.rectifyOf', { reference }),
          'inspect rectify',
          { reference },
        ),
        style: 'primary',
      }),
      all: {
        label: (translate) => translate('inspections.button.list'),
        line: '/inspect list status:overdue',
      },
    },
  })
}
