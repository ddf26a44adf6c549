import { z } from 'zod'
import type { Notice, PlainKey, Translator } from '../i18n.ts'
import type { Day } from '../time/day.ts'

/** What a text is read against. */
export interface Reading {
  /** Today in the programme's time zone. */
  readonly today: Day
  readonly translate: Translator
  /** The whole line, where `recognise` is given it with parts masked: its words tell past from future. */
  readonly sentence?: string
  /** What the conversation is about, as it could be typed: a type may offer this first, and never assumes it. */
  readonly about?: string
  /** Where the person who speaks is at home, as it could be typed: who comes comes there. */
  readonly home?: string
  /** What stands now, by field, where the words change something: they may say how it moves (推迟两天), or a part of it. */
  readonly standing?: Readonly<Record<string, unknown>>
  /** The same of the field that reads. */
  readonly current?: unknown
  /** What was typed for the field before and was not enough: an answer may complete it (3月20日, then 下午2点半). */
  readonly pending?: string
}

/** What a text turned out to mean. */
export type Outcome<Value> =
  /** The note says what must be said with it: that the value is not the number that was typed. */
  | { readonly kind: 'value'; readonly value: Value; readonly note?: Notice }
  /** Several meanings: the person is asked, never guessed for. */
  | { readonly kind: 'choice'; readonly values: readonly Value[] }
  /** It is of this type but wrong (2月30日), or cannot be read at all. */
  | { readonly kind: 'problem'; readonly problem: Notice }

/** A piece of a line, by UTF-16 offsets, that a field type takes for its own. */
export interface Claim<Value> {
  readonly start: number
  readonly end: number
  readonly outcome: Outcome<Value>
}

/** How a value is best asked for; a platform shows it as it can. */
export type Control =
  /** `offers`: what is typed often, as buttons beside the question. */
  | {
      readonly kind: 'text'
      readonly multiline: boolean
      readonly offers?: ReadonlyArray<{ readonly label: string; readonly value: string }>
    }
  | { readonly kind: 'calendar'; readonly range: boolean }
  /** Files are sent, at most so many; only those with such extensions where there are any. */
  | { readonly kind: 'file'; readonly most: number; readonly extensions?: readonly string[] }
  | {
      readonly kind: 'choice'
      readonly options: ReadonlyArray<{ readonly label: string; readonly value: string }>
    }

/**
 * A kind of value: how it is found in free text, read, asked for and shown.
 * `line` passed to `recognise` is folded (see text.ts): full-width letters, digits and punctuation are ASCII, same offsets.
 * For every value, `validate(write(value))` gives it back, and so does `validate(show(value))`,
 * except for files, which nobody types.
 */
export interface FieldType<Value> {
  readonly name: string
  readonly schema: z.ZodType<Value>
  /** Finds every piece of a line that looks like this type, in Chinese and English. Never throws. */
  recognise(line: string, reading: Reading): Claim<Value>[]
  /**
   * Pieces of a folded line that look like this type and are none: a bare number, a time of day, a name mistyped. Nobody takes
   * them for plain words. What `recognise` claimed is masked by NUL characters. Never throws.
   */
  resembles?(line: string, reading: Reading): ReadonlyArray<{ readonly start: number; readonly end: number }>
  /** Words of sentences about this type that say nothing of it (a delegation, visited), as sources of regular expressions. */
  readonly fillers?: readonly string[]
  /** How far its value goes in folded words behind its key, where it has no quotation marks: the others are a sentence's. */
  extent?(words: string): number
  /** Reads a whole text as this type, as typed after `key:` or into a form. Never throws. */
  validate(text: string, reading: Reading): Outcome<Value>
  ask(reading: Reading): Control
  /** For people. */
  show(value: Value, reading: Reading): string
  /** Keys that give a part of the value (`from:`, `to:`), by part. */
  readonly parts?: Readonly<Record<string, readonly string[]>>
  /** The text that the parts stand for, to be validated; parts not given are taken from the current value. */
  compose?(parts: Readonly<Record<string, string>>, current: Value | undefined): string
  /** The same among many of its like, where the question tells the rest: the day among those of a month. */
  showShort?(value: Value, reading: Reading): string
  /** For machines: short, language-free where possible (`2025-03-05..2025-03-07`). */
  write(value: Value): string
  /** Words to complete what is typed to, in every language, beside the labels of a choice. */
  words?(): readonly string[]
  /** Of a type that takes any words: whether these are plainly one of its values (a unit, by how its name ends). */
  isPlain?(text: string): boolean
  /** Some value, where words may change what stands (推迟两天): as though it stood, whatever it is. */
  some?(reading: Reading): Value
  /** Its value may list what another field would take by itself (济南、武隆). */
  readonly lists?: true
  /** Its values are numbers of documents (武协作办〔2025〕12号), which are another matter wherever nobody asks for one. */
  readonly isDocument?: true
  /** It names records whose references begin so (`V`). */
  kinds?(): readonly string[]
  /** Whoever has a value may use it: what holds one is kept nowhere as it was typed. */
  readonly secret?: Secret
}

