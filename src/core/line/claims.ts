import type { FormField, Outcome, Reading } from '../form/field.ts'
import { standsAlone } from '../text.ts'
import { type Found, mask, type Piece } from './piece.ts'

export interface Candidate extends Piece {
  readonly field: FormField
  readonly outcome: Outcome<unknown>
}

/** The claims of each field: those that stand alone, if only beside another field's, or else those inside words. */
export const candidatesIn = (line: string, fields: readonly FormField[], reading: Reading): Candidate[] => {
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
export const settle = (candidates: readonly Candidate[]): Candidate[] => {
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

export const readClaims = (field: FormField, claims: readonly Candidate[], line: string): Found => {
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
