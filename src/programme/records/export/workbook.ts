import type { Cell } from './cell.ts'
import type { Table } from './table.ts'

/** Characters, of which a Chinese one is as wide as two. */
const narrowest = 10
const widest = 60

const widthOf = (cell: Cell): number => {
  if (typeof cell === 'object') return 'day' in cell ? narrowest : cell.yuan.length + 6
  return [...String(cell ?? '')].reduce((width, character) => width + (character > '\u2E7F' ? 2 : 1), 2)
}

const styled = (cell: Cell) => {
  if (cell === undefined) return null
  const alignVertical = 'top' as const
  if (typeof cell === 'number') return { value: cell, type: Number, format: '#,##0', alignVertical }
  // A spreadsheet has no other numbers; up to 15 digits it shows them as they are.
  if (typeof cell === 'object' && 'yuan' in cell)
    return { value: Number(cell.yuan), type: Number, format: '#,##0.00', alignVertical }
  if (typeof cell === 'object')
    return { value: new Date(`${cell.day}T00:00:00Z`), type: Date, format: 'yyyy-mm-dd', alignVertical }
  return { value: cell, type: String, wrap: true, alignVertical }
}

/** The media type of a workbook. */
export const workbookType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

/** An Excel workbook of one sheet, its titles bold and always in sight. The library is loaded by who needs it first. */
export const writeWorkbook = async (sheet: string, { titles, rows }: Table): Promise<Uint8Array> => {
  const { default: write } = await import('write-excel-file/node')
  const lines = [titles, ...rows]
  const width = (index: number) =>
    Math.min(Math.max(narrowest, ...lines.map((row) => widthOf(row[index]))), widest)
  const header = titles.map((title) => ({ value: title, type: String, fontWeight: 'bold' as const }))
  return write([header, ...rows.map((row) => row.map(styled))], {
    sheet,
    stickyRowsCount: 1,
    columns: titles.map((_, index) => ({ width: width(index) })),
  }).toBuffer()
}
