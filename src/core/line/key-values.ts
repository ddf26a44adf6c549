import type { FormField, Outcome, Reading } from '../form/field.ts'
import { fold, standsAlone, wordsBefore } from '../text.ts'
import { anyWords, type KeyedPiece, type KeyedValue } from './keys.ts'
import type { Found, TakenPiece } from './piece.ts'

/** Behind what a list goes on: Jinan, Shizhu and Wushan. */
const listMark = /(?:[,、;]|(?<!\p{L})and(?:\s+the)?)\s*$/iu

/** A value without quotes ends where another field plainly begins: 带队:王建国 12人. */
export const shortened = (
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
    const goesOn = (start: number) => piece.field.type.lists && listMark.test(wordsBefore(line, start))
    const limit = Math.min(
      ...claims.map(({ start }) => start).filter((start) => start >= first.end && !goesOn(start)),
    )
    return { ...piece, values: piece.values.filter(({ end }) => end <= limit || end === first.end) }
  })
}

/** Reads what the keys of one field give; undefined when they give nothing. */
export const readKeyed = (
  field: FormField,
  keyed: readonly KeyedPiece[],
  reading: Reading,
): Found | undefined => {
  // Of a key given twice the last counts, and the others are not read as anything else; a list has them all.
  const whole = keyed.filter(({ part }) => part === undefined)
  const own = whole.at(-1)
  const found = own && (listOf(whole, field, reading) ?? lastOf(whole, own, field, reading))
  const parts = keyed.filter(({ part }) => part !== undefined)
  const { compose } = field.type
  if (parts.length === 0 || !compose)
    return found?.outcome.kind === 'problem' ? (beginning(field, own, reading) ?? found) : found
  const base = found?.outcome.kind === 'value' ? found.outcome.value : reading.current
  const composed = firstMeaningful(
    combinations(parts).map((values) => ({
      text: compose(Object.fromEntries([...values].map(([{ part = '' }, { text }]) => [part, text])), base),
      pieces: piecesOf(parts, new Map([...values].map(([piece, { end }]) => [piece, end]))),
    })),
    field,
    reading,
  )
  return (
    composed && {
      ...composed,
      pieces: [...composed.pieces, ...(found?.pieces ?? [])],
      repeated: found?.repeated ?? [],
    }
  )
}

const alone = (piece: KeyedPiece, field: FormField, reading: Reading): Found | undefined =>
  firstMeaningful(
    piece.values.map(({ text, end }) => ({ text, pieces: piecesOf([piece], new Map([[piece, end]])) })),
    field,
    reading,
  )

/** 参会单位:区文旅委 邀请:李明: several keys of one list give all that is in it. */
const listOf = (whole: readonly KeyedPiece[], field: FormField, reading: Reading): Found | undefined => {
  if (!field.type.lists || whole.length < 2) return undefined
  const each = whole.flatMap((piece) => alone(piece, field, reading) ?? [])
  const text = each.map((one) => one.text).join('、')
  const outcome = field.type.validate(text, reading)
  if (outcome.kind === 'problem') return undefined
  return { text, outcome, pieces: each.flatMap(({ pieces }) => pieces) }
}

/** The last of several; what the others say otherwise is not understood. */
const lastOf = (
  whole: readonly KeyedPiece[],
  own: KeyedPiece,
  field: FormField,
  reading: Reading,
): Found | undefined => {
  const found = alone(own, field, reading)
  if (!found) return undefined
  const before = whole.filter((piece) => piece !== own).flatMap((piece) => alone(piece, field, reading) ?? [])
  const isSame = ({ outcome }: Found) => JSON.stringify(outcome) === JSON.stringify(found.outcome)
  return {
    ...found,
    pieces: [...before.filter(isSame), found].flatMap(({ pieces }) => pieces),
    repeated: before.filter((one) => !isSame(one)).flatMap(({ pieces }) => pieces),
  }
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
    pieces: [{ start: piece.start, from: piece.from, end }],
  }
}

const piecesOf = (keyed: readonly KeyedPiece[], ends: ReadonlyMap<KeyedPiece, number>): TakenPiece[] =>
  keyed.map((piece) => ({
    start: piece.start,
    from: piece.from,
    end: ends.get(piece) ?? piece.values.at(-1)?.end ?? piece.start,
  }))

/** Of no type's values. */
const senseless = '?'

const isSameProblem = (one: Outcome<unknown>, other: Outcome<unknown>): boolean =>
  one.kind === 'problem' && other.kind === 'problem' && one.problem.key === other.problem.key

/**
 * The first of several texts, longest first, with one meaning; else the first with several, or that is of the type and wrong
 * (31 February); else the problem of the shortest. Where any
 * words are a value, fewer of them mean less: 王建国或李明 is not 王建国.
 */
const firstMeaningful = (
  texts: ReadonlyArray<Omit<Found, 'outcome'>>,
  field: FormField,
  reading: Reading,
): Found | undefined => {
  const words = anyWords.has(field.type.name)
  const nothing = field.type.validate(senseless, reading)
  let unsure: Found | undefined
  let last: Found | undefined
  for (const candidate of texts) {
    last = { ...candidate, outcome: field.type.validate(candidate.text, reading) }
    if (last.outcome.kind === 'value') return words && unsure?.outcome.kind === 'choice' ? unsure : last
    if (!isSameProblem(last.outcome, nothing)) unsure ??= last
  }
  return unsure ?? last
}

/** Every way to end the values of the parts, the longest first. */
const combinations = (parts: readonly KeyedPiece[]): Array<ReadonlyMap<KeyedPiece, KeyedValue>> => {
  let found: Array<ReadonlyMap<KeyedPiece, KeyedValue>> = [new Map()]
  for (const piece of parts)
    found = found.flatMap((known) => piece.values.map((value) => new Map([...known, [piece, value]])))
  return found
}
