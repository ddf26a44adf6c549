import { card, fileBlock, text } from '../../../core/card.ts'
import type { Translator } from '../../../core/i18n.ts'
import type { TaskContext } from '../../../core/task.ts'
import { toDay } from '../../../core/time/day.ts'
import type { Transaction } from '../../../db/database.ts'
import { keepFile } from '../../../db/files.ts'
import type { Importable } from '../../../programme/importable.ts'
import type { Cell } from '../../../programme/records/export/cell.ts'
import { writeCsv } from '../../../programme/records/export/csv.ts'
import type { Table } from '../../../programme/records/export/table.ts'
import { workbookType, writeWorkbook } from '../../../programme/records/export/workbook.ts'
import { problemsIn } from '../cards.ts'
import { textOf } from '../cells.ts'
import type { SheetCell } from '../sheet/table.ts'
import { sheetLimits } from '../sheet/table.ts'
import { nextRows, type Plan, type PlanRow } from './plan.ts'

const cellOf = (cell: SheetCell): Cell => {
  if (cell === null) return undefined
  if (typeof cell === 'boolean') return String(cell)
  if (typeof cell !== 'object') return cell
  if ('day' in cell) return { day: toDay(cell.day) }
  if ('moment' in cell) return cell.moment.replace('T', ' ')
  if ('percent' in cell) return `${Number((cell.percent * 100).toPrecision(15))}%`
  if ('formula' in cell) return `=${cell.formula}`
  return 'huge' in cell ? cell.huge : cell.error
}

const saysUnit = /[元圆]|yuan|rmb|cny/iu

/** What stood above the headings (单位：万元) does not come back with the rows: the unit goes into the heading. */
const withUnit = (heading: string, power: number | undefined, translate: Translator): string =>
  power === undefined || power === 0 || saysUnit.test(heading)
    ? heading
    : translate('imports.inUnit', { heading, power: `${power}` })

/** The rows of a sheet that were not taken, as they were sent, with a column of reasons. */
const tableOf = (
  importables: readonly Importable[],
  plan: Plan,
  place: number,
  rows: readonly PlanRow[],
  translate: Translator,
): Table | undefined => {
  const sheet = plan.sheets[place]
  const own = rows.filter(({ sheet: one }) => one === place)
  if (!sheet || own.length === 0) return undefined
  const reference = sheet.columns.findIndex((column) => column?.name === 'reference')
  // What a row may be about stands there already: whoever agrees sends the file back.
  const isAdded = reference < 0 && own.some((row) => row.reference !== null)
  return {
    titles: [
      ...sheet.headings.map((heading, index) => withUnit(heading, sheet.columns[index]?.power, translate)),
      ...(isAdded ? [translate('records.reference')] : []),
      translate('imports.reasons'),
    ],
    rows: own.map((row) => [
      ...sheet.headings.map((_, index) => {
        const cell = row.cells[index] ?? null
        return index === reference && textOf(cell) === '' ? (row.reference ?? undefined) : cellOf(cell)
      }),
      ...(isAdded ? [row.reference ?? undefined] : []),
      problemsIn(importables, plan, row, translate).join('\n'),
    ]),
  }
}

/** Sends the rows back that were not taken, in files of the kind that came: one for each sheet. */
export const sendWrongRows = async (
  { transaction, clock, send, translate, conversation }: TaskContext<Transaction>,
  importables: readonly Importable[],
  plan: Plan,
): Promise<void> => {
  const rows = await nextRows(transaction, plan.id, -1, sheetLimits.rows, ['wrong', 'doubtful'])
  for (const [place, sheet] of plan.sheets.entries()) {
    const table = tableOf(importables, plan, place, rows, translate)
    if (!table) continue
    const isCsv = plan.name.endsWith('.csv')
    const stem = `${plan.name.replace(/\.[^.]+$/u, '')}-${translate('imports.toCorrect')}`
    const name = plan.sheets.length > 1 ? `${stem}-${place + 1}` : stem
    const made = isCsv
      ? { name: `${name}.csv`, mediaType: 'text/csv', content: writeCsv(table) }
      : {
          name: `${name}.xlsx`,
          mediaType: workbookType,
          content: await writeWorkbook(sheet.name, table),
        }
    const file = await keepFile(transaction, made, clock.now())
    await send({
      to: conversation,
      locale: translate.locale,
      card: card(text(translate('imports.sentBack', { count: table.rows.length })), fileBlock(file)),
      priority: 'bulk',
      key: `imports.wrong:${plan.id}:${place}`,
    })
  }
}
