import type { Claim, FieldType } from '../form/field.ts'
import { endingBefore } from '../text.ts'

/** A claim, with the words before it that a pattern ends with: 共培训45人. As it is where there are none. */
export const withWordsBefore = <Value>(claim: Claim<Value>, line: string, words: RegExp): Claim<Value> => ({
  ...claim,
  start: claim.start - (endingBefore(words, line, claim.start) ?? '').length,
})

/** A type whose values are told with such words before them, which nobody else shall take. */
export const saidBefore = <Value>(type: FieldType<Value>, words: RegExp): FieldType<Value> => ({
  ...type,
  recognise: (line, reading) =>
    type.recognise(line, reading).map((claim) => withWordsBefore(claim, line, words)),
})
