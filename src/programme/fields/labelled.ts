import type { Claim } from '../../core/form/field.ts'
import type { Telling } from './route.ts'
import { toUs } from './route-words.ts'

const label =
  /(?<=^|[\s,;.。，；、(\0])(?:(?<from>来访|出访|派出|来宾|来客|考察团|代表团|visitors|guests|delegation)|(?<to>接待|受访|到访|承办|东道主|\p{Script=Han}{0,4}地[点址]|目的地|venue|place|location|destination|host))(?<more>人员|单位|部门|方|客人|团组?|领导|嘉宾)?\s?:\s?/giu
/** In characters: a label's place stands near it. */
const nearby = 30

/** 来访人员：济南市…一行8人 地点：武隆: who comes and where to, by the labels of a notice. */
export const labelled: Telling = (line, named, { read }) => {
  const found = [...line.matchAll(label)].flatMap((match) => {
    const end = match.index + match[0].length
    const stop = line.slice(end, end + nearby).search(/[\n\0]|:/u)
    const limit = stop < 0 ? end + nearby : end + stop
    const place = named.find((one) => one.start >= end && one.start < limit)
    return place ? [{ start: match.index, from: end, place, isTo: match.groups?.to !== undefined }] : []
  })
  const ends = (isTo: boolean) =>
    found.filter((one) => one.isTo === isTo).flatMap(({ place }) => place.places)
  const [first] = found
  if (!first) return []
  const outcome = read(ends(false), ends(true))
  // A place right behind its label says no more; in 来访人员：济南市副市长 it belongs to the title as well.
  return found.map(({ start, from, place, isTo }) => ({
    start,
    end: place.start === from && (isTo || !/^\p{Script=Han}/u.test(line.slice(place.end))) ? place.end : from,
    outcome,
  }))
}

/** 来我区 beside who comes and where to: it says the same. */
export const withComing = <Route>(line: string, claims: readonly Claim<Route>[]): Claim<Route>[] => {
  const [{ outcome } = {}] = claims
  const coming = outcome
    ? [...line.matchAll(toUs)].map(({ 0: text, index }) => ({
        start: index,
        end: index + text.length,
        outcome,
      }))
    : []
  return [...claims, ...coming].sort((one, other) => one.start - other.start)
}
