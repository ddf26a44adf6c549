import type { Claim, FieldType, Outcome } from '../../core/form/field.ts'
import { fold, wordsBefore } from '../../core/text.ts'
import type { Level } from '../../generated/prisma/enums.ts'
import { levelField } from './levels.ts'

const ladder: readonly Level[] = ['provincial', 'city', 'county', 'township', 'other']

/** The ranks of cadres (公务员职务级别), and what the governments of a level are called. */
const ranks: ReadonlyArray<readonly [string, readonly Level[]]> = [
  ['省部|省|部', ['provincial']],
  ['厅局|司局|地厅|厅|司|地市|市', ['city']],
  // A bureau is of a province, of a city or of a county.
  ['局', ['city', 'county', 'township']],
  ['县处|处|区县|县区|县|区', ['county']],
  ['乡科|科|乡镇|镇|乡', ['township']],
  ['股', ['other']],
]
const englishRanks: ReadonlyArray<readonly [string, readonly Level[]]> = [
  ['provincial|province|ministerial', ['provincial']],
  ['prefecture|prefectural|municipal|city|department', ['city']],
  ['bureau', ['city', 'county', 'township']],
  ['county|district|division', ['county']],
  ['township|town|section', ['township']],
]
/** 市级 names a government, which much else is of: 市级 示范园. */
const ofGovernment = /^(?:省|市|地市|县|区|区县|县区|乡镇|镇|乡)级$/u

const names = (all: typeof ranks) => all.map(([words]) => words).join('|')
const people = '(?:党政)?(?:领导|干部|官员|负责人|代表团|考察团)'
const chinese = new RegExp(
  `(?:(?<!\\p{Script=Han})|(?<=[成为是由]))由?[正副]?(?<rank>${names(ranks)})级(?:别)?(?<beside>[及]?以[上下])?(?:的?${people})?(?:同志)?(?:带队|率队|率团)?(?!(?!\\p{Script=Han}{2,3}(?:带队|率队|率团))\\p{Script=Han}|\\s*\\d+[人名位])`,
  'gu',
)
const english = new RegExp(
  `(?<![\\p{L}\\p{N}-])(?:(?:led|headed) by )?(?:an? |the )?(?:deputy[- ])?(?<rank>${names(englishRanks)})(?:-| )level(?: (?:officials?|leaders?|cadres?|delegation|head|visit))?(?![\\p{L}\\p{N}]|\\s\\p{L})`,
  'giu',
)

const levelsOf = ({ rank = '', beside }: Readonly<Record<string, string | undefined>>): readonly Level[] => {
  const [, levels = []] =
    [...ranks, ...englishRanks].find(([words]) => words.split('|').includes(rank.toLowerCase())) ?? []
  const [level] = levels
  if (beside === undefined || level === undefined) return levels
  const at = ladder.indexOf(level)
  return beside.endsWith('上') ? ladder.slice(0, at + 1) : ladder.slice(at)
}

const meant = (levels: readonly Level[]): Outcome<Level> => {
  const [only, ...more] = levels
  return only !== undefined && more.length === 0
    ? { kind: 'value', value: only }
    : { kind: 'choice', values: levels }
}

const recognise = (line: string): Claim<Level>[] =>
  [...line.matchAll(chinese), ...line.matchAll(english)].flatMap(({ 0: text, index, groups = {} }) => {
    const end = index + text.length
    const goesOn =
      /^\s*\p{Script=Han}/u.test(line.slice(end)) || /\p{Script=Han}\s*$/u.test(wordsBefore(line, index))
    return ofGovernment.test(text) && goesOn ? [] : [{ start: index, end, outcome: meant(levelsOf(groups)) }]
  })

/** The level of a delegation. In a line only a rank tells it (厅局级, county-level), since it follows from the head's title. */
export const delegationLevel = (): FieldType<Level> => {
  const field = levelField()
  return {
    ...field,
    recognise,
    validate: (typed, reading) => {
      const named = field.validate(typed, reading)
      if (named.kind !== 'problem') return named
      const text = fold(typed).trim()
      const [only] = recognise(text)
      return only?.start === 0 && only.end === text.length ? only.outcome : named
    },
  }
}
