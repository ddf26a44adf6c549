import { z } from 'zod'
import { text } from '../../core/fields/text.ts'
import type { FieldType, Outcome } from '../../core/form/field.ts'
import type { Locale } from '../../core/request.ts'
import { type Division, isTown } from '../places/divisions/directory.ts'
import { lookUp } from '../places/divisions/lookup.ts'
import { countyOf, divisionName } from '../places/divisions/sites.ts'
import type { Office, Place, Registry } from '../places/registry.ts'

export const officeName = (office: Office, locale: Locale): string =>
  locale === 'en' ? office.nameEn : office.nameZh

const longestName = 100
const han = /\p{Script=Han}/u

/** The one township that a name may mean, among those of a county where that is known. */
export const townshipNamed = (registry: Registry, name: string, county?: Place): Division | undefined => {
  const [only, ...others] = lookUp(registry, name)
    .units.map(({ division }) => division)
    .filter((one) => isTown(one) && (county === undefined || countyOf(registry, one.code) === county))
  return others.length === 0 ? only : undefined
}

/** What an institution is called, in the reader's language where the programme knows it, or it is a township. */
export const officeCalled = (registry: Registry, name: string, locale: Locale): string => {
  const office = registry.offices.find(({ nameZh }) => nameZh === name)
  if (office) return officeName(office, locale)
  // What is typed in Latin letters is another office's own name as often as a township's.
  const township = locale === 'en' && han.test(name) ? townshipNamed(registry, name) : undefined
  return township ? divisionName(registry, township, locale) : name
}

/** An institution: one that the programme knows, by its Chinese name, or any other by its own (a township's, a bureau's). */
export const officeField = (registry: Registry): FieldType<string> => {
  const any = text({ maximum: longestName })
  const named = registry.offices.flatMap(({ nameZh, nameEn }) =>
    [nameZh, nameEn].map((name) => ({ office: nameZh, name: name.toLowerCase() })),
  )
  return {
    name: 'office',
    schema: z.string().trim().min(1).max(longestName),
    recognise: (line) => {
      const folded = line.toLowerCase()
      return named.flatMap(({ office, name }) => {
        const start = folded.indexOf(name)
        return start < 0 || folded.length !== line.length
          ? []
          : [{ start, end: start + name.length, outcome: { kind: 'value', value: office } as const }]
      })
    },
    validate: (given, reading): Outcome<string> => {
      const outcome = any.validate(given, reading)
      if (outcome.kind !== 'value') return outcome
      const typed = outcome.value.normalize('NFKC').toLowerCase()
      const known = named.find(({ name }) => name === typed)
      const near = [...new Set(named.filter(({ name }) => name.includes(typed)).map(({ office }) => office))]
      const [only] = near
      if (known) return { kind: 'value', value: known.office }
      if (only !== undefined && near.length === 1) return { kind: 'value', value: only }
      const township = townshipNamed(registry, outcome.value)
      const isShown = township && divisionName(registry, township, 'en').toLowerCase() === typed
      return isShown ? { kind: 'value', value: divisionName(registry, township, 'zh-CN') } : outcome
    },
    ask: ({ translate }) => ({
      kind: 'choice',
      options: registry.offices.map((one) => ({
        label: officeName(one, translate.locale),
        value: one.nameZh,
      })),
    }),
    show: (name, { translate }) => officeCalled(registry, name, translate.locale),
    write: (name) => name,
  }
}
