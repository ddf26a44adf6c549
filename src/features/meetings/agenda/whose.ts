import { z } from 'zod'
import type { FieldType, Outcome } from '../../../core/form/field.ts'
import { fold } from '../../../core/text.ts'
import { leadingPairField } from '../../../programme/fields/leading-pair.ts'
import type { Registry } from '../../../programme/places/registry.ts'

/** Whose something is: one pair's, or every pair's (`null`). */
export interface Whose {
  readonly pairId: number | null
}

/** At the head of a line, before what is told: 全部结对 资金进度. */
const all = /^\s*(?:(?:全部|所有|各个?|每个?)结对|all pairs|every pair)(?=$|\s*[:,、;]|\s)/iu
const word = 'all'

const ofOne = (outcome: Outcome<number>): Outcome<Whose> => {
  if (outcome.kind === 'value') return { kind: 'value', value: { pairId: outcome.value } }
  if (outcome.kind === 'choice')
    return { kind: 'choice', values: outcome.values.map((pairId) => ({ pairId })) }
  return outcome
}

/** A pair that stands before what is told of it, or all of them. */
export const whoseField = (registry: Registry): FieldType<Whose> => {
  const pair = leadingPairField(registry)
  const ofAll: Outcome<Whose> = { kind: 'value', value: { pairId: null } }
  return {
    name: 'whose',
    schema: z.object({ pairId: z.int().positive().nullable() }),
    recognise: (line, reading) => {
      const [named] = all.exec(line) ?? []
      return named === undefined
        ? pair.recognise(line, reading).map((claim) => ({ ...claim, outcome: ofOne(claim.outcome) }))
        : [{ start: 0, end: named.length, outcome: ofAll }]
    },
    validate: (typed, reading) => {
      const line = fold(typed).trim()
      return line === word || all.test(line) ? ofAll : ofOne(pair.validate(typed, reading))
    },
    words: () => pair.words?.() ?? [],
    ask: (reading) => {
      const asked = pair.ask(reading)
      const everybody = { label: reading.translate('meetings.allPairs'), value: word }
      return asked.kind === 'choice' ? { ...asked, options: [...asked.options, everybody] } : asked
    },
    show: ({ pairId }, reading) =>
      pairId === null ? reading.translate('meetings.allPairs') : pair.show(pairId, reading),
    write: ({ pairId }) => (pairId === null ? word : pair.write(pairId)),
  }
}
