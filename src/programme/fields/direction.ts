import { z } from 'zod'
import type { Claim, FieldType, Outcome } from '../../core/form/field.ts'
import { notice } from '../../core/i18n.ts'
import type { Locale } from '../../core/request.ts'
import { Direction } from '../../generated/prisma/enums.ts'
import { apart, outcomeOf } from '../places/reading.ts'
import { type NameClaim, type Pair, type Place, placeName, type Registry } from '../places/registry.ts'

export interface DirectionValue {
  readonly pairId: number
  readonly direction: Direction
}

const schema = z.object({ pairId: z.int().positive(), direction: z.enum(Direction) })

const before = /(?:从|自|由|\bfrom\b)\s*$/iu
const between =
  /^\s*(?:前往|到访|访问|[→⇒➔➜➡⟶⟹👉到至赴往去来访]\ufe0f?|-{1,2}>|=>|—+>|[-—–~>]+|to|visit(?:s|ed|ing)?)\s*$/iu
const dashed = /^[^→⇒➔➜➡⟶⟹👉←⇐⬅👈<>]*\s*[-—–~]+\s*[^→⇒➔➜➡⟶⟹👉←⇐⬅👈<>]*$/u
const backwards = /^\s*(?:[←⇐⬅👈]\ufe0f?|<-{1,2}|<=)\s*$/iu
const towards =
  /(?:前往|到访|访问|抵达|[赴往去来到]|(?<![\p{L}\p{N}])(?:to|visit(?:s|ed|ing)?)|[→➡👉]\ufe0f?|->|=>)\s*$/iu
/** 武隆来访, 武隆来我市: who comes is said, and where to follows. */
const arriving = /^(?:来访|到访|来我[市区县省]|来[鲁渝济])/u
/** 接待武隆考察团: who was received came. */
const receiving = /(?:接待|迎接)了?$/u
/** They came, said apart from who: 武隆区李明区长一行8人来访. */
const came = /来访|来我[市区县省]|来[鲁渝济](?!\p{Script=Han})/gu
/** Places outside the programme that are taken for its own (domain.md, section 5), as where a visit comes from. */
const outsiders = /(?<name>青岛|菏泽|无锡|郧阳|达州|qingdao|heze|dazhou)(?:市| city)?\s*$/iu
/** An arrow midway between two words: they are meant as places even when no place is called so. */
const arrow =
  /(?:\p{Script=Han}+|\p{Script=Latin}[\p{Script=Latin}'’]*)(?<blank>\s*)(?:[→⇒➔➜➡⟶⟹👉]\ufe0f?|-{1,2}>|=>)\k<blank>(?:\p{Script=Han}+|\p{Script=Latin}[\p{Script=Latin}'’]*)/gu

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

  /** `Wu to Yantai`: the beginning of a name, where the other end says which. */
  const shortName = (words: string, to: NameClaim) => {
    const typed = /(?<![\p{L}\p{N}])\p{L}{1,12}\s*$/u.exec(words)
    const found = typed ? placesOf(registry.place(typed[0].trim())) : []
    const outcome = found.length > 0 ? read(found, to.places, 'en') : undefined
    return typed && outcome?.kind === 'value' ? { start: typed.index, outcome } : undefined
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
    schema,
    recognise: (line, reading) => {
      const locale = reading.translate.locale
      const named = registry.find(line)
      const whole = named.flatMap((from, index): Claim<DirectionValue>[] => {
        const to = named[index + 1]
        const joint = to && line.slice(from.end, to.start)
        if (!to || !joint) return []
        if (backwards.test(joint))
          return [{ start: from.start, end: to.end, outcome: read(to.places, from.places, locale) }]
        if (!between.test(joint)) return []
        const start = before.exec(line.slice(0, from.start))?.index ?? from.start
        return [{ start, end: to.end, outcome: read(from.places, to.places, locale) }]
      })
      // 济南—武隆联席会议 names the two; who went where is said elsewhere, if anywhere.
      const said = whole.filter(({ start, end }) => !dashed.test(line.slice(start, end)))
      if (said.length > 0) return apartFromEachOther(said)
      const drawn = [...line.matchAll(arrow)].map(
        (match): Claim<DirectionValue> => ({
          start: match.index,
          end: match.index + match[0].length,
          outcome: validate(match[0], reading),
        }),
      )
      if (drawn.length > 0) return drawn
      const others = (one: NameClaim) => named.filter((other) => other !== one && isOtherEnd(other, one))
      const placesOfOthers = (one: NameClaim) => others(one).flatMap(({ places }) => places)
      const oneEnded = named.flatMap((one): Claim<DirectionValue>[] => {
        const word = towards.exec(line.slice(0, one.start))
        if (word) {
          const outsider = outsiders.exec(line.slice(0, word.index))
          if (outsider) {
            const { name = '' } = outsider.groups ?? {}
            const outcome = { kind: 'problem', problem: notice('programme.place.unknown', { name }) } as const
            return [{ start: outsider.index, end: one.end, outcome }]
          }
          const short = shortName(line.slice(0, word.index), one)
          if (short) return [{ start: short.start, end: one.end, outcome: short.outcome }]
          const outcome = read(placesOfOthers(one), one.places, locale)
          // Visited Wulong … from Jinan: both pieces say it.
          const origins = others(one).flatMap(({ start, end }) => {
            const from = /\bfrom\s+$/iu.exec(line.slice(0, start))
            return from ? [{ start: from.index, end, outcome }] : []
          })
          return [{ start: word.index, end: one.end, outcome }, ...origins]
        }
        const come = arriving.exec(line.slice(one.end))?.[0]
        if (come === undefined && !receiving.test(line.slice(0, one.start))) return []
        const outcome = read(one.places, placesOfOthers(one), locale)
        return [{ start: one.start, end: one.end + (come?.length ?? 0), outcome }]
      })
      const [only, ...more] = named
      if (oneEnded.length > 0) return oneEnded
      const joined = whole.filter(({ end }) => !/^\p{Script=Han}/u.test(line.slice(end)))
      if (joined.length > 0 || !only || more.length > 0) return apartFromEachOther(joined)
      const outcome = read(only.places, [], locale)
      const coming = [...line.matchAll(came)].map(({ 0: text, index }) => ({
        start: index,
        end: index + text.length,
        outcome,
      }))
      // 武隆区政府 stays whole.
      const isWord = coming.length > 0 && !/^\p{Script=Han}/u.test(line.slice(only.end))
      return isWord ? [{ start: only.start, end: only.end, outcome }, ...coming] : coming
    },
    validate,
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

/** A place of the other province may be where the visit comes from; a province itself says nothing more. */
const isOtherEnd = (one: NameClaim, to: NameClaim): boolean =>
  one.places.some(
    (place) => place.level !== 'province' && !to.places.some(({ parentId }) => parentId === place.parentId),
  )

const placesOf = (outcome: Outcome<Place> | undefined): readonly Place[] =>
  outcome?.kind === 'value' ? [outcome.value] : outcome?.kind === 'choice' ? outcome.values : []

/** Claims may share a place (济南→武隆→济南): the first keeps it. */
const apartFromEachOther = (claims: readonly Claim<DirectionValue>[]): Claim<DirectionValue>[] => {
  let end = 0
  return claims.filter((claim) => {
    if (claim.start < end) return false
    end = claim.end
    return true
  })
}

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
      : notice('programme.direction.unread', { text: text.trim() }),
})
