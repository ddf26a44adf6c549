import { readFileSync } from 'node:fs'
import { compact } from '../names.ts'
import { kinds, partsOf } from './kinds.ts'

/** A township (nine digits) or a village (twelve): the first six digits are the county's, the first nine the township's. */
export interface Division {
  readonly code: string
  readonly nameZh: string
  readonly nameEn: string
  /** Chinese, newest first. */
  readonly former: readonly string[]
}

/** Something that a name may mean. */
export interface Meaning {
  readonly division: Division
  /** Whole: with what it is (火炉镇, Huolu Town, huoluzhen); bare: without (火炉). */
  readonly as: 'whole' | 'former' | 'bare'
}

export interface Directory {
  readonly divisions: readonly Division[]
  readonly byCode: ReadonlyMap<string, Division>
  /** By the name as `compact` writes it. */
  readonly byName: ReadonlyMap<string, readonly Meaning[]>
  /** Characters of the longest Chinese name. */
  readonly longest: number
}

const file = new URL('../../../../prisma/data/divisions.csv', import.meta.url)

/** The code of the city that all of the counties lie in. */
export const chongqing = '500000'

export const isTown = ({ code }: Division): boolean => code.length === 9
export const townCode = ({ code }: Division): string => code.slice(0, 9)
export const countyCode = ({ code }: Division): string => code.slice(0, 6)

/** The name without the parentheses that tell it from another of the same spelling. */
const spellingOf = (nameEn: string): string => nameEn.replace(/ \(.*\)$/u, '')

/** 文复乡, 文复民族乡: as people call what is 文复苗族土家族乡. */
const shortened = (stem: string, kind: string): string[] => [stem + kind, `${stem}民族${kind}`]

const namesOf = ({ nameZh, nameEn, former }: Division): Record<Meaning['as'], readonly string[]> => {
  const parts = partsOf(nameZh)
  if (!parts) return { whole: [nameZh], former, bare: [] }
  const { stem, peoples, kind } = parts
  const spelling = spellingOf(nameEn)
  const [word = ''] = spelling.split(' ')
  const { english, pinyin } = kinds[kind]
  const short = peoples === '' ? [] : [...shortened(stem, kind), `${word} ${english}`]
  return { whole: [nameZh, spelling, word + pinyin, ...short], former, bare: [stem, word] }
}

/** Chinese names are compared as they are: nothing of them is left out. */
const isLatin = /\p{Script=Latin}/u

const read = (): Directory => {
  const divisions = readFileSync(file, 'utf8')
    .trim()
    .split(/\r?\n/)
    .slice(1)
    .map((line): Division => {
      const [code = '', nameZh = '', nameEn = '', former = ''] = line.split(',')
      const names = former.split('|').map((name) => name.replace(/@.*$/u, ''))
      return { code, nameZh, nameEn, former: names.filter((name) => name !== '') }
    })
  const byName = new Map<string, Meaning[]>()
  for (const division of divisions) {
    const names = namesOf(division)
    for (const as of ['whole', 'former', 'bare'] as const) {
      const meaning = { division, as }
      for (const name of names[as]) {
        const key = isLatin.test(name) ? compact(name) : name
        const known = byName.get(key)
        if (!known) byName.set(key, [meaning])
        else if (known.every((one) => one.division !== division)) known.push(meaning)
      }
    }
  }
  return {
    divisions,
    byCode: new Map(divisions.map((division) => [division.code, division])),
    byName,
    longest: Math.max(
      ...divisions.flatMap(({ nameZh, former }) => [nameZh, ...former]).map((name) => name.length),
    ),
  }
}

let known: Directory | undefined

/** The townships and villages of the programme's counties; read when they are first asked for. */
export const directory = (): Directory => {
  known ??= read()
  return known
}
