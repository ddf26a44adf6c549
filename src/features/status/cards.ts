import {
  actions,
  type Block,
  type Card,
  type CardAction,
  card,
  heading,
  lineAction,
  pageAction,
  text,
} from '../../core/card.ts'
import type { Translator } from '../../core/i18n.ts'
import type { Day } from '../../core/time/day.ts'
import { showDay } from '../../core/time/words.ts'
import type { OverviewColumn } from '../../programme/feature.ts'
import { type Pair, pairName } from '../../programme/places/registry.ts'
import type { NamedSection } from './section.ts'

/** How one pair stands, from the blocks of all features, with their buttons at the foot. */
export const pairStatusCard = (
  pair: Pair,
  blocks: readonly Block[],
  buttons: readonly CardAction[],
  today: Day,
  translate: Translator,
): Card =>
  card(
    heading(translate('status.title', { pair: pairName(pair, translate.locale) })),
    text(translate('status.asOf', { day: showDay(today, translate) }), 'quiet'),
    ...(blocks.length > 0 ? blocks : [text(translate('status.nothing'))]),
    actions(...buttons, lineAction(translate('status.showAll'), '/status all')),
  )

/** What one feature says of all pairs. */
export interface Overview extends NamedSection {
  readonly columns: readonly OverviewColumn[]
}

/** Columns beside the pair's name that a phone shows. */
const mostColumns = 3

/** All columns while they are few; then the first of each feature, as many as a phone shows. */
const inBrief = (overviews: readonly Overview[]) => {
  const columns = overviews.flatMap((overview) => overview.columns)
  if (columns.length <= mostColumns) return { columns, more: false }
  const first = overviews.flatMap((overview) => overview.columns.slice(0, 1))
  return { columns: first.slice(0, mostColumns), more: true }
}

/** All pairs side by side, in administrative order, with the programme's totals. */
const table = (pairs: readonly Pair[], columns: readonly OverviewColumn[], translate: Translator): Block => ({
  type: 'table',
  columns: [
    { title: translate('status.pair') },
    ...columns.map(({ title }) => ({ title, align: 'right' as const })),
  ],
  rows: [
    ...pairs.map((pair) => [
      pairName(pair, translate.locale),
      ...columns.map(({ cells }) => cells.get(pair.id) ?? '—'),
    ]),
    [translate('status.total'), ...columns.map(({ total }) => total)],
  ],
})

/**
 * How all pairs stand: what the features say first, or, when one is `shown`, all that it says. Where there is more, each
 * feature has a button that puts its table in the place of this one.
 */
export const overviewCard = (
  pairs: readonly Pair[],
  overviews: readonly Overview[],
  shown: Overview | undefined,
  today: Day,
  translate: Translator,
): Card => {
  const { length: count } = pairs
  const { columns, more } = inBrief(overviews)
  const tables = overviews
    .filter(({ name }) => name !== shown?.name)
    .map(({ name, title }) => pageAction(translate(title), `/status all section:${name}`))
  const title = shown
    ? translate('status.sectionTitle', { count, section: translate(shown.title) })
    : translate('status.allTitle', { count })
  return card(
    heading(title),
    text(translate('status.asOf', { day: showDay(today, translate) }), 'quiet'),
    table(pairs, shown?.columns ?? columns, translate),
    shown && actions(pageAction(translate('status.inBrief'), '/status all'), ...tables),
    !shown && more && actions(...tables),
  )
}
