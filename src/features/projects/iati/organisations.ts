import { type Translator, translatorOf } from '../../../core/i18n.ts'
import type { FeatureTools } from '../../../programme/feature.ts'
import type { Tier } from '../../../programme/fields/tier.ts'
import type { Pair, Place, Registry } from '../../../programme/places/registry.ts'
import { localGovernment } from './codes.ts'
import { type Element, element } from './xml.ts'

/** What stands in a document in Chinese, its default language, and in English where that is known. */
export interface Words {
  readonly zh: string
  readonly en?: string | null
}

export const inBoth = (say: (translate: Translator) => string): Words => ({
  zh: say(translatorOf('zh-CN')),
  en: say(translatorOf('en')),
})

export const narratives = ({ zh, en }: Words): readonly Element[] => [
  element('narrative', {}, zh),
  ...(en === undefined || en === null ? [] : [element('narrative', { 'xml:lang': 'en' }, en)]),
]

const named = ({ nameZh, nameEn }: { readonly nameZh: string; readonly nameEn: string }): Words => ({
  zh: nameZh,
  en: nameEn,
})

/** No agency registers under such a prefix: what carries it was not meant to be published. */
const unregistered = 'LUYU-UNREGISTERED'

/** Who reports; where the operator names nobody, the assisting province's office under no registered identifier. */
export const reporterOf = ({
  publisher,
  registry,
}: Pick<FeatureTools, 'publisher' | 'registry'>): { readonly identifier: string; readonly words: Words } => {
  if (publisher) return { identifier: publisher.identifier, words: { zh: publisher.name } }
  const office = registry.offices.find(
    ({ side, placeId }) =>
      side === 'assisting' && registry.places.some(({ id, level }) => id === placeId && level === 'province'),
  )
  if (!office) throw new Error('the registry names no office of the assisting province')
  return { identifier: unregistered, words: named(office) }
}

/** A place, and what it lies in. */
const upwards = (registry: Registry, place: Place): readonly Place[] => {
  const parent = registry.places.find(({ id }) => id === place.parentId)
  return parent ? [place, ...upwards(registry, parent)] : [place]
}

/** Whose money a tier's is. */
const giverOf = (registry: Registry, { assisting }: Pair, tier: Tier): Words => {
  const at = (level: Place['level']) => upwards(registry, assisting).find((place) => place.level === level)
  const city = named(at('city') ?? assisting)
  if (tier === 'city') return city
  const place = at(tier === 'provincial' ? 'province' : 'county')
  return place
    ? named(place)
    : inBoth((translate) =>
        translate('projects.iati.counties', {
          city: (translate.locale === 'en' ? city.en : city.zh) ?? city.zh,
        }),
      )
}

const government = (name: string, words: Words): Element =>
  element(name, { type: localGovernment }, ...narratives(words))

/** The tier that gives, as the provider of money. */
export const providerOf = (registry: Registry, pair: Pair, tier: Tier): Element =>
  government('provider-org', giverOf(registry, pair, tier))

/** The county, in whose special account the money is. */
export const countyAs = (name: 'provider-org' | 'receiver-org', { recipient }: Pair): Element =>
  government(name, named(recipient))

export const participating = (role: string, place: Place): Element =>
  element('participating-org', { role, type: localGovernment }, ...narratives(named(place)))

export const placeWords = named
