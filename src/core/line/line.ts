import { type Form, type FormField, fieldsOf, type Outcome, type Reading } from '../form/field.ts'
import { fold, standsAlone } from '../text.ts'
import { type KeyedPiece, type KeyedValue, keyedPieces } from './keys.ts'
import { joinLeftovers, leftoverPieces } from './leftovers.ts'

/** What a field took from a line: the words, as typed, and what they mean. */
export interface Entry {
  readonly text: string
  readonly outcome: Outcome<unknown>
}

export interface LineReading {
  /** Entries by field name. A field that is not among them was not mentioned. */
  readonly entries: Readonly<Record<string, Entry>>
  /** Words that no field took, in a form without a free-text field. Empty when there are none. */
  readonly leftover: string
}

/** A piece of the line, by UTF-16 offsets. */
export interface Piece {
  readonly start: number
  readonly end: number
}

interface Candidate extends Piece {
  readonly field: FormField
  readonly outcome: Outcome<unknown>
}

/**
 * Reads one line into a form: `key:value` first, then every field claims its piece, then the words left over go to the
 * free-text field. `current` gives the values that parts complete.
 */
export const readLine = (
  form: Form,
  line: string,
  reading: Reading,
  current: Readonly<Record<string, unknown>> = {},
): LineReading => {
  const fields = fieldsOf(form)
  const folded = fold(line)
  const keyed = keyedPieces(fields, line, folded)
  const entries: Record<string, Entry> = {}
  const taken: Piece[] = []
  const take = (field: FormField, { pieces, ...entry }: Found) => {
    entries[field.name] = entry
    taken.push(...pieces)
  }

  for (const field of fields) {
    const own = keyed.filter((piece) => piece.field === field)
    if (own.length === 0) continue
    const others = fields.filter((other) => other !== field && other.claims !== false)
    const found = readKeyed(field, shortened(own, others, folded, reading), reading, current[field.name])
    if (found && (found.outcome.kind === 'value' || own.some(({ loose }) => !loose))) take(field, found)
  }

  // Twice: what touches another field's piece (3.5济南→武隆) stands alone once that piece is known.
  for (let look = 0; look < 2; look += 1) {
    const masked = mask(folded, taken)
    const claiming = fields.filter((field) => !entries[field.name] && field.claims !== false)
    const claims = settle(candidatesIn(masked, claiming, reading))
    for (const field of claiming) {
      const own = claims.filter((claim) => claim.field === field)
      if (own.length > 0) take(field, readClaims(field, own, line))
    }
  }

  // 方向济南→武隆: a key without its colon says no more than what follows it.
  const named = new Set(fields.filter(({ name }) => entries[name]).flatMap(({ keys }) => keys))
  const leftover = joinLeftovers(leftoverPieces(line, taken).filter(({ text }) => !named.has(text)))
  const freeText = fields.find((field) => field.freeText)
  if (!freeText || leftover === '') return { entries, leftover }
  const known = entries[freeText.name]
  const text = known && known.outcome.kind !== 'problem' ? `${known.text} ${leftover}` : leftover
  entries[freeText.name] = { text, outcome: freeText.type.validate(text, reading) }
  return { entries, leftover: '' }
}

/** A character that is neither a blank nor part of a word, so that nothing is read across it. */
const barrier = '\0'

const mask = (line: string, pieces: readonly Piece[]): string => {
  let masked = line
  for (const { start, end } of pieces)
    masked = masked.slice(0, start) + barrier.repeat(end - start) + masked.slice(end)
  return masked
}

/** A value without quotes ends where another field plainly begins: 带队:王建国 12人. */
const shortened = (
  keyed: readonly KeyedPiece[],
  others: readonly FormField[],
  line: string,
  reading: Reading,
): KeyedPiece[] => {
  if (keyed.every(({ values }) => values.length < 2)) return [...keyed]
  const claims = others
    .flatMap((field) => field.type.recognise(line, reading))
    .filter(({ start, end }) => standsAlone(line, start, end))
  return keyed.map((piece) => {
    const first = piece.values.at(-1)
    if (!first) return piece
    const limit = Math.min(...claims.map(({ start }) => start).filter((start) => start >= first.end))
    return { ...piece, values: piece.values.filter(({ end }) => end <= limit || end === first.end) }
  })
}

/** An entry, and the pieces of the line that it came from. */
interface Found extends Entry {
  readonly pieces: readonly Piece[]
}

const readKeyed = (
  field: FormField,
  keyed: readonly KeyedPiece[],
  reading: Reading,
  current: unknown,
): Found | undefined => {
  // Of a key given twice the last counts, and the others are not read as anything else.
  const whole = keyed.filter(({ part }) => part === undefined)
  const own = whole.at(-1)
  const found =
    own &&
    firstMeaningful(
      own.values.map((value) => ({ text: value.text, pieces: piecesOf(whole, new Map([[own, value.end]])) })),
      field,
      reading,
    )
  const parts = keyed.filter(({ part }) => part !== undefined)
  const { compose } = field.type
  if (parts.length === 0 || !compose)
    return found?.outcome.kind === 'problem' ? (beginning(field, own, reading) ?? found) : found
  const base = found?.outcome.kind === 'value' ? found.outcome.value : current
  const composed = firstMeaningful(
    combinations(parts).map((values) => ({
      text: compose(Object.fromEntries([...values].map(([{ part = '' }, { text }]) => [part, text])), base),
      pieces: piecesOf(parts, new Map([...values].map(([piece, { end }]) => [piece, end]))),
    })),
    field,
    reading,
  )
  return composed && { ...composed, pieces: [...composed.pieces, ...(found?.pieces ?? [])] }
}

