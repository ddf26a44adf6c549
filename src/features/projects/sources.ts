import { z } from 'zod'
import { fenOf, yuanOf } from '../../core/fields/fen.ts'
import { money } from '../../core/fields/money.ts'
import { problemOf, quoted, understood } from '../../core/fields/outcome.ts'
import { shortYuan } from '../../core/fields/yuan.ts'
import type { Claim, FieldType, Outcome, Reading } from '../../core/form/field.ts'
import { notice } from '../../core/i18n.ts'
import { endingBefore, fold } from '../../core/text.ts'
import { type Tier, tiers, tierWords } from '../../programme/fields/tier.ts'
import { type TableColumn, yuanCell } from '../../programme/records/export/cell.ts'

/** What each tier gives, in yuan with two places; what a tier does not give is left out. */
export type Sources = { readonly [One in Tier]?: string | undefined }
const words = tiers.map((tier) => `(?<${tier}>(?:${tierWords[tier]})里?)`).join('|')
const gives = '(?:拿出?|出|掏|安排|补助|给|出资|自筹|投入|承担|gives?|funds?)?'
const rest = `(?:财政)?(?:再|还|也)?(?:援助|配套|帮扶)?(?:资金)?${gives}`
const named = `(?:其中)?(?:${words})\\s?${rest}\\s?:?\\s?`
const tierBefore = new RegExp(`(?<![\\p{L}\\p{N}])${named}$`, 'iu')
// 省级60万元市级40万元: an amount parts them too.
const tierInAnswer = new RegExp(`(?:(?<![\\p{L}])|(?<=[元万亿]))${named}`, 'giu')
/** What no amount of money is followed by: 市级500户. */
const counted = '[\\p{L}\\p{N}.%〕-]|\\s?(?:[a-z%]|[户人亩个米名批次年月日号期]|公里|千米|平方)'
/** county 2 million: behind a tier it is money, and yuan. */
const multiples = 'thousand|million|billion|[km]|bn'
// 市级500: in an office these are 万元, as often as not.
const bareOfTier = new RegExp(
  `(?<![\\p{L}\\p{N}])${named}(?<number>\\d{1,5}(?:\\.\\d{1,2})?)(?:\\s?(?<times>${multiples})(?![a-z])|(?!${counted}))`,
  'giu',
)
const apart = /(?=\s*(?:$|[,、;。\0])|\s+\D)/u.source
/** 三千五百万元 省级; 50万，省里的. */
const tierAfter = new RegExp(
  `^\\s?,?\\s?(?:${words})(?:财政)?(?:资金)?(?:出资|出|给|承担)?的?${apart}(?!\\s*:)`,
  'iu',
)
/** 总投资500万 市级: the whole has a name of its own. */
const whole =
  /(?:预算(?:资金)?|总?投资|概算|总额|共计?|(?<![a-z])(?:budget(?: of)?|total(?: cost)?))\s?:?\s?$/iu

const tierOf = (groups: Readonly<Record<string, string | undefined>> = {}): Tier | undefined =>
  tiers.find((tier) => groups[tier] !== undefined)

const amount = money()

/** 省级100万、市级300万; a tier that is named twice is read as nothing. */
const gathered = (
  found: ReadonlyArray<readonly [tier: Tier, outcome: Outcome<string>]>,
  text: string,
): Outcome<Sources> => {
  const sources: { -readonly [Key in Tier]?: string } = {}
  for (const [tier, outcome] of found) {
    if (outcome.kind === 'problem') return outcome
    if (outcome.kind !== 'value' || sources[tier] !== undefined)
      return problemOf(notice('projects.sources.unknown', { text: quoted(text) }))
    sources[tier] = outcome.value
  }
  return found.length === 0
    ? problemOf(notice('projects.sources.unknown', { text: quoted(text) }))
    : understood(sources)
}

/** 市级500: which unit is meant is asked, the same of all of them. */
const eitherUnit = (
  found: ReadonlyArray<readonly [tier: Tier, said: Outcome<string> | string]>,
  text: string,
): Outcome<Sources> => {
  const times = (factor: bigint) =>
    gathered(
      found.map(([tier, said]) => [
        tier,
        typeof said === 'string' ? understood(yuanOf(fenOf(said) * factor)) : said,
      ]),
      text,
    )
  const outcomes = found.some(([, said]) => typeof said === 'string')
    ? [times(10_000n), times(1n)]
    : [times(1n)]
  const [first] = outcomes
  const values = outcomes.flatMap((outcome) => (outcome.kind === 'value' ? [outcome.value] : []))
  return values.length < 2 && first ? first : { kind: 'choice', values }
}

/** With two places it is of yuan, as `write` has it. */
const bareNumber = /^\d{1,5}(?:\.\d)?$/u

