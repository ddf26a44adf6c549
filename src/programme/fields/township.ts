import { z } from 'zod'
import { problemOf, quoted } from '../../core/fields/outcome.ts'
import type { Claim, FieldType, Outcome, Reading } from '../../core/form/field.ts'
import { notice } from '../../core/i18n.ts'
import { divisionName, divisionOf } from '../places/divisions/sites.ts'
import type { Registry } from '../places/registry.ts'
import { type Site, siteField } from './site.ts'

const townshipCode = /^\d{9}$/

const codesOf = (sites: readonly Site[]): string[] =>
  sites.flatMap(({ code }) => (code !== null && townshipCode.test(code) ? [code] : []))

/** Of what may be a township or a village, the townships. */
const amongTownships = (outcome: Outcome<Site>): Outcome<string> | undefined => {
  if (outcome.kind === 'problem') return outcome
  const [only, ...others] = codesOf(outcome.kind === 'choice' ? outcome.values : [outcome.value])
  if (only === undefined) return undefined
  if (others.length > 0) return { kind: 'choice', values: [only, ...others] }
  return {
    kind: 'value',
    value: only,
    ...(outcome.kind === 'value' && outcome.note && { note: outcome.note }),
  }
}

/** A township that the directory of divisions has, by its code. */
export const townshipField = (registry: Registry): FieldType<string> => {
  const site = siteField(registry)
  const show = (code: string, { translate }: Reading): string => {
    const township = divisionOf(code)
    return township ? divisionName(registry, township, translate.locale) : code
  }
  return {
    name: 'township',
    schema: z.string().regex(townshipCode),
    recognise: (line, reading) =>
      site.recognise(line, reading).flatMap(({ outcome, ...piece }): Claim<string>[] => {
        const township = amongTownships(outcome)
        return township && township.kind !== 'problem' ? [{ ...piece, outcome: township }] : []
      }),
    validate: (typed, reading) =>
      amongTownships(site.validate(typed, reading)) ??
      problemOf(notice('programme.township.unknown', { text: quoted(typed) })),
    ask: () => ({ kind: 'text', multiline: false }),
    show,
    write: (code) => code,
  }
}