/**
 * Where a text comes from: typed where a secret belongs, so that what resembles one is meant as one; typed anywhere else; or
 * out of a button, whose words are the program's own.
 */
export type Whence = 'expected' | 'anywhere' | 'ours'

/** How the values of a type are kept out of whatever is stored. */
export interface Secret {
  /** The text with a seal in the place of every secret: the type reads it as its value, and nobody can type it. Never throws. */
  seal(text: string, whence: Whence): string
  /** The text as it may be shown: with something else in the place of every seal. */
  cover(text: string): string
  /** How one is used, for somebody who sent it with nothing that uses it. */
  readonly how: PlainKey
}

export interface FieldDescription {
  readonly label: PlainKey
  /** An example of what to type, shown with the question and with every error. */
  readonly example: PlainKey
  /** Names accepted before a colon, in English and Chinese; the field's own name is always accepted. */
  readonly keys: readonly string[]
  /**
   * Takes the words that no other field claims; of several pieces of a line the longest, or the first, as a name is, or the
   * first that has several words.
   */
  readonly freeText?: boolean | 'first' | 'firstPhrase'
  /** All of them: a free text of many lines, in which no words are a slip or belong to another matter. */
  readonly wholeText?: boolean
  /** Takes them only when a person says so by a button. */
  readonly keepsWords?: boolean
  /** False: only `key:value` and forms fill it, never a piece of a free line. */
  readonly claims?: boolean
  /**
   * False: left out when an optional form is asked step by step, since it is seldom known. A function of what is known so
   * far: asked only when that does not tell.
   */
  readonly asked?: boolean | ((known: Readonly<Record<string, unknown>>) => boolean)
  /** True: names what the form is about. Once given it is shown, and not asked or changed again. */
  readonly fixed?: boolean
}

export interface FieldSettings extends FieldDescription {
  readonly type: FieldType<unknown>
}

/** What is known of each field of every form, beside its schema. */
const settings = new WeakMap<z.ZodType, FieldSettings>()

/** A form field: the type's schema, carrying the type and its words. */
export const field = <Value>(type: FieldType<Value>, description: FieldDescription): z.ZodType<Value> => {
  const schema = type.schema.clone()
  settings.set(schema, { ...description, type })
  return schema
}

/** A zod object whose fields were made by `field`, each optional or not. */
export type Form = z.ZodObject<Record<string, z.ZodType>>
export type FormValues<F extends Form> = z.infer<F>

export interface FormField extends FieldSettings {
  readonly name: string
  readonly required: boolean
}

const fields = new WeakMap<Form, readonly FormField[]>()

/** The fields of a form in the order they are asked; the same objects every time. */
export const fieldsOf = (form: Form): readonly FormField[] => {
  const known = fields.get(form)
  if (known) return known
  const read = readFields(form)
  fields.set(form, read)
  return read
}

const readFields = (form: Form): FormField[] =>
  Object.entries(form.shape).map(([name, schema]) => {
    const inner = schema instanceof z.ZodOptional ? (schema.unwrap() as z.ZodType) : schema
    const known = settings.get(inner)
    if (!known) throw new Error(`field ${name} was not made by field()`)
    return { name, required: inner === schema, ...known }
  })

/** For one field of a form: what stands of it. */
export const readingOf = ({ name }: FormField, reading: Reading): Reading => {
  const { standing, ...rest } = reading
  return standing?.[name] === undefined ? reading : { ...rest, current: standing[name] }
}
