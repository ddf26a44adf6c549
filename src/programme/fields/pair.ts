import { z } from 'zod'
import { type Claim, type FieldType, field, type Outcome } from '../../core/form/field.ts'
import { outcomeOf } from '../places/reading.ts'
import {
  namesOfPlaces,
  type Pair,
  type Place,
  pairCode,
  pairName,
  type Registry,
} from '../places/registry.ts'

/** One of the pairs at the top of the tree, by its id. Either side's name stands for the pair. */
export const pairField = (registry: Registry): FieldType<number> => ({
  name: 'pair',
  schema: z.int().positive(),
  recognise: (line) => {
    const claims: Claim<number>[] = []
    let before: readonly Place[] = []
    for (const { start, end, places } of registry.find(line)) {
      const pairs = [...new Set(places.filter(({ level }) => level !== 'province').flatMap(registry.pairsOf))]
      const previous = claims.at(-1)
      const [pair] = pairs
      const isOtherSide = !places.some((place) => before.includes(place))
      before = places
      const joins =
        previous && isOtherSide && isJoined(line.slice(previous.end, start)) && !goesOn.test(line.slice(end))
      if (pair && joins && names(previous.outcome, pair.id))
        claims.splice(-1, 1, { start: previous.start, end, outcome: idsOf(outcomeOf([pair])) })
      else if (pairs.length > 0) claims.push({ start, end, outcome: idsOf(outcomeOf(pairs)) })
    }
    return claims
  },
  validate: (text) => idsOf(registry.readPair(text)),
  words: () => namesOfPlaces(registry),
  ask: ({ translate }) => ({
    kind: 'choice',
    options: registry.pairs.map((pair) => ({
      label: pairName(pair, translate.locale),
      value: pairCode(pair),
    })),
  }),
  show: (id, { translate }) => pairName(registry.pair(id), translate.locale),
  write: (id) => pairCode(registry.pair(id)),
})

/** What a field of a pair is called wherever one is asked for; `keys`: what else stands before a colon there. */
export const pairCalled = (...keys: string[]) =>
  ({
    label: 'programme.pair.label',
    example: 'programme.pair.example',
    keys: ['结对', '市县', ...keys],
  }) as const

/** A form's field that names a pair. */
export const askPair = (registry: Registry, ...keys: string[]) =>
  field(pairField(registry), pairCalled(...keys))

/** In 武隆 济南→武隆 the second name begins a direction, and does not belong to the first. */
const goesOn = /^\s*(?:→|⇒|-{1,2}>|=>|[到至赴往去来]|to\b)/iu

/** 济南—武隆 and its like name one pair by both sides. */
const isJoined = (between: string): boolean => /^\s*[-—–~·/]*\s*$/.test(between)

const names = (outcome: Outcome<number>, id: number): boolean =>
  outcome.kind === 'value' && outcome.value === id

const idsOf = (outcome: Outcome<Pair>): Outcome<number> => {
  if (outcome.kind === 'value') return { kind: 'value', value: outcome.value.id }
  if (outcome.kind === 'choice') return { kind: 'choice', values: outcome.values.map(({ id }) => id) }
  return outcome
}
