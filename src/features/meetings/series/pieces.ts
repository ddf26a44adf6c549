import type { Reading } from '../../../core/form/field.ts'
import type { Piece } from '../../../core/line/piece.ts'
import { endsIn } from './end.field.ts'
import { findRules } from './rule-words.ts'

/** What a line says of a series: the days in it are not those of one meeting. None where it says nothing of how often. */
export const seriesPieces = (line: string, reading: Reading): Piece[] => {
  const rules = findRules(line)
  return rules.length === 0 ? [] : [...rules, ...endsIn(line, reading)]
}
