import type { Outcome } from '../../core/form/field.ts'
import type { Day } from '../../core/time/day.ts'
import type { Transaction } from '../../db/database.ts'
import { fromDate } from '../../db/days.ts'
import { createNames } from './names.ts'
import { readPair, readPlace } from './reading.ts'
import type { Office, Pair, Place, Registry } from './registry.ts'

/** A pair by the ids of its places. */
export interface PairRecord extends Omit<Pair, 'assisting' | 'recipient'> {
  readonly assistingId: number
  readonly recipientId: number
}

export interface RegistryRecords {
  readonly places: readonly Place[]
  /** In administrative order. */
  readonly pairs: readonly PairRecord[]
  readonly offices: readonly Office[]
}

/** A registry of what is known, joined up. Throws when a pair names a place that is not there. */
export const createRegistry = (records: RegistryRecords): Registry => {
  const { places, offices } = records
  const placesById = new Map(places.map((place) => [place.id, place]))
  const placeById = (id: number) => known(placesById.get(id), `place ${id}`)
  const all = records.pairs.map(
    ({ assistingId, recipientId, ...pair }): Pair => ({
      ...pair,
      assisting: placeById(assistingId),
      recipient: placeById(recipientId),
    }),
  )
  const pairsById = new Map(all.map((pair) => [pair.id, pair]))
  const pair = (id: number) => known(pairsById.get(id), `pair ${id}`)
  const pairs = all.filter(({ parentId }) => parentId === undefined)
  const topOf = (of: Pair): Pair => (of.parentId === undefined ? of : topOf(pair(of.parentId)))
  const within = (inner: Place, outer: Place): boolean =>
    inner.id === outer.id || (inner.parentId !== undefined && within(placeById(inner.parentId), outer))
  /** A place's own pairs; for one that has none, those of the place it lies in, or of the places in it. */
  const ownPairsOf = (place: Place): readonly Pair[] => {
    const own = all.filter(
      ({ assisting, recipient }) => assisting.id === place.id || recipient.id === place.id,
    )
    if (own.length > 0 || place.level === 'province' || place.parentId === undefined) return own
    return ownPairsOf(placeById(place.parentId))
  }
  const pairsOf = (place: Place): readonly Pair[] =>
    place.level === 'province'
      ? pairs.filter(({ assisting, recipient }) => within(assisting, place) || within(recipient, place))
      : [...new Set(ownPairsOf(place).map(topOf))]

  const names = createNames(places)
  const place = (text: string): Outcome<Place> => readPlace(names, text)
  return {
    pairs,
    places,
    offices,
    pair,
    below: ({ id }) => all.filter(({ parentId }) => parentId === id),
    between: (one, other) =>
      all.find(
        ({ assisting, recipient }) =>
          (assisting.id === one.id && recipient.id === other.id) ||
          (assisting.id === other.id && recipient.id === one.id),
      ),
    pairsOf,
    sideOf: ({ assisting, recipient }, of) =>
      within(of, assisting) || within(assisting, of)
        ? 'assisting'
        : within(of, recipient) || within(recipient, of)
          ? 'recipient'
          : undefined,
    find: names.find,
    place,
    similar: (text) => (names.exact(text).length > 0 ? [] : names.similarTo(text)),
    readPair: (text) => readPair(names.find, place, pairsOf, text),
  }
}

const known = <Value>(value: Value | undefined, what: string): Value => {
  if (value === undefined) throw new Error(`no ${what} in the registry`)
  return value
}

/** The places and pairs as the database has them. */
export const loadRegistry = async (client: Transaction): Promise<Registry> => {
  const day = (date: Date | null): Day | undefined => (date ? fromDate(date) : undefined)
  const places = await client.place.findMany({ include: { names: true }, orderBy: { id: 'asc' } })
  const pairs = await client.pair.findMany({ orderBy: [{ position: 'asc' }, { id: 'asc' }] })
  const offices = await client.office.findMany({ orderBy: { id: 'asc' } })
  return createRegistry({
    places: places.map(({ names, ...place }) => ({
      ...place,
      parentId: place.parentId ?? undefined,
      code: place.code ?? undefined,
      former: names.map((name) => ({
        nameZh: name.nameZh,
        nameEn: name.nameEn,
        code: name.code ?? undefined,
        validFrom: day(name.validFrom),
        validTo: day(name.validTo),
      })),
    })),
    pairs: pairs.map((pair) => ({
      ...pair,
      parentId: pair.parentId ?? undefined,
      agreementSignedOn: day(pair.agreementSignedOn),
    })),
    offices: offices.map((office) => ({
      ...office,
      validFrom: day(office.validFrom),
      validTo: day(office.validTo),
      successorId: office.successorId ?? undefined,
    })),
  })
}
