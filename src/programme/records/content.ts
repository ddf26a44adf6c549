import { isDeepStrictEqual } from 'node:util'
import { isDay, isInstant, toInstant } from '../../core/time/day.ts'
import { fromDate, toDate } from '../../db/days.ts'
import { Prisma } from '../../generated/prisma/client.ts'
import { type Columns, type Content, headerSchema, type RecordKind, type RecordOf } from './kind.ts'

type Values = Readonly<Record<string, unknown>>

/** The columns that the values of some fields stand for. */
export const columnsOf = <C extends Content>({ fields }: RecordKind<C>, values: Values): Partial<C> =>
  Object.assign(
    {},
    ...Object.entries(fields).map(([name, { put }]) => (values[name] === undefined ? {} : put(values[name]))),
  )

const settled = <C extends Content>(
  kind: RecordKind<C>,
  content: C,
  before: C | undefined,
  given: Values,
): C => kind.settle?.(content, before, given) ?? content

/** A new record's content: what was not given is not known. */
export const newContent = <C extends Content>(kind: RecordKind<C>, values: Values): C => {
  const unknown = Object.fromEntries(Object.keys(kind.content.shape).map((column) => [column, null]))
  const content = { ...unknown, state: kind.begins, ...columnsOf(kind, values) } as unknown as C
  return settled(kind, content, undefined, values)
}

/** The content with new values for some of its fields; what is undefined stays as it is. */
export const withValues = <C extends Content>(kind: RecordKind<C>, before: C, values: Values): C =>
  settled(kind, { ...before, ...columnsOf(kind, values) }, before, values)

/** What a record says, by field. */
export const valuesOf = <C extends Content>({ fields }: RecordKind<C>, content: C): Values =>
  Object.fromEntries(Object.entries(fields).map(([name, { get }]) => [name, get(content)]))

/** The fields that two versions disagree on. */
export const differences = <C extends Content>({ fields }: RecordKind<C>, before: C, after: C): string[] =>
  Object.entries(fields).flatMap(([name, { columns }]) =>
    columns.some((column) => before[column] !== after[column]) ? [name] : [],
  )

/** Nothing of what is said differs, the state included. */
export const sameContent = <C extends Content>(kind: RecordKind<C>, one: C, other: C): boolean =>
  isDeepStrictEqual(kind.content.parse(one), kind.content.parse(other))

/** Whether a field's value is the one that would follow from the rest. */
export const isDerived = <C extends Content>(kind: RecordKind<C>, content: C, name: string): boolean => {
  const field = kind.fields[name]
  if (!field?.derived || field.get(content) === undefined) return false
  const without = Object.assign({}, content, ...field.columns.map((column) => ({ [column]: null })))
  return differences(kind, settled(kind, without, undefined, {}), content).length === 0
}

const isDate = (column: string) => column.endsWith('On')
const isMoment = (column: string) => column.endsWith('At')

const readColumn = (column: string, value: unknown): unknown => {
  if (Prisma.Decimal.isDecimal(value)) return value.toString()
  if (!(value instanceof Date)) return value
  if (isDate(column)) return fromDate(value)
  return isMoment(column) ? toInstant(value) : value
}

const writeColumn = (column: string, value: unknown): unknown => {
  if (typeof value !== 'string') return value
  if (isDate(column) && isDay(value)) return toDate(value)
  return isMoment(column) && isInstant(value) ? new Date(value) : value
}

/** A record from a row of its table, whether Prisma read it (`startsOn`) or hand-written SQL (`starts_on`). */
export const fromRow = <C extends Content>(kind: RecordKind<C>, row: object): RecordOf<C> => {
  const columns = Object.fromEntries(
    Object.entries(row).map(([name, value]) => {
      const column = name.replace(/_([a-z])/gu, (_, letter: string) => letter.toUpperCase())
      return [column, readColumn(column, value)]
    }),
  )
  return { ...kind.content.parse(columns), ...headerSchema.parse(columns) } as RecordOf<C>
}

export const toColumns = <C extends Content>(content: C): Columns<C> =>
  Object.fromEntries(
    Object.entries(content).map(([column, value]) => [column, writeColumn(column, value)]),
  ) as unknown as Columns<C>
