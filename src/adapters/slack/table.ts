import type { types } from '@slack/bolt'
import type { BlockOf } from '../../core/card.ts'
import { padTo, widthOf } from '../../core/width.ts'
import { limits, splitText } from './limits.ts'
import type { Piece } from './rich.ts'
import { clean } from './text.ts'

type Table = BlockOf<'table'>
type Alignment = NonNullable<Table['columns'][number]['align']>

/** Rows in groups whose JSON keeps within one block, at most `most` rows each. */
const groupRows = (rows: string[][], most: number): string[][][] => {
  const groups: string[][][] = []
  let size = 0
  for (const row of rows) {
    // 30: what `{"type":"raw_text","text":…},` adds to a cell.
    const length = JSON.stringify(row).length + row.length * 30
    const group = groups.at(-1)
    if (!group || group.length >= most || size + length > limits.blockJson) {
      groups.push([row])
      size = length
    } else {
      group.push(row)
      size += length
    }
  }
  return groups
}

const tableBlock = (head: string[], rows: string[][], alignments: Alignment[]): types.TableBlock => ({
  type: 'table',
  column_settings: alignments.map((align) => ({ align, is_wrapped: true })),
  // A cell without a character is refused as invalid_blocks.
  rows: [head, ...rows].map((row) => row.map((cell) => ({ type: 'raw_text', text: cell || ' ' }))),
})

const align = (cells: string[], widths: number[], alignments: Alignment[]): string =>
  cells
    .map((cell, column) => padTo(cell, widths[column] ?? 0, alignments[column]))
    .join('  ')
    .trimEnd()

/** The widest a column is padded to; longer cells stand out. */
const widestColumn = 24

const preformatted = (head: string[], rows: string[][], alignments: Alignment[]): Piece[] => {
  const widths = head.map((_, column) =>
    Math.min(widestColumn, Math.max(...[head, ...rows].map((row) => widthOf(row[column] ?? '')))),
  )
  const lines = [head, ...rows].map((row) => align(row, widths, alignments))
  const groups: string[] = []
  for (const line of lines.flatMap((line) => splitText(line, limits.richText))) {
    const group = groups.at(-1)
    if (group !== undefined && group.length + line.length < limits.richText)
      groups[groups.length - 1] = `${group}\n${line}`
    else groups.push(line)
  }
  return groups.map((text) => ({
    block: {
      type: 'rich_text',
      elements: [{ type: 'rich_text_preformatted', elements: [{ type: 'text', text }] }],
    },
    words: text,
  }))
}

/**
 * A table as Slack's own block, split between rows with its head repeated; as fixed-width text when it has too many
 * columns, a row that is too long, or when the message has its one table already (`own` false).
 */
export const tablePieces = (table: Table, own: boolean): Piece[] => {
  const oneLine = (text: string) => clean(text).replace(/\s*\n\s*/g, ' ')
  const head = table.columns.map((column) => oneLine(column.title))
  const rows = table.rows.map((row) => row.map(oneLine))
  const alignments = table.columns.map((column) => column.align ?? 'left')
  const longest = Math.max(0, ...rows.map((row) => JSON.stringify(row).length + row.length * 30))
  const headLength = JSON.stringify(head).length + head.length * 80
  if (head.length === 0) return []
  if (!own || head.length > limits.tableColumns || Math.max(longest, headLength) > limits.blockJson / 2)
    return preformatted(head, rows, alignments)
  const groups = rows.length === 0 ? [[]] : groupRows(rows, limits.tableRows - 1)
  return groups.map((group) => ({
    block: tableBlock(head, group, alignments),
    words: [head, ...group].map((row) => row.join(' · ')).join('\n'),
  }))
}
