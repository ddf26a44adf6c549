import { z } from 'zod'
import { quoted } from '../../core/fields/outcome.ts'
import type { FieldType, Outcome } from '../../core/form/field.ts'
import { notice } from '../../core/i18n.ts'
import type { Locale } from '../../core/request.ts'
import { Direction } from '../../generated/prisma/enums.ts'
import { apart, outcomeOf } from '../places/reading.ts'
import { namesOfPlaces, type Pair, type Place, placeName, type Registry } from '../places/registry.ts'
import { mistypedPlaces } from './mistyped.ts'
import { between, routeFillers } from './route-words.ts'
import { findRoutes, placesOf } from './routes.ts'

export interface DirectionValue {
  readonly pairId: number
  readonly direction: Direction
}

export const directionSchema = z.object({ pairId: z.int().positive(), direction: z.enum(Direction) })

/**
 * Who visits whom: `济南→武隆`, `武隆来济南`, `Jinan to Wulong`, or one side only (`赴武隆`), since each place has one twin.
 * A province stands for its places, so that what it is twinned with decides.
 */
export const directionField = (registry: Registry): FieldType<DirectionValue> => {
  const twin = ({ pairId, direction }: DirectionValue, end: 'from' | 'to'): Place => {
    const { assisting, recipient } = registry.pair(pairId)
    return (direction === 'to_recipient') === (end === 'from') ? assisting : recipient
  }
  const directions = (places: readonly Place[], end: 'from' | 'to'): DirectionValue[] =>
    places.flatMap((place) =>
      registry.pairsOf(place).map((pair): DirectionValue => {
        const fromAssisting = (registry.sideOf(pair, place) === 'assisting') === (end === 'from')
        return { pairId: pair.id, direction: fromAssisting ? 'to_recipient' : 'to_assisting' }
      }),
    )

  /** The directions that both ends allow; an end without places allows all. */
  const read = (from: readonly Place[], to: readonly Place[], locale: Locale): Outcome<DirectionValue> => {
    const leaving = directions(from, 'from')
    const arriving = directions(to, 'to')
    const possible =
      from.length === 0
        ? arriving
        : to.length === 0
          ? leaving
          : leaving.filter((one) => arriving.some((other) => isSame(one, other)))
    if (possible.length > 0) return outcomeOf(possible)
    return { kind: 'problem', problem: apart(registry.pairsOf, from, to, locale) }
  }

  const either = (places: readonly Place[]): Outcome<DirectionValue> => {
    const leaving = directions(places, 'from')
    return outcomeOf(
      leaving.flatMap((one) => [
        one,
        ...directions(places, 'to').filter(({ pairId }) => pairId === one.pairId),
      ]),
    )
  }

  const validate: FieldType<DirectionValue>['validate'] = (text, reading) => {
    const locale = reading.translate.locale
    const ends = endsOf(registry, text)
    if (!ends) return unread(text)
    const [from, to] = ends.map((end) => (end === '' ? undefined : registry.place(end)))
    if (from?.kind === 'problem') return from
    if (to?.kind === 'problem') return to
    if (!from && !to) return { kind: 'problem', problem: notice('programme.direction.unnamed') }
    return read(placesOf(from), placesOf(to), locale)
  }

  return {
    name: 'direction',
    schema: directionSchema,
    recognise: (line, reading) =>
      findRoutes(line, {
        registry,
        read: (from, to) => read(from, to, reading.translate.locale),
        either,
        validate: (text) => validate(text, reading),
      }),
    fillers: routeFillers,
    resembles: (line) => mistypedPlaces(line, registry),
    validate,
    words: () => namesOfPlaces(registry),
    ask: ({ translate, about }) => ({
      kind: 'choice',
      options: pairsAbout(registry, about).flatMap(({ id }) =>
        (['to_recipient', 'to_assisting'] as const).map((direction) => {
          const value = { pairId: id, direction }
          return {
            label: `${placeName(twin(value, 'from'), translate.locale)}→${placeName(twin(value, 'to'), translate.locale)}`,
            value: writeEnds(twin(value, 'from'), twin(value, 'to')),
          }
        }),
      ),
    }),
    show: (value, { translate }) =>
      `${placeName(twin(value, 'from'), translate.locale)}→${placeName(twin(value, 'to'), translate.locale)}`,
    write: (value) => writeEnds(twin(value, 'from'), twin(value, 'to')),
    parts: { from: ['from', '从', '自', '出发地'], to: ['to', '到', '至', '赴', '目的地'] },
    // One end says it all, so the end that is not given follows from the other.
    compose: ({ from = '', to = '' }) => `${from}→${to}`,
  }
}

/** Where a conversation is about one pair, nobody wants to choose among all. */
const pairsAbout = (registry: Registry, about: string | undefined): readonly Pair[] => {
  const named = about === undefined ? undefined : registry.readPair(about)
  return named?.kind === 'value' ? [named.value] : registry.pairs
}

const nameOf = (place: Place): string => place.code ?? place.nameZh
const writeEnds = (from: Place, to: Place): string => `${nameOf(from)}→${nameOf(to)}`

const isSame = (one: DirectionValue, other: DirectionValue): boolean =>
  one.pairId === other.pairId && one.direction === other.direction

/** The two words at the ends of a direction, each empty when left out. */
const endsOf = (registry: Registry, text: string): readonly [string, string] | undefined => {
  const [from, to] = registry.find(text)
  if (from && to && between.test(text.slice(from.end, to.start)))
    return [text.slice(from.start, from.end), text.slice(to.start, to.end)]
  const words =
    /^(?<from>.*?)\s*(?:[→⇒➔➜➡⟶⟹👉]\ufe0f?|-{1,2}>|=>|—+|前往|赴|到|至|往|去|来|\bto\b)\s*(?<to>.*)$/isu.exec(
      text.trim(),
    )?.groups
  if (words?.from === undefined || words.to === undefined) return undefined
  return [words.from.replace(/^(?:从|自|由|from\s+)\s*/iu, '').trim(), words.to.trim()]
}

const unread = (text: string): Outcome<DirectionValue> => ({
  kind: 'problem',
  problem:
    text.trim() === ''
      ? notice('programme.direction.unnamed')
      : notice('programme.direction.unread', { text: quoted(text) }),
})
