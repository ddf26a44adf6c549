import { actions, type Card, card, heading, pageAction, text } from '../../core/card.ts'
import type { VisitPage } from './queries.ts'
import { inBrief, showField, showPeople, showPhase, type View } from './show.ts'

export interface ListLine {
  /** The whole command, without the page, for the buttons that turn it. */
  readonly line: string
  readonly page: number
  readonly pages: number
  /** What the list is narrowed to, in words. */
  readonly scope: string
}

export const listCard = (view: View, found: VisitPage, { line, page, pages, scope }: ListLine): Card => {
  const { translate, today } = view.reading
  const title = heading(translate('visits.list.title', { scope }))
  if (found.total === 0) return card(title, text(translate('visits.list.empty')))
  const items = found.visits.map((visit) => ({
    text: [
      visit.reference,
      showField(view, visit, 'date'),
      showField(view, visit, 'direction'),
      showPhase(visit, today, translate),
    ].join(' · '),
    detail: [
      showPeople(visit, translate),
      ...(['head', 'level'] as const).map((field) => showField(view, visit, field)),
      visit.purpose === null ? undefined : inBrief(visit.purpose),
    ]
      .filter((part) => part !== undefined)
      .join(' · '),
  }))
  const turn = (label: string, to: number) => pageAction(label, `${line} page:${to}`)
  const buttons = [
    ...(page > 1 ? [turn(translate('visits.button.previous'), page - 1)] : []),
    ...(page < pages ? [turn(translate('visits.button.next'), page + 1)] : []),
  ]
  return card(
    title,
    text(
      translate('visits.list.totals', {
        ...found.totals,
        total: found.total,
      }),
    ),
    { type: 'list', items },
    pages > 1 && text(translate('visits.list.page', { page, pages }), 'quiet'),
    buttons.length > 0 && actions(...buttons),
  )
}
