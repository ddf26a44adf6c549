import { z } from 'zod'
import { problemOf, quoted, understood } from '../../core/fields/outcome.ts'
import { text } from '../../core/fields/text.ts'
import type { Claim, FieldType, Outcome, Reading } from '../../core/form/field.ts'
import { notice } from '../../core/i18n.ts'
import { fold } from '../../core/text.ts'
import { countyCode, type Division, type Meaning } from '../places/divisions/directory.ts'
import { findDivisions } from '../places/divisions/find.ts'
import { lookUp } from '../places/divisions/lookup.ts'
import { countyNamedIn, countyOf, divisionName, divisionOf } from '../places/divisions/sites.ts'
import type { Place, Registry } from '../places/registry.ts'

/** A township or village. What the directory does not have, or not of that name, stands as it was typed, with no code. */
export interface Site {
  /** Nine digits a township, twelve a village, as the National Bureau of Statistics numbers them. */
  readonly code: string | null
  /** The full Chinese name of what has a code. */
  readonly text: string
}

const siteOf = (registry: Registry, division: Division): Site => ({
  code: division.code,
  text: divisionName(registry, division, 'zh-CN'),
})

/** The county that a site lies in, as far as it says so. */
export const countyOfSite = (registry: Registry, { code, text: words }: Site): Place | undefined =>
  code === null ? countyNamedIn(registry, fold(words)) : countyOf(registry, code)

/** Said behind a place by whoever knows that the directory does not have it; `show` says so in the same words. */
const outside = /\s*[(（](?:名录外|not in the directory)[)）]\s*$/iu
/** A day, a count, an amount or a reference: said while a place is asked for, it names none. */
const noPlace =
  /^[\d\s年月日号点时分:.,/-]+$|^\d[\d.,]*\s?(?:个?人|名|万?元|亿元?|亩|户|公里|people|yuan|%)$|^[a-z]-\d{4}-\d/iu
const words = text({ maximum: 100 })

const freeText = (typed: string, reading: Reading): Outcome<Site> => {
  if (!/\p{L}/u.test(typed) || noPlace.test(fold(typed).trim()))
    return problemOf(notice('programme.site.unread', { text: quoted(typed) }))
  const outcome = words.validate(typed, reading)
  return outcome.kind === 'value'
    ? understood({ code: null, text: outcome.value })
    : (outcome as Outcome<Site>)
}

/** The counties that a line names, or of which it names the twin. */
const countiesIn = (registry: Registry, line: string): ReadonlySet<string | undefined> =>
  new Set(
    registry
      .find(line)
      .flatMap(({ places }) => places)
      .filter(({ level }) => level !== 'province')
      .flatMap((place) => registry.pairsOf(place).map(({ recipient }) => recipient.code)),
  )

/**
 * Of several of one name those in a county that the line names, else those in the conversation's own: what is entered there is
 * of its pair, and lies in that pair's county. Where none of them does, all are meant.
 */
const narrowed = <One>(
  registry: Registry,
  all: readonly One[],
  division: (one: One) => Division,
  { sentence, about }: Reading,
): readonly One[] => {
  if (all.length < 2) return all
  for (const line of [sentence, about]) {
    const counties = line === undefined ? undefined : countiesIn(registry, fold(line))
    const within = all.filter((one) => counties?.has(countyCode(division(one))))
    if (within.length > 0) return within
  }
  return all
}

const outcomeOf = (
  registry: Registry,
  found: { readonly units: readonly Meaning[]; readonly near: readonly Division[] },
  typed: string,
  reading: Reading,
): Outcome<Site> => {
  const units = narrowed(registry, found.units, ({ division }) => division, reading)
  const [only, ...others] = units
  if (only && others.length === 0) {
    if (only.as !== 'former') return understood(siteOf(registry, only.division))
    const now = divisionName(registry, only.division, reading.translate.locale)
    const note = notice('programme.site.former', { text: quoted(typed), now })
    return { kind: 'value', value: siteOf(registry, only.division), note }
  }
  if (only) return { kind: 'choice', values: units.map(({ division }) => siteOf(registry, division)) }
  const free = freeText(typed, reading)
  const near = narrowed(registry, found.near, (division) => division, reading)
  if (near.length === 0 || free.kind !== 'value') return free
  return { kind: 'choice', values: [...near.map((division) => siteOf(registry, division)), free.value] }
}

const recognise = (registry: Registry, line: string, reading: Reading): Claim<Site>[] =>
  findDivisions(registry, line)
    .flatMap(({ pieces, ...found }) => {
      const [start, end] = [
        Math.min(...pieces.map((one) => one.start)),
        Math.max(...pieces.map((one) => one.end)),
      ]
      const outcome = outcomeOf(registry, found, line.slice(start, end), { sentence: line, ...reading })
      // Its county is a piece of its own: a field for the pair may take that.
      return pieces.map((piece) => ({ ...piece, outcome }))
    })
    .sort((one, other) => one.start - other.start)

const validate = (registry: Registry, typed: string, reading: Reading): Outcome<Site> => {
  const own = typed.trim()
  if (outside.test(own)) return freeText(own.replace(outside, ''), reading)
  const division = divisionOf(fold(own))
  if (division) return understood(siteOf(registry, division))
  const { isCounty, ...found } = lookUp(registry, own)
  if (isCounty) return problemOf(notice('programme.site.county', { text: quoted(own) }))
  return outcomeOf(registry, found, own, reading)
}

/** How far a value goes behind its key: to the end of the names, in Chinese of the word that they begin (火炉镇老街). */
const extent = (registry: Registry, folded: string): number => {
  const first = findDivisions(registry, folded).find(({ pieces }) => pieces.some(({ start }) => start === 0))
  const end = Math.max(0, ...(first?.pieces.map((piece) => piece.end) ?? []))
  const chinese = /^\p{Script=Han}[^\s,;]*/u.exec(folded.slice(end))?.[0].length
  return chinese === undefined && !first ? folded.length : end + (chinese ?? 0)
}

/** A township or village of the programme's counties, by any of its names; any other place as it is typed. */
export const siteField = (registry: Registry): FieldType<Site> => {
  const named = ({ code, text: typed }: Site, { translate }: Reading, isShort: boolean): string => {
    if (code === null) return translate('programme.site.outside', { text: typed })
    const division = divisionOf(code)
    return division ? divisionName(registry, division, translate.locale, isShort) : typed
  }
  return {
    name: 'site',
    schema: z.object({
      code: z
        .string()
        .regex(/^\d{9}(?:\d{3})?$/)
        .nullable(),
      text: z.string().min(1),
    }),
    recognise: (line, reading) => recognise(registry, line, reading),
    validate: (typed, reading) => validate(registry, typed, reading),
    extent: (folded) => extent(registry, folded),
    isPlain: (typed) =>
      outside.test(typed) ||
      divisionOf(typed.trim()) !== undefined ||
      lookUp(registry, typed).units.length > 0,
    ask: () => ({ kind: 'text', multiline: false }),
    show: (site, reading) => named(site, reading, false),
    showShort: (site, reading) => named(site, reading, true),
    write: ({ code, text: typed }) => code ?? `${typed}（名录外）`,
  }
}
