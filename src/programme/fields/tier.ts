import { choice } from '../../core/fields/choice.ts'

/** Who gives money: the assisting province, its city, or one of the city's counties. In the order of official tables. */
export const tiers = ['provincial', 'city', 'county'] as const
export type Tier = (typeof tiers)[number]

/** What each is called before an amount, as the source of a regular expression. */
export const tierWords: Readonly<Record<Tier, string>> = {
  provincial: '省级|省|provincial|province',
  city: '市级|市|city|municipal',
  county: '县级|区级|区县级?|县|区|county|district',
}

const words = (tier: Tier): string[] => {
  const plain = tierWords[tier].replace('区县级?', '区县级|区县').split('|')
  return plain.flatMap((word) =>
    /\p{Script=Han}/u.test(word) ? [word, `${word}资金`] : [word, `${word} funds`],
  )
}

/** The tier whose money it is (市级). */
export const tierField = () =>
  choice([
    { value: 'provincial', label: 'programme.tier.provincial', words: words('provincial') },
    { value: 'city', label: 'programme.tier.city', words: words('city') },
    { value: 'county', label: 'programme.tier.county', words: words('county') },
  ])
