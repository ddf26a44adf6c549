import type { Translator } from '../../core/i18n.ts'
import { VisitState } from '../../generated/prisma/enums.ts'
import type { FeatureTools } from '../../programme/feature.ts'
import { remindersOf } from '../../programme/records/reminders.ts'
import { publicView, showBrief } from '../../programme/records/show.ts'
import { outcomeAction, showDaysOf, type Visit, type VisitKind } from './kind.ts'
import { workdaysForOutcome } from './overdue.ts'

/** Asks whoever logged a visit for its outcome note when it is overdue. */
export const visitReminders = (kind: VisitKind, tools: FeatureTools) => {
  const named = (translate: Translator, visit: Visit) => ({
    reference: visit.reference,
    direction: showBrief(kind, publicView(visit.endsOn, translate), visit, 'direction') ?? '',
    date: showDaysOf(visit, translate),
  })
  return remindersOf(kind, tools, {
    name: 'outcome',
    awaitedSince: ({ state, endsOn }) => (state === VisitState.active ? endsOn : undefined),
    workdays: workdaysForOutcome,
    words: {
      title: (translate) => translate('visits.reminder.title'),
      one: (translate, visit, workdays) =>
        translate('visits.reminder.text', { ...named(translate, visit), workdays }),
      several: (translate, count, workdays) => translate('visits.reminder.several', { count, workdays }),
      item: (translate, visit) => translate('visits.reminder.item', named(translate, visit)),
      more: (translate, count) => translate('visits.digest.more', { count }),
      how: (translate) => translate('visits.reminder.how'),
      button: (translate, { reference }, stand) =>
        stand === 'alone'
          ? outcomeAction(reference, translate)
          : outcomeAction(reference, translate, translate('visits.button.outcomeOf', { reference })),
      all: {
        label: (translate) => translate('visits.button.awaiting'),
        line: '/visit list status:awaiting',
      },
    },
  })
}
