import type { Claim, Outcome } from '../../core/form/field.ts'
import { notice } from '../../core/i18n.ts'
import { standsAlone } from '../../core/text.ts'
import type { NameClaim, Place } from '../places/registry.ts'
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
  party,
  receiving,
  sending,
  towards,
} from './route-words.ts'

/** 济南→武隆, 济南到武隆, 武隆来济南, Jinan to Wulong. */
const bothEnds: Telling = (line, named, { read }) =>
  named.flatMap((from, index) => {
    const to = named[index + 1]
    const joint = to && line.slice(from.end, to.start)
    if (!to || !joint) return []
    if (backwards.test(joint))
      return [{ start: from.start, end: to.end, outcome: read(to.places, from.places) }]
    if (!between.test(joint)) return []
    const start = before.exec(line.slice(0, from.start))?.index ?? from.start
    return [{ start, end: to.end, outcome: read(from.places, to.places) }]
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
const oneEnd: Telling = (line, named, { registry, read }) =>
  named.flatMap((one) => {
    const others = named.filter((other) => other !== one && isOtherEnd(other, one))
    const placesOfOthers = others.flatMap(({ places }) => places)
    const leading = line.slice(0, one.start)
    const towardsIt = towards.exec(leading)
    if (towardsIt) {
      const outsider = outsiders.exec(line.slice(0, towardsIt.index))
      if (outsider) {
        const { name = '' } = outsider.groups ?? {}
        const outcome = { kind: 'problem', problem: notice('programme.place.unknown', { name }) } as const
        return [{ start: outsider.index, end: one.end, outcome }]
      }
      const typed = /(?<![\p{L}\p{N}])\p{L}{1,12}\s*$/u.exec(line.slice(0, towardsIt.index))
      // `Wu to Yantai`: the beginning of a name, where the other end says which.
      const short = typed ? placesOf(registry.place(typed[0].trim())) : []
      const whole = short.length > 0 ? read(short, one.places) : undefined
      if (typed && whole?.kind === 'value') return [{ start: typed.index, end: one.end, outcome: whole }]
      const outcome = read(placesOfOthers, one.places)
      // Visited Wulong … from Jinan: both pieces say it.
      const origins = others.flatMap(({ start, end }) => {
        const from = comingFrom.exec(line.slice(0, start))
        const isSender = sending.test(line.slice(end)) && !/\p{Script=Han}$/u.test(line.slice(0, start))
        return from || isSender ? [{ start: from?.index ?? start, end, outcome }] : []
      })
      return [{ start: towardsIt.index, end: one.end, outcome }, ...origins]
    }
    const rest = line.slice(one.end)
    const hosts = hosting.exec(rest)?.[0]
    if (hosts)
      return [{ start: one.start, end: one.end + hosts.length, outcome: read(placesOfOthers, one.places) }]
    const come = arriving.exec(rest)?.[0]
    const from = comingFrom.exec(leading)
    const received = receiving.exec(leading)
    if (come === undefined && !from && !received) return []
    const outcome = read(one.places, placesOfOthers)
    const start = from?.index ?? received?.index ?? one.start
    const visitors = come ?? party.exec(rest)?.[0] ?? ''
    return [{ start, end: one.end + visitors.length, outcome }]
  })

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
  const isWord = coming.length > 0 && !/^\p{Script=Han}/u.test(line.slice(only.end))
  return isWord ? [{ start: only.start, end: only.end, outcome }, ...coming] : coming
}

/** 济南—武隆 by themselves: who goes is not certain, but it is how routes are written. */
const joined: Telling = (line, named, routes) =>
  bothEnds(line, named, routes).filter(({ end }) => !/^\p{Script=Han}/u.test(line.slice(end)))

/** 彭水 聊城, or one place alone: the pair is clear, and either direction possible. */
const undirected: Telling = (line, named, { registry, either }) => {
  const pairs = named.flatMap((one, index) => {
    const other = named[index + 1]
    if (!other || !besides.test(line.slice(one.end, other.start)) || goesOn.test(line.slice(other.end)))
      return []
    const twins = one.places.filter((place) => other.places.some((twin) => registry.between(place, twin)))
    const both = bothOfThem.exec(line.slice(other.end))?.[0] ?? ''
    return twins.length > 0
      ? [{ start: one.start, end: other.end + both.length, outcome: either(twins) }]
      : []
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
  for (const telling of [drawn, mistyped, oneEnd, joined, comers, undirected]) {
    const claims = telling(line, named, routes)
    if (claims.length > 0) return apartFromEachOther(claims.sort((one, other) => one.start - other.start))
  }
  return []
}
