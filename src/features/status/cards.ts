import {
  actions,
  type Block,
  type Card,
  type CardAction,
  card,
  heading,
  lineAction,
  text,
} from '../../core/card.ts'
import type { Translator } from '../../core/i18n.ts'
import type { Day } from '../../core/time/day.ts'
import { showDay } from '../../core/time/words.ts'
import type { OverviewColumn } from '../../programme/feature.ts'
import { type Pair, pairName } from '../../programme/places/registry.ts'

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

/** All pairs side by side, in administrative order, with the programme's totals. */
export const overviewCard = (
  pairs: readonly Pair[],
  columns: readonly OverviewColumn[],
  today: Day,
  translate: Translator,
): Card =>
  card(
    heading(translate('status.allTitle', { count: pairs.length })),
    text(translate('status.asOf', { day: showDay(today, translate) }), 'quiet'),
    {
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
    },
  )
