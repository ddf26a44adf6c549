import type { Translator } from '../../core/i18n.ts'
import type { BarChart } from './chart.ts'
import { greatest, isMore, shareOf, showFigure } from './figures.ts'
import { drawLegend } from './legend.ts'
import { type Fill, innerWidth, type Sheet, sheet } from './sheet.ts'

/** By the order of the series: each has a colour, a pattern and a place of its own. */
const fills: readonly Fill[] = ['solid', 'hatched', 'dotted']

/** With many rows bars are thinner, so that the picture still fits a phone. */
const manyRows = 8
const measures = {
  few: { bar: 46, between: 10, row: 40, label: 42, figure: 42 },
  many: { bar: 36, between: 6, row: 26, label: 38, figure: 36 },
} as const

/** Labels up to this stand beside the bars, longer ones above them. */
const widestBeside = 250
/** Figures that are wider are written smaller. */
const widestFigure = 460
const space = 18
/** What is little is still to be seen. */
const thinnest = 6

/** Bars that lie, so that names and figures stand beside them in full. Returns where they end. */
export const drawBars = (
  on: Sheet,
  { series, rows, measure }: BarChart,
  top: number,
  translate: Translator,
): number => {
  const shown = series.slice(0, fills.length)
  const fillOf = (index: number): Fill => fills[index] ?? 'solid'
  const size = rows.length > manyRows ? measures.many : measures.few
  const label = { size: size.label }
  const written = (value: string | undefined) =>
    value === undefined ? translate('charts.unknown') : showFigure(value, measure, translate)
  const figures = rows.map(({ values }) => shown.map((_, index) => written(values[index])))

  const full = { size: size.figure, bold: true }
  const widest = Math.max(1, ...figures.flat().map((text) => on.widthOf(text, full)))
  const figure = { ...full, size: Math.min(full.size, (full.size * widestFigure) / widest) }
  const figureWidth = Math.min(widest, widestFigure)

  const labelWidth = Math.max(0, ...rows.map((row) => on.widthOf(row.label, label)))
  const isBeside = labelWidth <= widestBeside
  const left = sheet.margin + (isBeside ? labelWidth + space : 0)
  const longest = sheet.width - sheet.margin - figureWidth - space - left
  const most = greatest(rows.flatMap(({ values }) => values.slice(0, shown.length)))

  const signs = shown.map((words, index) => ({ words, sign: fillOf(index) }))
  let y = shown.length > 1 ? drawLegend(on, signs, top) + 20 : top
  for (const [at, { label: name, values }] of rows.entries()) {
    const height = Math.max(size.label, shown.length * (size.bar + size.between) - size.between)
    if (isBeside) on.words(name, sheet.margin, y + height / 2 + size.label * 0.36, label)
    else
      for (const line of on.linesOf(name, innerWidth, 2, label)) {
        on.words(line, sheet.margin, y + size.label * 0.88, label)
        y += size.label * 1.3
      }
    y += isBeside ? 0 : space
    const begins = y
    for (const index of shown.keys()) {
      const value = values[index]
      const isSome = value !== undefined && isMore(value, '0')
      const width = isSome ? Math.max(thinnest, shareOf(value, most) * longest) : 0
      on.area({ x: left, y, width, height: size.bar }, fillOf(index))
      on.words(
        figures[at]?.[index] ?? '',
        left + width + space,
        y + size.bar / 2 + figure.size * 0.36,
        figure,
      )
      y += size.bar + size.between
    }
    on.ink(`M${left} ${begins - 8}V${begins + height + 8}`, 4)
    y = begins + height + size.row
  }
  return y
}
