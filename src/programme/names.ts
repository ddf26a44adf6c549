import { distance } from 'fastest-levenshtein'
import type { NameClaim, Place } from './registry.ts'

const isChinese = (text: string) => /\p{Script=Han}/u.test(text)

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
  const pattern = patternOf([...all.keys()])

  return {
    exact: (text) => [...(all.get(compact(text)) ?? [])],
    beginningWith: (text) => {
      const key = compact(text)
      if (key === '' || /^\d/.test(key)) return []
      return unique([...own].filter(([name]) => name.startsWith(key)).flatMap(([, found]) => [...found]))
    },
    similarTo: (text) => {
      const key = compact(text)
      const scored = [...own]
        .map(([name, found]) => ({ found, score: likeness(key, name) }))
        .filter(({ score }) => score !== undefined)
        .sort((one, other) => (one.score ?? 0) - (other.score ?? 0))
      return unique(scored.flatMap(({ found }) => [...found])).slice(0, 3)
    },
    find: (line) =>
      [...plainLetters(line).matchAll(pattern)].map((match) => ({
        start: match.index,
        end: match.index + match[0].length,
        places: [...(all.get(compact(match[0])) ?? [])],
      })),
  }
}

const unique = (places: readonly Place[]): Place[] => [...new Set(places)]

/**
 * How far a typed name is from a real one, in changed characters; undefined when too far to be the same word mistyped.
 * A quarter of the characters may be wrong, in two-character Chinese names one; a name that holds a whole short name is near.
 */
const likeness = (typed: string, name: string): number | undefined => {
  if (typed === '' || /^\d/.test(name) || isChinese(typed) !== isChinese(name)) return undefined
  const changes = distance(typed, name)
  const allowed = isChinese(typed)
    ? Math.max(1, Math.floor(name.length / 4))
    : Math.max(1, Math.floor(name.length / 3))
  const shares = isChinese(typed) ? [...typed].some((character) => name.includes(character)) : true
  if (typed.length >= 2 && shares && changes <= allowed) return changes
  return isChinese(typed) && name.length === 2 && typed.startsWith(name) ? allowed + 1 : undefined
}

/** Latin letters in lower case and without their tone marks, offset for offset. */
const plainLetters = (line: string): string =>
  line.replace(/[A-Z\u00c0-\u024f\u1e00-\u1eff]/g, (letter) =>
    letter.normalize('NFD').charAt(0).toLowerCase(),
  )

/** One pattern for all names: longest first, Latin names and codes as whole words, with or without spaces and hyphens. */
const patternOf = (keys: readonly string[]): RegExp => {
  const alternatives = keys
    .filter((key) => key !== '')
    .sort((one, other) => other.length - one.length)
    .map((key) => {
      if (isChinese(key)) return key
      if (/^\d+$/.test(key)) return `(?<![\\w.])${key}(?![\\w.]\\w|\\w)`
      const letters = [...key].join("[\\u0300-\\u036f]?[\\s'’-]{0,2}")
      return `(?<![\\p{Script=Latin}\\d_])${letters}[\\u0300-\\u036f]?(?![\\p{Script=Latin}\\d_]|['’][\\p{Script=Latin}])`
    })
  return new RegExp(alternatives.join('|') || '(?!)', 'gu')
}
