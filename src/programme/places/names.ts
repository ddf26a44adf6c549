import { distance } from 'fastest-levenshtein'
import { anyOf } from '../../core/text.ts'
import type { NameClaim, Place } from './registry.ts'
import { soundsLike } from './sounds.ts'

const isChinese = (text: string) => /\p{Script=Han}/u.test(text)
const isCode = (text: string) => /^\d+$/.test(text)

/** The form in which names are compared: no case, tones, spaces, hyphens or apostrophes, full width as half. */
export const compact = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/[\p{M}\s'’‘`.·-]/gu, '')
    .toLowerCase()

/** How the generic parts of Chinese names are written in pinyin; longer parts first. */
const genericPinyin = [
  ['自治县', ' zizhixian'],
  ['土家族', ' tujiazu'],
  ['苗族', ' miaozu'],
  ['区', ' qu'],
  ['县', ' xian'],
  ['市', ' shi'],
  ['省', ' sheng'],
] as const

const pinyinOf = (place: Place): string =>
  genericPinyin.reduce(
    (text, [chinese, pinyin]) => text.replaceAll(chinese, pinyin),
    place.nameZh.replace(place.shortZh, place.pinyin),
  )

/** Every way to write a place's name, codes included, but for its province before it. */
const aliasesOf = (place: Place): string[] => {
  const autonomous = place.nameZh.endsWith('自治县')
    ? [
        `${place.shortZh}自治县`,
        `${place.shortZh}县`,
        `${place.shortEn} Autonomous County`,
        `${place.shortEn} County`,
      ]
    : []
  return [
    place.nameZh,
    place.shortZh,
    place.nameEn,
    place.shortEn,
    place.pinyin,
    pinyinOf(place),
    ...autonomous,
    ...(place.code ? [place.code] : []),
    ...place.former.flatMap(({ nameZh, nameEn, code }) => [
      nameZh,
      nameEn,
      nameEn.replace(/ County$/, ' Xian'),
      ...(code ? [code] : []),
    ]),
  ]
}

/** 重庆武隆, 重庆市武隆区: a Chinese name after those of the place above it. */
const qualifiedAliasesOf = (place: Place, parent: Place | undefined): string[] =>
  parent
    ? [parent.nameZh, parent.shortZh].flatMap((above) =>
        aliasesOf(place)
          .filter(isChinese)
          .map((name) => above + name),
      )
    : []

type NameIndex = ReadonlyMap<string, ReadonlySet<Place>>

const indexNames = (places: readonly Place[], namesOf: (place: Place) => readonly string[]): NameIndex => {
  const index = new Map<string, Set<Place>>()
  for (const place of places)
    for (const name of namesOf(place)) {
      const key = compact(name)
      index.set(key, (index.get(key) ?? new Set()).add(place))
    }
  return index
}

export interface Names {
  /** The places of exactly this name. */
  exact(text: string): readonly Place[]
  /** The places with a name that begins so. */
  beginningWith(text: string): readonly Place[]
  /** At most three places with a name like it, nearest first. */
  similarTo(text: string): readonly Place[]
  /** Every name in a line, the longest where they overlap. */
  find(line: string): readonly NameClaim[]
}

export const createNames = (places: readonly Place[]): Names => {
  const byId = new Map(places.map((place) => [place.id, place]))
  const parentOf = (place: Place) => (place.parentId === undefined ? undefined : byId.get(place.parentId))
  const own = indexNames(places, aliasesOf)
  const all = indexNames(places, (place) => [
    ...aliasesOf(place),
    ...qualifiedAliasesOf(place, parentOf(place)),
  ])
  const pattern = patternOf([...all.keys()].filter((key) => key !== ''))
  const named = [...own].filter(([name]) => !/^\d/.test(name))
  const inChinese = named.filter(([name]) => isChinese(name))
  const inLatin = named.filter(([name]) => !isChinese(name))
  const namesLike = (key: string) => (isChinese(key) ? inChinese : inLatin)
  const latin = beginningsOf([...all.keys()].filter((key) => !isChinese(key) && !isCode(key)))
  const findAll = (line: string): readonly NameClaim[] =>
    [...[...line.matchAll(pattern)].map(pieceOf), ...latinNames(line, latin)]
      .map(({ start, end }) => ({
        start,
        end,
        places: [...(all.get(compact(line.slice(start, end))) ?? [])],
      }))
      .sort((one, other) => one.start - other.start)
  // Several fields look for places in the line that is being read.
  let latest: { readonly line: string; readonly found: readonly NameClaim[] } | undefined

  return {
    exact: (text) => [...(all.get(compact(text)) ?? [])],
    beginningWith: (text) => {
      const key = compact(text)
      if (key === '' || /^\d/.test(key)) return []
      return unique([...own].filter(([name]) => name.startsWith(key)).flatMap(([, found]) => [...found]))
    },
    similarTo: (text) => {
      const key = compact(text)
      const scored = namesLike(key)
        .map(([name, found]) => ({ found, score: likeness(key, name) }))
        .filter(({ score }) => score !== undefined)
        .sort((one, other) => (one.score ?? 0) - (other.score ?? 0))
      return unique(scored.flatMap(({ found }) => [...found])).slice(0, 3)
    },
    find: (line) => {
      if (line.length <= longestName) return findAll(line)
      if (latest?.line !== line) latest = { line, found: findAll(line) }
      return latest.found
    },
  }
}

const unique = (places: readonly Place[]): Place[] => [...new Set(places)]

/**
 * How far a typed name is from a real one, in changed characters; undefined when too far to be the same word mistyped.
 * A quarter of the characters may be wrong, in two-character Chinese names one; in Latin letters a third, and two in all but
 * the shortest names, as two swapped letters count twice; a name that holds a whole short name is near.
 */
const likeness = (typed: string, name: string): number | undefined => {
  if (typed === '') return undefined
  if (typed.length >= 2 && soundsLike(typed, name)) return typed === name ? 0 : 0.5
  const allowed = isChinese(typed)
    ? Math.max(1, Math.floor(name.length / 4))
    : name.length < 5
      ? 1
      : Math.max(2, Math.floor(name.length / 3))
  const holds = isChinese(typed) && name.length === 2 && typed.startsWith(name)
  // What differs so much in length differs in as many characters.
  if (Math.abs(typed.length - name.length) > allowed) return holds ? allowed + 1 : undefined
  const shares = isChinese(typed) ? [...typed].some((character) => name.includes(character)) : true
  const changes = typed.length >= 2 && shares ? distance(typed, name) : Number.POSITIVE_INFINITY
  if (changes <= allowed) return changes
  return holds ? allowed + 1 : undefined
}

interface Span {
  readonly start: number
  readonly end: number
}

const pieceOf = ({ 0: text, index }: RegExpExecArray): Span => ({ start: index, end: index + text.length })

/** 武 隆: a blank slips in where a name is short. */
const spaced = (name: string): string => (/^\p{Script=Han}{2}$/u.test(name) ? [...name].join(' ?') : name)

/** Chinese names and codes, the longest first; codes as whole words. */
const patternOf = (keys: readonly string[]): RegExp => {
  const [chinese, codes] = [anyOf(keys.filter(isChinese), spaced), anyOf(keys.filter(isCode))]
  return new RegExp(`(?:${chinese})|(?<![\\w.])(?:${codes})(?![\\w.]\\w|\\w)`, 'gu')
}

const latinWord = /[\p{Script=Latin}\p{M}\d_]+/gu
/** What may stand between the syllables of one name. */
const joint = /^[\s'’-]{0,2}$/

/** Texts as short are names and words of a line rather than lines. */
const longestName = 30

/** Every beginning of the names, and whether it is the whole of one. */
const beginningsOf = (names: readonly string[]): ReadonlyMap<string, boolean> => {
  const beginnings = new Map<string, boolean>()
  for (const name of names) {
    for (let length = 1; length < name.length; length += 1) {
      const beginning = name.slice(0, length)
      if (!beginnings.has(beginning)) beginnings.set(beginning, false)
    }
    beginnings.set(name, true)
  }
  return beginnings
}

/**
 * Names in Latin letters, the longest where they overlap, with or without spaces and hyphens between their syllables.
 * Words are looked up rather than matched by one pattern of all names, which takes a tenth of a second to compile.
 */
const latinNames = (line: string, beginnings: ReadonlyMap<string, boolean>): Span[] => {
  const words = [...line.matchAll(latinWord)].map((match) => ({ ...pieceOf(match), key: compact(match[0]) }))
  const found: Span[] = []
  for (const [index, { start, end: firstEnd }] of words.entries()) {
    if (start < (found.at(-1)?.end ?? 0)) continue
    let best: number | undefined
    let end = firstEnd
    let name = ''
    for (let next = index; next < words.length; next += 1) {
      const word = words[next]
      if (!word || !joint.test(line.slice(next === index ? word.start : end, word.start))) break
      end = word.end
      name += word.key
      const isWhole = beginnings.get(name)
      if (isWhole === undefined) break
      if (isWhole && !/^['’]\p{Script=Latin}/u.test(line.slice(end, end + 2))) best = end
    }
    if (best !== undefined) found.push({ start, end: best })
  }
  return found
}
