import type { Claim, Outcome } from '../../core/form/field.ts'
import { notice } from '../../core/i18n.ts'
import { characterBefore, endingBefore, standsAlone, wordsBefore } from '../../core/text.ts'
import type { NameClaim, Place } from '../places/registry.ts'
import { labelled, withComing } from './labelled.ts'
import { mistyped } from './mistyped.ts'
import type { Routes, Telling } from './route.ts'
import {
  arriving,
  arrow,
  backwards,
  before,
  besides,
  between,
  bothOfThem,
  came,
  comingFrom,
  dashed,
  goesOn,
  hosting,
  outsiders,
  outsidersAfter,
  party,
  receiving,
  sending,
  slip,
  toProvince,
  towards,
} from './route-words.ts'

/** 济南→→武隆, 到到: a slip of the finger says it twice. */
const onceEach = (joint: string): string =>
  joint
    .replace(/(?<=[-=]) (?=>)/gu, '')
    .replace(/^( to)(?: to)+(?= )/iu, '$1')
    .replace(/([到至赴往去来→⇒➡👉])\ufe0f?\s?(?:\1\ufe0f?)+/gu, '$1')

/** What joins two places is short, however many blanks it has. */
const longestJoint = 60

/** 济南→武隆, 济南到武隆, 武隆来济南, Jinan to Wulong. */
const bothEnds: Telling = (line, named, { read }) =>
  named.flatMap((from, index) => {
    const to = named[index + 1]
    const joint = to && onceEach(line.slice(from.end, to.start))
    if (!to || !joint || joint.length > longestJoint) return []
    if (backwards.test(joint))
      return [{ start: from.start, end: to.end, outcome: read(to.places, from.places) }]
    if (!between.test(joint)) return []
    const start = from.start - (endingBefore(before, line, from.start)?.length ?? 0)
    const more = /^(?:过|了)/u.exec(line.slice(to.end))?.[0].length ?? 0
    return [{ start, end: to.end + more, outcome: read(from.places, to.places) }]
  })

/** 济南→武龙: places that nobody knows are asked about. */
const drawn: Telling = (line, _named, { validate }) =>
  [...line.matchAll(arrow)].map(({ 0: text, index }) => ({
    start: index,
    end: index + text.length,
    outcome: validate(text),
  }))

/** A place of the other province may be where the visit comes from; a province itself says nothing more. */
const isOtherEnd = (one: NameClaim, to: NameClaim): boolean =>
  one.places.some(
    (place) => place.level !== 'province' && !to.places.some(({ parentId }) => parentId === place.parentId),
  )

/** 赴武隆, 武隆来访, from Jinan: one end is said, and the other follows. */
const oneEnd: Telling = (line, named, { registry, read }) => {
  const different = [...new Map(named.map((one) => [idsOf(one), one])).values()]
  let unsaid: Origin[] | undefined
  return named.flatMap((one) => {
    const placesOfOthers = () =>
      different.filter((other) => isOtherEnd(other, one)).flatMap(({ places }) => places)
    const towardsIt = endingBefore(towards, line, one.start)
    if (towardsIt !== undefined) {
      const from = one.start - towardsIt.length
      const outsider = outsiders.exec(wordsBefore(line, from))
      if (outsider) {
        const { name = '' } = outsider.groups ?? {}
        const outcome = { kind: 'problem', problem: notice('programme.place.unknown', { name }) } as const
        return [{ start: from - outsider[0].length, end: one.end, outcome }]
      }
      const typed = endingBefore(beginningOfName, line, from)
      // `Wu to Yantai`: the beginning of a name, where the other end says which.
      const short = typed ? placesOf(registry.place(typed.trim())) : []
      const whole = short.length > 0 ? read(short, one.places) : undefined
      if (typed && whole?.kind === 'value')
        return [{ start: from - typed.length, end: one.end, outcome: whole }]
      const outcome = read(placesOfOthers(), one.places)
      // Visited Wulong … from Jinan: both pieces say it.
      unsaid ??= originsAmong(line, named)
      const said = unsaid.filter(({ place }) => isOtherEnd(place, one))
      unsaid = unsaid.filter((origin) => !said.includes(origin))
      return [
        { start: from, end: one.end, outcome },
        ...said.map(({ start, end }) => ({ start, end, outcome })),
      ]
    }
    const rest = line.slice(one.end)
    const hosts = hosting.exec(rest)?.[0]
    if (hosts)
      return [{ start: one.start, end: one.end + hosts.length, outcome: read(placesOfOthers(), one.places) }]
    const come = arriving.exec(rest)?.[0]
    const from = endingBefore(comingFrom, line, one.start)
    const received = endingBefore(receiving, line, one.start)
    if (come === undefined && from === undefined && received === undefined) return []
    const outcome = read(one.places, placesOfOthers())
    const start = one.start - (from ?? received ?? '').length
    const visitors = come ?? party.exec(rest)?.[0] ?? ''
    return [{ start, end: one.end + visitors.length, outcome }]
  })
}

interface Origin {
  readonly start: number
  readonly end: number
  readonly place: NameClaim
}

