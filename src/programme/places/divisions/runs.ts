import { compact } from '../names.ts'
import type { Registry } from '../registry.ts'
import {
  chongqing,
  countyCode,
  type Directory,
  type Division,
  isTown,
  type Meaning,
  townCode,
} from './directory.ts'

/** A name in a line, of one level. */
interface Token {
  readonly start: number
  readonly end: number
  readonly level: 'county' | 'town' | 'village'
  /** How little it says by itself: 0 with what it is (火炉镇), 1 a town without, 2 a village without. */
  readonly vagueness: number
  /** Codes of the counties; empty: all of Chongqing. */
  readonly counties: readonly string[]
  readonly meanings: readonly Meaning[]
}

/** Names that belong together, in any order: 武隆区火炉镇万峰村, `Wanfeng Village, Huolu Town, Wulong District`. */
export interface Run {
  readonly start: number
  readonly end: number
  /** Where townships and villages are named; absent when only a county is. */
  readonly named: { readonly start: number; readonly end: number } | undefined
  readonly county: { readonly start: number; readonly end: number } | undefined
  /** Codes of the counties that are named; empty when none is. */
  readonly counties: readonly string[]
  /** The last level that is named: what the run may mean. */
  readonly meanings: readonly Meaning[]
  readonly vagueness: number
  readonly tokens: readonly Token[]
}

const chineseHere = /\p{Script=Han}+/uy
const latinWord = /[\p{Script=Latin}\p{M}'’]+/uy
const latinJoint = /[ -]?/uy
/** 万富村 of `Wanfu Village (万富村)`. */
const told = / ?\((\p{Script=Han}{2,9})\)/uy
/** Words of the longest English name: Shiqiao Miao and Tujia Township. */
const mostWords = 6

const at = (pattern: RegExp, line: string, offset: number): string => {
  pattern.lastIndex = offset
  return pattern.exec(line)?.[0] ?? ''
}

/** Where names may end that begin at an offset. */
const endsAt = (line: string, start: number, longest: number): number[] => {
  const characters = at(chineseHere, line, start).slice(0, longest).length
  if (characters > 0) return Array.from({ length: characters - 1 }, (_, index) => start + characters - index)
  const ends: number[] = []
  let end = start
  while (ends.length < mostWords) {
    const from = ends.length === 0 ? end : end + at(latinJoint, line, end).length
    const word = at(latinWord, line, from)
    if (word === '') break
    end = from + word.length
    ends.push(end)
  }
  return ends.reverse()
}

const tokensAt = ({ byName, longest }: Directory, line: string, start: number): Token[] =>
  endsAt(line, start, longest).flatMap((end) => {
    const all = byName.get(compact(line.slice(start, end))) ?? []
    if (all.length === 0) return []
    const which = /^[ ]?\((.*)\)$/u.exec(at(told, line, end))
    const meant = which ? all.filter(({ division }) => division.nameZh === which[1]) : all
    const last = which && meant.length > 0 ? end + which[0].length : end
    const token = (level: 'town' | 'village', isBare: boolean): Token[] => {
      const meanings = meant.filter(
        ({ division, as }) => isTown(division) === (level === 'town') && (as === 'bare') === isBare,
      )
      const vagueness = isBare ? (level === 'town' ? 1 : 2) : 0
      return meanings.length > 0 ? [{ start, end: last, level, vagueness, counties: [], meanings }] : []
    }
    return [
      ...token('town', false),
      ...token('village', false),
      ...token('town', true),
      ...token('village', true),
    ]
  })

/** Counties, and the city that they are all of, by where their names begin. */
const countiesIn = (registry: Registry, line: string): ReadonlyMap<number, Token> =>
  new Map(
    registry.find(line).flatMap(({ start, end, places }): Array<[number, Token]> => {
      const found = places.filter(({ level, code }) => level === 'county' || code === chongqing)
      if (found.length === 0) return []
      const counties = found.flatMap(({ level, code }) => (level === 'county' && code ? [code] : []))
      return [[start, { start, end, level: 'county', vagueness: 0, counties, meanings: [] }]]
    }),
  )

const separator = /[\s,、·/-]*(?:(?<![\p{L}])(?:of|in)\s+)?/uy

/** The units that one more name leaves; undefined when the names contradict each other. */
const joined = (tokens: readonly Token[]): readonly Meaning[] | undefined => {
  const counties = tokens.flatMap((token) => token.counties)
  const within = ({ division }: Meaning) => counties.length === 0 || counties.includes(countyCode(division))
  const of = (level: Token['level']) => tokens.find((token) => token.level === level)?.meanings.filter(within)
  const [towns, villages] = [of('town'), of('village')]
  const codes = towns && new Set(towns.map(({ division }) => division.code))
  const left = villages?.filter(({ division }) => !codes || codes.has(townCode(division))) ?? towns
  return left === undefined || left.length > 0 ? (left ?? []) : undefined
}

/** Each level is named once; Chongqing may stand beside its county. */
const saysTheSame = (one: Token, other: Token): boolean =>
  one.level === other.level && one.counties.length > 0 === other.counties.length > 0

/** Every way to read names that begin at an offset, in a folded line. */
export const createRunReader = (registry: Registry, known: Directory, line: string) => {
  const counties = countiesIn(registry, line)
  const starts = new Map<number, readonly Token[]>()
  const tokens = (start: number): readonly Token[] => {
    const county = counties.get(start)
    const found = starts.get(start) ?? [...(county ? [county] : []), ...tokensAt(known, line, start)]
    starts.set(start, found)
    return found
  }
  const go = (offset: number, before: readonly Token[]): Run[] =>
    tokens(offset).flatMap((token) => {
      if (before.some((one) => saysTheSame(one, token))) return []
      const all = [...before, token]
      const meanings = joined(all)
      if (!meanings) return []
      const next = token.end + at(separator, line, token.end).length
      return [runOf(all, meanings), ...go(next, all)]
    })
  return (start: number): Run[] => go(start, [])
}

const runOf = (tokens: readonly Token[], meanings: readonly Meaning[]): Run => {
  const ends = (some: readonly Token[]) => {
    const [first, last] = [some[0], some.at(-1)]
    return first && last && { start: first.start, end: last.end }
  }
  const { start, end } = ends(tokens) ?? { start: 0, end: 0 }
  return {
    start,
    end,
    named: ends(tokens.filter(({ level }) => level !== 'county')),
    county: ends(tokens.filter(({ level }) => level === 'county')),
    counties: tokens.flatMap((token) => token.counties),
    meanings,
    vagueness: Math.max(...tokens.map((token) => token.vagueness)),
    tokens,
  }
}

/** The units that runs mean: of the least vague, current names before former ones of the same township. */
export const unitsOf = (runs: readonly Run[]): readonly Meaning[] => {
  const least = Math.min(...runs.map(({ vagueness }) => vagueness))
  const all = runs.filter(({ vagueness }) => vagueness === least).flatMap(({ meanings }) => meanings)
  const current = all.filter(({ as }) => as !== 'former')
  const sameTown = ({ division }: Meaning) =>
    current.some((one) => parentOf(one.division) === parentOf(division))
  const found = new Map<Division, Meaning>()
  for (const meaning of all)
    if (meaning.as !== 'former' || !sameTown(meaning))
      found.set(meaning.division, found.get(meaning.division) ?? meaning)
  return [...found.values()].sort((one, other) => one.division.code.localeCompare(other.division.code))
}

const parentOf = (division: Division): string =>
  isTown(division) ? countyCode(division) : townCode(division)
