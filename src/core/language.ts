import type { Locale } from './request.ts'

/** What language some words are in, and whether they tell it for certain. */
export interface Typed {
  readonly locale: Locale
  readonly isSure: boolean
}

const han = /\p{Script=Han}/gu
/** A command of the menu with its verb, an address, a reference or a code: the same in every language. */
const neutral = /^\s*[/／]\S+(?:\s+[a-z]+(?!\S))?|https?:\/\/\S+|@\S+|\S*\d\S*/giu
const latinWord = /(?<![\p{L}\p{N}])\p{Script=Latin}[\p{Script=Latin}'’-]{1,14}(?![\p{L}\p{N}])/gu

/**
 * The language that a line is typed in; undefined where it tells none (a reference, a name, a number). `isName`: words that
 * people write in Latin letters whatever they speak.
 */
export const languageTyped = (line: string, isName: (word: string) => boolean): Typed | undefined => {
  const words = line.replace(neutral, ' ')
  const latin = [...words.matchAll(latinWord)].map(([word]) => word).filter((word) => !isName(word))
  const chinese = line.match(han)?.length ?? 0
  // Show me 武隆 please: a name in its own script makes a sentence no Chinese one.
  if (chinese > 0)
    return { locale: latin.length > 2 && latin.length > chinese ? 'en' : 'zh-CN', isSure: true }
  const [only] = latin
  if (only === undefined) return undefined
  return { locale: 'en', isSure: latin.length > 1 || only.length > 3 }
}
