/** The peoples whose townships are named after them. */
export const nationalities: Readonly<Record<string, string>> = {
  土家族: 'Tujia',
  苗族: 'Miao',
  仡佬族: 'Gelao',
}

/** What names of townships and villages end with, in English and in pinyin. */
export const kinds = {
  街道: { english: 'Subdistrict', pinyin: 'jiedao' },
  镇: { english: 'Town', pinyin: 'zhen' },
  乡: { english: 'Township', pinyin: 'xiang' },
  村: { english: 'Village', pinyin: 'cun' },
  社区: { english: 'Community', pinyin: 'shequ' },
} as const

const ending = new RegExp(
  `(?<peoples>(?:${Object.keys(nationalities).join('|')})+(?=乡$))?(?<kind>${Object.keys(kinds).join('|')})$`,
  'u',
)

export interface NameParts {
  /** 火炉 of 火炉镇. */
  readonly stem: string
  /** 土家族 of 龙桥土家族乡; empty for most. */
  readonly peoples: string
  readonly kind: keyof typeof kinds
}

/** 火炉镇 and 石桥苗族土家族乡, taken apart; undefined when it is no name of a township or village. */
export const partsOf = (name: string): NameParts | undefined => {
  const match = ending.exec(name)
  if (!match || match.index === 0) return undefined
  const { peoples = '', kind } = match.groups ?? {}
  return { stem: name.slice(0, match.index), peoples, kind: kind as NameParts['kind'] }
}
