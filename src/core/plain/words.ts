import { type PlainKey, translatorOf } from '../i18n.ts'
import { locales } from '../request.ts'
import { anyOf, escapePattern } from '../text.ts'

interface Place {
  readonly start: number
  readonly end: number
}

/** Words of every language: whoever types may use either, whatever the language of the answer. */
export interface Words {
  isIn(text: string): boolean
  /** Where they stand, in order. */
  placesIn(text: string): readonly Place[]
  /** How many characters of them the text begins with; 0 when it does not. */
  lengthAtStart(text: string): number
  /** The text with blanks in their place, of the same length; `shortest`: words of fewer characters stay. */
  blankedIn(text: string, shortest?: number): string
}

/** Between the words of one there may be any blank. */
const spaced = (word: string): string => escapePattern(word).replaceAll(' ', '\\s+')

const isLatin = (word: string): boolean => /\p{Script=Latin}/u.test(word)

/** The longest first; a word in Latin letters counts only by itself, which is looked at once for all of them. */
const patternOf = (words: readonly string[]): string => {
  const latin = anyOf(words.filter(isLatin), spaced)
  const others = anyOf(
    words.filter((word) => !isLatin(word)),
    spaced,
  )
  return `(?<![\\p{L}\\p{N}])(?:${latin})(?![\\p{L}\\p{N}])|${others}`
}

/** Words that are names, and those that the locales list under some keys: `查看|看看`, `show|look at`. */
export const literalWords = (names: readonly string[], ...keys: readonly PlainKey[]): Words => {
  const name = [...keys, ...names].join('|')
  const words = made.get(name) ?? compile(names, keys)
  made.set(name, words)
  return words
}
const made = new Map<string, Words>()

const compile = (names: readonly string[], keys: readonly PlainKey[]): Words => {
  const listed = keys.flatMap((key) => locales.flatMap((locale) => translatorOf(locale)(key).split('|')))
  const source = patternOf([...new Set([...names, ...listed])])
  const [anywhere, all, start] = [
    new RegExp(source, 'iu'),
    new RegExp(source, 'giu'),
    new RegExp(`^(?:${source})`, 'iu'),
  ]
  return {
    isIn: (text) => anywhere.test(text),
    placesIn: (text) =>
      [...text.matchAll(all)].map(({ 0: word, index }) => ({ start: index, end: index + word.length })),
    lengthAtStart: (text) => start.exec(text)?.[0].length ?? 0,
    blankedIn: (text, shortest = 1) =>
      text.replace(all, (word) => (word.length < shortest ? word : ' '.repeat(word.length))),
  }
}

export const wordsOf = (...keys: readonly PlainKey[]): Words => literalWords([], ...keys)
