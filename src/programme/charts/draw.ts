import type { Translator } from '../../core/i18n.ts'
import { drawBars } from './bars.ts'
import { type Chart, withinRows } from './chart.ts'
import { type Lettering, standIn } from './lettering.ts'
import { drawProgress } from './progress.ts'
import { type Box, colours, innerWidth, openSheet, sheet, type Words } from './sheet.ts'

const title = { size: 58, bold: true } as const
const summary = { size: 42 } as const
const note = { size: 36, colour: colours.quiet } as const

export interface Drawing {
  readonly svg: string
  /** The characters that no font has, by their names: `U+1F680`. */
  readonly missing: readonly string[]
  /** Where words stand. */
  readonly boxes: readonly Box[]
}

/** A chart as SVG, without any text that would need a font. Pure: the same chart gives the same bytes. */
export const drawChart = (whole: Chart, lettering: Lettering, translate: Translator): Drawing => {
  const chart = withinRows(whole)
  const on = openSheet(lettering)
  let y: number = sheet.margin
  const paragraph = (words: string, most: number, style: Words) => {
    for (const line of on.linesOf(words, innerWidth, most, style)) {
      on.words(line, sheet.margin, y + style.size * 0.88, style)
      y += style.size * 1.35
    }
  }
  paragraph(chart.title, 3, title)
  paragraph(chart.note, 2, note)
  y += 16
  paragraph(chart.summary, 5, summary)
  y += 36
  y = chart.type === 'bars' ? drawBars(on, chart, y, translate) : drawProgress(on, chart, y, translate)
  if (chart.more) paragraph(translate('charts.more', { count: chart.more }), 1, note)
  // Drawn last: by now every word has been looked at.
  const names = [...on.missing].join(' ')
  if (names !== '') paragraph(translate('charts.missing', { mark: standIn, names }), 3, note)
  return { svg: on.close(y + sheet.margin - 20), missing: [...on.missing], boxes: on.boxes }
}
