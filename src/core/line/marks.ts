/** Arrows that say which way something goes, and are no decoration. */
const meaningful = '➡👉⬅👈'
const pictures = new RegExp(
  `(?![${meaningful}])\\p{Extended_Pictographic}[\\p{Emoji_Modifier}\\ufe0f\\u200d\\p{Extended_Pictographic}]*|[\\u{1f1e6}-\\u{1f1ff}]|\\u20e3`,
  'gu',
)
/** ①, ⒈, ㈠ and bullets. */
const numbered = /[\u2460-\u24ff\u2776-\u2793\u3220-\u3229•●▪◦‣■□◆◇★☆※]/gu
/** A mark, or a number with its mark, before an item of a list or before quoted words. */
const item =
  /(?<=^|\n)(?:[ \t]*(?:[-–—*+·>]|&gt;)(?=[ \t]))+|(?<=^|\n)[ \t]*>+|(?<=^|\n)[ \t]*\(?(?:\d{1,2}|[一二三四五六七八九十]{1,3})[、.)](?=[ \t]+\D|[^\d\s.])/gu
/** (一), (2) before an item in a line. */
const bracketed = /(?<=^|[\n;,。、\s])\((?:\d{1,2}|[一二三四五六七八九十]{1,3})\)(?=\s*[\p{L}\p{N}])/gu
/** *bold*, _italic_, ~struck~ and `code`, around words. */
const emphasis = /(?<![\p{L}\p{N}])[*_~`]+(?=\S)|(?<=\S)[*_~`]+(?![\p{L}\p{N}])/gu
/** Where a heading stands before the words: 【互访】, #互访. */
const heading = /^\s*(?:【[^】\n]{1,12}】|#[^\s#]{1,12})/u
const linkAddress = /https?:\/\/\S+/giu
const bracketedKey = /【(?<key>[^】\n]{1,12})】/gu

const blank = (text: string) => ' '.repeat(text.length)

/**
 * A folded line without its decoration, of the same length: emoji, marks of lists and of emphasis become blanks, and a key in
 * heavy brackets (【时间】) one with a colon. `isKey` knows the form's keys.
 */
export const withoutMarks = (folded: string, isKey: (word: string) => boolean): string => {
  const addresses = [...folded.matchAll(linkAddress)].map(({ 0: text, index }) => [
    index,
    index + text.length,
  ])
  const kept = (offset: number) => addresses.some(([start = 0, end = 0]) => start <= offset && offset < end)
  const clear = (line: string, pattern: RegExp) =>
    line.replace(pattern, (...match) => {
      const [text, offset] = [String(match[0]), Number(match.find((part) => typeof part === 'number'))]
      return kept(offset) ? text : blank(text)
    })
  const keyed = folded.replace(bracketedKey, (text, key: string) => (isKey(key) ? ` ${key}:` : text))
  const open = keyed.replace(heading, blank)
  return [pictures, numbered, item, bracketed, emphasis].reduce(clear, open)
}

/** Words as a value may hold them: without decoration, on as few blanks as there can be. */
export const undecorated = (words: string): string =>
  withoutMarks(words, () => false)
    .replace(/[ \t]+/gu, ' ')
    .trim()
