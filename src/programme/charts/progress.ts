import type { Translator } from '../../core/i18n.ts'
import type { ProgressChart } from './chart.ts'
import { greatest, isMore, shareOf, showPercent } from './figures.ts'
import { drawLegend, drawTimeMark, type Sign } from './legend.ts'
import { innerWidth, type Sheet, sheet } from './sheet.ts'

const label = { size: 42 } as const
const figure = { size: 42, bold: true } as const
const bar = 44
const space = 20

/** In percent: the whole, and what a bar shows at most. What is beyond is cut, and its figure says how much it is. */
const whole = '100'
const furthest = '150'

/** What a figure of progress is written as. */
export const showDone = (
  { done, isBehind }: ProgressChart['rows'][number],
  translate: Translator,
): string => {
  if (done === undefined) return translate('charts.unknown')
  const percent = showPercent(done)
  return isBehind ? translate('charts.behind', { percent }) : percent
}

const signsOf = (rows: ProgressChart['rows'], translate: Translator): Sign[] => [
  { words: translate('charts.done'), sign: 'solid' },
  ...(rows.some(({ isBehind }) => isBehind)
    ? [{ words: translate('charts.isBehind'), sign: 'late' } as const]
    : []),
  ...(rows.some(({ elapsed }) => elapsed !== undefined)
    ? [{ words: translate('charts.elapsed'), sign: 'mark' } as const]
    : []),
]

/** A bar for each record, below its name, across which the mark of time stands. Returns where they end. */
export const drawProgress = (
  on: Sheet,
  { rows }: ProgressChart,
  top: number,
  translate: Translator,
): number => {
  const figures = rows.map((row) => showDone(row, translate))
  const widest = Math.max(0, ...figures.map((text) => on.widthOf(text, figure)))
  const track = innerWidth - widest - space
  const reached = greatest([whole, ...rows.flatMap(({ done, elapsed }) => [done, elapsed])])
  const end = isMore(reached, furthest) ? furthest : reached
  const placeOf = (percent: string) => sheet.margin + shareOf(percent, end) * track

  let y = rows.length > 0 ? drawLegend(on, signsOf(rows, translate), top) + 20 : top
  for (const [at, { label: name, done, elapsed, isBehind }] of rows.entries()) {
    for (const line of on.linesOf(name, innerWidth, 2, label)) {
      on.words(line, sheet.margin, y + label.size * 0.88, label)
      y += label.size * 1.3
    }
    y += elapsed === undefined ? 0 : space
    on.area({ x: sheet.margin, y, width: placeOf(whole) - sheet.margin, height: bar }, 'track')
    if (done !== undefined) {
      const to = placeOf(done)
      on.area({ x: sheet.margin, y, width: to - sheet.margin, height: bar }, isBehind ? 'late' : 'solid')
      // Cut: it goes on beyond the sheet.
      if (isMore(done, end))
        on.ink(`M${to - 44} ${y + bar}l20 ${-bar}M${to - 24} ${y + bar}l20 ${-bar}`, 8, '#fff')
    }
    if (elapsed !== undefined) drawTimeMark(on, placeOf(elapsed), y, y + bar)
    on.words(figures[at] ?? '', sheet.margin + track + space, y + bar / 2 + figure.size * 0.36, figure)
    y += bar + 44
  }
  return y
}
