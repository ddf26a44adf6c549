import { type Claim, type FormField, type Outcome, type Reading, readingOf } from '../form/field.ts'
import { standsAlone } from '../text.ts'
import { type Found, mask, overlap, type Piece } from './piece.ts'

export interface Candidate extends Piece {
  readonly field: FormField
  readonly outcome: Outcome<unknown>
}

/** A line is looked through once by each field, however many ways of dividing it are tried. */
export const recognised = (field: FormField, line: string, reading: Reading): readonly Claim<unknown>[] => {
  const known = claimsKnown.get(reading) ?? new Map<FormField, Map<string, readonly Claim<unknown>[]>>()
  claimsKnown.set(reading, known)
  const lines = known.get(field) ?? new Map<string, readonly Claim<unknown>[]>()
  known.set(field, lines)
  const claims = lines.get(line) ?? field.type.recognise(line, readingOf(field, reading))
  lines.set(line, claims)
  return claims
}
const claimsKnown = new WeakMap<Reading, Map<FormField, Map<string, readonly Claim<unknown>[]>>>()

/** The claims of each field: those that stand alone, if only beside another field's, or else those inside words. */
const candidatesIn = (line: string, fields: readonly FormField[], reading: Reading): Candidate[] => {
  const all = fields.flatMap((field) =>
    recognised(field, line, reading).map((claim) => ({ ...claim, field })),
  )
  return fields.flatMap((field) => {
    const own = all.filter((claim) => claim.field === field)
    const around = mask(
      line,
      all.filter((claim) => claim.field !== field),
    )
    const alone = own.filter(({ start, end }) => standsAlone(around, start, end))
    if (alone.length === 0) return own
    // What says the same belongs to it: 3月30号 of 3月30号出发，4月2号回来.
    const said = new Set(alone.map(({ outcome }) => JSON.stringify(outcome)))
    return own.filter(({ outcome }) => said.has(JSON.stringify(outcome)))
  })
}

/** Longest first and none overlapping. A piece that several fields claim goes to the one that has least. */
const settle = (candidates: readonly Candidate[]): Candidate[] => {
  const settled: Candidate[] = []
  const counts = new Map<FormField, number>()
  const count = (field: FormField) => counts.get(field) ?? 0
  const taken: boolean[] = []
  const isFree = ({ start, end }: Piece) => !taken.slice(start, end).includes(true)
  const ordered = [...candidates].sort((a, b) => b.end - b.start - (a.end - a.start) || a.start - b.start)
  for (const [index, candidate] of ordered.entries()) {
    if (!isFree(candidate)) continue
    const others = ordered.findIndex(
      ({ start, end }, at) => at > index && (start !== candidate.start || end !== candidate.end),
    )
    const rivals = ordered.slice(index, others < 0 ? undefined : others)
    taken.length = Math.max(taken.length, candidate.end)
    taken.fill(true, candidate.start, candidate.end)
    const chosen = rivals.reduce((best, rival) => (count(rival.field) < count(best.field) ? rival : best))
    counts.set(chosen.field, count(chosen.field) + 1)
    settled.push(chosen)
  }
  return settled.sort((a, b) => a.start - b.start)
}

/** Twice: what touches another field's piece (3.5济南→武隆) stands alone once that piece is known. */
const settleTwice = (
  line: string,
  first: readonly Candidate[],
  fields: readonly FormField[],
  reading: Reading,
): Candidate[] => {
  const taken = settle(first)
  const free = fields.filter((field) => taken.every((claim) => claim.field !== field))
  return [...taken, ...settle(candidatesIn(mask(line, taken), free, reading))]
}

/** Longer lines are read once, and as many conflicts tried otherwise, so that reading stays fast. */
const longestTried = 400
const mostTried = 6

/** How well a reading explains the line: without contradiction, then most of it, then with least that is wrong. Less is better. */
const shortcomings = (claims: readonly Candidate[]): readonly number[] => {
  const understood = claims.filter(({ outcome }) => outcome.kind !== 'problem')
  // What is said after something else of the same field was said.
  const said = new Map<FormField, { readonly first: string; several: boolean }>()
  let contradicted = 0
  for (const { field, outcome } of understood) {
    const words = JSON.stringify(outcome)
    const before = said.get(field)
    if (!before) said.set(field, { first: words, several: false })
    else if (before.several || before.first !== words) {
      before.several = true
      contradicted += 1
    }
  }
  const explained = claims.reduce((sum, { start, end }) => sum + end - start, 0)
  return [contradicted, -explained, claims.length - understood.length]
}

