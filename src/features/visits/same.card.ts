import { actions, type Block, type Card, type CardAction, card, heading, text } from '../../core/card.ts'
import { cancelButton } from '../../core/form/button.ts'
import type { Translator } from '../../core/i18n.ts'
import type { ProgrammeContext } from '../../programme/context.ts'
import { labelOf, showField, showPhase, type View, viewFor } from '../../programme/records/show.ts'
import type { Visit, VisitContent, VisitKind } from './kind.ts'
import { contradictions } from './same.ts'

/** What a second report says otherwise, and that the first one stands. */
export const contradictionNote = (
  kind: VisitKind,
  visit: Visit,
  report: VisitContent,
  translate: Translator,
): Block[] => {
  const fields = contradictions(kind, visit, report).map((name) => labelOf(kind, translate, name))
  if (fields.length === 0) return []
  const list = fields.join(translate.locale === 'en' ? ', ' : '、')
  return [text(translate('visits.same.kept', { fields: list, reference: visit.reference }), 'warning')]
}

/** The most records set beside a new one: more columns do not fit a telephone. */
const mostMatches = 3

/** A report beside the visits that it may repeat, to choose: the same, or another one. */
export const matchesCard = (
  kind: VisitKind,
  context: ProgrammeContext,
  { report, values }: { readonly report: VisitContent; readonly values: Readonly<Record<string, unknown>> },
  matches: readonly Visit[],
  kept: string,
): Card => {
  const { translate, reading } = context
  const beside = matches.slice(0, mostMatches)
  const view = viewFor(context)
  const row = (title: string, show: (visit: VisitContent, view: View) => string) => [
    title,
    ...beside.map((visit) => show(visit, view)),
    show(report, viewFor(context, values)),
  ]
  const rows = Object.entries(kind.fields).flatMap(([name, field]) =>
    'given' in field && field.given === 'later'
      ? []
      : [
          row(
            translate(field.label),
            (visit, view) => showField(kind, view, visit, name) ?? translate('records.notGiven'),
          ),
        ],
  )
  return card(
    heading(translate('visits.same.title')),
    text(translate('visits.same.question'), 'warning'),
    {
      type: 'table',
      columns: [
        { title: translate('records.column.field') },
        ...beside.map(({ reference }) => ({ title: reference })),
        { title: translate('visits.same.report') },
      ],
      rows: [...rows, row(translate('records.phase'), (visit) => showPhase(kind, visit, reading))],
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
      cancelButton(translate, kept),
    ),
  )
}
