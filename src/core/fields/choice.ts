import { z } from 'zod'
import type { Claim, FieldType, Outcome } from '../form/field.ts'
import { notice, type PlainKey, type Translator, translatorOf } from '../i18n.ts'
import { locales } from '../request.ts'
import { anyOf, characterAt, fold, standsAlone } from '../text.ts'
import { problemOf, quoted, understood } from './outcome.ts'

export interface ChoiceOption<Value extends string> {
  readonly value: Value
  readonly label: PlainKey
  /** Other words for it, in English and Chinese. */
  readonly words: readonly string[]
}

const han = /^\p{Script=Han}{2,}$/u
const plain = (typed: string) => fold(typed).trim().replace(/\s+/gu, ' ').toLowerCase()

/**
 * One of a few. Its labels in every language and its words are accepted; in a free line only where they stand alone. A
 * word that several options share is asked about.
 */
export const choice = <const Value extends string>(
  options: ReadonlyArray<ChoiceOption<Value>>,
): FieldType<Value> => {
  const wordsOf = (option: ChoiceOption<Value>) =>
    [...locales.map((locale) => translatorOf(locale)(option.label)), ...option.words].map(plain)
  const labelOf = (value: Value, translate: Translator) => {
    const option = options.find((candidate) => candidate.value === value)
    return option ? translate(option.label) : value
  }
  // Words are read on first use: messages are not loaded while forms are being declared.
  let known: { meanings: Map<string, Value[]>; pattern: RegExp } | undefined
  const vocabulary = () => {
    if (known) return known
    const meanings = new Map<string, Value[]>()
    for (const option of options)
      for (const word of new Set(wordsOf(option)))
        meanings.set(word, [...(meanings.get(word) ?? []), option.value])
    known = { meanings, pattern: new RegExp(anyOf([...meanings.keys()]), 'giu') }
    return known
  }
  const meaningOf = (word: string): Outcome<Value> | undefined => {
    const values = vocabulary().meanings.get(plain(word))
    const [value] = values ?? []
    if (value === undefined) return undefined
    return values?.length === 1 ? understood(value) : { kind: 'choice', values: values ?? [] }
  }
  return {
    name: 'choice',
    // The literal union is what the options declare; zod cannot infer it from a mapped array.
    schema: z.enum(
      options.map((option) => option.value) as [Value, ...Value[]],
    ) as unknown as z.ZodType<Value>,
    recognise: (line) => {
      const { pattern } = vocabulary()
      const claims: Claim<Value>[] = []
      for (const match of line.matchAll(pattern)) {
        const end = match.index + match[0].length
        const outcome = meaningOf(match[0])
        if (!outcome) continue
        // 已完成的, and 上个月取消 at the end.
        const particle = characterAt(line, end) === '的' ? 1 : 0
        const isEnd = end + particle === line.trimEnd().length && han.test(match[0])
        const begins = isEnd || standsAlone(line, match.index, line.length)
        if (begins && standsAlone(line, 0, end + particle))
          claims.push({ start: match.index, end: end + particle, outcome })
      }
      return claims
    },
    validate: (typed, { translate }) => {
      const word = plain(typed)
      const named = options.find((option) => option.value.toLowerCase() === word)
      const meaning = named ? understood(named.value) : meaningOf(word)
      if (meaning) return meaning
      const listed = options.map((option) => translate(option.label)).join(' / ')
      return problemOf(notice('fields.choice.unknown', { text: quoted(typed), options: listed }))
    },
    ask: ({ translate }) => ({
      kind: 'choice',
      options: options.map(({ label, value }) => ({ label: translate(label), value })),
    }),
    show: (value, { translate }) => labelOf(value, translate),
    write: (value) => value,
  }
}
