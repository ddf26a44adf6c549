import type { Pair, Place, Registry } from '../../../programme/places/registry.ts'

/** One that is asked to come, as an invitation names it. */
export type Entry =
  /** The liaison officers of both sides. */
  | { readonly kind: 'liaison' }
  | { readonly kind: 'all' }
  | { readonly kind: 'pair'; readonly id: number }
  | { readonly kind: 'place'; readonly id: number }
  /** A unit, by its name; whoever of it the program knows is asked. */
  | { readonly kind: 'unit'; readonly name: string }
  | { readonly kind: 'person'; readonly name: string }
  /** Persons whose names may not stand here. */
  | { readonly kind: 'others'; readonly count: number }

const plain = ['liaison', 'all'] as const

/** As a meeting keeps them: one a line, `pair:3`. */
export const keptEntries = (entries: readonly Entry[]): string =>
  entries
    .map((entry) => {
      if ('id' in entry) return `${entry.kind}:${entry.id}`
      if ('name' in entry) return `${entry.kind}:${entry.name}`
      return 'count' in entry ? `${entry.kind}:${entry.count}` : entry.kind
    })
    .join('\n')

const readEntry = (line: string): Entry[] => {
  const kind = line.split(':', 1)[0] ?? ''
  const value = line.slice(kind.length + 1)
  const word = plain.find((one) => one === kind)
  if (word) return [{ kind: word }]
  if (kind === 'pair' || kind === 'place') return [{ kind, id: Number(value) }]
  if (kind === 'unit' || kind === 'person') return [{ kind, name: value }]
  return kind === 'others' ? [{ kind, count: Number(value) }] : []
}

export const entriesOf = (kept: string | null | undefined): Entry[] =>
  kept ? kept.split('\n').flatMap(readEntry) : []

/** The same without names: how many persons there are beside the units. */
export const withoutPersons = (kept: string): string => {
  const entries = entriesOf(kept)
  const persons = entries.filter(({ kind }) => kind === 'person').length
  const named = entries.filter(({ kind }) => kind !== 'person')
  return keptEntries(persons === 0 ? named : [...named, { kind: 'others', count: persons }])
}

export const placeOf = ({ places }: Registry, id: number): Place => {
  const place = places.find((one) => one.id === id)
  if (!place) throw new Error(`no place ${id} in the registry`)
  return place
}

/** The pairs that an invitation to a meeting of all pairs names; none where it names no pair, so that all are meant. */
export const pairsInvited = (kept: string | null | undefined): number[] =>
  entriesOf(kept).flatMap((entry) => (entry.kind === 'pair' ? [entry.id] : []))

/**
 * What an invitation comes to when it is known whose the meeting is: 济南 is a pair where all pairs meet, and one side where a
 * pair does. `null` where it says what is so anyway: both sides' liaison officers.
 */
export const settledEntries = (
  registry: Registry,
  pairId: number | null,
  kept: string | null,
): string | null => {
  const entries = entriesOf(kept).flatMap((entry): Entry[] => {
    if (pairId !== null || entry.kind !== 'place') return [entry]
    const place = placeOf(registry, entry.id)
    return place.level === 'province'
      ? [entry]
      : registry.pairsOf(place).map(({ id }: Pair) => ({ kind: 'pair', id }))
  })
  const lines = [...new Set(entries.map((entry) => keptEntries([entry])))]
  const isUsual = lines.every((line) => line === 'liaison' || (line === 'all' && pairId === null))
  return isUsual ? null : lines.join('\n')
}
