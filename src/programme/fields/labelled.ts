import type { Claim } from '../../core/form/field.ts'
import { endingBefore } from '../../core/text.ts'
import type { Telling } from './route.ts'
import { comingFrom, party, toUs } from './route-words.ts'

const label =
  /(?<=^|[\s,;.。，；、(\0])(?:(?<from>来访|出访|派出|来宾|来客|客人|嘉宾|考察团|代表团|visitors|guests|delegation)|(?<to>接待|受访|到访|承办|东道主|(?!出发|集合|始发|上车)\p{Script=Han}{0,4}地[点址]|目的地|venue|place|location|destination|host))(?<more>人员|单位|部门|方|客人|团组?|领导|嘉宾)?\s?:\s?/giu
const addressee = /^\p{Script=Han}{0,20}:[ ]*\n/u
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
  if (!first) {
    // 巫山县人民政府：…赴贵县: whom a letter is addressed to.
    const addressed = named.find(
      ({ start, end }) => /(?:^|\n)[ ]*$/u.test(line.slice(0, start)) && addressee.test(line.slice(end)),
    )
    return addressed ? withComing(line, [], read([], addressed.places)) : []
  }
  const outcome = read(ends(false), ends(true))
  // A place right behind its label says no more; in 来访人员：济南市副市长 it belongs to the title as well.
  return found.flatMap(({ start, from, place, isTo }) => {
    const end = place.end + (party.exec(line.slice(place.end))?.[0].length ?? 0)
    const isWhole = isTo || !/^\p{Script=Han}/u.test(line.slice(end)) || /^一行/u.test(line.slice(end))
    if (place.start === from && isWhole) return [{ start, end, outcome }]
    const coming = endingBefore(comingFrom, line, place.start)
    return [
      { start, end: from, outcome },
      ...(coming === undefined ? [] : [{ start: place.start - coming.length, end: place.end, outcome }]),
    ]
  })
}

/** 来我区 beside who comes and where to: it says the same. */
export const withComing = <Route>(
  line: string,
  claims: readonly Claim<Route>[],
  outcome = claims[0]?.outcome,
): Claim<Route>[] => {
  const coming = outcome
    ? [...line.matchAll(toUs)].map(({ 0: text, index }) => ({
        start: index,
        end: index + text.length,
        outcome,
      }))
    : []
  return [...claims, ...coming].sort((one, other) => one.start - other.start)
}