/** Where the line says that somebody came from a place: from Jinan, 济南拟. */
const originsAmong = (line: string, named: readonly NameClaim[]): Origin[] =>
  named.flatMap((place) => {
    const { start, end } = place
    const from = endingBefore(comingFrom, line, start)
    const isSender = sending.test(line.slice(end)) && !/\p{Script=Han}$/u.test(characterBefore(line, start))
    return from !== undefined || isSender ? [{ start: start - (from ?? '').length, end, place }] : []
  })

const idsOf = ({ places }: NameClaim): string => places.map(({ id }) => id).join()

/** `Wu` of Wu to Yantai. */
const beginningOfName = /(?<![\p{L}\p{N}])\p{L}{1,12}\s*$/u

/** 济南市长来: they came, said apart from who. */
const comers: Telling = (line, named, { read }) => {
  const [only, ...more] = named
  if (!only || more.length > 0) return []
  const outcome = read(only.places, [])
  const coming = [...line.matchAll(came)].map(({ 0: text, index }) => ({
    start: index,
    end: index + text.length,
    outcome,
  }))
  // 武隆区政府 stays whole.
  const visitors = party.exec(line.slice(only.end))?.[0] ?? ''
  const end = only.end + visitors.length
  const isWord = coming.length > 0 && (visitors !== '' || !/^\p{Script=Han}/u.test(line.slice(end)))
  return isWord ? [{ start: only.start, end, outcome }, ...coming] : coming
}

/** 济南—武隆 by themselves: who goes is not certain, but it is how routes are written. */
const joined: Telling = (line, named, routes) =>
  bothEnds(line, named, routes).filter(({ end }) => !/^\p{Script=Han}/u.test(line.slice(end)))

/** 济南到北京: nobody of the programme is there. */
const astray: Telling = (line, named) =>
  [...line.matchAll(outsidersAfter)].map(({ 0: text, index, groups }) => ({
    start:
      named.find(({ end }) => end === index || (end < index && line.slice(end, index).trim() === ''))
        ?.start ?? index,
    end: index + text.length,
    outcome: { kind: 'problem', problem: notice('programme.place.unknown', { name: groups?.name ?? '' }) },
  }))

/** Codes of GB/T 2260 begin with 37 in Shandong and 50 in Chongqing. */
const provinces: Readonly<Record<string, string>> = { 鲁: '37', 渝: '50' }

/** 济南市副市长王强赴渝: one end is a place, the other its twin's province. */
const acrossProvinces: Telling = (line, named, { read }) =>
  [...line.matchAll(toProvince)].flatMap(({ 0: text, index, groups }) => {
    const province = provinces[groups?.province ?? ''] ?? ''
    const from = named.flatMap(({ places }) =>
      places.filter(({ code, level }) => level !== 'province' && code?.startsWith(province) === false),
    )
    return from.length === 0 ? [] : [{ start: index, end: index + text.length, outcome: read(from, []) }]
  })

/** 彭水 聊城, or one place alone: the pair is clear, and either direction possible. */
const undirected: Telling = (line, named, { registry, either }) => {
  const pairs = named.flatMap((one, index) => {
    const other = named[index + 1]
    const joint = other && line.slice(one.end, other.start)
    if (!other || joint === undefined || goesOn.test(line.slice(other.end))) return []
    const isSlip = slip.test(joint)
    if (!besides.test(joint) && !isSlip) return []
    const twins = one.places.filter((place) => other.places.some((twin) => registry.between(place, twin)))
    const both = bothOfThem.exec(line.slice(other.end))?.[0] ?? ''
    if (twins.length === 0) return []
    const outcome = either(twins)
    const end = other.end + both.length
    // What stands between is said not to be understood.
    return isSlip
      ? [
          { start: one.start, end: one.end, outcome },
          { start: other.start, end, outcome },
        ]
      : [{ start: one.start, end, outcome }]
  })
  const [only, ...more] = named
  if (pairs.length > 0 || !only || more.length > 0) return pairs
  const isPlace = only.places.every(({ level }) => level !== 'province')
  return isPlace && standsAlone(line, only.start, only.end)
    ? [{ start: only.start, end: only.end, outcome: either(only.places) }]
    : []
}

/** Claims may share a place (济南→武隆→济南): the first keeps it. */
const apartFromEachOther = <Route>(claims: readonly Claim<Route>[]): Claim<Route>[] => {
  let end = 0
  return claims.filter((claim) => {
    if (claim.start < end) return false
    end = claim.end
    return true
  })
}

export const placesOf = (outcome: Outcome<Place> | undefined): readonly Place[] =>
  outcome?.kind === 'value' ? [outcome.value] : outcome?.kind === 'choice' ? outcome.values : []

/** Every route in a line, by the first way of telling that finds one. */
export const findRoutes = <Route>(line: string, routes: Routes<Route>): Claim<Route>[] => {
  const named = routes.registry.find(line)
  const whole = bothEnds(line, named, routes)
  // 济南—武隆联席会议 names the two; who went where is said elsewhere, if anywhere.
  const said = whole.filter(({ start, end }) => !dashed.test(line.slice(start, end)))
  if (said.length > 0) return apartFromEachOther(said)
  for (const telling of [
    drawn,
    mistyped,
    labelled,
    oneEnd,
    acrossProvinces,
    astray,
    joined,
    comers,
    undirected,
  ]) {
    const claims = telling(line, named, routes)
    if (claims.length > 0) return apartFromEachOther(withComing(line, claims))
  }
  return []
}
