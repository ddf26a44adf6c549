import { type Fill, innerWidth, type Sheet, sheet } from './sheet.ts'

const style = { size: 38 } as const
const swatch = 40
const gap = 16
const between = 44
const lineHeight = 60

export interface Sign {
  readonly words: string
  /** `mark`: the line that says where time would have it. */
  readonly sign: Fill | 'mark'
}

/** The mark of time: a line across a bar, with a point above it. */
export const drawTimeMark = (on: Sheet, x: number, top: number, bottom: number): void => {
  on.ink(`M${x} ${top - 8}V${bottom + 8}`, 6)
  on.ink(`M${x - 14} ${top - 24}h28l-14 20z`)
}

/** What fills and marks mean, as many beside each other as fit. Returns where the next may begin. */
export const drawLegend = (on: Sheet, signs: readonly Sign[], top: number): number => {
  let [x, y]: [number, number] = [sheet.margin, top]
  for (const { words, sign } of signs) {
    const [text = ''] = on.linesOf(words, innerWidth - swatch - gap, 1, style)
    const width = swatch + gap + on.widthOf(text, style)
    if (x > sheet.margin && x + width > sheet.width - sheet.margin) [x, y] = [sheet.margin, y + lineHeight]
    if (sign === 'mark') drawTimeMark(on, x + swatch / 2, y + 14, y + swatch - 8)
    else on.area({ x, y, width: swatch, height: swatch }, sign)
    on.words(text, x + swatch + gap, y + 34, style)
    x += width + between
  }
  return signs.length > 0 ? y + lineHeight : top
}
