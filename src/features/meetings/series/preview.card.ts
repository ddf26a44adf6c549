import { actions, type Card, type CardAction, card, facts, heading, text } from '../../../core/card.ts'
import { cancelButton } from '../../../core/form/button.ts'
import type { ProgrammeContext } from '../../../programme/context.ts'
import { showField, viewFor } from '../../../programme/records/show.ts'
import type { MeetingRecordKind } from '../kind.ts'
import type { SeriesValues } from './form.ts'
import type { Planned } from './plan.ts'
import { showRule } from './rule.field.ts'
import { commonFacts } from './series.card.ts'

/** The action of the buttons that schedule what is shown. */
export const scheduleAction = 'meetings.series'

/** What would be scheduled: each day with what is to be known of it, and who will hear. */
export const previewCard = (
  kind: MeetingRecordKind,
  context: ProgrammeContext,
  values: SeriesValues,
  planned: readonly Planned[],
  { kept, audience }: { readonly kept: string; readonly audience: string },
): Card => {
  const { translate } = context
  const view = viewFor(context, values)
  const free = planned.filter(({ taken }) => taken === undefined)
  const working = free.filter(({ isOff }) => !isOff)
  const [first] = planned
  const schedule = (label: string, some: readonly Planned[], style?: 'primary'): CardAction => ({
    label,
    press: {
      action: scheduleAction,
      values: { kept, days: some.map(({ day }) => day).join(',') },
    },
    ...(style && { style }),
  })
  return card(
    heading(translate('meetings.series.preview')),
    facts([translate('meetings.field.rule'), showRule(values.rule, translate)]),
    first && commonFacts(kind, view, first.content),
    {
      type: 'list',
      items: planned.map(({ content, notes }) => ({
        text: showField(kind, view, content, 'time') ?? '',
        ...(notes.length > 0 && { detail: notes.join(' ') }),
      })),
    },
    text(free.length === 0 ? translate('meetings.series.allTaken') : audience, 'warning'),
    actions(
      ...(free.length > 0
        ? [schedule(translate('meetings.series.confirm', { count: free.length }), free, 'primary')]
        : []),
      ...(working.length > 0 && working.length < free.length
        ? [schedule(translate('meetings.series.confirmWorkdays', { count: working.length }), working)]
        : []),
      cancelButton(translate, kept),
    ),
  )
}
