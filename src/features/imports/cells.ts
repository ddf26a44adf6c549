import { problemOf, quoted } from '../../core/fields/outcome.ts'
import type { FieldType, Outcome, Reading } from '../../core/form/field.ts'
import { type Notice, notice } from '../../core/i18n.ts'
import { fold, readable } from '../../core/text.ts'
import { addDays, toDay } from '../../core/time/day.ts'
import type { Importable, ImportProblem, ImportRow } from '../../programme/importable.ts'
import type { ReadColumn } from './headings.ts'
import { inYuan, maybeOther } from './money-cells.ts'
import type { SheetCell } from './sheet/table.ts'

/** A number as somebody typed it, not as a float holds it: spreadsheets keep fifteen digits. */
const decimal = (number: number): string => {
  const text = String(Number(number.toPrecision(15)))
  return text.includes('e') ? number.toFixed(15).replace(/\.?0+$/u, '') : text
}

const ofDays = new Set(['date', 'deadline', 'dateRange'])

/** 2025.1 as a number: January, or October, whose zero the spreadsheet has dropped. */
const halfMonth = /^(?:19|20)\d{2}\.1$/u

/** 2025.3-2025.11, 2025.3-11, 2025/03: months as tables have them, as dates are read. */
const inMonths = (text: string): string =>
  fold(text)
    .replace(/(?<![\d./])((?:19|20)\d{2})[./](0?[1-9]|1[0-2])(?![\d./]*\d)/gu, '$1年$2月')
    .replace(/月\s*[-—–~]+\s*(?=\d)/gu, '月至')
    .replace(/(月至(?:0?[1-9]|1[0-2]))$/u, '$1月')
    .replace(/^((?:19|20)\d{2})年?\s?[-—–~至到]+\s?((?:19|20)\d{2})年?$/u, '$1年至$2年')

/** Days since 30 December 1899, as spreadsheets keep days that nobody formatted: from 1982 to 2064. */
const serial = /^[3-5]\d{4}$/u
const dayOfSerial = (digits: string): string => addDays(toDay('1899-12-30'), Number(digits))

const bareNumber = /^[-+]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?$/u

/** What a cell says; a notice where that is not what somebody wrote. */
export const textOf = (cell: SheetCell): string | Notice => {
  if (cell === null) return ''
  if (typeof cell === 'string') return readable(cell).trim()
  if (typeof cell === 'number') return decimal(cell)
  if (typeof cell === 'boolean') return String(cell)
  if ('day' in cell) return cell.day
  if ('moment' in cell) return cell.moment.replace('T', ' ')
  if ('percent' in cell) return `${decimal(cell.percent * 100)}%`
  if ('formula' in cell) return notice('imports.cell.formula')
  if ('huge' in cell) return notice('imports.cell.huge')
  return notice('imports.cell.error', { text: cell.error })
}

/** In a unit that multiplies, a number is read with it or not at all. */
const multiplies = /[十百千万亿]|hundred|thousand|million|billion|\b(?:k|m|bn)\b/iu

const readText = (
  type: FieldType<unknown>,
  text: string,
  { unit, power, unnamed }: ReadColumn,
  reading: Reading,
): Outcome<unknown> => {
  // Whoever agreed to it would agree to a ten-thousandth of what the neighbours say.
  if (unnamed !== undefined && maybeOther(text))
    return problemOf(notice('imports.cell.unnamed', { heading: unnamed }))
  const folded = fold(text)
  if (ofDays.has(type.name) && serial.test(folded)) return type.validate(dayOfSerial(folded), reading)
  if (ofDays.has(type.name)) return type.validate(inMonths(text), reading)
  if (power !== undefined) {
    const outcome = type.validate(inYuan(text, power), reading)
    if (outcome.kind !== 'problem') return outcome
    // What is wrong is said of what stands there.
    const asTyped = type.validate(text, reading)
    return asTyped.kind === 'problem' ? asTyped : outcome
  }
  if (unit === undefined || !bareNumber.test(folded)) return type.validate(text, reading)
  const outcome = type.validate(`${text}${/^[a-z]/iu.test(unit) ? ' ' : ''}${unit}`, reading)
  return outcome.kind === 'value' || multiplies.test(unit) ? outcome : type.validate(text, reading)
}

const problemIn = (outcome: Outcome<unknown>, type: FieldType<unknown>, text: string, reading: Reading) => {
  if (outcome.kind === 'problem') return outcome.problem
  if (outcome.kind === 'value') return undefined
  const names = outcome.values.map((value) => type.show(value, reading)).join(' / ')
  return notice('imports.cell.ambiguous', { text: quoted(text), names })
}

/** A place is one of the row's own pair, where several are called so, however the pair is written: a name, a code, a twin. */
const sayingPair = (
  { columns: known }: Importable,
  columns: ReadonlyArray<ReadColumn | null>,
  cells: readonly SheetCell[],
  reading: Reading,
): Pick<Reading, 'sentence'> => {
  const text = textOf(cells[columns.findIndex((column) => column?.name === 'pair')] ?? null)
  if (typeof text !== 'string' || text === '') return {}
  const type = known.find(({ name }) => name === 'pair')?.type
  const outcome = type?.validate(text, reading)
  return { sentence: type && outcome?.kind === 'value' ? type.show(outcome.value, reading) : text }
}

/** Reads the cells of a row by the types of its columns. */
export const readRow = (
  importable: Importable,
  columns: ReadonlyArray<ReadColumn | null>,
  cells: readonly SheetCell[],
  reading: Reading,
): ImportRow => {
  const texts: Record<string, string> = {}
  const values: Record<string, unknown> = {}
  const problems: ImportProblem[] = []
  const within = { ...reading, ...sayingPair(importable, columns, cells, reading) }
  for (const [place, column] of columns.entries()) {
    const type = column && importable.columns.find(({ name }) => name === column.name)?.type
    const text = textOf(cells[place] ?? null)
    if (!type || text === '') continue
    const { name } = column
    if (typeof text !== 'string') {
      problems.push({ column: name, problem: text })
      continue
    }
    texts[name] = text
    if (ofDays.has(type.name) && typeof cells[place] === 'number' && halfMonth.test(text)) {
      problems.push({ column: name, problem: notice('imports.cell.month', { text }) })
      continue
    }
    const outcome = readText(type, text, column, type.name === 'site' ? within : reading)
    const problem = problemIn(outcome, type, text, reading)
    if (problem) problems.push({ column: name, problem })
    else if (outcome.kind === 'value') values[name] = outcome.value
  }
  return { texts, values, problems }
}

const total = /^(?:合计|总计|小计|共计|总数|totals?|sum|grand total)\s*[:：]?$/iu

/** A row that adds up others, and is none of a record. */
export const isTotal = (cells: readonly SheetCell[]): boolean => {
  const first = cells.find((cell) => cell !== null)
  return typeof first === 'string' && total.test(fold(first).replace(/\s+/gu, ''))
}
