import { reference } from '../../core/fields/reference.ts'
import type { Reading } from '../../core/form/field.ts'
import { type PlainKey, translatorOf } from '../../core/i18n.ts'
import { type Sentence, wordsBesides } from '../../core/plain/sentence.ts'
import { literalWords, type Words, wordsOf } from '../../core/plain/words.ts'
import { locales } from '../../core/request.ts'
import { fold } from '../../core/text.ts'
import type { Content, RecordKind } from './kind.ts'

/** What a sentence says of the records of one kind, before any of its commands reads it. */
export interface Spoken {
  /** The records that it names, each once. */
  readonly references: readonly string[]
  /** The record that was shown just before, when the sentence names none. */
  readonly last: string | undefined
  /** The sentence without them. */
  readonly rest: string
  /** What stands before the first of them, and behind the last. */
  readonly around: readonly [before: string, behind: string]
  /** A thing of this kind is named: 互访, visits. */
  readonly isNamed: boolean
  /** Something is named as a record, of whatever kind. */
  readonly namesRecord: boolean
}

/** `V-2025-0001`, `n20250001`: of this kind or another. */
const anyReference = /(?<![\p{Script=Latin}\p{N}])[a-z]{1,3}-?\d{4}-?\d{1,9}(?![\w-])/iu

type SpokenKind = Pick<RecordKind<Content>, 'prefix' | 'word' | 'noun'>

/** What records of a kind are called, and other words for them. */
export const nounWords = ({ word, noun }: SpokenKind, ...others: readonly PlainKey[]): Words => {
  const names = [word, ...locales.map((locale) => translatorOf(locale)(noun))]
  return literalWords(
    names.flatMap((name) => (/\p{Script=Latin}/u.test(name) ? [name, `${name}s`] : [name])),
    ...others,
  )
}

export const spokenOf = (kind: SpokenKind, { text, after }: Sentence, reading: Reading): Spoken => {
  const folded = fold(text)
  const claims = reference(kind.prefix).recognise(folded, reading)
  const references = [
    ...new Set(claims.flatMap(({ outcome }) => (outcome.kind === 'value' ? [outcome.value] : []))),
  ]
  const isOwn = after?.kind === 'record' && after.reference.startsWith(`${kind.prefix}-`)
  return {
    references,
    last: references.length === 0 && isOwn && !anyReference.test(folded) ? after.reference : undefined,
    rest: wordsBesides(text, claims),
    around: [text.slice(0, claims[0]?.start ?? 0), text.slice(claims.at(-1)?.end ?? 0)],
    isNamed: nounWords(kind).isIn(folded),
    namesRecord: anyReference.test(folded),
  }
}

/** Nobody asks for what is asked about; `sentence` must be about a change. */
export const isAsked = ({ asks, requests }: Sentence): boolean => asks && !requests

const negation =
  /(?:不要|不用|不能|不会|别|没有?|未|尚未|暂不|不|do(?:es)? ?n[o']?t|not|never|no need to)\s*$/iu

/** Where a verb stands that is not denied (不要取消); undefined where none does. */
export const verbIn = (
  verbs: Words,
  text: string,
): { readonly start: number; readonly end: number } | undefined => {
  for (const { start, end } of verbs.placesIn(text))
    if (!negation.test(fold(text.slice(Math.max(0, start - 12), start)))) return { start, end }
  return undefined
}

/** What was shown, without its name: 刚才那条, 这个, the last one. */
const shown =
  '刚[才刚]的?|上面的?|上一?(?=[条个次])|最后(?=[一那]?[条个次])|[这那]?一?[次条个](?:事|会)?|[这那](?:件?事)'
const shownInEnglish = '(?:the|this|that) (?:last |latest |previous |first )?(?:one|record|entry)'
const marks = '[\\s,，.。、:：;；!！~—–-]'
/** What joins the words of a request and says nothing: 把…了吧. */
const leading = new RegExp(
  `^(?:${marks}|把|将|请|我们?|咱们?|${shown}|一下|下|新的?|已经|已|的|了|(?:${shownInEnglish}|the|this|that|a|an|new|following|it|as|is|was|has been|i'll|we'll|i|we)(?![\\p{L}\\p{N}]))+`,
  'iu',
)
const trailing =
  /(?:[\s,，.。、:：;；!！?？~—–-]|了|吧|吗|哦|啊|一下|掉|(?<![\p{L}\p{N}])(?:it|please|now))+$/iu

/** 把它取消了吧 says no more than 取消; 张磊来不了 is a reason, and keeps its 了. */
const withoutParticles = (words: string): string => {
  const without = words.replace(trailing, '').trim()
  const marked = words.replace(/[\s,，.。、:：;；!！?？~—–-]+$/u, '').trim()
  return /\p{Script=Han}了$/u.test(marked) && without !== '' ? marked : without
}

/** The words of a request apart from its verb and its noun. */
export const withoutVerb = (
  kind: SpokenKind,
  text: string,
  verb: { readonly start: number; readonly end: number } | undefined,
): string => {
  const without = verb ? `${text.slice(0, verb.start)} ${text.slice(verb.end)}` : text
  const noun = nounWords(kind)
  let rest = without
  for (;;) {
    const trimmed = rest.replace(leading, '')
    const length = noun.lengthAtStart(trimmed)
    if (length === 0) return withoutParticles(trimmed)
    rest = trimmed.slice(length)
  }
}

/** Whether words are no more than the thing's name, what joins them, and courtesy. */
const isNothing = (kind: SpokenKind, text: string): boolean =>
  withoutVerb(
    kind,
    wordsOf('plain.courtesy', 'plain.requests', 'plain.thanks').blankedIn(text),
    undefined,
  ) === ''

/** What is of the record rather than said of it: V-2025-0001's purpose, V-2025-0001的晚宴. */
const itsOwn = /^(?:['’]s(?!\p{L})|的(?!原因))/iu

/**
 * Whether a verb is said of the record itself, and nothing else: the verb, the reference, and then what is to be noted
 * (取消 V-2025-0001 天气原因); `last`: or the reference, the verb, and then that (V-2025-0001 完成 签订协议2份).
 */
export const isOfRecord = (
  kind: SpokenKind,
  verbs: Words,
  [before, behind]: Spoken['around'],
  last: boolean,
): boolean => {
  const first = verbIn(verbs, before)
  if (first)
    return (
      isNothing(kind, `${before.slice(0, first.start)} ${before.slice(first.end)}`) &&
      !itsOwn.test(behind) &&
      wordsOf('records.plain.elsewhere').lengthAtStart(behind.trimStart()) === 0
    )
  const next = verbIn(verbs, behind)
  return (
    next !== undefined &&
    isNothing(kind, `${before} ${behind.slice(0, next.start)}`) &&
    (last || isNothing(kind, behind.slice(next.end)))
  )
}

/** The verbs of a command's names: 取消 of 互访 取消. */
export const ownVerbs = (name: string, aliases: readonly string[]): readonly string[] =>
  [name, ...aliases].flatMap((whole) => whole.split(' ').slice(1))

export const verbsOf = (
  { name, aliases }: { readonly name: string; readonly aliases: readonly string[] },
  ...keys: readonly PlainKey[]
): Words => literalWords(ownVerbs(name, aliases), ...keys)
