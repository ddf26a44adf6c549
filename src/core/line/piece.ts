import type { Outcome } from '../form/field.ts'

/** A piece of the line, by UTF-16 offsets. */
export interface Piece {
  readonly start: number
  readonly end: number
}

/** What a piece of the line is: what it says, the key that it is said with, courtesy and marks, or words not understood. */
export interface ReadPiece extends Piece {
  readonly kind: 'value' | 'key' | 'politeness' | 'unread'
}

/** What a field took from a line: the words, as typed, and what they mean. */
export interface Entry {
  readonly text: string
  readonly outcome: Outcome<unknown>
}

/** A piece that a field took; what comes before `from` is its key. */
export interface TakenPiece extends Piece {
  readonly from?: number
}

/** An entry, and the pieces of the line that it came from. */
export interface Found extends Entry {
  readonly pieces: readonly TakenPiece[]
  /** Said before it with the same key, and otherwise. */
  readonly repeated?: readonly Piece[]
}

/** A character that is neither a blank nor part of a word, so that nothing is read across it. */
const barrier = '\0'

export const mask = (line: string, pieces: readonly Piece[]): string => {
  const kept: string[] = []
  let offset = 0
  for (const { start, end } of [...pieces].sort((one, other) => one.start - other.start)) {
    if (end <= offset) continue
    const from = Math.max(start, offset)
    kept.push(line.slice(offset, from), barrier.repeat(end - from))
    offset = end
  }
  return kept.join('') + line.slice(offset)
}

export const overlap = (one: Piece, other: Piece): boolean => one.start < other.end && other.start < one.end
