import { styleText } from 'node:util'
import type { Block, BlockOf, Card, CardAction, Tone } from '../../core/card.ts'
import { padTo, widthOf } from '../../core/width.ts'
import { pathOf } from './files.ts'

/** Columns that a progress bar takes. */
const barWidth = 20
/** A table column wider than this is not padded further. */
const widestColumn = 60

type Style = Parameters<typeof styleText>[0]

const styles: Record<Tone, Style | undefined> = {
  plain: undefined,
  quiet: 'dim',
  success: 'green',
  warning: 'yellow',
  problem: 'red',
}

/** Control and direction characters of a user's text could act on the terminal: they are shown as spaces, or not at all. */
const safe = (text: string): string =>
  text.replace(/[\u200E\u200F\u202A-\u202E\u2066-\u2069]/gu, '').replace(/[^\P{Cc}\n]/gu, ' ')

const width = (text: string): number => widthOf(text, 'terminal')
const pad = (text: string, columns: number, align: 'left' | 'right' = 'left'): string =>
  padTo(text, columns, align, 'terminal')

export interface ConsoleRendering {
  readonly text: string
  /** The buttons, numbered from 1 in this order. */
  readonly actions: readonly CardAction[]
}

/** A card as lines for a terminal. `coloured` adds escape codes; the words are the same without. Files are in `directory`. */
export const renderConsole = (card: Card, coloured: boolean, directory: string): ConsoleRendering => {
  const buttons: CardAction[] = []
  const paint = (style: Style | undefined, text: string): string =>
    coloured && style !== undefined ? styleText(style, text, { validateStream: false }) : text

  const table = ({ columns, rows }: BlockOf<'table'>): string[] => {
    const lines = [
      columns.map(({ title }) => safe(title)),
      ...rows.map((row) => row.map((cell) => safe(cell).replaceAll('\n', ' '))),
    ]
    const widths = columns.map((_, index) =>
      Math.min(widestColumn, Math.max(...lines.map((line) => width(line[index] ?? '')))),
    )
    return lines.map((line, index) => {
      const padded = columns
        .map(({ align }, column) => pad(line[column] ?? '', widths[column] ?? 0, align))
        .join('  ')
        .trimEnd()
      return index === 0 ? paint('bold', padded) : padded
    })
  }

  const facts = (block: BlockOf<'facts'>): string[] => {
    const widest = Math.max(0, ...block.facts.map(({ label }) => width(safe(label))))
    return block.facts.map(
      ({ label, value }) => `  ${paint('dim', pad(safe(label), widest))}  ${safe(value)}`,
    )
  }

  const list = ({ items, ordered }: BlockOf<'list'>): string[] =>
    items.flatMap(({ text, detail }, index) => [
      `  ${ordered ? `${index + 1}.` : '•'} ${safe(text)}`,
      ...(detail === undefined ? [] : [`    ${paint('dim', safe(detail))}`]),
    ])

  const progress = ({ label, done, total, value }: BlockOf<'progress'>): string => {
    const filled = total > 0 ? Math.max(0, Math.min(barWidth, Math.round((done / total) * barWidth))) : 0
    return `${safe(label)}  ${'█'.repeat(filled)}${'░'.repeat(barWidth - filled)}  ${safe(value)}`
  }

  const lines = (block: Block): string[] => {
    switch (block.type) {
      case 'heading':
        return [paint('bold', safe(block.text))]
      case 'text':
        return [paint(styles[block.tone ?? 'plain'], safe(block.text))]
      case 'facts':
        return facts(block)
      case 'list':
        return list(block)
      case 'table':
        return table(block)
      case 'progress':
        return [progress(block)]
      case 'image':
        return [`🖼 ${safe(block.alt || block.file.name)}  ${safe(pathOf(directory, block.file))}`]
      case 'file':
        return [`📎 ${safe(block.file.name)}  ${safe(pathOf(directory, block.file))}`]
      case 'divider':
        return ['────────']
      case 'link':
        return [`${safe(block.text)}  ${safe(block.url)}`]
      case 'actions': {
        const shown = block.actions.map((action) => {
          // Without a number it cannot be pressed.
          if (action.disabled) return paint('dim', `[–] ${safe(action.label)}`)
          return paint('cyan', `[${buttons.push(action)}] ${safe(action.label)}`)
        })
        return [shown.join('  ')]
      }
    }
  }

  return { text: card.blocks.flatMap(lines).join('\n'), actions: buttons }
}
