import { type PlainKey, translatorOf } from '../../../core/i18n.ts'
import { locales } from '../../../core/request.ts'
import type { Day, DayRange } from '../../../core/time/day.ts'
import type { Content, RecordField, RecordKind, RecordOf } from '../kind.ts'
import { knownValue, showPhase, type View } from '../show.ts'
import type { Cell, TableColumn } from './cell.ts'

export interface Table {
  readonly titles: readonly string[]
  readonly rows: ReadonlyArray<readonly Cell[]>
}

/** Values that spreadsheets reckon with stand as what they are, all others as they are shown. */
export const exportedColumns = ({
  type,
  label,
  exported,
}: RecordField<Content>): ReadonlyArray<TableColumn<unknown>> => {
  if (exported) return exported
  switch (type.name) {
    case 'count':
      return [{ label, cell: (value) => value as number }]
    case 'date':
    case 'deadline':
      return [{ label, cell: (value) => ({ day: value as Day }) }]
    case 'dateRange':
      return [
        { label: 'records.export.from', cell: (value) => ({ day: (value as DayRange).start }) },
        { label: 'records.export.to', cell: (value) => ({ day: (value as DayRange).end }) },
      ]
    default:
      return [{ label, cell: (value, reading) => type.show(value, reading) }]
  }
}

/** What stands in one of a field's columns for a record. */
export const exportedCell = <C extends Content>(
  kind: RecordKind<C>,
  view: View,
  record: RecordOf<C>,
  name: string,
  { cell }: TableColumn<unknown>,
): Cell => {
  // What its card says of other records too.
  const whole = kind.fields[name]?.onCard?.(record, view.reading)
  if (whole !== undefined) return whole
  const value = knownValue(kind, view, record, name)
  return value === undefined ? undefined : cell(value, view.reading)
}

/** A row beneath the records, of what some of them come to: by the fields whose first columns say it. */
export interface TotalRow {
  readonly label: string
  readonly cells: Readonly<Record<string, Cell>>
}

/** A column that no field has, behind those of one that is there: what its other records say, by reference. */
export interface AddedColumn {
  readonly after: string
  readonly label: PlainKey
  readonly cells: ReadonlyMap<string, Cell>
}

/** What a record is called, in a column of its own: unless a field is called just so in some language, and says it already. */
const titleOf = <C extends Content>({ title, fields }: RecordKind<C>): RecordKind<C>['title'] => {
  const isSaid = Object.values(fields).some(({ label }) =>
    locales.map(translatorOf).some((say) => say(label) === say('records.export.title')),
  )
  return isSaid ? undefined : title
}

/** Records as a table, a field a column or more; names only for who may know them. */
export const tableOf = <C extends Content>(
  kind: RecordKind<C>,
  view: View,
  records: ReadonlyArray<RecordOf<C>>,
  totals: readonly TotalRow[] = [],
  added: readonly AddedColumn[] = [],
): Table => {
  const { reading } = view
  const { translate } = reading
  const title = titleOf(kind)
  const columns = Object.entries(kind.fields).flatMap(([name, field]) => [
    ...exportedColumns(field as unknown as RecordField<Content>).map((column, index) => ({
      title: translate(column.label),
      totalOf: ({ cells }: TotalRow): Cell => (index === 0 ? cells[name] : undefined),
      cellOf: (record: RecordOf<C>): Cell => exportedCell(kind, view, record, name, column),
    })),
    ...added
      .filter(({ after }) => after === name)
      .map(({ label, cells }) => ({
        title: translate(label),
        totalOf: (): Cell => undefined,
        cellOf: ({ reference }: RecordOf<C>): Cell => cells.get(reference),
      })),
  ])
  return {
    titles: [
      translate('records.reference'),
      ...(title ? [translate('records.export.title')] : []),
      ...columns.map((column) => column.title),
      translate('records.phase'),
      translate('records.cancelReason'),
    ],
    rows: [
      ...records.map((record) => [
        record.reference,
        ...(title ? [title(record, translate)] : []),
        ...columns.map(({ cellOf }) => cellOf(record)),
        showPhase(kind, record, reading),
        record.cancelReason ?? undefined,
      ]),
      ...totals.map((row) => [
        row.label,
        ...(title ? [undefined] : []),
        ...columns.map(({ totalOf }) => totalOf(row)),
        undefined,
        undefined,
      ]),
    ],
  }
}
