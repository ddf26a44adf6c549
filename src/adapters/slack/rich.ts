import type { types } from '@slack/bolt'
import { limits } from './limits.ts'

/** One block of a message, never to be split, and its words for a message without blocks. */
export interface Piece {
  readonly block: types.KnownBlock
  readonly words: string
}

export type Element = types.RichTextElement
export type Line = readonly Element[]

export const normal = (text: string): Element[] => (text === '' ? [] : [{ type: 'text', text }])
export const bold = (text: string): Element[] =>
  text === '' ? [] : [{ type: 'text', text, style: { bold: true } }]
const wordsOf = (line: Line) =>
  line.map((element) => ('text' in element ? (element.text ?? '') : '')).join('')

/** Lines in rich text blocks, as many in each as fit. `build` makes the block's body; `first` counts lines from 0. */
export const richPieces = (
  lines: readonly Line[],
  build: (lines: readonly Line[], first: number) => types.RichTextBlockElement[],
): Piece[] => {
  const groups: Line[][] = []
  let size = 0
  for (const line of lines.filter((each) => each.length > 0)) {
    const length = JSON.stringify(line).length + 50
    const group = groups.at(-1)
    if (!group || size + length > limits.blockJson) {
      groups.push([line])
      size = length
    } else {
      group.push(line)
      size += length
    }
  }
  let first = 0
  return groups.map((group) => {
    const elements = build(group, first)
    first += group.length
    return { block: { type: 'rich_text', elements }, words: group.map(wordsOf).join('\n') }
  })
}

/** Lines below each other in one section. */
export const stacked = (lines: readonly Line[]): types.RichTextBlockElement[] => [
  {
    type: 'rich_text_section',
    elements: lines.flatMap((line, index) => (index === 0 ? line : [...normal('\n'), ...line])),
  },
]
