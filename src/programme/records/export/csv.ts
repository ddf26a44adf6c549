import type { Cell } from './cell.ts'
import type { Table } from './table.ts'

/** Excel takes a file for UTF-8 by its mark only. */
const mark = '\uFEFF'

/** What begins so would be reckoned as a formula when the file is opened; what looks guarded is too, so that an import tells both. */
const formula = /^'*[=+\-@\t\r]/u

const write = (cell: Cell): string => {
  if (cell === undefined) return ''
  if (typeof cell === 'number') return String(cell)
  if (typeof cell === 'object') return 'day' in cell ? cell.day : cell.yuan
  const harmless = formula.test(cell) ? `'${cell}` : cell
  return /[",\r\n]/u.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless
}

/** As RFC 4180 has it, for Excel too. */
export const writeCsv = ({ titles, rows }: Table): Uint8Array =>
  new TextEncoder().encode(mark + [titles, ...rows].map((row) => `${row.map(write).join(',')}\r\n`).join(''))
