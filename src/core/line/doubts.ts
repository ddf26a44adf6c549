import type { FormField } from '../form/field.ts'
import { anyOf } from '../text.ts'
import { overlap, type Piece } from './piece.ts'

const denial =
  "(?:not(?!\\p{L}|\\s+only)|(?:is|was)n't|changed?\\s+from\\s|不是|并非|不再是|[由从][^,;\\u3002\\n]{1,12}(?:改|换|变)[为成])"
const maybe =
  '(?:probably|maybe|perhaps|possibly|likely|(?:might|may|could)\\s+be)(?!\\p{L})|可能|也许|或许|大概'
const being = '(?:\\s*(?:is|was|will\\s+be|should\\s+be|has\\s+been|应该?是?|[为是]))?'
const contrast = '(?:,\\s?(?:but|而?是)[^,;\\u3002\\n\\0]{1,40})?'
const clause = '(?<=^\\s*|[,;\\u3002\\n]\\s*|-\\d{4,9}\\s)'
/** 不是李明是张伟: without a key. */
const denied = new RegExp(
  `${clause}(?:不是|并非)(?!\\d)[^,;\\u3002\\d\\n\\0]{1,12},?(?:而是|就?是)[^,;\\u3002\\n\\0]{1,12}`,
  'gu',
)

const wordsOf = (fields: readonly FormField[], ...types: readonly string[]): string[] => [
  ...new Set(
    fields
      .filter(({ type }) => types.includes(type.name))
      .flatMap(({ name, keys, type }) => [name, ...keys, ...Object.values(type.parts ?? {}).flat()]),
  ),
]
const patternOf = (any: string, names: string): RegExp =>
  new RegExp(
    `${clause}(?:(?:the|our|its)\\s)?(?:(?:${any})(?:人员?|领导)?(?![a-z])${being}\\s*(?:${denial}|${maybe})|(?:${names})(?![a-z])[^,;\\u3002\\n\\0]{1,40}(?:\\s(?:not|instead of|rather than)\\s|不是|而非))[^,;\\u3002\\n\\0]*${contrast}`,
    'giu',
  )
const patterns = new WeakMap<readonly FormField[], RegExp>()

/**
 * A name or a text that is said not to be so (head is not Sun Yi but Gao Yang, 带队由李明改为张伟), or only perhaps: any words would do,
 * so that the denial would become part of them. Nothing of the clause is read.
 */
export const doubtfulPieces = (fields: readonly FormField[], folded: string): Piece[] => {
  const pattern =
    patterns.get(fields) ??
    patternOf(anyOf(wordsOf(fields, 'person', 'text')), anyOf(wordsOf(fields, 'person')))
  patterns.set(fields, pattern)
  return [...folded.matchAll(pattern), ...folded.matchAll(denied)].map(({ 0: text, index }) => ({
    start: index,
    end: index + text.length,
  }))
}

const hedge =
  '(?:probably|maybe|perhaps|possibly|tentative(?:ly)?|provisional(?:ly)?|(?:most )?likely|(?:to be|not(?: yet)?|un) ?(?:confirmed|decided|determined)(?: yet)?|tb[acd]|i think|i guess|not sure|if possible|(?:details )?to follow|pending|尚?未(?:确[定认]|定)|待[定填]|待确[定认]|待通知|不确定|还没定|没定|暂[无定]|暂不?确定|可能|也许|或许|大概|估计|说不定|不详)'
const before = new RegExp(`^[\\s,;:.(\\[]*${hedge}(?![a-z])`, 'iu')
const after = new RegExp(`(?<![a-z])${hedge}[\\s,;.!)\\]]*$`, 'iu')
const bracketed = new RegExp(`\\(\\s*${hedge}[^()\\n\\0]{0,20}\\)`, 'giu')

/** probably, （待确认）: words that doubt what stands beside them, at the ends of a piece of the line or in brackets. Never a text. */
export const hedgesIn = (folded: string, { start, end }: Piece): Piece[] => {
  const words = folded.slice(start, end)
  const first = before.exec(words)?.[0] ?? ''
  const last = first.length === words.length ? undefined : after.exec(words.slice(first.length))
  const inBrackets = [...words.matchAll(bracketed)].map(({ 0: text, index }) => ({
    start: start + index,
    end: start + index + text.length,
  }))
  const atEnds = [
    ...(first === '' ? [] : [{ start, end: start + first.length }]),
    ...(last ? [{ start: start + first.length + last.index, end }] : []),
  ]
  return [...inBrackets, ...atEnds.filter((piece) => !inBrackets.some((other) => overlap(piece, other)))]
}
