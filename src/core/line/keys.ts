import type { FormField } from '../form/field.ts'
import { anyOf, fold } from '../text.ts'
import { labelledIn } from './labels.ts'
import { undecorated } from './marks.ts'
import { placeholderAhead } from './placeholders.ts'

/** What the value of a key may be, and the offset where it ends. */
export interface KeyedValue {
  readonly text: string
  readonly end: number
}

/** `key:value` in a line. */
export interface KeyedPiece {
  readonly start: number
  /** Where the value begins. */
  readonly from: number
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
/** 参加人数, 统计时段: words of notices before a key; 报名时间 is another time. */
const modifiers =
  '(?:统计|查询|活动|会议|召开|举办|出访|来访|互访|到访|访问|考察|调研|具体|参加|参访|总|出行|拟|计划|预计|实际){0,2}'
const changedTo = '(?:改|换|调整|更正|更改|变更|增加?|减少?|加|降|升)[为成到至]'

/** head should be, the outcome was, 事由应该是: what joins a key and its value belongs to neither. */
const adverb = '(?:(?:actually|really|in fact|now|just|definitely)\\s+)?'
const being =
  '(?:(?:will|shall|should|would|must|(?:has|have|needs?|ought) to|(?:is|are|was|were) (?:going )?to)\\s+(?:have\\s+been|be)|(?:(?:has|have|had)\\s+been|is|are|was|were)(?:\\s+changed\\s+to)?|becomes?|became|(?:changed?s?|set)\\s+to|to|=)'
const joined = `(?:${adverb}${being}\\s+${adverb}(?:to\\s+)?)?`
const joinedInChinese = '(?:现在)?(?:应该?|应当|其实|实际上?|确定|就|将)?[为是=]'
const theirs = '(?:(?:the|our|its|his|her|their)\\s+)?'

/** An unquoted value has at most this many words, so that reading a line stays fast. */
const mostWords = 8

/** The keys of a form, and how they are found: its fields are the same objects every time. */
interface Keys {
  readonly keys: ReadonlyMap<string, Key>
  readonly pattern: RegExp
  /** Any of them, whatever stands around it. */
  readonly mention: RegExp
}
const made = new WeakMap<readonly FormField[], Keys>()

const keysOf = (fields: readonly FormField[]): Keys => {
  const known = made.get(fields)
  if (known) return known
  const keys = wordsOf(fields)
  const result = { keys, pattern: patternOf(keys), mention: new RegExp(anyOf([...keys.keys()]), 'iu') }
  made.set(fields, result)
  return result
}

const wordsOf = (fields: readonly FormField[]): Map<string, Key> => {
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

/** Whether a word is one of the form's keys. */
export const isKeyOf = (fields: readonly FormField[]): ((word: string) => boolean) => {
  const { keys } = keysOf(fields)
  return (word) => keys.has(normal(word))
}

/** A text or a name may be any words: only a colon, or a Chinese key, says that an English word is a key. */
export const anyWords = new Set(['text', 'person', 'site'])

const patternOf = (keys: ReadonlyMap<string, Key>): RegExp => {
  const words = [...keys.keys()]
  // 到达 and 返回 are verbs of any sentence, unless a colon follows.
  const spoken = words.filter((word) => {
    const key = keys.get(word)
    return chineseWord.test(word) && !(key?.part !== undefined && key.field.type.name === 'dateRange')
  })
  const exact = words.filter((word) => {
    const key = keys.get(word)
    return /^[a-z]+$/u.test(word) && key && key.part === undefined && !anyWords.has(key.field.type.name)
  })
  // 12 people 5 March: after a number the word is its unit.
  const units = exact.filter((word) => keys.get(word)?.field.type.name === 'count')
  const others = exact.filter((word) => !units.includes(word))
  // Where a clause begins an English word for a text or a name is a key too: purpose sign an agreement.
  const opening = words.filter((word) => {
    const key = keys.get(word)
    return /^[a-z]+$/u.test(word) && key && key.part === undefined && anyWords.has(key.field.type.name)
  })
  const strict = `(?<![\\p{L}\\p{N}_:])${modifiers}(${anyOf(words)})\\s*[:](?!//)[:\\s]*`
  const loose = `(?<!\\p{L})(${anyOf(spoken)})\\s*(?:${changedTo}|${joinedInChinese}|;?(?=[由从]?\\d)|(?<=\\s)(?=\\S))\\s*`
  const spaced = `(?<![\\p{L}\\p{N}_])(${anyOf(others)}|(?<![\\p{L}\\p{N}]\\s?|dozen\\s)(?:${anyOf(units)})|(?<=(?:-\\d{4,9}|change|set|make|update)\\s)(?:${anyOf(units)}))(?:\\s+${joined}(?=\\S)|;\\s*(?=\\d))`
  const clause = `(?<=^\\s*|[,;\\n]\\s*|-\\d{4,9}\\s)${theirs}(${anyOf(opening)})\\s+${joined}(?!(?:of|by|is|to)\\b)(?=[\\p{L}\\p{N}])`
  // head tbd, 带队待定: nobody's name and no text follows, so that the key is one wherever it stands.
  const unknown = `(?:(?<!\\p{L})|(?<=[人名位日号]))${theirs}(${anyOf(words.filter((word) => anyWords.has(keys.get(word)?.field.type.name ?? '')))})(?:人选?)?\\s*${joined}${joinedInChinese}?\\s*(?=${placeholderAhead})`
  return new RegExp(`${strict}|${unknown}|${loose}|${spaced}|${clause}`, 'giu')
}

/** Finds `key:value` with the form's own keys. An unquoted value ends before the next key at the latest. */
export const keyedPieces = (fields: readonly FormField[], line: string, folded: string): KeyedPiece[] => {
  const { keys, pattern, mention } = keysOf(fields)
  // Looked for once, before it is asked whether it is meant as one.
  if (keys.size === 0 || !mention.test(folded)) return []
  pattern.lastIndex = 0
  const pieces: KeyedPiece[] = []
  let match = pattern.exec(folded)
  while (match) {
    const key = keys.get(normal(match.slice(1).find((word) => word !== undefined) ?? ''))
    const from = match.index + match[0].length
    const quotation = quotedAt(line, folded, from)
    if (quotation) pattern.lastIndex = quotation.end
    const next = pattern.exec(folded)
    const limit = next ? startOf(folded, next.index) : line.length
    if (key) {
      const values = quotation ? [quotation] : unquoted(key, line, folded, from, limit)
      const loose = match[1] === undefined && match[2] === undefined
      pieces.push({
        ...key,
        start: startOf(folded, match.index),
        from,
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

const letter = /[\p{L}\p{N}]/u

/** A value in quotation marks, which may hold others: "the "new" park". One that words follow at once (“智能”办公室) begins a value. */
const quotedAt = (line: string, folded: string, from: number): KeyedValue | undefined => {
  const mark = folded.charAt(from)
  if (mark !== '"' && mark !== "'") return undefined
  const first = folded.indexOf(mark, from + 1)
  if (first < 0) return undefined
  const close = closingIn(folded, from, mark) ?? first
  if (/\p{Script=Han}/u.test(folded.charAt(close + 1))) return undefined
  return { text: line.slice(from + 1, close), end: close + 1 }
}

/** Where the quotation ends: a mark behind a blank opens another, one between letters is an apostrophe. */
const closingIn = (folded: string, from: number, mark: string): number | undefined => {
  let depth = 1
  for (let at = folded.indexOf(mark, from + 1); at >= 0; at = folded.indexOf(mark, at + 1)) {
    const [before, behind] = [folded.charAt(at - 1), folded.charAt(at + 1)]
    if (mark === "'" && letter.test(before) && letter.test(behind)) continue
    depth += /[\s(]/u.test(before) && letter.test(behind) ? 1 : -1
    if (depth === 0) return at
  }
  return undefined
}

/** Up to a blank or a mark; a comma within a number is none. */
const word =
  /(?:[^\s,;，；。]|(?<=\d)[,，](?=\d{3}|\d{1,2}\s?(?:[万亿元]|(?:million|billion|thousand|yuan|RMB)(?![a-z]))))+/giu
const separators = /[\s,;，；、(（]+$/u

const placeholder = new RegExp(`^${placeholderAhead}`, 'iu')

const unquoted = (
  { field, part }: Key,
  line: string,
  folded: string,
  from: number,
  limit: number,
): KeyedValue[] => {
  const rest = folded.slice(from, limit)
  const unknown = placeholder.exec(rest)?.[0]
  if (unknown !== undefined && anyWords.has(field.type.name))
    return [{ text: line.slice(from, from + unknown.length), end: from + unknown.length }]
  // Only free text runs over several lines.
  // A telephone's number is masked, and ends it.
  const segment = (field.freeText ? /^[^\0]*/u : /^[^\n\0]*/u).exec(rest)?.[0] ?? ''
  const upTo = (end: number): KeyedValue => {
    const length = segment.slice(0, end).replace(separators, '').length
    return { text: line.slice(from, from + length), end: from + length }
  }
  // Text is everything up to the next key, known or not.
  if (field.type.name === 'text' && part === undefined) {
    const other = field.wholeText ? undefined : labelledIn(segment)[0]
    const own = segment.slice(0, other?.start)
    const { text, end } = upTo(field.type.extent?.(own) ?? own.length)
    return [{ text: undecorated(text), end }]
  }
  const own = part === undefined ? segment.slice(0, field.type.extent?.(segment)) : segment
  const ends = [...own.matchAll(word)].map((one) => one.index + one[0].length)
  if (ends.length === 0) return [upTo(0)]
  return ends.slice(0, mostWords).map(upTo).reverse()
}
