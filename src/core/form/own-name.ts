import { escapePattern } from '../text.ts'
import type { FormField, Reading } from './field.ts'

/** The patterns of fields by language: a form's fields are the same objects every time. */
const made = new WeakMap<FormField, Map<string, RegExp>>()

const han = /^\p{Script=Han}+$/u

const patternOf = ({ label, keys }: FormField, { translate }: Reading): RegExp => {
  const names = [translate(label), ...keys].sort((one, other) => other.length - one.length)
  const chinese = names.filter((name) => han.test(name)).map((name) => [...name].join('\\s?'))
  const others = names.filter((name) => !han.test(name)).map(escapePattern)
  const glued = [...chinese, ...others].join('|')
  return new RegExp(`^\\s*(?:(?:${glued})\\s*[:：]\\s*|(?:${chinese.join('|') || '(?!)'})\\s+)(?=\\S)`, 'iu')
}

/** Whether an answer says with a colon what it answers (Project approval: …): then it is one, whatever it begins with. */
export const isAnswerByName = (field: FormField, typed: string, reading: Reading): boolean => {
  const rest = withoutOwnName(field, typed, reading)
  return rest !== typed && /[:：]\s*$/u.test(typed.slice(0, typed.length - rest.length))
}

/** 批复：武发改〔2025〕15号 as the answer to the question for it: what a field is called is no part of its text. */
export const withoutOwnName = (field: FormField, typed: string, reading: Reading): string => {
  const known = made.get(field) ?? new Map<string, RegExp>()
  made.set(field, known)
  const { locale } = reading.translate
  const pattern = known.get(locale) ?? patternOf(field, reading)
  known.set(locale, pattern)
  return typed.replace(pattern, '')
}
