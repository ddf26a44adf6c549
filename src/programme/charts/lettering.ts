import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import type { Font } from 'fontkit'

/** Words as outlines. Widths and sizes in pixels; `bold` is a font of its own. */
export interface Lettering {
  has(character: string): boolean
  widthOf(words: string, size: number, bold?: boolean): number
  /** Path data of the words, which begin at a point of their baseline. */
  outlineOf(
    words: string,
    size: number,
    at: { readonly x: number; readonly y: number },
    bold?: boolean,
  ): string
}

/** Noto Sans for Simplified Chinese, under the SIL Open Font License. */
const files = { regular: 'NotoSansHans-Regular.otf', bold: 'NotoSansHans-Bold.otf' } as const

const open = async (): Promise<Lettering> => {
  const { openSync } = await import('fontkit')
  const entry = createRequire(import.meta.url).resolve('@embedpdf/fonts-sc')
  const fontIn = (file: string) => openSync(join(dirname(entry), '..', 'fonts', file)) as Font
  const [regular, strong] = [fontIn(files.regular), fontIn(files.bold)]
  const glyphsOf = (words: string, bold: boolean) => {
    const font = bold ? strong : regular
    return [...words].map((character) => font.glyphForCodePoint(character.codePointAt(0) ?? 0))
  }
  const scaleOf = (size: number, bold: boolean) => size / (bold ? strong : regular).unitsPerEm
  return {
    has: (character) => {
      const point = character.codePointAt(0) ?? 0
      return regular.hasGlyphForCodePoint(point) && strong.hasGlyphForCodePoint(point)
    },
    widthOf: (words, size, bold = false) =>
      glyphsOf(words, bold).reduce((sum, { advanceWidth }) => sum + advanceWidth, 0) * scaleOf(size, bold),
    outlineOf: (words, size, { x, y }, bold = false) => {
      const scale = scaleOf(size, bold)
      let from = x
      let outline = ''
      for (const { advanceWidth, path } of glyphsOf(words, bold)) {
        outline += path.transform(scale, 0, 0, -scale, from, y).toSVG()
        from += advanceWidth * scale
      }
      return outline
    },
  }
}

let opened: Promise<Lettering> | undefined

/** The fonts, read when the first picture is drawn: a start does not wait for them. */
export const openLettering = (): Promise<Lettering> => {
  opened ??= open()
  return opened
}

/** The mark that printers set for a character they do not have. */
export const standIn = '〓'

/** Marks that are not seen: joiners, variation selectors, directions. */
const unseen = /[\p{Default_Ignorable_Code_Point}\p{Cf}]/gu

/**
 * Words as they can be drawn: a character that the fonts lack becomes a stand-in and is noted by its name in `missing`; it
 * never becomes an empty box or nothing.
 */
export const drawable = (words: string, lettering: Lettering, missing: Set<string>): string =>
  [
    ...words
      .normalize('NFC')
      .replace(unseen, '')
      .replace(/[\s\p{Cc}]+/gu, ' ')
      .trim(),
  ]
    .map((character) => {
      if (lettering.has(character)) return character
      missing.add(`U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`)
      return standIn
    })
    .join('')

/** What stays together on a line: a word with its marks, a number with its unit, a character with marks that may not begin a line. */
const pieces =
  /(?:[\p{N}.,]+%?\p{Script=Han}{0,2}|[\p{Script=Latin}\p{N}][^\s\p{Script=Han}，。、；：！？（]*|\S)[，。、；：！？）》”’…%]*\s*/gu

/** Words in lines of a width, the last with an ellipsis where there are more. */
export const linesOf = (
  words: string,
  width: number,
  most: number,
  measure: (words: string) => number,
): string[] => {
  const lines: string[] = []
  let line = ''
  const fits = (text: string) => measure(text.trimEnd()) <= width
  for (const piece of words.match(pieces) ?? []) {
    // A word that is wider than a line is broken anywhere.
    for (const part of fits(piece) ? [piece] : [...piece]) {
      if (line === '' || fits(line + part)) line += part
      else {
        lines.push(line.trimEnd())
        line = part
      }
    }
  }
  if (line.trim() !== '') lines.push(line.trimEnd())
  if (lines.length <= most) return lines
  const last = [...(lines[most - 1] ?? '')]
  while (last.length > 0 && !fits(`${last.join('')}…`)) last.pop()
  return [...lines.slice(0, most - 1), `${last.join('')}…`]
}
