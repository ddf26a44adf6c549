import { endingBefore, wordsBefore } from '../../core/text.ts'
import type { NameClaim, Registry } from '../places/registry.ts'
import { soundsLike } from '../places/sounds.ts'
import type { Telling } from './route.ts'
import { outsiders } from './route-words.ts'

const joint = /(?:前往|[到至赴去来]|(?<=\s)to(?=\s))(?=(?<after>\s{0,3}))/giu
const wordBefore = /(?:\p{Script=Han}{2,5}|[a-z'’]{1,30})$/iu
const wordAfter = /^(?:\p{Script=Han}{2,5}|[a-z'’]{1,30})/iu
/** In a Chinese sentence a word begins after these as after a blank: 3月12日济楠到武隆. */
const begins = /(?:^|\P{Script=Han}|[日号天人名位])$/u

/** 济楠到武隆, Dezhou to Xuishan: one end is a place, and the other its twin's name mistyped. */
export const mistyped: Telling = (line, named, { registry, validate }) => {
  const [ending, beginning] = [byOffset(named, 'end'), byOffset(named, 'start')]
  return [...line.matchAll(joint)].flatMap(({ 0: text, index, groups: blanks = {} }) => {
    const leftEnd = index - (endingBefore(/\s+$/u, line, index)?.length ?? 0)
    const rightStart = index + text.length + (blanks.after?.length ?? 0)
    const known = { before: ending.get(leftEnd), after: beginning.get(rightStart) }
    if ((known.before && known.after) || outsiders.test(wordsBefore(line, leftEnd))) return []
    const starts = candidates(endingBefore(wordBefore, line, leftEnd) ?? '', 'start').filter((typed) =>
      begins.test(wordsBefore(line, leftEnd - typed.length)),
    )
    const ends = candidates(wordAfter.exec(line.slice(rightStart))?.[0] ?? '', 'end').filter(
      (typed) => !/^[\p{L}\p{N}]/u.test(line.slice(rightStart + typed.length)),
    )
    const from = known.before
      ? known.before.start
      : nearest(registry, starts, known.after, (typed) => leftEnd - typed.length)
    const to = known.after
      ? known.after.end
      : nearest(registry, ends, known.before, (typed) => rightStart + typed.length)
    if (from === undefined && to !== undefined && !known.after) {
      const typed = line.slice(rightStart, to)
      const soundsSo = registry.similar(typed).some(({ shortZh }) => soundsLike(typed, shortZh))
      const place = soundsSo ? registry.place(typed) : undefined
      // 8人去武龙: only what sounds like a place, since 去开会 does not mean 开州.
      return place?.kind === 'problem' ? [{ start: index, end: to, outcome: place }] : []
    }
    if (from === undefined || to === undefined) return []
    const outcome = validate(line.slice(from, to))
    return outcome.kind === 'problem' ? [{ start: from, end: to, outcome }] : []
  })
}

const byOffset = (named: readonly NameClaim[], at: 'start' | 'end'): ReadonlyMap<number, NameClaim> =>
  new Map(named.map((one) => [one[at], one]))

/** A Chinese word may be the end, or the beginning, of what stands there together. */
const candidates = (typed: string, cut: 'start' | 'end'): string[] =>
  /\p{Script=Han}/u.test(typed)
    ? [4, 3, 2]
        .filter((length) => length <= typed.length)
        .map((length) => (cut === 'start' ? typed.slice(-length) : typed.slice(0, length)))
    : typed === ''
      ? []
      : [typed]

/** Where the first word ends that is near the name of a twin of the known place, or of any place when none is known. */
const nearest = (
  registry: Registry,
  words: readonly string[],
  known: NameClaim | undefined,
  at: (typed: string) => number,
): number | undefined => {
  const found = words.find((typed) => {
    const near = registry.similar(typed)
    if (!known) return near.length > 0
    return near.some((place) => known.places.some((one) => registry.between(one, place) !== undefined))
  })
  return found === undefined ? undefined : at(found)
}

/** Words by themselves that are nearly a place's name. */
export const mistypedPlaces = (line: string, registry: Registry) =>
  [...line.matchAll(aloneWord)]
    .filter(({ 0: typed }) => registry.find(typed).length === 0 && registry.similar(typed).length > 0)
    .map(({ 0: text, index }) => ({ start: index, end: index + text.length }))

const aloneWord = /(?<![\p{L}\p{N}])(?:\p{Script=Han}{2,3}|[a-z]{5,10})(?![\p{L}\p{N}]| [a-z])/giu
