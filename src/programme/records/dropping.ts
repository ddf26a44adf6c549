import { type Form, fieldsOf } from '../../core/form/field.ts'
import type { Filled } from '../../core/form/filled.ts'
import { type PlainKey, translatorOf } from '../../core/i18n.ts'
import { literalWords, type Words, wordsOf } from '../../core/plain/words.ts'
import { locales } from '../../core/request.ts'

/** Fields that say where. */
export const places = ['pair', 'direction']

/** What a field is called, in every language. */
const namesOf = (name: string, label: PlainKey, keys: readonly string[], isDay: boolean): Words => {
  const words = [name, ...keys, ...locales.map((locale) => translatorOf(locale)(label))]
  return literalWords(
    words.flatMap((word) => (/\p{Script=Latin}/u.test(word) ? [word, `${word}s`] : [word])),
    ...(isDay ? (['records.plain.times'] as const) : []),
  )
}

/**
 * After a list: its filters without those that shall not count any more (不限时间), without all of them when none is named
 * (取消筛选, all of them). Undefined when the sentence says anything else.
 */
export const dropping = (
  form: Form,
  text: string,
  noun: Words,
  { page: _, ...known }: Filled,
  pairOf: ((known: Filled) => number | undefined) | undefined,
): Filled | undefined => {
  const any = wordsOf('records.plain.any', 'records.plain.filter')
  if (!any.isIn(text)) return undefined
  // 取消筛选; but who says 全部取消 calls off.
  const verbs = wordsOf('records.plain.filter').isIn(text) ? (['records.plain.cancel'] as const) : []
  const fields = fieldsOf(form)
  const words = fields.map(({ name, label, keys, type }) => ({
    name,
    type,
    own: namesOf(name, label, keys, type.name === 'dateRange'),
  }))
  const rest = any.blankedIn(text)
  const named = words.filter(({ own }) => own.isIn(rest)).map(({ name }) => name)
  const others = [
    noun,
    ...words.map(({ own }) => own),
    wordsOf('records.plain.dropped', 'plain.noise', ...verbs),
  ]
  if (/[\p{L}\p{N}]/u.test(others.reduce((left, one) => one.blankedIn(left), rest))) return undefined
  if (named.length === 0) return {}
  // All pairs: those of a direction, too; any direction: of the same pair.
  const dropped = named.includes('pair') ? [...named, ...places] : named
  const pair = dropped.includes('direction') && !dropped.includes('pair') ? pairOf?.(known) : undefined
  return {
    ...Object.fromEntries(Object.entries(known).filter(([name]) => !dropped.includes(name))),
    ...(pair !== undefined && { pair: { text: '', outcome: { kind: 'value', value: pair } } }),
  }
}
