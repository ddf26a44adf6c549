import { z } from 'zod'
import { quoted } from '../../core/fields/outcome.ts'
import type { FieldType, Outcome } from '../../core/form/field.ts'
import { notice } from '../../core/i18n.ts'
import type { Locale } from '../../core/request.ts'
import { outcomeOf } from '../places/reading.ts'
import type { Office, Registry } from '../places/registry.ts'

export const officeName = (office: Office, locale: Locale): string =>
  locale === 'en' ? office.nameEn : office.nameZh

/** An institution of either side, by its id. */
export const officeField = (registry: Registry): FieldType<number> => {
  const office = (id: number): Office => {
    const found = registry.offices.find((candidate) => candidate.id === id)
    if (!found) throw new Error(`no office ${id} in the registry`)
    return found
  }
  const named = registry.offices.flatMap(({ id, nameZh, nameEn }) =>
    [nameZh, nameEn].map((name) => ({ id, name: name.toLowerCase() })),
  )
  return {
    name: 'office',
    schema: z.int().positive(),
    recognise: (line) => {
      const folded = line.toLowerCase()
      return named.flatMap(({ id, name }) => {
        const start = folded.indexOf(name)
        return start < 0 || folded.length !== line.length
          ? []
          : [{ start, end: start + name.length, outcome: { kind: 'value', value: id } as const }]
      })
    },
    validate: (text): Outcome<number> => {
      const typed = text.normalize('NFKC').trim().toLowerCase()
      const matches = named.filter(({ name }) => name === typed)
      const near =
        matches.length > 0 || typed === '' ? matches : named.filter(({ name }) => name.includes(typed))
      const ids = [...new Set(near.map(({ id }) => id))]
      if (ids.length > 0) return outcomeOf(ids)
      return { kind: 'problem', problem: notice('programme.office.unknown', { name: quoted(text) }) }
    },
    ask: ({ translate }) => ({
      kind: 'choice',
      options: registry.offices.map((one) => ({
        label: officeName(one, translate.locale),
        value: one.nameZh,
      })),
    }),
    show: (id, { translate }) => officeName(office(id), translate.locale),
    write: (id) => office(id).nameZh,
  }
}
