import { UserError } from '../../core/errors.ts'
import type { FieldType } from '../../core/form/field.ts'
import { notice } from '../../core/i18n.ts'
import type { ProgrammeContext } from '../context.ts'
import type { Registry } from '../places/registry.ts'
import { pairIn } from '../scope.ts'
import { pairField } from './pair.ts'

/** What parts a pair's name from a sentence that does not begin with it. */
const parted = /^(?:\s*[:,，、;]\s*|\s+(?![到至赴往去来]))/u

/**
 * A pair that stands before what is told of it (`武隆 冷链项目用地未批`). Within a sentence a place is part of what is said, and
 * is not cut out of it: `pairOfWords` reads it there.
 */
export const leadingPairField = (registry: Registry): FieldType<number> => {
  const type = pairField(registry)
  return {
    ...type,
    recognise: (line, reading) =>
      type
        .recognise(line, reading)
        .filter(
          ({ start, end }) =>
            line.slice(0, start).trim() === '' && (end === line.length || parted.test(line.slice(end))),
        ),
  }
}

const arrow = /^\s*(?:→|⇒|➡|-{1,2}>|=>)\s*$/u
const before = /(?:^|[\s,，;；、\0])$/u
const behind = /^(?:$|[\s,，;；、。\0])/u

/** A leading pair, or both sides of one with an arrow between them, by themselves wherever they stand (大棚 济南→武隆 产业). */
export const joinedPairField = (registry: Registry): FieldType<number> => {
  const leading = leadingPairField(registry)
  return {
    ...leading,
    recognise: (line, reading) => {
      const first = leading.recognise(line, reading)
      if (first.length > 0) return first
      const found = registry.find(line)
      return found.flatMap(({ start, end, places }, index) => {
        const next = found[index + 1]
        if (!next || !arrow.test(line.slice(end, next.start))) return []
        if (!before.test(line.slice(0, start)) || !behind.test(line.slice(next.end))) return []
        const theirs = next.places.flatMap(registry.pairsOf)
        const pairs = places.flatMap(registry.pairsOf).filter((pair) => theirs.includes(pair))
        const [pair] = pairs
        return pair && pairs.length === 1
          ? [{ start, end: next.end, outcome: { kind: 'value', value: pair.id } as const }]
          : []
      })
    },
  }
}

/** What makes a name at the end part of a phrase: paid to Wulong, 划给 武隆. */
const phrase = /(?:(?<![a-z])(?:to|for|from|in|of|at|by|with|and|the)|[给向至到从由在于为对和与、])\s*$/iu

/**
 * A pair that stands by itself before all else or behind it (`到位 10万 市级 武隆`). As of a leading one, a place within other
 * words is part of what they say.
 */
export const outerPairField = (registry: Registry): FieldType<number> => {
  const type = pairField(registry)
  const leading = leadingPairField(registry)
  return {
    ...leading,
    recognise: (line, reading) => {
      const first = leading.recognise(line, reading)
      if (first.length > 0) return first
      return type.recognise(line, reading).filter(({ start, end }) => {
        const before = line.slice(0, start)
        return /^[\s\p{P}\0]*$/u.test(line.slice(end)) && /[\s,，;；]$/u.test(before) && !phrase.test(before)
      })
    },
  }
}

/** The only pair that a text names; undefined for none and for several. */
const pairNamedIn = (registry: Registry, text: string): number | undefined => {
  const named = registry
    .find(text)
    .map(({ places }) => places.flatMap((place) => registry.pairsOf(place).map(({ id }) => id)))
    .filter((ids) => ids.length > 0)
  const [first = []] = named
  const common = named.reduce((ids, more) => ids.filter((id) => more.includes(id)), first)
  return common.length === 1 ? common[0] : undefined
}

/**
 * Whose something is where nobody says it: the channel's, unless the words name another pair; else the pair that they name;
 * else, where the channel is bound to no pair, the officer's own. Undefined where that does not tell, and the person is asked.
 */
export const pairOfWords = (
  { scope, caller }: Pick<ProgrammeContext, 'scope' | 'caller'>,
  registry: Registry,
  words: string,
): number | undefined => {
  const here = pairIn(scope)?.id
  const named = pairNamedIn(registry, words)
  const own = pairIn(caller.officer?.scope)?.id
  return here !== undefined && named !== undefined && named !== here ? undefined : (here ?? named ?? own)
}

/** The pair that was given, or the one that the words mean. Throws `UserError` where it must be asked. */
export const pairGiven = (
  context: Pick<ProgrammeContext, 'scope' | 'caller'>,
  registry: Registry,
  given: number | null,
  words: string,
): number => {
  const pairId = given ?? pairOfWords(context, registry, words)
  if (pairId === undefined) throw new UserError(notice('programme.whichPair'), 'pair')
  return pairId
}
