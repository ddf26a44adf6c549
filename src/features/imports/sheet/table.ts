/**
 * What stands in a cell of a file, as plain JSON. `formula`: it is reckoned, and what it comes to is not what somebody wrote;
 * `huge`: a number of more than fifteen digits, whose last ones the spreadsheet has lost; `error`: `#REF!`.
 */
export type SheetCell =
  | string
  | number
  | boolean
  | { readonly day: string }
  /** A day with a time of day: `2025-03-05T14:30`. */
  | { readonly moment: string }
  | { readonly percent: number }
  | { readonly formula: string }
  | { readonly huge: string }
  | { readonly error: string }
  | null

export interface SheetRow {
  /** As the spreadsheet counts, from 1. */
  readonly number: number
  readonly cells: readonly SheetCell[]
}

export interface Sheet {
  readonly name: string
  /** Rows with something in them. */
  readonly rows: readonly SheetRow[]
}

/** Our own limits. What is beyond them is refused, in words, before it can cost time or memory. */
export const sheetLimits = {
  /** Records of one file: so many are imported within a minute. */
  rows: 5_000,
  /** Above the headings: titles, notes. */
  rowsAbove: 20,
  columns: 60,
  sheets: 20,
  /** Characters in a cell: more than any text of a record may have. */
  text: 4_000,
  /** Parts of a workbook, and bytes that one of them and all of them inflate to. */
  parts: 500,
  partBytes: 32 * 1024 * 1024,
  allBytes: 48 * 1024 * 1024,
  /** Characters in all cells together. */
  allText: 16 * 1024 * 1024,
  /** Milliseconds and megabytes that reading may take; a transaction waits for it. */
  time: 8_000,
  memory: 512,
} as const

/** `A` for 0, `AA` for 26, as spreadsheets name their columns. */
export const columnLetters = (index: number): string =>
  index < 26
    ? String.fromCharCode(65 + index)
    : columnLetters(Math.floor(index / 26) - 1) + columnLetters(index % 26)

/** The place of a column by its letters, from 0. */
export const columnIndex = (letters: string): number =>
  [...letters.toUpperCase()].reduce((index, letter) => index * 26 + letter.charCodeAt(0) - 64, 0) - 1
