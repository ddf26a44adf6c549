import { styleText } from 'node:util'
import type { Block, BlockOf, Card, CardAction, Tone } from '../../core/card.ts'
import { padTo, widthOf, wrapTo } from '../../core/width.ts'
import { pathOf } from './files.ts'

/** Columns that a progress bar takes. */
const barWidth = 20
/** A table column wider than this is not padded further. */
const widestColumn = 60
/** As many buttons are easier to find when they stand in columns. */
const manyButtons = 6
/** A value that has fewer columns than these beside its label stands below it. */
const narrowest = 24

type Style = Parameters<typeof styleText>[0]

const styles: Record<Tone, Style | undefined> = {
  plain: undefined,
  quiet: 'dim',
  success: 'green',
  warning: 'yellow',
  problem: 'red',
}

type Piece = readonly [text: string, style?: Style | undefined]

/** Control and direction characters of a user's text could act on the terminal: they are shown as spaces, or not at all. */
const safe = (text: string): string =>
  text.replace(/[\u200E\u200F\u202A-\u202E\u2066-\u2069]/gu, '').replace(/[^\P{Cc}\n]/gu, ' ')

const width = (text: string): number => widthOf(text, 'terminal')
const pad = (text: string, columns: number, align: 'left' | 'right' = 'left'): string =>
  padTo(text, columns, align, 'terminal')

export interface ConsoleRendering {
  readonly text: string
  /** What the text is made of, each some whole lines: a fact, an item, a row. */
  readonly entries: readonly string[]
  /** The buttons, numbered from 1 in this order. */
  readonly actions: readonly CardAction[]
}

/**
 * A card as text for a terminal. `coloured` adds escape codes; the words are the same without. Files are in `directory`.
 * Lines are not wider than `columns`, but for single words.
 */
export const renderConsole = (
  card: Card,
  coloured: boolean,
  directory: string,
  columns = Number.POSITIVE_INFINITY,
): ConsoleRendering => {
  const buttons: CardAction[] = []
  const paint = (style: Style | undefined, text: string): string =>
    coloured && style !== undefined ? styleText(style, text, { validateStream: false }) : text

  /** A text with something before it, as far from the edge as which its further lines begin. */
  const hanging = (text: string, before = '', style?: Style, painted = before): string => {
    const lines = wrapTo(safe(text), columns - width(before), 'terminal')
    return painted + paint(style, lines.join(`\n${' '.repeat(width(before))}`))
  }

  /** Many buttons of several lines stand below each other. */
  const inColumns = (pieces: readonly Piece[]): readonly Piece[] => {
    const widths = pieces.map(([text]) => width(text))
    const [widest, whole] = [Math.max(0, ...widths), widths.reduce((sum, one) => sum + 2 + one, -2)]
    const isGrid = whole > columns && pieces.length >= manyButtons && 2 * widest + 2 <= columns
    return isGrid ? pieces.map(([text, style]) => [pad(text, widest), style]) : pieces
  }

  /** Pieces beside each other, below where there is no more room; none is broken that fits a line. */
  const sideBySide = (...pieces: readonly Piece[]): string => {
    let [shown, used] = ['', 0]
    for (const [text, style] of pieces) {
      const begins = used === 0 || used + 2 + width(text) > columns
      const lines = wrapTo(text, columns, 'terminal')
      shown += `${used === 0 ? '' : begins ? '\n' : '  '}${paint(style, lines.join('\n'))}`
      used = (begins ? 0 : used + 2) + width(lines.at(-1) ?? '')
    }
    return shown
  }

  const facts = (entries: BlockOf<'facts'>['facts'], indent = '  '): string[] => {
    const widest = Math.max(0, ...entries.map(({ label }) => width(safe(label))))
    return entries.map(({ label, value }) => {
      const beside = `${pad(safe(label), widest)}  `
      if (columns - width(indent + beside) >= narrowest)
        return hanging(value, indent + beside, undefined, indent + paint('dim', beside))
      return `${hanging(label, indent, 'dim')}\n${hanging(value, `${indent}  `)}`
    })
  }

  const list = ({ items, ordered }: BlockOf<'list'>): string[] =>
    items.flatMap(({ text, detail }, index) => [
      hanging(text, `  ${ordered ? `${index + 1}.` : '•'} `),
      ...(detail ? [hanging(detail, '    ', 'dim')] : []),
    ])

  /** The columns after the first in groups that fit beside it; undefined when one by itself does not. */
  const groupsOf = ([first = 0, ...others]: readonly number[]): number[][] | undefined => {
    const groups: number[][] = [[]]
    let used = first
    for (const [index, other] of others.entries()) {
      if (first + 2 + other > columns) return undefined
      if (used + 2 + other > columns) {
        groups.push([])
        used = first
      }
      groups.at(-1)?.push(index + 1)
      used += 2 + other
    }
    return groups
  }

  /** What is too wide is continued below, each row with its first cell again; with long cells each row is a block. */
  const table = ({ columns: titles, rows }: BlockOf<'table'>): string[] => {
    const cells = [titles.map(({ title }) => title), ...rows].map((row) =>
      row.map((cell) => safe(cell).replaceAll('\n', ' ')),
    )
    const widths = titles.map((_, index) => Math.max(...cells.map((line) => width(line[index] ?? ''))))
    const groups = groupsOf(widths)
    const [header = [], ...body] = cells
    if (!groups)
      return body.flatMap(([first = '', ...others]) => [
        hanging(first, '', 'bold'),
        ...facts(others.map((value, index) => ({ label: header[index + 1] ?? '', value }))),
      ])
    return groups.flatMap((group) =>
      cells.map((line, row) => {
        const shown = [0, ...group]
          .map((index) =>
            pad(line[index] ?? '', Math.min(widths[index] ?? 0, widestColumn), titles[index]?.align),
          )
          .join('  ')
          .trimEnd()
        return row === 0 ? paint('bold', shown) : shown
      }),
    )
  }

  const progress = ({ label, done, total, value }: BlockOf<'progress'>): string => {
    const filled = total > 0 ? Math.max(0, Math.min(barWidth, Math.round((done / total) * barWidth))) : 0
    const bar = `${'█'.repeat(filled)}${'░'.repeat(barWidth - filled)}`
    return sideBySide([safe(label)], [bar], [safe(value)])
  }

  /** Without a number it cannot be pressed. */
  const button = (action: CardAction): Piece =>
    action.disabled
      ? [`[–] ${safe(action.label)}`, 'dim']
      : [`[${buttons.push(action)}] ${safe(action.label)}`, 'cyan']

  const shown = (block: Block): string[] => {
    switch (block.type) {
      case 'heading':
        return [hanging(block.text, '', 'bold')]
      case 'text':
        return [hanging(block.text, '', styles[block.tone ?? 'plain'])]
      case 'facts':
        return facts(block.facts)
      case 'list':
        return list(block)
      case 'table':
        return table(block)
      case 'progress':
        return [progress(block)]
      case 'image':
        return [
          sideBySide([`🖼 ${safe(block.alt || block.file.name)}`], [safe(pathOf(directory, block.file))]),
        ]
      case 'file':
        return [sideBySide([`📎 ${safe(block.file.name)}`], [safe(pathOf(directory, block.file))])]
      case 'divider':
        return ['────────']
      case 'link':
        return [sideBySide([safe(block.text)], [safe(block.url)])]
      case 'actions':
        return [sideBySide(...inColumns(block.actions.map(button)))]
    }
  }

  const entries = card.blocks.flatMap(shown)
  return { text: entries.join('\n'), entries, actions: buttons }
}