const isBetter = (one: readonly number[], other: readonly number[]): boolean => {
  const at = one.findIndex((figure, index) => figure !== other[index])
  return at >= 0 && (one[at] ?? 0) < (other[at] ?? 0)
}

/** What the fields take from a line: where pieces overlap, the way to divide them that leaves most of the line with a meaning. */
export const claimsIn = (line: string, fields: readonly FormField[], reading: Reading): Candidate[] => {
  const candidates = candidatesIn(line, fields, reading)
  const longestFirst = settleTwice(line, candidates, fields, reading)
  if (line.length > longestTried) return longestFirst
  const conflicting = candidates.filter((one) =>
    candidates.some((other) => other.field !== one.field && overlap(one, other)),
  )
  let best = longestFirst
  let ties: Candidate[][] = []
  for (const claim of conflicting.filter((one) => !longestFirst.includes(one)).slice(0, mostTried)) {
    const rest = candidatesIn(mask(line, [claim]), fields, reading)
    const others = rest.filter((other) => !overlap(other, claim))
    const reread = settleTwice(line, [...others, claim], fields, reading)
    const [its, known] = [shortcomings(reread), shortcomings(best)]
    if (isBetter(its, known)) {
      best = reread
      ties = []
    } else if (!isBetter(known, its)) ties.push(reread)
  }
  return ties.reduce(withTie, best)
}

/** Of two readings that explain a line equally well nobody knows which is meant: what differs is asked about. */
const withTie = (best: Candidate[], tie: readonly Candidate[]): Candidate[] =>
  best.map((claim) => {
    const own = (claims: readonly Candidate[]) => claims.filter(({ field }) => field === claim.field)
    const [other, ...more] = own(tie)
    if (!other || more.length > 0 || own(best).length > 1) return claim
    const known = meanings(claim.outcome).map((value) => claim.field.type.write(value))
    const further = meanings(other.outcome).filter((value) => !known.includes(claim.field.type.write(value)))
    const values = [...meanings(claim.outcome), ...further]
    return further.length === 0 || claim.outcome.kind !== 'value' || other.outcome.kind !== 'value'
      ? claim
      : { ...claim, outcome: { kind: 'choice', values } }
  })

export const readClaims = (field: FormField, claims: readonly Candidate[], line: string): Found => {
  const words = ({ start, end }: Piece) => line.slice(start, end)
  // What is wrong is said before anything else is understood: the piece beside it may not be what was meant.
  const wrong = claims.find(({ outcome }) => outcome.kind === 'problem')
  if (wrong) return { text: words(wrong), outcome: wrong.outcome, pieces: claims }
  const written = (value: unknown) => field.type.write(value)
  const certain = new Set(
    claims.flatMap(({ outcome }) => (outcome.kind === 'value' ? [written(outcome.value)] : [])),
  )
  // 3月5日济南→武隆12人（周三）: of several meanings the one that is said elsewhere counts.
  const fitting = (all: readonly unknown[]) => {
    const said = all.filter((value) => certain.has(written(value)))
    return said.length > 0 ? said : all
  }
  const values = new Map<string, unknown>()
  for (const value of claims.flatMap(({ outcome }) => fitting(meanings(outcome))))
    values.set(written(value), value)
  const [only, ...others] = values.values()
  const note = claims.flatMap(({ outcome: said }) =>
    said.kind === 'value' && said.note ? [said.note] : [],
  )[0]
  const outcome: Outcome<unknown> =
    others.length === 0
      ? { kind: 'value', value: only, ...(note && { note }) }
      : { kind: 'choice', values: [only, ...others] }
  const [first = { start: 0, end: 0 }] = claims
  return { text: others.length === 0 ? words(first) : claims.map(words).join(' '), outcome, pieces: claims }
}

const meanings = (outcome: Outcome<unknown>): readonly unknown[] =>
  outcome.kind === 'value' ? [outcome.value] : outcome.kind === 'choice' ? outcome.values : []
