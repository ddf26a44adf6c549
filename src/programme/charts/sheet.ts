import { drawable, type Lettering, linesOf } from './lettering.ts'

/** Pixels: three for each of a phone's, so that the smallest letters are as large as a message's. */
export const sheet = { width: 1080, margin: 56 } as const
export const innerWidth = sheet.width - 2 * sheet.margin

/**
 * The palette of Okabe and Ito (https://jfly.uni-koeln.de/color/), told apart with any colour vision; the order of the bars
 * and their patterns tell the same without colour.
 */
export const colours = {
  blue: '#0072B2',
  orange: '#E69F00',
  green: '#009E73',
  vermilion: '#D55E00',
  ink: '#1A1A1A',
  quiet: '#595959',
  track: '#E6E6E6',
} as const

/** How an area is filled: by colour and by pattern. */
export type Fill = 'solid' | 'hatched' | 'dotted' | 'late' | 'track'

const patternOf = (id: string, colour: string, marks: string) =>
  `<pattern id="${id}" width="16" height="16" patternUnits="userSpaceOnUse"><rect width="16" height="16" fill="${colour}"/>${marks}</pattern>`
const stripes = '<path d="M-4 4l8-8M0 16L16 0M12 20l8-8" stroke="#fff" stroke-width="4"/>'
const counterStripes = '<path d="M-4 12l8 8M0 0l16 16M12-4l8 8" stroke="#fff" stroke-width="5"/>'
const dots = '<circle cx="4" cy="4" r="3" fill="#fff"/><circle cx="12" cy="12" r="3" fill="#fff"/>'
const patterns = `<defs>${patternOf('hatched', colours.orange, stripes)}${patternOf('dotted', colours.green, dots)}${patternOf('late', colours.vermilion, counterStripes)}</defs>`

const paints: Readonly<Record<Fill, string>> = {
  solid: colours.blue,
  hatched: 'url(#hatched)',
  dotted: 'url(#dotted)',
  late: 'url(#late)',
  track: colours.track,
}

export interface Box {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

export interface Words {
  readonly size: number
  readonly bold?: boolean
  readonly colour?: string
}

const rounded = (pixels: number) => Math.round(pixels * 10) / 10

/** What a sheet is drawn on, from above to below. Every word is an outline: no font is asked for when it becomes a picture. */
export const openSheet = (lettering: Lettering) => {
  const shapes: string[] = []
  const boxes: Box[] = []
  const missing = new Set<string>()
  const ready = (words: string) => drawable(words, lettering, missing)
  const widthOf = (words: string, { size, bold }: Words) => lettering.widthOf(ready(words), size, bold)
  return {
    /** The characters that no font has, by their names. */
    missing,
    /** Where words stand. */
    boxes,
    widthOf,
    /** As many lines as fit. */
    linesOf: (words: string, width: number, most: number, style: Words) =>
      linesOf(ready(words), width, most, (part) => lettering.widthOf(part, style.size, style.bold)),
    words: (words: string, x: number, baseline: number, style: Words) => {
      const { size, bold, colour = colours.ink } = style
      const text = ready(words)
      if (text === '') return
      boxes.push({ x, y: baseline - size * 0.88, width: widthOf(words, style), height: size })
      shapes.push(
        `<path fill="${colour}" d="${lettering.outlineOf(text, size, { x: rounded(x), y: rounded(baseline) }, bold)}"/>`,
      )
    },
    area: ({ x, y, width, height }: Box, fill: Fill) =>
      void shapes.push(
        `<rect x="${rounded(x)}" y="${rounded(y)}" width="${rounded(width)}" height="${rounded(height)}" fill="${paints[fill]}"/>`,
      ),
    /** A line or a mark in ink, by path data. */
    ink: (path: string, width = 0, colour: string = colours.ink) =>
      void shapes.push(
        width > 0
          ? `<path fill="none" stroke="${colour}" stroke-width="${width}" d="${path}"/>`
          : `<path fill="${colour}" d="${path}"/>`,
      ),
    close: (height: number): string => {
      const [width, whole] = [sheet.width, Math.ceil(height)]
      return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${whole}" viewBox="0 0 ${width} ${whole}">${patterns}<rect width="${width}" height="${whole}" fill="#fff"/>${shapes.join('')}</svg>`
    },
  }
}

export type Sheet = ReturnType<typeof openSheet>
