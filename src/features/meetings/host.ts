import { z } from 'zod'
import { quoted } from '../../core/fields/outcome.ts'
import type { Claim, FieldType, Outcome } from '../../core/form/field.ts'
import { notice } from '../../core/i18n.ts'
import { mask } from '../../core/line/piece.ts'
import type { Locale } from '../../core/request.ts'
import { fold, wordsBefore } from '../../core/text.ts'
import { Side } from '../../generated/prisma/enums.ts'
import { mistypedPlaces } from '../../programme/fields/mistyped.ts'
import { outcomeOf } from '../../programme/places/reading.ts'
import {
  namesOfPlaces,
  type Pair,
  type Place,
  pairName,
  placeName,
  type Registry,
} from '../../programme/places/registry.ts'

/** Whose meeting it is (`null`: the whole programme's), and which side hosts it. */
export interface Host {
  readonly pairId: number | null
  readonly side: Side
}

const schema = z.object({ pairId: z.int().positive().nullable(), side: z.enum(Side) })

/** The place of one side: of a pair, or the province of all pairs on that side. */
export const placeOfSide = (registry: Registry, { pairId, side }: Host): Place => {
  const pair = pairId === null ? registry.pairs[0] : registry.pair(pairId)
  const place = pair?.[side]
  const found = pairId === null ? registry.places.find(({ id }) => id === place?.parentId) : place
  if (!found) throw new Error('a side without a place')
  return found
}

export const otherSide = (side: Side): Side => (side === Side.assisting ? Side.recipient : Side.assisting)

interface Named {
  readonly start: number
  readonly end: number
  readonly places: readonly Place[]
}

/** 山东省济南市 names one place. */
const withoutProvinces = (line: string, names: readonly Named[]): Named[] => {
  const joined: Named[] = []
  for (const name of names) {
    const before = joined.at(-1)
    const isInIt =
      before !== undefined &&
      /^\s?$/u.test(line.slice(before.end, name.start)) &&
      before.places.some(({ id }) => name.places.some(({ parentId }) => parentId === id))
    if (before && isInIt) joined.splice(-1, 1, { ...name, start: before.start })
    else joined.push(name)
  }
  return joined
}

/** 济南主办, 在武隆召开, 济南（济南—武隆）, and 济南市·武隆区 of a title: what stands around a name and makes it the host's. */
const hostBefore =
  /(?:主办(?:方|地|单位)?|承办(?:方|单位)?|由|在|于|host(?:ed)?(?:\sby)?|(?<![a-z])(?:in|at))\s?:?\s?$/iu