const validate = (typed: string, reading: Reading): Outcome<Sources> => {
  const text = fold(typed).trim()
  const said = [...text.matchAll(tierInAnswer)]
  if (said[0]?.index !== 0) {
    const [first, ...more] = found(text, reading)
    return first && more.length === 0 && first.start === 0 && first.end === text.length
      ? eitherUnit([[first.tier, first.outcome]], typed)
      : problemOf(notice('projects.sources.unknown', { text: quoted(typed) }))
  }
  const given = said.flatMap((match, index): Array<readonly [Tier, Outcome<string> | string]> => {
    const tier = tierOf(match.groups)
    const end = said[index + 1]?.index ?? text.length
    const number = text
      .slice(match.index + match[0].length, end)
      .replace(/[\s,、;，；和及]+$|\s+and\s*$/giu, '')
    return tier ? [[tier, bareNumber.test(number) ? number : amount.validate(number, reading)]] : []
  })
  return eitherUnit(given, typed)
}

interface OfTier {
  readonly start: number
  readonly end: number
  readonly tier: Tier
  readonly outcome: Outcome<string> | string
}

/** 市级300万, 300万 市级 and 市级500, in order. */
const found = (line: string, reading: Reading): OfTier[] => {
  const amounts = amount.recognise(line, reading)
  const ofAmounts = amounts.flatMap(({ start, end, outcome }): OfTier[] => {
    const before = endingBefore(tierBefore, line, start)
    const tier = before === undefined ? undefined : tierOf(tierBefore.exec(before)?.groups)
    if (before !== undefined && tier) return [{ start: start - before.length, end, tier, outcome }]
    const after = tierAfter.exec(line.slice(end, end + 24))
    const behind = tierOf(after?.groups)
    return after && behind && endingBefore(whole, line, start) === undefined
      ? [{ start, end: end + after[0].length, tier: behind, outcome }]
      : []
  })
  const bare = [...line.matchAll(bareOfTier)].flatMap(({ 0: text, index, groups = {} }): OfTier[] => {
    const [tier, end] = [tierOf(groups), index + text.length]
    const isTaken = [...amounts, ...ofAmounts].some((one) => index < one.end && one.start < end)
    const { number = '', times } = groups
    const outcome = times === undefined ? number : amount.validate(`${number} ${times} yuan`, reading)
    return tier && !isTaken ? [{ start: index, end, tier, outcome }] : []
  })
  return [...ofAmounts, ...bare].sort((one, other) => one.start - other.start)
}

const schema: z.ZodType<Sources> = z
  .object({ provincial: amount.schema, city: amount.schema, county: amount.schema })
  .partial()
  .refine((sources) => tiers.some((tier) => sources[tier] !== undefined))

/** In short where that is the whole amount. */
const shown = (given: string, reading: Reading): string => {
  const short = shortYuan(given, reading.translate)
  const outcome = amount.validate(short, reading)
  return outcome.kind === 'value' && outcome.value === given ? short : amount.show(given, reading)
}

/** What of a budget comes from the province, the city and the county (省级100万、市级300万). */
export const sourcesField = (): FieldType<Sources> => ({
  name: 'sources',
  schema,
  recognise: (line, reading) => {
    const given = found(line, reading)
    if (given.length === 0) return []
    const together = eitherUnit(
      given.map(({ tier, outcome }) => [tier, outcome] as const),
      line,
    )
    return given.map(({ start, end }): Claim<Sources> => ({ start, end, outcome: together }))
  },
  validate,
  ask: () => ({ kind: 'text', multiline: false }),
  show: (sources, reading) =>
    tiers
      .flatMap((tier) => {
        const given = sources[tier]
        return given === undefined
          ? []
          : [reading.translate('projects.sources.of', { tier, amount: shown(given, reading) })]
      })
      .join(reading.translate('projects.listed')),
  write: (sources) =>
    tiers.flatMap((tier) => (sources[tier] === undefined ? [] : [`${tier} ${sources[tier]}`])).join(', '),
})

/** What one tier gives, as a column of its own; the other tiers stay when it is read back. */
export const tierColumn = (tier: Tier): TableColumn<Sources> => ({
  label: `projects.export.${tier}`,
  cell: (sources) => yuanCell(sources[tier]),
  read: { type: amount, example: 'projects.example.budget', as: (yuan) => ({ [tier]: yuan }) },
})

/** What the tiers give together, in yuan with two places. */
export const sumOf = (given: ReadonlyArray<string | null | undefined>): string =>
  yuanOf(given.reduce((total, one) => total + fenOf(one), 0n))

export const isMore = (one: string, other: string): boolean => fenOf(one) > fenOf(other)

/** What is left, in yuan with two places; below zero where more was taken than there is. */
export const remainderOf = (whole: string, part: string): string => yuanOf(fenOf(whole) - fenOf(part))
