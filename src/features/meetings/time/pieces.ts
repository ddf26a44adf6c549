import type { Piece } from '../../../core/line/piece.ts'

/** What is said of a time, and is none. */
export const zoneWords = /\(?(?:北京时间|beijing\stime)\)?/giu

export const piecesIn = (line: string, pattern: RegExp): Piece[] =>
  [...line.matchAll(pattern)].map(({ 0: text, index }) => ({ start: index, end: index + text.length }))
