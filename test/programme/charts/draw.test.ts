import fc from 'fast-check'
import { decode } from 'fast-png'
import { beforeAll, describe, expect, it } from 'vitest'
import { translatorOf } from '../../../src/core/i18n.ts'
import { toDay } from '../../../src/core/time/day.ts'
import type { Chart } from '../../../src/programme/charts/chart.ts'
import { drawChart } from '../../../src/programme/charts/draw.ts'
import { type Lettering, openLettering } from '../../../src/programme/charts/lettering.ts'
import { paint } from '../../../src/programme/charts/paint.ts'
import { pictureOf } from '../../../src/programme/charts/picture.ts'
import { type Box, sheet } from '../../../src/programme/charts/sheet.ts'
import { charts, moneyByTier, monthsOf, projects } from './samples.ts'

const chinese = translatorOf('zh-CN')
const day = toDay('2025-03-09')
const samples: ReadonlyArray<readonly [string, Chart]> = [
  ['no month', monthsOf(0)],
  ['one month', monthsOf(1)],
  ['twelve months', monthsOf(12)],
  ['money by tier', moneyByTier],
  ['projects', projects],
]
let lettering: Lettering
beforeAll(async () => {
  lettering = await openLettering()
})

const draw = (chart: Chart) => drawChart(chart, lettering, chinese)

type Pixels = ReturnType<typeof decode>

/** How many pixels of a box are dark: letters are, white and the light tracks are not. */
const inkIn = ({ data, width, channels }: Pixels, box: Box): number => {
  let dark = 0
  for (let y = Math.floor(box.y); y < box.y + box.height; y += 1)
    for (let x = Math.floor(box.x); x < box.x + box.width; x += 1) {
      const at = (y * width + x) * channels
      if (Math.max(data[at] ?? 255, data[at + 1] ?? 255, data[at + 2] ?? 255) < 128) dark += 1
    }
  return dark
}

const overlap = (one: Box, other: Box): boolean =>
  one.x < other.x + other.width &&
  other.x < one.x + one.width &&
  one.y < other.y + other.height &&
  other.y < one.y + one.height

describe('a picture', () => {
  it.each(samples)('of %s has letters wherever it should have words', async (_, chart) => {
    const { svg, boxes, missing } = draw(chart)
    expect(missing).toEqual([])
    const pixels = decode(await paint(svg))
    expect(pixels.width).toBe(sheet.width)
    expect(boxes.length).toBeGreaterThan(2)
    for (const box of boxes) expect(inkIn(pixels, box), JSON.stringify(box)).toBeGreaterThan(20)
    // The check itself: with a font that draws nothing there is none.
    const bare = drawChart(chart, { ...lettering, outlineOf: () => 'M0 0' }, chinese)
    const blank = decode(await paint(bare.svg))
    expect(bare.boxes.filter((box) => inkIn(blank, box) > 20)).toEqual([])
  })

  it.each(samples)('of %s is the same bytes each time', async (_, chart) => {
    const [one, other] = [
      await pictureOf(chart, day, chinese),
      await pictureOf(structuredClone(chart), day, chinese),
    ]
    expect(one.name).toBe('济南-武隆-每月互访人次-2025-03-09.png')
    expect(Buffer.from(one.content).equals(Buffer.from(other.content))).toBe(true)
  })

  it('tells its bars apart without colour', async () => {
    const pixels = decode(await paint(draw(moneyByTier).svg))
    /** How many rows of pixels hold two tones, as a pattern does: of grey, as who sees no colours does. */
    const tones = (grey: (r: number, g: number, b: number) => number) => {
      const seen = new Set<number>()
      const { data, channels } = pixels
      for (let at = 0; at < data.length; at += channels)
        seen.add(Math.round(grey(data[at] ?? 0, data[at + 1] ?? 0, data[at + 2] ?? 0) / 16))
      return seen.size
    }
    expect(tones((r, g, b) => 0.3 * r + 0.59 * g + 0.11 * b)).toBeGreaterThan(4)
    const fills = [...draw(moneyByTier).svg.matchAll(/<rect[^>]* fill="([^"]+)"\/>/g)].map(([, fill]) => fill)
    expect(new Set(fills.slice(-6))).toEqual(new Set(['#0072B2', 'url(#hatched)', 'url(#dotted)']))
  })
})

it('what cannot be painted fails, and is no empty picture', async () => {
  await expect(paint('no picture')).rejects.toThrow()
})

describe('what is drawn', () => {
  it('never throws, keeps its words on the sheet, and puts none upon another', () => {
    fc.assert(
      fc.property(charts, (chart) => {
        const { svg, boxes } = draw(chart)
        const height = Number(/height="(\d+)"/.exec(svg)?.[1])
        for (const [index, box] of boxes.entries()) {
          expect(box.x).toBeGreaterThanOrEqual(0)
          expect(box.x + box.width).toBeLessThanOrEqual(sheet.width)
          expect(box.y + box.height).toBeLessThanOrEqual(height)
          expect(boxes.slice(index + 1).filter((other) => overlap(box, other))).toEqual([])
        }
        expect(svg).not.toMatch(/NaN|Infinity|undefined/)
        // A picture that a chat program takes: Telegram adds the sides, to 10,000 at most.
        expect(height + sheet.width).toBeLessThan(10_000)
      }),
      { numRuns: 150 },
    )
  })

  it('has a named stand-in for a character that no font has, never an empty box', () => {
    const chart = { ...projects, rows: [{ label: '蔬菜🚀大棚𠮷', done: '65' }] }
    const { svg, missing } = draw(chart)
    expect(missing).toEqual(['U+1F680', 'U+20BB7'])
    // The same as if the stand-in had been written.
    const said = drawChart(
      { ...chart, rows: [{ label: '蔬菜〓大棚〓', done: '65' }] },
      lettering,
      chinese,
    ).svg
    const shapes = (of: string) => of.match(/<path fill="#1A1A1A"[^>]*>/g)
    expect(shapes(svg)).toEqual(shapes(said))
    // Joiners and variation selectors are nothing to be seen.
    expect(draw({ ...projects, rows: [{ label: '大\uFE0F棚\u200D', done: '65' }] }).missing).toEqual([])
  })

  it('shows as many rows as a phone does, and says how many more there are', () => {
    const many = {
      ...projects,
      rows: Array.from({ length: 400 }, (_, index) => ({ label: `项目${index}`, done: '1' })),
      more: 3,
    }
    const [shown, without] = [draw(many), draw({ ...many, rows: many.rows.slice(0, 10), more: 393 })]
    expect(shown.svg).toBe(without.svg)
  })

  it('cuts a bar that is far beyond the whole, and says how far', () => {
    const beyond = (done: string) =>
      draw({ ...projects, rows: [{ label: '冷链', done, elapsed: '100' }] }).svg
    expect(beyond('1250')).toContain('stroke="#fff" stroke-width="8"')
    expect(beyond('112.5')).not.toContain('stroke="#fff" stroke-width="8"')
  })
})
