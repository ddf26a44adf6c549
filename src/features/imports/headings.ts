import { translatorOf } from '../../core/i18n.ts'
import { locales } from '../../core/request.ts'
import { fold, readable } from '../../core/text.ts'
import type { Importable, ImportColumn } from '../../programme/importable.ts'
import { isOfMoney } from './money-cells.ts'
import { moneyUnitOf } from './money-unit.ts'
import type { Sheet, SheetCell, SheetRow } from './sheet/table.ts'
import { sheetLimits } from './sheet/table.ts'

/** What a column of a sheet is: 预算（万元） is the column `budget`, 人数（人） the column `people`, in the unit 人. */
export interface ReadColumn {
  readonly name: string
  readonly unit?: string | undefined
  /** Of amounts: their numbers count 10^power yuan. */
  readonly power?: number | undefined
  /** Of amounts that may be in yuan or in ten thousands of them: nothing says which. */
  readonly isUnsure?: boolean | undefined
  /** Of amounts: the heading, where it names no unit and others of the sheet do. */
  readonly unnamed?: string | undefined
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
  /** Columns that are left alone, and those of the same heading that are not: what one does not say the other may. */
  readonly instead: ReadonlyArray<{ readonly of: number; readonly place: number }>
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
const withUnit = /^(?<label>.+?)\s*[([【]\s*(?:单位|units?)?\s*:?\s*(?<unit>[^()【】[\]]+?)\s*[)\]】]$/iu
/** Budget, CNY 10k; 预算-万元; Budget in million yuan; 预算万元: amounts only. */
const marks = /\s*[,;:/|·—–_-]+\s*|\s+/gu
const written = /^(?<label>.+?)(?<unit>[十百千万亿]*元)$/u

/** 其中：省级, of which the city: a part of the column before, by the name that it has alone. */
const within = /^(?:其中|of which)(?:\s*[:,;、/—–-]\s*|\s*)(?=\S)/iu

const namesOf = ({ name, label, keys }: ImportColumn): string[] =>
  [...locales.map((locale) => translatorOf(locale)(label)), name, ...keys].map(plainHeading)

/** Finds columns by headings: labels come before keys, which two columns may share. */
const finderOf = ({ columns }: Importable) => {
  const byLabel = new Map<string, ImportColumn>()
  const byName = new Map<string, ImportColumn>()
  const read = new Map<string, ImportColumn>()
  for (const column of columns) {
    for (const locale of locales) {
      const label = plainHeading(translatorOf(locale)(column.label))
      const known = byLabel.get(label)
      if (!known || (!known.type && column.type)) byLabel.set(label, column)
    }
    for (const name of namesOf(column)) {
      if (!byName.has(name)) byName.set(name, column)
      if (column.type && !read.has(name)) read.set(name, column)
    }
  }
  // 责任单位 is what exports call the one of a stage, and a key of the unit: in a table of one's own it is the latter.
  const find = (heading: string) => {
    const plain = plainHeading(heading)
    const labelled = byLabel.get(plain)
    return labelled?.type ? labelled : (read.get(plain) ?? labelled ?? byName.get(plain))
  }
  const ofMoney = (label = '', unit = '') => {
    const column = find(label)
    return isOfMoney(column?.type) && !['nothing', 'unknown'].includes(moneyUnitOf(unit).kind)
      ? [{ column, unit }]
      : []
  }
  return (heading: string): { readonly column: ImportColumn; readonly unit?: string } | undefined => {
    const text = fold(heading).trim().replace(within, '')
    const whole = find(text)
    if (whole) return { column: whole }
    const { label, unit } = withUnit.exec(text)?.groups ?? {}
    const column = label === undefined ? undefined : find(label)
    if (column && unit !== undefined) return { column, unit }
    const { label: before, unit: after } = written.exec(text)?.groups ?? {}
    const [found] = [
      ...[...text.matchAll(marks)].flatMap(({ 0: mark, index }) =>
        ofMoney(text.slice(0, index), text.slice(index + mark.length)),
      ),
      ...ofMoney(before, after),
    ]
    return found?.column ? { column: found.column, unit: found.unit } : undefined
  }
}

const wordsOf = (cell: SheetCell): string => (typeof cell === 'string' ? readable(cell).trim() : '')

/** What an export has under a heading that one of the fields has too: the official name, before the field. */
const isLeftAlone = ({ columns }: Importable, heading: string): boolean =>
  columns.some(
    ({ label, type }) =>
      !type && locales.some((locale) => plainHeading(translatorOf(locale)(label)) === plainHeading(heading)),
  )

/** 序号: it counts rows, and says nothing of them. */
const counting = /^(?:序号|no\.?|s\/n|#)$/iu

/**
 * Of 实施单位 and 责任单位 one is taken: the one that is called as the column is, else the first. The same heading twice is an
 * oversight, and of two amounts nobody may choose.
 */
const isBehind = (
  { columns }: Importable,
  headings: readonly string[],
  names: ReadonlyArray<string | undefined>,
  place: number,
): boolean => {
  const column = columns.find(({ name }) => name === names[place])
  if (!column || isOfMoney(column.type)) return false
  const same = names.flatMap((name, index) => (name === column.name ? [index] : []))
  const labels = locales.map((locale) => plainHeading(translatorOf(locale)(column.label)))
  const bare = (index: number) => plainHeading(fold(headings[index] ?? '').replace(/\s*[([【].*$/u, ''))
  const first = same.find((index) => labels.includes(bare(index))) ?? same[0] ?? place
  return place !== first && bare(place) !== bare(first)
}

const matchRow = (kind: Importable, { number, cells }: SheetRow): Matched => {
  const find = finderOf(kind)
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
        (isLeftAlone(kind, heading) && headings.indexOf(heading, place + 1) > place)),
  )
  const meant = headings.map((_, place) => (isLeft[place] ? undefined : nameAt(place)))
  const behind = headings.map((_, place) => isBehind(kind, headings, meant, place))
  const names = meant.map((name, place) => (behind[place] ? undefined : name))
  const isTwice = (name: string | undefined) =>
    name !== undefined && names.indexOf(name) !== names.lastIndexOf(name)
  return {
    row: number,
    headings,
    columns: names.map((name, place) =>
      name === undefined ? null : { name, ...(found[place]?.unit && { unit: found[place].unit }) },
    ),
    unknown: headings.filter(
      (heading, place) =>
        heading !== '' &&
        !isOurs(heading) &&
        !counting.test(heading) &&
        (!found[place] || (behind[place] && !isLeftAlone(kind, heading))),
    ),
    left: headings.filter((heading, place) => isLeft[place] || (behind[place] && isLeftAlone(kind, heading))),
    instead: headings.flatMap((heading, place) => {
      const of = isLeft[place] ? headings.indexOf(heading, place + 1) : -1
      return of >= 0 && names[of] !== undefined ? [{ of, place }] : []
    }),
    twice: [...new Set(headings.filter((_, place) => isTwice(names[place])))],
    missing: kind.needed.flatMap((group) =>
      group.some((name) => names.includes(name)) ? [] : group.slice(0, 1),
    ),
  }
}

export const countOf = ({ columns }: Matched) => new Set(columns.flatMap((column) => column?.name ?? [])).size

/** Columns in common by which a sheet is taken for what an importable reads. */
const fewest = 2

/** A sheet as an importable would read it; undefined where no row of it looks like its headings. */
export const matchSheet = (kind: Importable, sheet: Sheet): Matched | undefined => {
  const rows = sheet.rows.filter(({ number }) => number <= sheetLimits.rowsAbove)
  const [best] = rows.map((row) => matchRow(kind, row)).sort((one, other) => countOf(other) - countOf(one))
  return best && countOf(best) >= fewest ? best : undefined
}

/** Whether the sheet's records are named in a column: then it may change them, and need not say all of them. */
export const namesRecords = ({ columns }: Matched): boolean =>
  columns.some((column) => column?.name === 'reference')

export interface Match {
  readonly kind: Importable
  readonly matched: Matched
}

/** What each kind would make of a sheet, those that fit best first: all that is needed is there, and most is known. */
export const matchesOf = (kinds: readonly Importable[], sheet: Sheet): readonly Match[] => {
  const rank = (matched: Matched) =>
    countOf(matched) - matched.unknown.length - matched.missing.length * (namesRecords(matched) ? 1 : 100)
  return kinds
    .flatMap((kind) => {
      const matched = matchSheet(kind, sheet)
      return matched ? [{ kind, matched }] : []
    })
    .sort((one, other) => rank(other.matched) - rank(one.matched))
    .filter((one, _place, [best]) => best && rank(one.matched) === rank(best.matched))
}
