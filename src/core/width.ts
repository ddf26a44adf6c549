import { eastAsianWidth } from 'get-east-asian-width'

/** Where a text stands in columns: Chinese fonts of chat programs draw some punctuation wide that terminals draw narrow. */
export type Font = 'chat' | 'terminal'

const segmenter = new Intl.Segmenter()
/** Where one character may be several code points: marks, joiners, skin tones, flags. */
const composed = /[\p{M}\p{Cf}\p{Emoji_Modifier}\p{Regional_Indicator}]/u

/** Characters as people count them. Segmenting is slow, and few texts need it. */
const charactersOf = (text: string): string[] =>
  composed.test(text) ? [...segmenter.segment(text)].map(({ segment }) => segment) : [...text]

/** Neither narrow nor wide by Unicode (East Asian Width “ambiguous”). */
const ambiguous = /[—…“”‘’]/u
const invisible = /^\p{Cf}/u

const widthOfCharacter = (character: string, font: Font): number => {
  if (invisible.test(character)) return 0
  if (font === 'chat' && ambiguous.test(character)) return 2
  return eastAsianWidth(character.codePointAt(0) ?? 0)
}

/** Columns that a text takes in a fixed-width font, where a Chinese character is as wide as two Latin ones. */
export const widthOf = (text: string, font: Font = 'chat'): number =>
  charactersOf(text).reduce((sum, character) => sum + widthOfCharacter(character, font), 0)

export const padTo = (
  text: string,
  columns: number,
  align: 'left' | 'right' = 'left',
  font: Font = 'chat',
): string => {
  const padding = ' '.repeat(Math.max(0, columns - widthOf(text, font)))
  return align === 'right' ? padding + text : text + padding
}

/** The text, cut between two characters and ended with an ellipsis when it is wider than `columns`. */
export const cutTo = (text: string, columns: number, font: Font = 'chat'): string => {
  if (widthOf(text, font) <= columns) return text
  let kept = ''
  let room = columns - 2
  for (const character of charactersOf(text)) {
    room -= widthOfCharacter(character, font)
    if (room < 0) break
    kept += character
  }
  return `${kept}…`
}

const opening = '（「『“‘《〈【〔'
const closing = '）」』”’》〉】〕，。、；：！？…·'
/** What a line is not broken within: a word, or a Chinese character, with the marks and the blanks that belong to it. */
const unbroken = new RegExp(
  `[${opening}]*(?:\\p{Script=Han}|(?:(?![\\p{Script=Han}${opening}])\\S)+)[${closing}]*\\s*|\\S+\\s*|\\s+`,
  'gu',
)

/** The text in lines of at most so many columns. A word that is longer (a path, an address) stays whole. */
export const wrapTo = (text: string, columns: number, font: Font = 'chat'): string[] =>
  text.split('\n').flatMap((line) => {
    if (columns === Number.POSITIVE_INFINITY || widthOf(line, font) <= columns) return [line]
    const lines: string[] = []
    let current = ''
    for (const [piece] of line.matchAll(unbroken)) {
      if (current.trim() !== '' && widthOf(current, font) + widthOf(piece.trimEnd(), font) > columns) {
        lines.push(current.trimEnd())
        current = ''
      }
      current += piece
    }
    return [...lines, current.trimEnd()]
  })
