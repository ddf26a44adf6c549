import { type Called, plain } from './pieces.ts'

/** How a project is called, for whoever looks for it. The library of pinyin is loaded by who enters the first project. */
export const calledOf = async ({
  name,
  english,
}: {
  readonly name: string
  readonly english: string | null
}): Promise<Called> => {
  const { pinyin } = await import('pinyin-pro')
  const syllables = pinyin(name, { toneType: 'none', type: 'array', nonZh: 'consecutive', v: true }).map(
    plain,
  )
  return {
    name: plain(name),
    pinyin: syllables.join(''),
    initials: syllables.map((syllable) => syllable.charAt(0)).join(''),
    english: plain(english ?? ''),
  }
}