const hostAfter = /^\s?(?:主办|承办|召开|举办|举行|开会|做东|[·(]|hosts?\b)/iu
/** 邀请武隆区农业农村委: a place that is a guest's, and hosts nothing. */
const guestBefore = /(?:邀请|(?<!申)请)[^\s,;。:：来到赴在于]*$/u
const everybody =
  /(?<![\p{L}\p{N}])(?:全部|所有|全体)结对(?:市县)?|(?<![\p{L}\p{N}])(?:all pairs|(?:the )?whole programme|programme-wide)(?![\p{L}\p{N}])/giu

/** What may stand around the names in an answer: 由武隆主办吧, Jinan (Jinan–Wulong). */
const around =
  /主办(?:方|地|单位)?|承办(?:方|单位)?|召开|举办|举行|开会|做东|(?:人民)?政府|那边|这边|方面|[由在于是和与方吧的]|(?<![a-z])(?:host(?:ed|s|ing)?|by|in|at|is|and|or|the|it|city|county|district|side|please)(?![a-z])|[\s\0()（）·:,;.。→>—–-]/giu

/** 济南市政府301会议室, 济南市民中心: where a name ends, if its last character belongs to the words for an office. */
export const endOfPlace = (line: string, start: number, end: number): number =>
  end - start > 2 &&
  /[市区县]$/u.test(line.slice(start, end)) &&
  /^(?:政府|委|人大|政协|民)/u.test(line.slice(end))
    ? end - 1
    : end

/** The side that hosts a meeting, by the name of its place, which tells the pair too; a province hosts what concerns all pairs. */
export const hostField = (registry: Registry): FieldType<Host> => {
  const provinces = Object.values(Side).map((side): Host => ({ pairId: null, side }))

  const hostsAt = (place: Place): Host[] =>
    place.level === 'province'
      ? provinces.filter((host) => placeOfSide(registry, host).id === place.id)
      : registry.pairsOf(place).flatMap((pair) => {
          const side = registry.sideOf(pair, place)
          return side ? [{ pairId: pair.id, side }] : []
        })

  const meaning = (hosts: readonly Host[]): Outcome<Host> =>
    outcomeOf([...new Map(hosts.map((host) => [JSON.stringify(host), host])).values()])

  const recognise = (line: string): Claim<Host>[] => {
    const isMarked = ({ start, end }: Named) =>
      hostBefore.test(wordsBefore(line, start)) || hostAfter.test(line.slice(end))
    const names = withoutProvinces(line, registry.find(line)).filter(
      (name) =>
        name.places.length > 0 && (isMarked(name) || !guestBefore.test(wordsBefore(line, name.start))),
    )
    const all = [...line.matchAll(everybody)].map(({ 0: text, index }) => ({
      start: index,
      end: index + text.length,
    }))
    const marked = names.filter(isMarked)
    const hosts = (marked.length > 0 ? marked : names).flatMap(({ places }) => places.flatMap(hostsAt))
    const ofAll = hosts.filter(({ pairId }) => pairId === null)
    const meant = all.length === 0 ? hosts : ofAll.length > 0 ? ofAll : provinces
    if (meant.length === 0) return []
    const outcome = meaning(meant)
    const said = names.map(({ start, end }) => ({ start, end: endOfPlace(line, start, end) }))
    return [...said, ...all].map(({ start, end }) => ({ start, end, outcome }))
  }

  /** The sides that are asked among: of the pair that the conversation is about, or all. */
  const offered = (about: string | undefined): Host[] => {
    const named = about === undefined ? undefined : registry.readPair(about)
    const pairs = named?.kind === 'value' ? [named.value] : registry.pairs
    const ofPair = ({ id }: Pair) => Object.values(Side).map((side): Host => ({ pairId: id, side }))
    return [...pairs.flatMap(ofPair), ...(named?.kind === 'value' ? [] : provinces)]
  }

  const nameOf = (host: Host, locale: Locale) => placeName(placeOfSide(registry, host), locale)
  const write = (host: Host) => placeOfSide(registry, host).code ?? placeOfSide(registry, host).nameZh

  return {
    name: 'host',
    schema,
    recognise,
    resembles: (line) => mistypedPlaces(line, registry),
    fillers: [
      '主办|承办|举办|举行|召开|开会|各(?:有关|相关)?单位|(?:准时)?(?:参加|出席)|(?<!\\p{L})开(?:个会)?(?!\\p{L})|(?<![\\p{L}\\p{N}])(?:hosted|hosts|held|in|at|by)(?![\\p{L}\\p{N}])',
    ],
    validate: (typed) => {
      const line = fold(typed).trim()
      const claims = recognise(line)
      // 武隆那边路不通了 names a place, and no host.
      const isWhole = mask(line, claims).replace(around, '') === ''
      if (claims[0] && isWhole) return claims[0].outcome
      const place = registry.place(line)
      if (place.kind === 'problem') return place
      const hosts = (place.kind === 'value' ? [place.value] : place.values).flatMap(hostsAt)
      return hosts.length > 0
        ? meaning(hosts)
        : { kind: 'problem', problem: notice('programme.place.unknown', { name: quoted(typed) }) }
    },
    words: () => namesOfPlaces(registry),
    ask: ({ translate, about }) => ({
      kind: 'choice',
      options: offered(about).map((host) => ({ label: nameOf(host, translate.locale), value: write(host) })),
    }),
    show: (host, { translate }) => {
      const whose =
        host.pairId === null
          ? translate('meetings.allPairs')
          : pairName(registry.pair(host.pairId), translate.locale)
      return translate('meetings.hostOf', { host: nameOf(host, translate.locale), whose })
    },
    write,
  }
}
