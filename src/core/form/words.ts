import { readLine } from '../line/line.ts'
import { fold } from '../text.ts'
import { type Form, type FormField, fieldsOf, type Reading, readingOf } from './field.ts'
import type { Filled } from './filled.ts'

/** Words read into a form's fields, and what no field could take. */
export interface FilledByWords {
  readonly filled: Filled
  /** As typed, in order; nothing stores them. */
  readonly unread: readonly string[]
}

/** Of these types any words are a value, so that words which nobody understood would be stored in silence. */
export const anyWords = new Set(['text', 'person', 'owner', 'site', 'quote', 'file'])

/**
 * What a form is about, named by a number before everything else (`visit done 12 …`): the number by itself would be a
 * value of that field, and the words read the same without it.
 */
const readNumbered = (
  form: Form,
  words: string,
  reading: Reading,
  { entries }: ReturnType<typeof readLine>,
) => {
  const [, number, rest] = /^\s*([#＃]?\d+)\s+(\S.*)$/su.exec(words) ?? []
  const about = fieldsOf(form).find(({ name, fixed }) => fixed && !entries[name])
  if (number === undefined || rest === undefined || !about || counts.test(words)) return undefined
  const outcome = about.type.validate(number, reading)
  if (outcome.kind !== 'value') return undefined
  const read = readLine(form, rest, reading)
  // 10 March: a day without its number is another one.
  const isSame = ({ name, type }: FormField) =>
    anyWords.has(type.name)
      ? read.entries[name] !== undefined
      : JSON.stringify(entries[name]?.outcome) === JSON.stringify(read.entries[name]?.outcome)
  if (!fieldsOf(form).every((field) => !entries[field.name] || isSame(field))) return undefined
  return { ...read, entries: { ...read.entries, [about.name]: { text: number, outcome } } }
}

/** 2 份协议, 2 agreements signed: so many of something. */
const counts =
  /^\s*(?:\d+\s*(?:份|个|项|件|家|次|名|位|人|批|条|场|种|类|套|台|辆|亩|吨|户|所|处|幢|座|支|期|篇|万|亿|余|多|元|%|百分)|(?!1\s)\d+\s+(?:\p{L}+\s+){0,2}?(?!(?:was|is|has|its|this|as|does|us)\b)\p{L}{3,}s(?![\p{L}']))/iu

export const readWords = (form: Form, words: string, reading: Reading): FilledByWords => {
  const line = readLine(form, words, reading)
  const { entries: filled, unread } = readNumbered(form, words, reading, line) ?? line
  const [only, ...more] = unread
  // A letter names nothing.
  if (only === undefined || more.length > 0 || /^[a-z]$/iu.test(fold(only))) return { filled, unread }
  // All that was typed is one word for one field: it is asked about by its name (没有找到“武龙”).
  const open = fieldsOf(form)
    .filter(
      ({ name, claims, type }) =>
        !filled[name] && claims !== false && !type.lists && !anyWords.has(type.name),
    )
    .map((field) => ({
      name: field.name,
      required: field.required,
      entry: { text: only, outcome: field.type.validate(only, readingOf(field, reading)) },
    }))
  const taker =
    open.find(({ entry }) => entry.outcome.kind !== 'problem') ??
    (Object.keys(filled).length === 0 ? open.find(({ required }) => required) : undefined)
  return taker ? { filled: { ...filled, [taker.name]: taker.entry }, unread: [] } : { filled, unread }
}
