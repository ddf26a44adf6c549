import { translatorOf } from '../../core/i18n.ts'
import { locales } from '../../core/request.ts'
import { fold } from '../../core/text.ts'
import type { Importable, ImportColumn } from '../../programme/importable.ts'
import type { Sheet, SheetCell, SheetRow } from './sheet/table.ts'
import { sheetLimits } from './sheet/table.ts'

/** What a column of a sheet is: 预算（万元） is the column `budget`, in units of 万元. */
export interface ReadColumn {
  readonly name: string
  readonly unit?: string | undefined
  /** Of amounts that may be in yuan or in ten thousands of them: nothing says which. */
  readonly isUnsure?: boolean | undefined
}

/** A sheet as an importable reads it. */
export interface Matched {
  /** The row of the headings. */
  readonly row: number
  readonly headings: readonly string[]
  readonly columns: ReadonlyArray<ReadColumn | null>
  /** Of columns that nothing is known of, and of those that are known and left alone. */
  readonly unknown: readonly string[]
  readonly left: readonly string[]
  /** Headings that two columns have. */
  readonly twice: readonly string[]
  /** What a new row needs and no column has, by the first column that would. */
  readonly missing: readonly string[]
}

const plainHeading = (heading: string): string =>
  fold(heading)
    .replace(/[\s*:]+/gu, '')
    .toLowerCase()

/** 预算（万元）, 资金(单位：万元), Budget [million yuan]. */
const withUnit =
  /^(?<label>.+?)\s*[([（［【]\s*(?:单位|unit)?\s*[:：]?\s*(?<unit>[^()（）［］【】[\]]+?)\s*[)\]）］】]$/iu

const namesOf = ({ name, label, keys }: ImportColumn): string[] =>
  [...locales.map((locale) => translatorOf(locale)(label)), name, ...keys].map(plainHeading)

/** Finds columns by headings: labels come before keys, which two columns may share. */
const finderOf = ({ columns }: Importable) => {
  const byLabel = new Map<string, ImportColumn>()
  const byName = new Map<string, ImportColumn>()
  for (const column of columns) {
    for (const locale of locales) {
      const label = plainHeading(translatorOf(locale)(column.label))
      const known = byLabel.get(label)
      if (!known || (!known.type && column.type)) byLabel.set(label, column)
    }
    for (const name of namesOf(column)) if (!byName.has(name)) byName.set(name, column)
  }
  const find = (heading: string) => byLabel.get(plainHeading(heading)) ?? byName.get(plainHeading(heading))
  return (heading: string): { readonly column: ImportColumn; readonly unit?: string } | undefined => {
    const whole = find(heading)
    if (whole) return { column: whole }
    const { label, unit } = withUnit.exec(heading.trim())?.groups ?? {}
    const column = label === undefined ? undefined : find(label)
    return column && unit !== undefined ? { column, unit } : undefined
  }
}

const wordsOf = (cell: SheetCell): string => (typeof cell === 'string' ? cell.trim() : '')

/** What an export has under a heading that one of the fields has too: the official name, before the field. */
const isLeftAlone = ({ columns }: Importable, heading: string): boolean =>
  columns.some(
    ({ label, type }) =>
      !type && locales.some((locale) => plainHeading(translatorOf(locale)(label)) === plainHeading(heading)),
  )

const matchRow = (importable: Importable, { number, cells }: SheetRow): Matched => {
  const find = finderOf(importable)
  // Of a file that came back with what is wrong.
  const isOurs = (heading: string) =>
    locales.some((locale) => translatorOf(locale)('imports.reasons') === heading)
  const headings = cells.map(wordsOf)
  const found = headings.map((heading) => (heading === '' ? undefined : find(heading)))
  const nameAt = (place: number) => (found[place]?.column.type ? found[place].column.name : undefined)
  const isLeft = headings.map(
    (heading, place) =>
      found[place] !== undefined &&
      (nameAt(place) === undefined ||
        (isLeftAlone(importable, heading) && headings.indexOf(heading, place + 1) > place)),
  )
  const names = headings.map((_, place) => (isLeft[place] ? undefined : nameAt(place)))
  return {
    row: number,
    headings,
    columns: names.map((name, place) =>
      name === undefined ? null : { name, ...(found[place]?.unit && { unit: found[place].unit }) },
    ),
    unknown: headings.filter((heading, place) => heading !== '' && !found[place] && !isOurs(heading)),
    left: headings.filter((_, place) => isLeft[place]),
    twice: headings.filter((_, place) => names[place] !== undefined && names.indexOf(names[place]) < place),
    missing: importable.needed.flatMap((group) =>
      group.some((name) => names.includes(name)) ? [] : group.slice(0, 1),
    ),
  }
}

const countOf = ({ columns }: Matched) => new Set(columns.flatMap((column) => column?.name ?? [])).size

/** Columns in common by which a sheet is taken for what an importable reads. */
const fewest = 2

/** A sheet as an importable would read it; undefined where no row of it looks like its headings. */
export const matchSheet = (importable: Importable, sheet: Sheet): Matched | undefined => {
  const rows = sheet.rows.filter(({ number }) => number <= sheetLimits.rowsAbove)
  const [best] = rows
    .map((row) => matchRow(importable, row))
    .sort((one, other) => countOf(other) - countOf(one))
  return best && countOf(best) >= fewest ? best : undefined
}

/** Whether the sheet's records are named in a column: then it may change them, and need not say all of them. */
export const namesRecords = ({ columns }: Matched): boolean =>
  columns.some((column) => column?.name === 'reference')

/** What each importable would make of a sheet, those that fit best first: all that is needed is there, and most is known. */
export const matchesOf = (
  importables: readonly Importable[],
  sheet: Sheet,
): ReadonlyArray<{ readonly importable: Importable; readonly matched: Matched }> => {
  const rank = (matched: Matched) =>
    countOf(matched) - matched.unknown.length - matched.missing.length * (namesRecords(matched) ? 1 : 100)
  return importables
    .flatMap((importable) => {
      const matched = matchSheet(importable, sheet)
      return matched ? [{ importable, matched }] : []
    })
    .sort((one, other) => rank(other.matched) - rank(one.matched))
    .filter((one, _place, [best]) => best && rank(one.matched) === rank(best.matched))
}
