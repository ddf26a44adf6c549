import type { FormField } from '../form/field.ts'
import { escapePattern, fold } from '../text.ts'

/** What the value of a key may be, and the offset where it ends. */
export interface KeyedValue {
  readonly text: string
  readonly end: number
}

/** `key:value` in a line. */
export interface KeyedPiece {
  readonly start: number
  readonly field: FormField
  /** The part of the field's value that the key gives; the whole value when absent. */
  readonly part?: string
  /** The longest first; one when it was quoted or is text. */
  readonly values: readonly KeyedValue[]
  /** Written without a colon (人数15, 日期改为3月8日): it counts only when it makes sense. */
  readonly loose: boolean
  readonly quoted: boolean
}

interface Key {
  readonly field: FormField
  readonly part?: string
}

/** A key that may stand without a colon: 从 and 到 are too common in sentences. */
const chineseWord = /^\p{Script=Han}{2,}$/u
const changedTo = '(?:改|调整|更正|变更)[为成到至]'

/** An unquoted value has at most this many words, so that reading a line stays fast. */
const mostWords = 8

const keysOf = (fields: readonly FormField[]): Map<string, Key> => {
  const keys = new Map<string, Key>()
  const add = (word: string, key: Key) => {
    const plain = normal(word)
    if (!keys.has(plain)) keys.set(plain, key)
  }
  for (const field of fields) for (const word of [field.name, ...field.keys]) add(word, { field })
  for (const field of fields)
    for (const [part, words] of Object.entries(field.type.parts ?? {}))
      for (const word of [part, ...words]) add(word, { field, part })
  return keys
}

const normal = (word: string) => fold(word).toLowerCase().replace(/\s+/gu, ' ').trim()

/** Finds `key:value` with the form's own keys. An unquoted value ends before the next key at the latest. */
export const keyedPieces = (fields: readonly FormField[], line: string, folded: string): KeyedPiece[] => {
  const keys = keysOf(fields)
  if (keys.size === 0) return []
  const words = [...keys.keys()].sort((a, b) => b.length - a.length)
  const strict = `(?<![\\p{L}\\p{N}_])(${words.map(escapePattern).join('|')})\\s*:(?!//)\\s*`
  const spoken = words.filter((word) => chineseWord.test(word))
  const loose = `(?<!\\p{L})(${spoken.join('|') || '(?!)'})\\s*(?:${changedTo}|[为是=]|(?=\\d))\\s*`
  const pattern = new RegExp(`${strict}|${loose}`, 'giu')
  const pieces: KeyedPiece[] = []
  let match = pattern.exec(folded)
  while (match) {
    const key = keys.get(normal(match[1] ?? match[2] ?? ''))
    const loose = match[1] === undefined
    const from = match.index + match[0].length
    const quotation = quotedAt(line, folded, from)
    if (quotation) pattern.lastIndex = quotation.end
    const next = pattern.exec(folded)
    const limit = next ? startOf(folded, next.index) : line.length
    if (key && !(loose && key.field.freeText)) {
      const values = quotation ? [quotation] : unquoted(key, line, from, limit)
      pieces.push({
        ...key,
        start: startOf(folded, match.index),
        values,
        loose,
        quoted: quotation !== undefined,
      })
    }
    match = next
  }
  return pieces
}

/** Where a key begins, with the number that it has in a list: `2、人数：12人`. */
const startOf = (line: string, key: number): number =>
  /(?<=^|\n)\s*(?:\d{1,2}|[一二三四五六七八九十])\s?[、.)]\s*$/u.exec(line.slice(0, key))?.index ?? key

const quotedAt = (line: string, folded: string, from: number): KeyedValue | undefined => {
  const mark = folded.charAt(from)
  if (mark !== '"' && mark !== "'") return undefined
  const close = folded.indexOf(mark, from + 1)
  return close < 0 ? undefined : { text: line.slice(from + 1, close), end: close + 1 }
}

/** Up to a blank or a mark; a comma within a number is none. */
const word = /(?:[^\s,;，；。]|(?<=\d)[,，](?=\d{3}))+/gu
const separators = /[\s,;，；、]+$/u

const unquoted = ({ field, part }: Key, line: string, from: number, limit: number): KeyedValue[] => {
  const rest = line.slice(from, limit)
  // Only free text runs over several lines.
  const segment = field.freeText ? rest : (/^[^\n]*/u.exec(rest)?.[0] ?? '')
  const upTo = (end: number): KeyedValue => {
    const text = segment.slice(0, end).replace(separators, '')
    return { text, end: from + text.length }
  }
  if (field.freeText && part === undefined) return [upTo(segment.length)]
  const isText = part === undefined && field.type.name === 'text'
  const ends = [...segment.matchAll(isText ? /\S+/gu : word)].map((one) => one.index + one[0].length)
  if (ends.length === 0) return [upTo(0)]
  return ends
    .slice(0, isText ? 1 : mostWords)
    .map(upTo)
    .reverse()
}
