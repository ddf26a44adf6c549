import type { FieldType, Reading } from '../../../core/form/field.ts'
import type { PlainKey } from '../../../core/i18n.ts'
import type { Day } from '../../../core/time/day.ts'

/** What stands in one cell of a table: words, a whole number, a calendar day, exact yuan (`42500000.00`), or nothing. */
export type Cell = string | number | { readonly day: Day } | { readonly yuan: string } | undefined

export const yuanCell = (yuan: string | undefined): Cell => (yuan === undefined ? undefined : { yuan })

export interface PieceReader {
  readonly type: FieldType<unknown>
  readonly example: PlainKey
  /** The piece as a part of the field's value; the other parts stay. */
  as(piece: unknown): object
}

/** A column of a table, of one field's values. */
export interface TableColumn<Value> {
  readonly label: PlainKey
  cell(value: Value, reading: Reading): Cell
  /** How an import reads the column, where it holds a piece of the value. */
  readonly read?: PieceReader
}
