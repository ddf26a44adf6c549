const quotes = /[“”„‟«»「」『』]/gu
const singleQuotes = /[‘’‚‛]/gu
const blanks = /[\u00a0\u2000-\u200a\u202f\u3000\t]/gu
const fullWidth = /[\uff01-\uff5e]/gu
const distanceToAscii = 0xfee0

/**
 * Makes what people type on different keyboards alike: full-width letters, digits, punctuation and blanks become ASCII,
 * quotation marks of any kind become `"` or `'`. The result has the same length, so offsets hold in both texts.
 */
export const fold = (text: string): string =>
  text
    .replace(fullWidth, (character) => String.fromCharCode(character.charCodeAt(0) - distanceToAscii))
    .replace(blanks, ' ')
    .replace(quotes, '"')
    .replace(singleQuotes, "'")

/** Chinese characters, for a regular expression's character class. */
export const chinese = '\\p{Script=Han}〇'

/** NUL, and halves of surrogate pairs, which no database keeps and nobody can read. */
const unreadable = /\0|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g

/** Blanks without width, soft hyphens and marks of direction: they come with what is copied, part words, and nobody sees them. */
const unseen = /[\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]/g

/** The text without what cannot be kept, or was never seen. */
export const readable = (text: string): string => text.replace(unreadable, '').replace(unseen, '')

const wordCharacter = /[\p{L}\p{N}\p{M}_]/u

/** Whether a piece of a line stands alone: blanks, punctuation or the line's ends around it. */
export const standsAlone = (line: string, start: number, end: number): boolean =>
  !wordCharacter.test(characterBefore(line, start)) && !wordCharacter.test(characterAt(line, end))

/** As far back as words are looked for: more than the longest of them, and not the whole line, so that reading stays linear. */
const farthestBack = 48

/** The words before an offset, as far as they are ever looked at. */
export const wordsBefore = (line: string, offset: number): string =>
  line.slice(Math.max(offset - farthestBack, 0), offset)

/** What a pattern that ends with `$` matches just before an offset; undefined when it does not. */
export const endingBefore = (pattern: RegExp, line: string, offset: number): string | undefined =>
  pattern.exec(wordsBefore(line, offset))?.[0]

/** The character that ends at an offset; empty at the start. */
export const characterBefore = (line: string, offset: number): string => {
  const last = line.charCodeAt(offset - 1)
  const wide = last >= 0xdc00 && last <= 0xdfff && offset >= 2
  return line.slice(Math.max(offset - (wide ? 2 : 1), 0), offset)
}

/** The character that begins at an offset; empty at the end. */
export const characterAt = (line: string, offset: number): string => {
  const point = line.codePointAt(offset)
  return point === undefined ? '' : String.fromCodePoint(point)
}

/** Text made safe for the inside of a regular expression. */
export const escapePattern = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|/]/gu, '\\$&')

/** Any of some words, as the source of a regular expression: the longest first; it fits nothing when there are none. */
export const anyOf = (words: readonly string[], sourceOf: (word: string) => string = escapePattern): string =>
  [...words]
    .sort((one, other) => other.length - one.length)
    .map((word) => sourceOf(word))
    .join('|') || '(?!)'

/** Words as they are compared: without decoration, marks at the end, and capitals. */
export const plainWords = (words: string): string =>
  fold(words)
    .replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, '')
    .replace(/\s+/gu, ' ')
    .toLowerCase()
