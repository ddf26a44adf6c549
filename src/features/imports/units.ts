import { fold } from '../../core/text.ts'
import type { Importable } from '../../programme/importable.ts'
import { bareNumberOf } from './cells.ts'
import type { Matched, ReadColumn } from './headings.ts'
import type { Sheet } from './sheet/table.ts'

const unit = /[百千]?万元|[千亿]?元|(?:thousand |million |billion )?(?:yuan|RMB|CNY)/iu.source
/** 单位：万元 in a cell of its own, or 计划表（万元） in a title. */
const aboveHeadings = new RegExp(
  `(?:单位|unit)\\s*:?\\s*(?:人民币)?\\s*(?<said>${unit})|\\(\\s*(?<bracketed>${unit})\\s*\\)`,
  'iu',
)

/** The unit that is said above the headings for all amounts of the sheet. */
const unitAbove = ({ rows }: Sheet, heading: number): string | undefined => {
  for (const { number, cells } of rows)
    for (const cell of cells) {
      if (number >= heading || typeof cell !== 'string') continue
      const { said, bracketed } = aboveHeadings.exec(fold(cell))?.groups ?? {}
      if (said ?? bracketed) return said ?? bracketed
    }
  return undefined
}

/** In yuan: what is less without any unit is more likely in ten thousands, as county tables are. */
const leastYuan = 10_000

/** The columns with the units of their amounts: the heading's own, else the sheet's; else it may be unsure. */
export const withUnits = (
  importable: Importable,
  { columns, row: heading }: Matched,
  sheet: Sheet,
): Array<ReadColumn | null> => {
  const above = unitAbove(sheet, heading)
  return columns.map((column, place) => {
    const type = importable.columns.find(({ name }) => name === column?.name)?.type
    if (!column || column.unit !== undefined || type?.name !== 'money') return column
    if (above !== undefined) return { ...column, unit: above }
    const numbers = sheet.rows
      .filter(({ number }) => number > heading)
      .flatMap(({ cells }) => bareNumberOf(cells[place] ?? null) ?? [])
    const isUnsure = numbers.length > 0 && numbers.every((number) => number < leastYuan)
    return isUnsure ? { ...column, isUnsure } : column
  })
}
