import { type Block, fileBlock, heading, text } from '../../core/card.ts'
import type { Translator } from '../../core/i18n.ts'
import type { Clock } from '../../core/time/clock.ts'
import type { Day } from '../../core/time/day.ts'
import type { Transaction } from '../../db/database.ts'
import { keepFile } from '../../db/files.ts'
import { type Chart, withinRows } from './chart.ts'
import { showFigure, showPercent } from './figures.ts'
import { pictureOf } from './picture.ts'
import { showDone } from './progress.ts'

/** The rows as a table: everything that the picture shows, for whoever cannot see it and for whoever counts. */
const tableOf = (chart: Chart, translate: Translator): Block => {
  const unknown = translate('charts.unknown')
  if (chart.type === 'bars')
    return {
      type: 'table',
      columns: [
        { title: chart.rowTitle },
        ...chart.series.map((title) => ({ title, align: 'right' as const })),
      ],
      rows: chart.rows.map(({ label, values }) => [
        label,
        ...chart.series.map((_, index) => {
          const value = values[index]
          return value === undefined ? unknown : showFigure(value, chart.measure, translate)
        }),
      ]),
    }
  return {
    type: 'table',
    columns: [
      { title: chart.rowTitle },
      { title: translate('charts.done'), align: 'right' },
      { title: translate('charts.elapsed'), align: 'right' },
    ],
    rows: chart.rows.map((row) => [
      row.label,
      showDone(row, translate),
      row.elapsed === undefined ? unknown : showPercent(row.elapsed),
    ]),
  }
}

/**
 * A chart on a card: the picture with its sentence, and below it everything that it shows, as text. The picture is kept in
 * the transaction, being small and made here.
 */
export const chartBlocks = async (
  { transaction, clock }: { readonly transaction: Transaction; readonly clock: Clock },
  whole: Chart,
  asOf: Day,
  translate: Translator,
): Promise<Block[]> => {
  const chart = withinRows(whole)
  const made = await pictureOf(chart, asOf, translate)
  const file = await keepFile(transaction, made, clock.now())
  return [
    fileBlock(file, translate('charts.alt', { title: chart.title, summary: chart.summary })),
    heading(chart.title),
    text(chart.note, 'quiet'),
    ...(chart.rows.length > 0 ? [tableOf(chart, translate)] : []),
    ...(chart.more ? [text(translate('charts.more', { count: chart.more }), 'quiet')] : []),
  ]
}
