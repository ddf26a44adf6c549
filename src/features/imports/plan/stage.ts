import { UserError } from '../../../core/errors.ts'
import { notice, type Translator } from '../../../core/i18n.ts'
import type { Importable } from '../../../programme/importable.ts'
import { isTotal } from '../cells.ts'
import { countOf, type Match, matchesOf, matchSheet, namesRecords } from '../headings.ts'
import { columnLetters, type Sheet, type SheetCell, sheetLimits } from '../sheet/table.ts'
import { withUnits } from '../units.ts'
import type { PlanRow, PlanSheet } from './plan.ts'

const labelOf = ({ columns }: Importable, name: string, translate: Translator): string => {
  const column = columns.find((one) => one.name === name)
  return column ? translate(column.label) : name
}

const withCell = (cells: readonly SheetCell[], at: number, cell: SheetCell = null): SheetCell[] =>
  Array.from({ length: Math.max(cells.length, at + 1) }, (_, place) =>
    place === at ? cell : (cells[place] ?? null),
  )

const unread = ({ name }: Sheet, instead?: Match): PlanSheet => ({
  name,
  importable: null,
  headings: [],
  columns: [],
  unknown: [],
  left: [],
  totals: 0,
  ...(instead && { instead: instead.kind.name, lacks: [...instead.matched.missing] }),
})

/** How a sheet is read; undefined where its headings are nobody's. Throws a `UserError` that says what is wrong with them. */
const matchOf = (
  importables: readonly Importable[],
  sheet: Sheet,
  translate: Translator,
): Match | undefined => {
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

/** Whose a sheet is that more of its headings are than anybody else's, and who insists on that. */
const insisting = (importables: readonly Importable[], sheet: Sheet): Match | undefined => {
  const matches = importables.flatMap((kind) => {
    const matched = matchSheet(kind, sheet)
    return matched ? [{ kind, matched }] : []
  })
  return matches.find(
    ({ kind, matched }) =>
      kind.insists &&
      matches.every((other) => other.kind === kind || countOf(other.matched) < countOf(matched)),
  )
}

/** What a sheet is that lacks columns, and how to have it read all the same. */
export const lackingNotice = (
  importables: readonly Importable[],
  { name: sheet, instead, lacks = [] }: PlanSheet,
  translate: Translator,
) => {
  const importable = importables.find(({ name }) => name === instead)
  return (
    importable &&
    notice('imports.sheet.other', {
      sheet,
      noun: translate(importable.noun),
      missing: lacks.map((name) => labelOf(importable, name, translate)).join(translate('core.form.comma')),
      nouns: importables
        .filter((other) => other !== importable)
        .map((other) => translate(other.noun))
        .join(' / '),
      example: translate('imports.check.example3'),
    })
  )
}

/** The rows of a file that are to be judged. Throws a `UserError` when there are none, or more than an import takes. */
export const stageSheets = (
  sheets: readonly Sheet[],
  importables: readonly Importable[],
  translate: Translator,
): {
  readonly sheets: readonly PlanSheet[]
  readonly rows: ReadonlyArray<Pick<PlanRow, 'position' | 'sheet' | 'row' | 'cells'>>
} => {
  const staged: PlanSheet[] = []
  const rows: Array<Pick<PlanRow, 'position' | 'sheet' | 'row' | 'cells'>> = []
  for (const sheet of sheets.filter((one) => one.rows.length > 0)) {
    const own = insisting(importables, sheet)
    const isLacking = own && own.matched.missing.length > 0 && !namesRecords(own.matched)
    // Whoever says what it is has been asked.
    const isAsked = importables.length === 1
    const match =
      isLacking && !isAsked ? undefined : matchOf(own ? [own.kind] : importables, sheet, translate)
    if (!match) {
      staged.push(unread(sheet, own))
      continue
    }
    const { kind: importable, matched } = match
    const { row: heading, headings, unknown, left, instead } = matched
    const below = sheet.rows
      .filter(({ number }) => number > heading)
      .map(({ number, cells }) => ({
        number,
        cells: instead.reduce<readonly SheetCell[]>(
          (filled, { of, place }) =>
            (filled[of] ?? null) === null ? withCell(filled, of, cells[place]) : filled,
          cells,
        ),
      }))
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
    for (const sheet of staged) {
      const lacking = lackingNotice(importables, sheet, translate)
      if (lacking) throw new UserError(lacking)
    }
    const nouns = importables.map(({ noun }) => translate(noun)).join(translate('core.form.comma'))
    throw new UserError(notice('imports.sheet.unknown', { nouns }))
  }
  if (rows.length === 0) throw new UserError(notice('imports.sheet.empty'))
  if (rows.length > sheetLimits.rows)
    throw new UserError(notice('imports.sheet.many', { count: rows.length, most: sheetLimits.rows }))
  return { sheets: staged, rows }
}
