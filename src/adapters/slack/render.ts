import type { types } from '@slack/bolt'
import type { Card } from '../../core/card.ts'
import { translatorOf } from '../../core/i18n.ts'
import type { Locale } from '../../core/request.ts'
import { limits, shorten } from './limits.ts'
import { actionPieces, piecesOf } from './pieces.ts'
import type { Piece } from './rich.ts'
import { clean, plain } from './text.ts'

/** One message. `text` and `words` are plain, not escaped: what a notification says, and everything the blocks say. */
export interface SlackMessage {
  readonly blocks: types.KnownBlock[]
  readonly text: string
  readonly words: string
}

/** A file to be uploaded and shared below the messages. `title` is what people see. */
export interface SlackFile {
  readonly id: string
  readonly name: string
  readonly title: string
}

const size = ({ block }: Piece) => JSON.stringify(block).length + 1
const isTable = ({ block }: Piece) => block.type === 'table'

/** Pieces in messages within every limit. A heading never stands last while something follows it. */
const pack = (pieces: readonly Piece[]): Piece[][] => {
  const parts: Piece[][] = []
  let part: Piece[] = []
  for (const piece of pieces) {
    const full =
      part.length >= limits.messageBlocks - 1 ||
      part.reduce((sum, each) => sum + size(each), 0) + size(piece) > limits.partJson ||
      (isTable(piece) && part.some(isTable))
    if (full) {
      const last = part.at(-1)
      const carried = part.length > 1 && last?.block.type === 'header' ? [last] : []
      parts.push(carried.length > 0 ? part.slice(0, -1) : part)
      part = carried
    }
    part.push(piece)
  }
  return part.length > 0 ? [...parts, part] : parts
}

/** A card as messages, in order, numbered when there are several, and the files that go with them. */
export const renderCard = (card: Card, locale: Locale): { messages: SlackMessage[]; files: SlackFile[] } => {
  let tables = 0
  const pieces = card.blocks.flatMap((block) => {
    if (block.type === 'table') tables += 1
    return piecesOf(block, tables <= 1)
  })
  const rows = card.blocks.flatMap((block) => (block.type === 'actions' ? [block.actions] : []))
  const parts = pack([...pieces, ...actionPieces(rows)])
  const messages = parts.map((part, index): SlackMessage => {
    const mark = translatorOf(locale)('core.part', { number: String(index + 1), total: String(parts.length) })
    const number: Piece[] =
      parts.length > 1 ? [{ block: { type: 'context', elements: [plain(mark)] }, words: mark }] : []
    const shown = [...part, ...number]
    const words = shown
      .map((piece) => piece.words)
      .filter((text) => text !== '')
      .join('\n')
    const summary =
      clean(card.summary ?? '') ||
      words ||
      rows
        .flat()
        .map(({ label }) => label)
        .join(' ')
    return {
      blocks: shown.map(({ block }) => block),
      text: shorten(summary, limits.fallbackText) || ' ',
      words,
    }
  })
  const files = card.blocks.flatMap((block): SlackFile[] => {
    if (block.type !== 'image' && block.type !== 'file') return []
    const name = clean(block.file.name)
    const alt = block.type === 'image' ? clean(block.alt).replace(/\s+/g, ' ').trim() : ''
    return [{ id: block.file.id, name, title: shorten(alt || name, limits.fileTitle) }]
  })
  return { messages, files }
}