/** 日期：3月5日上午: what the value begins with, when the whole of it makes no sense. */
const beginning = (field: FormField, piece: KeyedPiece | undefined, reading: Reading): Found | undefined => {
  const value = piece?.quoted ? undefined : piece?.values.at(0)
  if (!piece || !value) return undefined
  const claim = field.type.recognise(fold(value.text), reading).find(({ start }) => start === 0)
  if (claim?.outcome.kind !== 'value') return undefined
  const end = value.end - value.text.length + claim.end
  return {
    text: value.text.slice(0, claim.end),
    outcome: claim.outcome,
    pieces: [{ start: piece.start, end }],
  }
}

const piecesOf = (keyed: readonly KeyedPiece[], ends: ReadonlyMap<KeyedPiece, number>): Piece[] =>
  keyed.map((piece) => ({
    start: piece.start,
    end: ends.get(piece) ?? piece.values.at(-1)?.end ?? piece.start,
  }))

/** The first of several texts, longest first, with one meaning; else with several; else the problem of the shortest. */
const firstMeaningful = (
  texts: ReadonlyArray<Omit<Found, 'outcome'>>,
  field: FormField,
  reading: Reading,
): Found | undefined => {
  let ambiguous: Found | undefined
  let last: Found | undefined
  for (const candidate of texts) {
    last = { ...candidate, outcome: field.type.validate(candidate.text, reading) }
    if (last.outcome.kind === 'value') return last
    if (last.outcome.kind === 'choice') ambiguous ??= last
  }
  return ambiguous ?? last
}

/** Every way to end the values of the parts, the longest first. */
const combinations = (parts: readonly KeyedPiece[]): Array<ReadonlyMap<KeyedPiece, KeyedValue>> => {
  let found: Array<ReadonlyMap<KeyedPiece, KeyedValue>> = [new Map()]
  for (const piece of parts)
    found = found.flatMap((known) => piece.values.map((value) => new Map([...known, [piece, value]])))
  return found
}

/** The claims of each field: those that stand alone, if only beside another field's, or else those inside words. */
const candidatesIn = (line: string, fields: readonly FormField[], reading: Reading): Candidate[] => {
  const all = fields.flatMap((field) =>
    field.type.recognise(line, reading).map((claim) => ({ ...claim, field })),
  )
  return fields.flatMap((field) => {
    const own = all.filter((claim) => claim.field === field)
    const around = mask(
      line,
      all.filter((claim) => claim.field !== field),
    )
    const alone = own.filter(({ start, end }) => standsAlone(around, start, end))
    return alone.length > 0 ? alone : own
  })
}

/** Longest first and none overlapping. A piece that several fields claim goes to the one that has least. */
const settle = (candidates: readonly Candidate[]): Candidate[] => {
  const settled: Candidate[] = []
  const count = (field: FormField) => settled.filter((claim) => claim.field === field).length
  const ordered = [...candidates].sort((a, b) => b.end - b.start - (a.end - a.start) || a.start - b.start)
  for (const candidate of ordered) {
    if (settled.some(({ start, end }) => start < candidate.end && candidate.start < end)) continue
    const rivals = ordered.filter(({ start, end }) => start === candidate.start && end === candidate.end)
    settled.push(rivals.reduce((best, rival) => (count(rival.field) < count(best.field) ? rival : best)))
  }
  return settled.sort((a, b) => a.start - b.start)
}

const readClaims = (field: FormField, claims: readonly Candidate[], line: string): Found => {
  const words = ({ start, end }: Piece) => line.slice(start, end)
  // What is wrong is said before anything else is understood: the piece beside it may not be what was meant.
  const wrong = claims.find(({ outcome }) => outcome.kind === 'problem')
  if (wrong) return { text: words(wrong), outcome: wrong.outcome, pieces: claims }
  const values = new Map<string, unknown>()
  for (const value of claims.flatMap(({ outcome }) => meanings(outcome)))
    values.set(field.type.write(value), value)
  const [only, ...others] = values.values()
  const outcome: Outcome<unknown> =
    others.length === 0 ? { kind: 'value', value: only } : { kind: 'choice', values: [only, ...others] }
  const [first = { start: 0, end: 0 }] = claims
  return { text: others.length === 0 ? words(first) : claims.map(words).join(' '), outcome, pieces: claims }
}

const meanings = (outcome: Outcome<unknown>): readonly unknown[] =>
  outcome.kind === 'value' ? [outcome.value] : outcome.kind === 'choice' ? outcome.values : []
