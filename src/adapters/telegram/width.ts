const segmenter = new Intl.Segmenter()
const wide =
  /\p{Script=Han}|\p{Script=Hangul}|\p{Script=Hiragana}|\p{Script=Katakana}|\p{Emoji_Presentation}|[\u3000-\u303F\uFF01-\uFF60\uFFE0-\uFFE6—…“”‘’]/u

const widthOfCharacter = (character: string) => (wide.test(character) ? 2 : 1)

/** Columns that a text takes in a monospaced font, where a Chinese character is as wide as two Latin ones. */
export const widthOf = (text: string): number =>
  [...segmenter.segment(text)].reduce((sum, { segment }) => sum + widthOfCharacter(segment), 0)

export const padTo = (text: string, columns: number, align: 'left' | 'right' = 'left'): string => {
  const padding = ' '.repeat(Math.max(0, columns - widthOf(text)))
  return align === 'right' ? padding + text : text + padding
}

/** The text, cut between two characters and ended with an ellipsis when it is wider than `columns`. */
export const cutTo = (text: string, columns: number): string => {
  if (widthOf(text) <= columns) return text
  let kept = ''
  let room = columns - 2
  for (const { segment } of segmenter.segment(text)) {
    room -= widthOfCharacter(segment)
    if (room < 0) break
    kept += segment
  }
  return `${kept}…`
}
