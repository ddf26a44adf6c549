import { CsvError, parse } from 'csv-parse/sync'
import { decodeText } from '../../../core/decode-text.ts'
import { UserError } from '../../../core/errors.ts'
import { notice } from '../../../core/i18n.ts'
import { fold } from '../../../core/text.ts'
import { columnLetters, type Sheet, sheetLimits } from './table.ts'

/** The one that parts the first lines most often. */
const delimiterOf = (text: string): string => {
  const beginning = text.slice(0, 4_000)
  const count = (delimiter: string) => beginning.split(delimiter).length
  const [best = ','] = [',', '\t', ';', '，'].sort((one, other) => count(other) - count(one))
  return best
}

/** What our own export put before a text that looks like a formula. */
const guard = /^'(?='*[=+\-@\t\r])/u

/** A number of so many digits in a text file was a number in the spreadsheet that wrote it: `1.10101E+17`. */
const rounded = /^\d(?:\.\d+)?E\+1[5-9]$/iu

/** The only sheet of a file of separated values, by the name of the file. Throws a `UserError` that says why it is refused. */
export const readCsv = (content: Uint8Array, name: string): Sheet[] => {
  const text = decodeText(content)
  if (text === undefined) throw new UserError(notice('imports.refused.encoding'))
  try {
    const rows: string[][] = parse(text, {
      bom: true,
      delimiter: delimiterOf(text),
      relax_column_count: true,
      skip_empty_lines: false,
      max_record_size: sheetLimits.columns * sheetLimits.text,
      to: sheetLimits.rows + sheetLimits.rowsAbove + 1,
    })
    const far = rows.findIndex((row) => row.slice(sheetLimits.columns).some((cell) => cell.trim() !== ''))
    const tooMany = rows.length > sheetLimits.rows + sheetLimits.rowsAbove
    if (far >= 0 || tooMany)
      throw new UserError(
        notice('imports.refused.far', {
          cell: far >= 0 ? `${columnLetters(sheetLimits.columns)}${far + 1}` : `A${rows.length}`,
          rows: sheetLimits.rows,
          columns: sheetLimits.columns,
        }),
      )
    return [
      {
        name,
        rows: rows
          .map((row, index) => ({
            number: index + 1,
            cells: row.map((cell) => {
              if (cell.trim() === '') return null
              if (cell.length > sheetLimits.text)
                throw new UserError(
                  notice('imports.refused.long', { length: cell.length, most: sheetLimits.text }),
                )
              return rounded.test(fold(cell).trim()) ? { huge: cell.trim() } : cell.replace(guard, '')
            }),
          }))
          .filter(({ cells }) => cells.some((cell) => cell !== null)),
      },
    ]
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    throw new UserError(notice('imports.refused.quotes', { line: Number(error.lines ?? 1) }))
  }
}
