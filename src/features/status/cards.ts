import {
  actions,
  type Block,
  type BlockOf,
  type Card,
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

const isActions = (block: Block): block is BlockOf<'actions'> => block.type === 'actions'

/** How one pair stands, from the blocks of all features; their buttons gather at the foot. `typed` is the pair as a command line says it. */
export const pairStatusCard = (
  pair: Pair,
  typed: string,
  blocks: readonly Block[],
  today: Day,
  translate: Translator,
): Card => {
  const said = blocks.filter((block) => !isActions(block))
  return card(
    heading(translate('status.title', { pair: pairName(pair, translate.locale) })),
    text(translate('status.asOf', { day: showDay(today, translate) }), 'quiet'),
    ...(said.length > 0 ? said : [text(translate('status.nothing'))]),
    actions(
      ...blocks.filter(isActions).flatMap((block) => block.actions),
      lineAction(translate('status.preview'), `/digest preview ${typed}`),
      lineAction(translate('status.showAll'), '/status all'),
    ),
  )
}

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
