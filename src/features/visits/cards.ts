import {
  actions,
  type Block,
  type Card,
  type CardAction,
  card,
  facts,
  heading,
  lineAction,
  text,
} from '../../core/card.ts'
import { formButton } from '../../core/form/button.ts'
import type { Translator } from '../../core/i18n.ts'
import {
  daysOf,
  differences,
  headOf,
  phaseOf,
  type Visit,
  type VisitContent,
  type VisitField,
  visitFields,
} from './model.ts'
import { fieldLabels, listLine, outcomeAction, showField, showPhase, type View } from './show.ts'

/** The level says where it comes from, because it may be wrong. */
const showLevel = (view: View, visit: VisitContent): string | undefined => {
  const level = showField(view, visit, 'level')
  return level !== undefined && visit.level === view.tools.levelOf(visit)
    ? view.reading.translate('visits.level.derived', { level })
    : level
}

const factsOf = (view: View, visit: VisitContent): Block => {
  const { translate, today } = view.reading
  const said = visitFields
    .filter((field) => field !== 'outcome' || visit.outcome !== null)
    .map((field) => {
      const value = field === 'level' ? showLevel(view, visit) : showField(view, visit, field)
      return [translate(fieldLabels[field]), value ?? translate('visits.notGiven')] as const
    })
  return facts(
    ...said,
    [translate('visits.field.phase'), showPhase(visit, today, translate)],
    visit.cancelReason === null ? undefined : [translate('visits.field.cancelReason'), visit.cancelReason],
  )
}

const editAction = ({ tools: { fields, levelOf }, reading }: View, visit: Visit): CardAction => {
  const head = headOf(visit)
  return formButton(reading.translate('visits.button.edit'), 'visit edit', {
    reference: visit.reference,
    direction: fields.direction.write(visit),
    date: fields.date.write(daysOf(visit)),
    ...(head && { head: fields.head.write(head) }),
    ...(visit.level !== null && visit.level !== levelOf(visit) && { level: visit.level }),
    ...(visit.people !== null && { people: fields.people.write(visit.people) }),
    ...(visit.purpose !== null && { purpose: visit.purpose }),
  })
}

const undoAction = (reference: string, translate: Translator): CardAction =>
  lineAction(translate('visits.button.undo'), `/undo ${reference}`)

const buttonsOf = (view: View, visit: Visit, ...more: CardAction[]): Block => {
  const { translate, today } = view.reading
  const phase = phaseOf(visit, today)
  const pair = view.tools.registry.pair(visit.pairId)
  return actions(
    ...(phase === 'awaiting' ? [outcomeAction(visit.reference, translate)] : []),
    ...(phase === 'cancelled' ? [] : [editAction(view, visit)]),
    lineAction(translate('visits.button.list'), listLine(pair, translate)),
    ...more,
  )
}

/** Visits that this one may repeat, so that nothing is counted twice unseen. */
const repeatsOf = (view: View, repeats: readonly Visit[]): Block | undefined => {
  if (repeats.length === 0) return undefined
  const references = repeats.map(({ reference }) => reference).join(', ')
  return text(view.reading.translate('visits.repeats', { references }), 'warning')
}

export const visitCard = (view: View, visit: Visit): Card =>
  card(
    heading(view.reading.translate('visits.title', { reference: visit.reference })),
    factsOf(view, visit),
    buttonsOf(view, visit),
  )

/** What a change answers: what was done, the visit as it now stands, and the way back. */
export const doneCard = (view: View, said: string, visit: Visit): Card => ({
  ...card(
    text(said, 'success'),
    heading(view.reading.translate('visits.title', { reference: visit.reference })),
    factsOf(view, visit),
    buttonsOf(view, visit, undoAction(visit.reference, view.reading.translate)),
  ),
  summary: said,
})

/** What an edit changed, value by value. */
export const differenceCard = (
  view: View,
  said: string,
  before: VisitContent,
  after: Visit,
  repeats: readonly Visit[] = [],
): Card => {
  const { translate } = view.reading
  const shown = (visit: VisitContent, field: VisitField) =>
    showField(view, visit, field) ?? translate('visits.notGiven')
  return {
    ...card(
      text(said, 'success'),
      {
        type: 'table',
        columns: [
          { title: translate('visits.column.field') },
          { title: translate('visits.column.before') },
          { title: translate('visits.column.after') },
        ],
        rows: differences(before, after).map((field) => [
          translate(fieldLabels[field]),
          shown(before, field),
          shown(after, field),
        ]),
      },
      repeatsOf(view, repeats),
      buttonsOf(view, after, undoAction(after.reference, translate)),
    ),
    summary: said,
  }
}
