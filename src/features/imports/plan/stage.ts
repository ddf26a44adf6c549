import { UserError } from '../../../core/errors.ts'
import { notice, type Translator } from '../../../core/i18n.ts'
import type { Importable, NotImported } from '../../../programme/importable.ts'
import { isTotal } from '../cells.ts'
import { countOf, type Match, matchesOf, matchSheet, namesRecords } from '../headings.ts'
import { otherNotice } from '../offers.ts'
import { columnLetters, type Sheet, sheetLimits } from '../sheet/table.ts'
import { withUnits } from '../units.ts'
import type { PlanRow, PlanSheet } from './plan.ts'

const labelOf = ({ columns }: Importable, name: string, translate: Translator): string => {
  const column = columns.find((one) => one.name === name)
  return column ? translate(column.label) : name
}

const unread = ({ name }: Sheet, instead?: NotImported): PlanSheet => ({
  name,
  importable: null,
  headings: [],
  columns: [],
  unknown: [],
  left: [],
  totals: 0,
  ...(instead && { instead: instead.name }),
})

/** How a sheet is read; undefined where its headings are nobody's. Throws a `UserError` that says what is wrong with them. */
const matchOf = (
  importables: readonly Importable[],
  sheet: Sheet,
  translate: Translator,
): Match<Importable> | undefined => {
  const [best, second] = matchesOf(importables, sheet)
  if (!best) return undefined
  const { kind: importable, matched } = best
  const named = { sheet: sheet.name, noun: translate(importable.noun) }
  if (second) {
    const nouns = [best, second].map((one) => translate(one.kind.noun)).join(' / ')
    throw new UserError(notice('imports.sheet.either', { sheet: sheet.name, nouns }))
  }
  const join = (names: readonly string[]) => names.join(translate('core.form.comma'))
  if (matched.twice.length > 0)
    throw new UserError(notice('imports.sheet.twice', { ...named, headings: join(matched.twice) }))
  if (matched.missing.length > 0 && !namesRecords(matched)) {
    const missing = join(matched.missing.map((name) => labelOf(importable, name, translate)))
    throw new UserError(notice('imports.sheet.missing', { ...named, missing }))
  }
  return best
}

/** What a sheet is in place of what is imported: more of its headings are that one's. */
const otherThan = (importables: readonly Importable[], others: readonly NotImported[], sheet: Sheet) => {
  const counted = Math.max(
    0,
    ...importables.flatMap((one) => {
      const matched = matchSheet(one, sheet)
      return matched ? [countOf(matched)] : []
    }),
  )
  return others.find((other) => {
    const matched = matchSheet(other, sheet)
    return matched && matched.missing.length === 0 && countOf(matched) > counted
  })
}

/** The rows of a file that are to be judged. Throws a `UserError` when there are none, or more than an import takes. */
export const stageSheets = (
  sheets: readonly Sheet[],
  importables: readonly Importable[],
  others: readonly NotImported[],
  translate: Translator,
): {
  readonly sheets: readonly PlanSheet[]
  readonly rows: ReadonlyArray<Pick<PlanRow, 'position' | 'sheet' | 'row' | 'cells'>>
} => {
  const staged: PlanSheet[] = []
  const rows: Array<Pick<PlanRow, 'position' | 'sheet' | 'row' | 'cells'>> = []
  for (const sheet of sheets.filter((one) => one.rows.length > 0)) {
    const other = otherThan(importables, others, sheet)
    const match = other ? undefined : matchOf(importables, sheet, translate)
    if (!match) {
      staged.push(unread(sheet, other))
      continue
    }
    const { kind: importable, matched } = match
    const { row: heading, headings, unknown, left } = matched
    const below = sheet.rows.filter(({ number }) => number > heading)
    const records = below.filter(({ cells }) => !isTotal(cells))
    const unnamed = records
      .flatMap(({ cells }) =>
        cells.flatMap((cell, place) => (cell !== null && !headings[place] ? [place] : [])),
      )
      .map(columnLetters)
    staged.push({
      name: sheet.name,
      importable: importable.name,
      headings: [...headings],
      columns: withUnits(importable, matched, sheet, translate),
      unknown: [...unknown, ...new Set(unnamed)],
      left: [...left],
      totals: below.length - records.length,
    })
    for (const { number: row, cells } of records)
      rows.push({ position: rows.length, sheet: staged.length - 1, row, cells })
  }
  if (staged.every(({ importable }) => importable === null)) {
    for (const { name: sheet, instead } of staged) {
      const other = others.find(({ name }) => name === instead)
      if (other) throw new UserError(otherNotice(importables, sheet, other, translate))
    }
    const nouns = importables.map(({ noun }) => translate(noun)).join(translate('core.form.comma'))
    throw new UserError(notice('imports.sheet.unknown', { nouns }))
  }
  if (rows.length === 0) throw new UserError(notice('imports.sheet.empty'))
  if (rows.length > sheetLimits.rows)
    throw new UserError(notice('imports.sheet.many', { count: rows.length, most: sheetLimits.rows }))
  return { sheets: staged, rows }
}
