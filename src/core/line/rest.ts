import type { FormField, Reading } from '../form/field.ts'
import { endingBefore, standsAlone } from '../text.ts'
import { recognised } from './claims.ts'
import { hedgesIn } from './doubts.ts'
import { labelledIn } from './labels.ts'
import { undecorated } from './marks.ts'
import { mask, overlap, type Piece } from './piece.ts'
import { withoutPoliteness } from './politeness.ts'

/** Words that no field took. */
export interface Words extends Piece {
  readonly text: string
  /** They look like a value that failed, or follow a key that nobody knows: never free text. */
  readonly failed: boolean
}

/** What no field took: the lines between the pieces, without the courtesy and marks around them. */
export const restOf = (
  line: string,
  folded: string,
  taken: readonly Piece[],
  textless: readonly Piece[],
  fields: readonly FormField[],
  reading: Reading,
): Words[] => {
  const masked = mask(folded, taken)
  const gaps = between(masked)
  const fillers = fields.flatMap(({ type }) => type.fillers ?? [])
  // Where nothing but a text is asked for, a colon is part of it.
  const hasKeys = fields.some(({ claims, fixed, freeText }) => claims !== false && !fixed && !freeText)
  // What a required text is given is never left out without a word.
  const hasText = fields.some(({ freeText, required }) => freeText && !required)
  const isWhole = fields.some(({ wholeText }) => wholeText)
  const failing = failures(masked, gaps, fields, reading)
  const labelled =
    hasKeys && !isWhole
      ? labelledIn(masked).filter((piece) => !failing.some((other) => overlap(other, piece)))
      : []
  return gaps
    .flatMap((gap): Array<Piece & { readonly failed: boolean }> => {
      const failed = [...failing, ...labelled].filter((piece) => overlap(piece, gap))
      const hedges = hasText ? hedgesIn(masked, gap) : []
      const own = [...failed, ...hedges.filter((hedge) => !failed.some((piece) => overlap(piece, hedge)))]
      return [
        ...own.map((piece) => ({ ...piece, failed: true })),
        ...between(
          mask(
            masked.slice(gap.start, gap.end),
            own.map((piece) => ({ start: piece.start - gap.start, end: piece.end - gap.start })),
          ),
        ).map(({ start, end }) => ({ start: start + gap.start, end: end + gap.start, failed: false })),
      ]
    })
    .flatMap(({ start, end, failed }) => {
      const kept = withoutPoliteness(folded.slice(start, end), fillers)
      if (!kept) return []
      const words = { start: start + kept.start, end: start + kept.end }
      const text = undecorated(line.slice(words.start, words.end))
      const isLabelled = hasKeys && unknownKey.test(folded.slice(words.start, end + 1))
      const isOther = textless.some((piece) => overlap(piece, words))
      return text === '' ? [] : [{ ...words, text, failed: failed || isLabelled || isOther }]
    })
    .sort((one, other) => one.start - other.start)
}

/** 电话：…, 各有关单位：: a key that the form does not have. */
const unknownKey =
  /^(?:\p{Script=Han}{1,12}\s*:(?![a-z0-9_+-]+:)[ \t]*|[\p{L}\p{N} ]{1,16}:[ \t]+)(?:\n|$|[^\s\0].)/u

/** 地点：武隆区: what an unknown key says goes with it. */
const ownLabel = /(?<=^|[\s,;，；。、\0])\p{Script=Han}{1,8}: ?$/u

/** The pieces of a masked line that are not masked, each of one line. */
const between = (masked: string): Piece[] =>
  [...masked.matchAll(/[^\0\n]+/gu)].map(({ 0: text, index }) => ({ start: index, end: index + text.length }))

/** Pieces that look like a value, none overlapping, the longest first. */
const failures = (
  masked: string,
  gaps: readonly Piece[],
  fields: readonly FormField[],
  reading: Reading,
): Piece[] => {
  const found = fields
    .filter(({ claims }) => claims !== false)
    .flatMap((field) => [
      ...(field.type.resembles?.(masked, reading) ?? []),
      // Said again, or against what a key gave.
      ...recognised(field, masked, reading).filter(({ start, end }) => standsAlone(masked, start, end)),
    ])
    .filter((piece) => gaps.some((gap) => overlap(gap, piece)))
    .sort((one, other) => other.end - other.start - (one.end - one.start))
  const apart: Piece[] = []
  for (const piece of found)
    if (apart.every((other) => !overlap(other, piece)))
      apart.push({
        start: piece.start - (endingBefore(ownLabel, masked, piece.start)?.length ?? 0),
        end: piece.end,
      })
  return apart
}
