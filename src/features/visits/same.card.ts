import { actions, type Block, type Card, type CardAction, card, heading, text } from '../../core/card.ts'
import { contradictions, type Visit, type VisitContent, visitFields } from './model.ts'
import { fieldLabels, showField, showPhase, type View } from './show.ts'

/** What a second report says otherwise, and that the first one stands. */
export const contradictionNote = (
  { reading: { translate } }: View,
  visit: Visit,
  report: VisitContent,
): Block | undefined => {
  const fields = contradictions(visit, report).map((field) => translate(fieldLabels[field]))
  if (fields.length === 0) return undefined
  const list = fields.join(translate.locale === 'en' ? ', ' : '、')
  return text(translate('visits.same.kept', { fields: list, reference: visit.reference }), 'warning')
}

/** The most records set beside a new one: more columns do not fit a telephone. */
const mostMatches = 3

/** A report beside the visits that it may repeat, to choose: the same, or another one. */
export const matchesCard = (
  view: View,
  report: VisitContent,
  matches: readonly Visit[],
  kept: string,
): Card => {
  const { translate, today } = view.reading
  const beside = matches.slice(0, mostMatches)
  const row = (title: string, show: (visit: VisitContent) => string) => [
    title,
    ...beside.map(show),
    show(report),
  ]
  return card(
    heading(translate('visits.same.title')),
    text(translate('visits.same.question'), 'warning'),
    {
      type: 'table',
      columns: [
        { title: translate('visits.column.field') },
        ...beside.map(({ reference }) => ({ title: reference })),
        { title: translate('visits.same.report') },
      ],
      rows: [
        ...visitFields
          .filter((field) => field !== 'outcome')
          .map((field) =>
            row(
              translate(fieldLabels[field]),
              (visit) => showField(view, visit, field) ?? translate('visits.notGiven'),
            ),
          ),
        row(translate('visits.field.phase'), (visit) => showPhase(visit, today, translate)),
      ],
    },
    actions(
      ...beside.map(
        ({ reference }): CardAction => ({
          label: translate('visits.button.same', { reference }),
          press: { action: 'visits.same', values: { reference, kept } },
          style: 'primary',
        }),
      ),
      { label: translate('visits.button.another'), press: { action: 'visits.another', values: { kept } } },
    ),
  )
}
