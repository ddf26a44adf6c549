import { createRequire } from 'node:module'
import { pathToFileURL } from 'node:url'
import { Worker } from 'node:worker_threads'
import { zipSync } from 'fflate'
import { UserError } from '../../../core/errors.ts'
import { notice } from '../../../core/i18n.ts'
import { withFormat } from './number-format.ts'
import { columnIndex, columnLetters, type Sheet, type SheetCell, sheetLimits } from './table.ts'
import { readParts } from './zip.ts'

/** The last row and column that are read. */
const lastRow = sheetLimits.rows + sheetLimits.rowsAbove
const range = `A1:${columnLetters(sheetLimits.columns - 1)}${lastRow}`

/** Parts that the cells are read from; pictures, links to other files and all else stay packed. */
const asked =
  /^(?:\[Content_Types\]\.xml|_rels\/\.rels|xl\/(?:workbook|styles|sharedStrings)\.xml|xl\/_rels\/workbook\.xml\.rels|xl\/worksheets\/[^/]+\.xml)$/iu

/**
 * What runs beside the program, with memory and time of its own. A file of its own would have to be JavaScript in the built
 * program and TypeScript in the tests; so few lines are text. Texts are counted there: what is handed over is a copy of each.
 */
const worker = `
const { parentPort, workerData } = require('node:worker_threads')
const { library, content, range, text, allText } = workerData
import(library).then(async ({ readXlsx }) => {
  const { sheets } = await readXlsx(content, { range, readStyles: true })
  let left = allText
  const plain = (value, cell) => {
    if (cell?.type === 'formula' || cell?.formula !== undefined) return { formula: String(cell.formula ?? '').slice(0, 100) }
    if (value instanceof Date) return { date: value.getTime() }
    if (typeof value === 'number') {
      const format = cell?.style?.numFmt ?? ''
      return /%/.test(format) ? { percent: value } : /[^ -~]|[$"A-Z]/.test(format) ? { number: value, format: format.slice(0, 200) } : value
    }
    if (typeof value !== 'string') return value
    left -= value.length
    if (left < 0) throw new Error('too much text')
    return cell?.type === 'error' ? { error: value.slice(0, 20) } : value.length > text ? { long: value.length } : value
  }
  parentPort.postMessage(sheets.map(({ name, rows, cells }) => ({
    name,
    rows: rows.map((row, y) => row.map((value, x) => plain(value, cells?.get(y + ',' + x)))),
  })))
}).catch((error) => { throw error })
`

type Raw =
  | SheetCell
  | { readonly date: number }
  | { readonly long: number }
  | { readonly number: number; readonly format: string }
type RawSheet = { readonly name: string; readonly rows: ReadonlyArray<readonly Raw[]> }

const library = () => pathToFileURL(createRequire(import.meta.url).resolve('hucre/xlsx')).href

const parse = (content: Uint8Array): Promise<RawSheet[]> =>
  new Promise((resolve, reject) => {
    const { text, allText, memory, time } = sheetLimits
    const reader = new Worker(worker, {
      eval: true,
      workerData: { library: library(), content, range, text, allText },
      resourceLimits: { maxOldGenerationSizeMb: memory, maxYoungGenerationSizeMb: 64 },
    })
    const timer = setTimeout(() => end(new UserError(notice('imports.refused.slow'))), time)
    const end = (error: UserError | undefined, sheets: RawSheet[] = []): void => {
      clearTimeout(timer)
      void reader.terminate()
      if (error) reject(error)
      else resolve(sheets)
    }
    reader.once('message', (sheets: RawSheet[]) => end(undefined, sheets))
    reader.once('error', () => end(new UserError(notice('imports.refused.unreadable'))))
  })

/** A cell with something in it beyond what is read; a mere format there is harmless, and not read. */
const farCell = (xml: string): string | undefined => {
  for (const [whole, letters = '', row = ''] of xml.matchAll(
    /<(?:\w+:)?c\s[^>]*?\br=["']([A-Za-z]{1,3})(\d{1,8})["'][^>]*>/gu,
  ))
    if (!whole.endsWith('/>') && (Number(row) > lastRow || columnIndex(letters) >= sheetLimits.columns))
      return `${letters}${row}`
  return undefined
}

const inspect = (parts: ReadonlyMap<string, Buffer>): void => {
  for (const [name, part] of parts) {
    // No spreadsheet writes such a part, and what it declares could grow without end; UTF-16 would hide it.
    if (part.includes(0) || /<!(?:DOCTYPE|ENTITY)/iu.test(part.toString('latin1')))
      throw new UserError(notice('imports.refused.unreadable'))
    if (!/^xl\/worksheets\//iu.test(name)) continue
    const far = farCell(part.toString('latin1'))
    if (far !== undefined)
      throw new UserError(
        notice('imports.refused.far', { cell: far, rows: sheetLimits.rows, columns: sheetLimits.columns }),
      )
  }
}

const numberOf = (number: number): SheetCell => (Math.abs(number) >= 1e15 ? { huge: String(number) } : number)

const cellOf = (raw: Raw): SheetCell => {
  if (typeof raw === 'number') return numberOf(raw)
  if (raw === null || typeof raw !== 'object')
    return typeof raw === 'string' && raw.trim() === '' ? null : raw
  if ('long' in raw)
    throw new UserError(notice('imports.refused.long', { length: raw.long, most: sheetLimits.text }))
  if ('format' in raw) {
    const shown = numberOf(raw.number)
    return typeof shown === 'number' ? withFormat(shown, raw.format) : shown
  }
  if (!('date' in raw)) return raw
  if (Number.isNaN(raw.date)) return { error: '' }
  const moment = new Date(raw.date).toISOString()
  return moment.endsWith('T00:00:00.000Z') ? { day: moment.slice(0, 10) } : { moment: moment.slice(0, 16) }
}

/** The sheets of a workbook (`.xlsx`). Throws a `UserError` that says why one is refused. */
export const readWorkbook = async (packed: Uint8Array): Promise<Sheet[]> => {
  const { names, parts } = await readParts(packed, (name) => asked.test(name))
  if (names.some((name) => /vbaProject|macrosheets\//iu.test(name)))
    throw new UserError(notice('imports.refused.macros'))
  inspect(parts)
  // Packed anew: what the library reads is what was looked at, whatever else the file says of itself.
  const sheets = await parse(zipSync(Object.fromEntries(parts), { level: 0 }))
  if (sheets.length > sheetLimits.sheets)
    throw new UserError(notice('imports.refused.sheets', { most: sheetLimits.sheets }))
  return sheets.map(({ name, rows }) => ({
    name,
    rows: rows
      .map((row, index) => ({ number: index + 1, cells: row.map(cellOf) }))
      .filter(({ cells }) => cells.some((cell) => cell !== null)),
  }))
}
