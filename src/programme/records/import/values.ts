import type { Reading } from '../../../core/form/field.ts'
import { notice, translatorOf } from '../../../core/i18n.ts'
import { locales } from '../../../core/request.ts'
import type { Day } from '../../../core/time/day.ts'
import type { ImportProblem, ImportRow } from '../../importable.ts'
import type { Cell } from '../export/cell.ts'
import { exportedCell } from '../export/table.ts'
import type { Content, RecordKind, RecordOf } from '../kind.ts'
import type { View } from '../show.ts'
import type { KindColumn } from './columns.ts'

type Values = Readonly<Record<string, unknown>>

/** What a row says, by field; and what is wrong with it. */
export interface FieldValues {
  readonly values: Values
  readonly problems: readonly ImportProblem[]
}

const withDays = (
  row: ImportRow,
  name: string,
  standing: { readonly start: Day; readonly end: Day } | undefined,
): FieldValues => {
  const [start, end] = [`${name}.start`, `${name}.end`].map((part) => row.values[part] as Day | undefined)
  const from = start ?? standing?.start
  if (from === undefined) return { values: {}, problems: [] }
  const to = end ?? standing?.end ?? from
  return to < from
    ? { values: {}, problems: [{ column: `${name}.end`, problem: notice('records.import.endsBefore') }] }
    : { values: { [name]: { start: from, end: to } }, problems: [] }
}

/** The values of a row's cells as values of fields: days may stand in two columns. */
export const fieldValues = <C extends Content>(
  kind: RecordKind<C>,
  columns: readonly KindColumn[],
  row: ImportRow,
  record: C | undefined,
): FieldValues => {
  const values: Record<string, unknown> = {}
  const problems: ImportProblem[] = [...row.problems]
  for (const [name, field] of Object.entries(kind.fields)) {
    const own = columns.filter((column) => column.field === name)
    const pieces = own.flatMap(({ name: column, as }) =>
      as && row.values[column] !== undefined ? [as(row.values[column])] : [],
    )
    if (row.values[name] !== undefined) values[name] = row.values[name]
    else if (pieces.length > 0)
      values[name] = pieces.find((piece) => typeof piece !== 'object') ?? Object.assign({}, ...pieces)
    else if (own.some((column) => column.part && row.values[column.name] !== undefined)) {
      const standing = record && (field.get(record) as { start: Day; end: Day } | undefined)
      const days = withDays(row, name, standing)
      Object.assign(values, days.values)
      problems.push(...days.problems)
    }
  }
  return { values, problems }
}

/** A cell of our own export as a sheet gives it back. */
export const cellText = (cell: Cell): string => {
  if (cell === undefined) return ''
  if (typeof cell !== 'object') return String(cell)
  return 'day' in cell ? cell.day : cell.yuan
}

const alike = (text: string) => text.replace(/\r\n?/gu, '\n').trim()

/** Everybody's exports: in every language, with names of persons and without. */
const views = (reading: Reading): View[] =>
  locales.flatMap((locale) =>
    [true, false].map((names) => ({ reading: { ...reading, translate: translatorOf(locale) }, names })),
  )

/** Whether a cell says what an export of the record says there, whoever exported it. */
const isAsExported = <C extends Content>(
  kind: RecordKind<C>,
  record: RecordOf<C>,
  { field, exported }: KindColumn,
  text: string,
  reading: Reading,
): boolean =>
  field !== undefined &&
  exported !== undefined &&
  views(reading).some(
    (view) => alike(cellText(exportedCell(kind, view, record, field, exported))) === alike(text),
  )

/**
 * The cells of a row that say something else than the record does. What stands as it was exported says nothing, whether it can be
 * read or not: names may have been left out of it.
 */
export const withoutStanding = <C extends Content>(
  kind: RecordKind<C>,
  columns: readonly KindColumn[],
  row: ImportRow,
  record: RecordOf<C>,
  reading: Reading,
): ImportRow => {
  const standing = new Set(
    columns
      .filter((column) => {
        const text = row.texts[column.name]
        if (text === undefined || column.field === undefined) return false
        const value = row.values[column.name]
        const now = kind.fields[column.field]?.get(record)
        const isSame =
          value !== undefined &&
          now !== undefined &&
          !column.part &&
          !column.as &&
          column.type?.write(value) === column.type?.write(now)
        return isSame || isAsExported(kind, record, column, text, reading)
      })
      .map(({ name }) => name),
  )
  const left = Object.entries(row.values).filter(([name]) => !standing.has(name))
  return {
    texts: row.texts,
    values: Object.fromEntries(left),
    problems: row.problems.filter(({ column }) => column === undefined || !standing.has(column)),
  }
}
