import { type Form, type FormField, fieldsOf, type Reading, readingOf } from '../form/field.ts'
import { fold } from '../text.ts'
import { asidesIn } from './asides.ts'
import { claimsIn, readClaims } from './claims.ts'
import { doubtfulPieces } from './doubts.ts'
import { exchanged } from './exchanged.ts'
import { type FreeText, freeTextOf, refusedOfKey } from './free-text.ts'
import { readKeyed, shortened } from './key-values.ts'
import { isKeyOf, keyedPieces } from './keys.ts'
import { withoutMarks } from './marks.ts'
import { personalNumbers } from './personal.ts'
import {
  type Entry,
  type Found,
  mask,
  overlap,
  type Piece,
  type ReadPiece,
  type TakenPiece,
} from './piece.ts'
import { withoutFarewell } from './politeness.ts'
import { restOf, type Words } from './rest.ts'

export interface LineReading {
  /** Entries by field name. A field that is not among them was not mentioned. */
  readonly entries: Readonly<Record<string, Entry>>
  /** Words that were not understood, as typed: nothing stores them, and the answer names them. */
  readonly unread: readonly string[]
  /** The words that no value took, in order: those of the free text, and those that were not understood. */
  readonly loose: readonly Piece[]
  /** Every character of the line, in order, by what it was read as. */
  readonly pieces: readonly ReadPiece[]
}

/** 15人，不对，是16人: the word that joins a second thought belongs to no value. */
const second = /(?<=(?:不对|错了)[\s,、]{0,3}(?:应该?)?)是(?=[\p{L}\p{N}])/gu

/**
 * Reads one line into a form: `key:value` first, then every field claims its piece, then plain words that are left over go to
 * the free-text field, in one piece; any others are unread.
 */
export const readLine = (form: Form, line: string, reading: Reading): LineReading => {
  const fields = fieldsOf(form)
  const isKey = isKeyOf(fields)
  const whole = withoutFarewell(withoutMarks(fold(line), isKey)).replace(second, ' ')
  const other = exchanged(fields, whole, reading)
  const plain = other ? mask(whole, other.found.pieces) : whole
  const personal = personalNumbers(plain)
  const doubtful = doubtfulPieces(fields, plain)
  // What is told of another matter belongs to none of several fields.
  const { asides, textless } =
    fields.length > 1
      ? asidesIn(
          mask(plain, [...personal, ...doubtful]),
          isKey,
          fields.some(({ type }) => type.isDocument),
        )
      : { asides: [], textless: [] }
  const folded = mask(plain, [...personal, ...doubtful, ...asides])
  const entries: Record<string, Entry> = {}
  const taken: TakenPiece[] = []
  const repeated: Piece[] = []
  const take = (field: FormField, { pieces, repeated: before = [], ...entry }: Found) => {
    entries[field.name] = entry
    taken.push(...pieces)
    repeated.push(...before)
  }

  if (other) take(other.field, other.found)
  const inSentence = { ...reading, sentence: folded }
  const keyed = keyedPieces(fields, line, folded)
  for (const field of fields) {
    const own = keyed.filter((piece) => piece.field === field)
    if (own.length === 0) continue
    const others = fields.filter((other) => other !== field && other.claims !== false)
    const found = readKeyed(field, shortened(own, others, folded, reading), readingOf(field, inSentence))
    if (found && (found.outcome.kind !== 'problem' || own.some(({ loose }) => !loose))) take(field, found)
  }

  const claiming = fields.filter((field) => !entries[field.name] && field.claims !== false)
  const claims = claimsIn(mask(folded, [...taken, ...repeated]), claiming, inSentence)
  for (const field of claiming) {
    const own = claims.filter((claim) => claim.field === field)
    if (own.length > 0) take(field, readClaims(field, own, line))
  }

  // In quotation marks they are part of what the field refuses.
  const apart = personal.filter((number) => !taken.some((piece) => overlap(piece, number)))
  const named = [...withTheirWords(mask(folded, taken), apart), ...doubtful, ...asides, ...repeated]
  const rest = [
    ...restOf(line, folded, [...taken, ...named], textless, fields, inSentence),
    ...named.map((piece) => ({ ...piece, text: line.slice(piece.start, piece.end), failed: true })),
  ].sort((one, other) => one.start - other.start)
  const keys = spentKeys(fields, entries, rest)
  const words = rest.filter((one) => !keys.includes(one))
  const read = { line, folded, fields, taken, keys, repeated, personal: apart, words, reading }
  const takeText = (field: FormField, text: FreeText | undefined) => {
    if (!text) return
    entries[field.name] = { text: text.text, outcome: field.type.validate(text.text, reading) }
    taken.push(...text.pieces)
  }
  for (const { field, start, quoted } of keyed) {
    const own = field.type.name === 'text' && !quoted && taken.find((piece) => piece.start === start)
    if (own) takeText(field, refusedOfKey(field, own, read))
  }
  const free = fields.find((field) => field.freeText && !entries[field.name])
  const text = free && freeTextOf(free, read)
  if (free) takeText(free, text)
  const left = mask(line, taken)
  const unread = words.filter(({ start, end }) => !left.slice(start, end).includes('\0'))
  return {
    entries,
    unread: unread.map((one) => one.text),
    loose: free?.wholeText && text ? text.pieces : words.filter(({ failed }) => !failed),
    pieces: piecesOf(line, taken, keys, unread),
  }
}

/** 有事打13812345678: words that nothing parts from a telephone's number go with it. */
const withTheirWords = (masked: string, personal: readonly Piece[]): Piece[] =>
  personal.map(({ start, end }) => {
    const before = /[^\s,;:，；：、。()（）\0]{1,12}$/u.exec(masked.slice(Math.max(start - 12, 0), start))
    return { start: start - (before?.[0].length ?? 0), end }
  })

/** 方向济南→武隆: a key without its colon says no more than what follows it. */
const spentKeys = (
  fields: readonly FormField[],
  entries: Readonly<Record<string, Entry>>,
  rest: readonly Words[],
): Words[] => {
  const named = new Set(fields.filter(({ name }) => entries[name]).flatMap(({ keys }) => keys))
  return rest.filter(({ text }) => named.has(text))
}

const piecesOf = (
  line: string,
  taken: readonly TakenPiece[],
  keys: readonly Words[],
  unread: readonly Words[],
): ReadPiece[] => {
  const kinds: ReadPiece['kind'][] = Array.from({ length: line.length }, () => 'politeness')
  const mark = (start: number, end: number, kind: ReadPiece['kind']) => kinds.fill(kind, start, end)
  for (const { start, end } of unread) mark(start, end, 'unread')
  for (const { start, end } of keys) mark(start, end, 'key')
  for (const { start, from = start, end } of taken) {
    mark(start, from, 'key')
    mark(from, end, 'value')
  }
  const pieces: ReadPiece[] = []
  for (const [offset, kind] of kinds.entries()) {
    const last = pieces.at(-1)
    if (last?.kind === kind) pieces.splice(-1, 1, { ...last, end: offset + 1 })
    else pieces.push({ start: offset, end: offset + 1, kind })
  }
  return pieces
}
