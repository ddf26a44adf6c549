import { quoted } from '../../core/fields/outcome.ts'
import type { Outcome } from '../../core/form/field.ts'
import { type Notice, notice } from '../../core/i18n.ts'
import type { Locale } from '../../core/request.ts'
import type { Names } from './names.ts'
import { type Pair, type Place, pairName, placeName, type Registry } from './registry.ts'

/** Reads a whole text as a place: exact name, then unambiguous beginning, then what it is like. */
export const readPlace = (names: Names, text: string): Outcome<Place> => {
  const exact = names.exact(text)
  const found = exact.length > 0 ? exact : names.beginningWith(text)
  const [only, ...others] = found
  if (only && others.length === 0) return { kind: 'value', value: only }
  if (only) return { kind: 'choice', values: found }
  const name = text.trim()
  const similar = names.similarTo(text).map((place) => placeName(place, scriptOf(text)))
  if (similar.length === 0)
    return { kind: 'problem', problem: notice('programme.place.unknown', { name: quoted(name) }) }
  const suggestions = similar.join(scriptOf(text) === 'en' ? ', ' : '、')
  return { kind: 'problem', problem: notice('programme.place.similar', { name: quoted(name), suggestions }) }
}

/** The language that a name is typed in: suggestions answer in the same. */
const scriptOf = (text: string): Locale => (/\p{Script=Han}/u.test(text) ? 'zh-CN' : 'en')

/** Reads a whole text as a pair: the name of either side, or of both. */
export const readPair = (
  find: Registry['find'],
  place: (text: string) => Outcome<Place>,
  pairsOf: Registry['pairsOf'],
  text: string,
): Outcome<Pair> => {
  const named = find(text)
  const [first, second] = named
  const between = first && second && text.slice(first.end, second.start).trim()
  if (named.length === 2 && first && second && /^([-—–~→>·/、,&]+|和|与|to|and)?$/i.test(between ?? '')) {
    const [one, other] = [first, second].map((claim) => claim.places.flatMap(pairsOf))
    const shared = one?.filter((pair) => other?.includes(pair)) ?? []
    if (shared.length > 0) return outcomeOf(shared)
    return { kind: 'problem', problem: apart(pairsOf, first.places, second.places, scriptOf(text)) }
  }
  const read = place(text)
  if (read.kind === 'problem') return read
  const places =
    read.kind === 'value' ? [read.value] : read.values.filter(({ level }) => level !== 'province')
  const pairs = [...new Set(places.flatMap(pairsOf))]
  if (pairs.length > 0) return outcomeOf(pairs)
  return { kind: 'problem', problem: notice('programme.place.unknown', { name: quoted(text) }) }
}

/** One value, or several to choose from. */
export const outcomeOf = <Value>(values: readonly Value[]): Outcome<Value> => {
  const [only, ...others] = values
  return only !== undefined && others.length === 0
    ? { kind: 'value', value: only }
    : { kind: 'choice', values }
}

/** That two places are not twinned, and with whom each is. */
export const apart = (
  pairsOf: Registry['pairsOf'],
  one: readonly Place[],
  other: readonly Place[],
  locale: Locale,
): Notice => {
  const list = (words: readonly string[]) => words.join(locale === 'en' ? ', ' : '、')
  const pairsIn = (places: readonly Place[]) =>
    list([...new Set(places.flatMap(pairsOf))].map((pair) => pairName(pair, locale)))
  const namesIn = (places: readonly Place[]) => list(places.map((place) => placeName(place, locale)))
  return notice('programme.pair.apart', {
    one: namesIn(one),
    other: namesIn(other),
    onePairs: pairsIn(one),
    otherPairs: pairsIn(other),
  })
}
