import type { Outcome } from '../../core/form/field.ts'
import type { Locale } from '../../core/request.ts'
import type { Day } from '../../core/time/day.ts'
import type { PlaceLevel, Side } from '../../generated/prisma/enums.ts'

export interface FormerName {
  readonly nameZh: string
  readonly nameEn: string
  readonly code: string | undefined
  readonly validFrom: Day | undefined
  readonly validTo: Day | undefined
}

export interface Place {
  readonly id: number
  readonly parentId: number | undefined
  readonly level: PlaceLevel
  readonly code: string | undefined
  readonly nameZh: string
  readonly shortZh: string
  readonly nameEn: string
  readonly shortEn: string
  readonly pinyin: string
  readonly former: readonly FormerName[]
}

export interface Pair {
  readonly id: number
  readonly parentId: number | undefined
  readonly position: number
  readonly assisting: Place
  readonly recipient: Place
  readonly agreementSignedOn: Day | undefined
}

/** An institution of one side and the years in which the sources name it. */
export interface Office {
  readonly id: number
  readonly placeId: number
  readonly side: Side
  readonly nameZh: string
  readonly nameEn: string
  readonly validFrom: Day | undefined
  readonly validTo: Day | undefined
  readonly successorId: number | undefined
}

/** A name found in a line, by UTF-16 offsets. */
export interface NameClaim {
  readonly start: number
  readonly end: number
  /** More than one: the name is ambiguous. */
  readonly places: readonly Place[]
}

/** The places and pairs, in memory: there are few and they change seldom. */
export interface Registry {
  /** The pairs at the top of the tree (the 14), in administrative order. */
  readonly pairs: readonly Pair[]
  readonly places: readonly Place[]
  readonly offices: readonly Office[]
  pair(id: number): Pair
  /** Pairs below a pair. */
  below(pair: Pair): readonly Pair[]
  /** The pair that two places form, whichever way round. */
  between(one: Place, other: Place): Pair | undefined
  /** The top pairs that a place belongs to, through the tree. */
  pairsOf(place: Place): readonly Pair[]
  sideOf(pair: Pair, place: Place): Side | undefined
  /** Every place named in a folded line: full, short, former names, pinyin with or without tones, English, codes. Whole words only in Latin script. */
  find(line: string): readonly NameClaim[]
  /** Reads a whole text as a place: exact name, then unambiguous prefix, then "did you mean". */
  place(text: string): Outcome<Place>
  /** The places with a name like a text that is none of their names, nearest first. */
  similar(text: string): readonly Place[]
  /** Reads a whole text as a pair: either side's name, both (`济南—武隆`), a code. */
  readPair(text: string): Outcome<Pair>
}

/** `济南—武隆` or `Jinan–Wulong`. */
export const pairName = (pair: Pair, locale: Locale): string =>
  locale === 'en'
    ? `${pair.assisting.shortEn}–${pair.recipient.shortEn}`
    : `${pair.assisting.shortZh}—${pair.recipient.shortZh}`

/** A pair as it can be typed after any command: short, and nothing else is meant by it. */
export const pairCode = ({ recipient }: Pair): string => recipient.code ?? recipient.nameZh

export const placeName = (place: Place, locale: Locale): string =>
  locale === 'en' ? place.shortEn : place.shortZh

/** What a place that is being typed may become: its names in both languages, and its code. */
export const namesOfPlaces = ({ places }: Registry): string[] =>
  places.flatMap(({ shortZh, nameZh, shortEn, nameEn, code }) => [
    ...[shortZh, nameZh, shortEn, nameEn],
    ...(code === undefined ? [] : [code]),
  ])
