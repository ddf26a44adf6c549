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
const words = tiers.map((tier) => `(?<${tier}>${tierWords[tier]})`).join('|')
const rest = '(?:财政)?(?:援助|配套|帮扶)?(?:资金)?(?:出资|安排|给|自筹|投入|承担|gives?|funds?)?'
const tierBefore = new RegExp(`(?<![\\p{L}\\p{N}])(?:其中)?(?:${words})\\s?${rest}\\s?:?\\s?$`, 'iu')
// 省级60万元市级40万元: an amount parts them too.
const tierInAnswer = new RegExp(
  `(?:(?<![\\p{L}])|(?<=[元万亿]))(?:其中)?(?:${words})\\s?${rest}\\s?:?\\s?`,
  'giu',
)

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

const validate = (typed: string, reading: Reading): Outcome<Sources> => {
  const text = fold(typed).trim()
  const named = [...text.matchAll(tierInAnswer)]
  const found = named.flatMap((match, index): Array<readonly [Tier, Outcome<string>]> => {
    const tier = tierOf(match.groups)
    const end = named[index + 1]?.index ?? text.length
    const said = text
      .slice(match.index + match[0].length, end)
      .replace(/[\s,、;，；和及]+$|\s+and\s*$/giu, '')
    return tier ? [[tier, amount.validate(said, reading)]] : []
  })
  return named[0]?.index === 0
    ? gathered(found, typed)
    : problemOf(notice('projects.sources.unknown', { text: quoted(typed) }))
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
    const found = amount.recognise(line, reading).flatMap(({ start, end, outcome }) => {
      const before = endingBefore(tierBefore, line, start)
      const tier = before === undefined ? undefined : tierOf(tierBefore.exec(before)?.groups)
      return before !== undefined && tier ? [{ start: start - before.length, end, tier, outcome }] : []
    })
    if (found.length === 0) return []
    const whole = gathered(
      found.map(({ tier, outcome }) => [tier, outcome] as const),
      line,
    )
    return found.map(({ start, end }): Claim<Sources> => ({ start, end, outcome: whole }))
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
