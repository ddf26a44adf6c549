import { date, dateRange } from '../../../core/fields/date.ts'
import { understood } from '../../../core/fields/outcome.ts'
import { reference } from '../../../core/fields/reference.ts'
import type { FieldType } from '../../../core/form/field.ts'
import { fold } from '../../../core/text.ts'
import { addDays, type Day, type DayRange } from '../../../core/time/day.ts'
import type { ImportColumn } from '../../importable.ts'
import type { TableColumn } from '../export/cell.ts'
import { exportedColumns } from '../export/table.ts'
import { type Content, isEntered, isOfAll, type RecordField, type RecordKind } from '../kind.ts'

/** What stands for a reference where a row is something new, though one like it is there. */
export const newRow = 'new'

/** A column of a kind's sheet: one of a field, or the reference, or what a record says of itself. */
export interface KindColumn extends ImportColumn {
  readonly field?: string
  /** It holds one end of the field's days. */
  readonly part?: 'start' | 'end'
  /** What its value is of the field's, which several columns hold together: a part of it, or all that it can be (unknown). */
  as?(piece: unknown): unknown
  /** As the field is exported. */
  readonly exported?: TableColumn<unknown>
}

const referenceOrNew = (prefix: string): FieldType<string> => {
  const type = reference(prefix)
  return {
    ...type,
    validate: (typed, reading) =>
      /^(?:new|新|新增|新建)$/iu.test(fold(typed).trim())
        ? understood(newRow)
        : type.validate(typed, reading),
  }
}

const day = date({ prefer: 'nearest' })
const range = dateRange({ prefer: 'nearest' })
/** A month at the beginning is its first day, at the end its last one. */
const endDay = (part: 'start' | 'end'): FieldType<Day> => ({
  ...day,
  validate: (typed, reading) => {
    const outcome = day.validate(typed, reading)
    const days = outcome.kind === 'problem' ? range.validate(typed, reading) : undefined
    return days?.kind === 'value' && isMonth(days.value) ? understood(days.value[part]) : outcome
  },
})
const isMonth = ({ start, end }: DayRange): boolean =>
  start.slice(0, 7) === end.slice(0, 7) && start.endsWith('-01') && addDays(end, 1).endsWith('-01')
const partKeys = {
  start: [
    ...['开工时间', '开工日期', '开工', '计划开工时间', '计划开工日期', '拟开工时间', '起始日期', '起始时间'],
    ...['开始', '开始时间', '开始日期', '起', 'start', 'start date', 'planned start', 'begins', 'from'],
  ],
  end: [
    ...[
      '完工时间',
      '完工日期',
      '完工',
      '竣工时间',
      '竣工日期',
      '竣工',
      '计划完工时间',
      '计划完工日期',
      '计划竣工时间',
    ],
    ...[
      '结束',
      '结束时间',
      '结束日期',
      '止',
      '截止日期',
      '截止时间',
      '终止时间',
      'end',
      'end date',
      'planned end',
    ],
    ...['ends', 'finish', 'completion', 'completion date', 'to', 'until'],
  ],
} as const

/** A column that holds a piece of a field's value: how many households benefit, of all who do. */
export interface PieceColumn extends ImportColumn {
  readonly field: string
  readonly type: FieldType<unknown>
}

/** What a kind's sheets have beside what its exports have. */
export interface SheetWords {
  /** Further headings, by the name of a field or of one end of its days (`period.start`). */
  readonly headings?: Readonly<Record<string, readonly string[]>>
  /** They are found before the fields' own columns. */
  readonly pieces?: readonly PieceColumn[]
}

const fieldColumns = (name: string, field: RecordField<Content>): KindColumn[] => {
  const { label, keys, example, type } = field
  const exported = exportedColumns(field)
  if (!isEntered(field))
    return exported.map((column, index) => ({
      name: `${name}.${index + 1}`,
      field: name,
      label: column.label,
      keys: [],
    }))
  const own: KindColumn = { name, field: name, label, keys, example, type }
  if (type.name === 'dateRange' && !field.exported) {
    const parts = (['start', 'end'] as const).map((part, index): KindColumn => {
      const column = exported[index]
      return {
        name: `${name}.${part}`,
        field: name,
        part,
        label: column?.label ?? label,
        keys: partKeys[part],
        example,
        type: endDay(part),
        ...(column && { exported: column }),
      }
    })
    return [own, ...parts]
  }
  const [only, ...more] = exported
  if (only && more.length === 0) return [{ ...own, exported: only }]
  return [
    own,
    ...exported
      .filter((column) => column.label !== label)
      .map((column, index) => ({
        name: `${name}.${index + 1}`,
        field: name,
        label: column.label,
        keys: [],
        exported: column,
        ...(column.read && { example: column.read.example, type: column.read.type, as: column.read.as }),
      })),
  ]
}

/** Every column that a kind's exports have, and every name that its fields are called by. */
export const columnsOfKind = <C extends Content>(
  kind: RecordKind<C>,
  { headings = {}, pieces = [] }: SheetWords = {},
): readonly KindColumn[] => [
  ...pieces.map((piece) => ({ ...piece, as: (value: unknown) => value })),
  {
    name: 'reference',
    label: 'records.reference',
    keys: ['编号', 'ref', '登记编号'],
    example: kind.referenceExample,
    type: referenceOrNew(kind.prefix),
  },
  ...Object.entries(kind.fields).flatMap(([name, field]) =>
    fieldColumns(name, field as unknown as RecordField<Content>).map((column) => ({
      ...column,
      keys: [...column.keys, ...(headings[column.name] ?? [])],
    })),
  ),
  ...(kind.title ? [{ name: 'title', label: 'records.export.title', keys: [] } as const] : []),
  { name: 'phase', label: 'records.phase', keys: [] },
  { name: 'cancelReason', label: 'records.cancelReason', keys: [] },
]

/** For each field that no record is without: the columns that say it. */
export const neededColumns = <C extends Content>(
  kind: RecordKind<C>,
  columns: readonly KindColumn[],
): string[][] =>
  Object.entries(kind.fields).flatMap(([name, field]) => {
    const own = columns.filter((column) => column.field === name && column.type)
    // The end of days follows from their beginning.
    const isNeeded =
      field.given === 'always' || (field.columns.includes('pairId') && !isOfAll(kind) && !kind.begun)
    return isNeeded ? [own.filter(({ part }) => part !== 'end').map((column) => column.name)] : []
  })
