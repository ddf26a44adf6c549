import { z } from 'zod'
import { readNumeral } from '../../core/fields/numerals.ts'
import { problemOf, quoted, understood } from '../../core/fields/outcome.ts'
import type { Claim, FieldType, Outcome } from '../../core/form/field.ts'
import { notice } from '../../core/i18n.ts'
import { fold, standsAlone } from '../../core/text.ts'

/** Whole numbers, and exact decimals as text; what is not counted is left out. 1 mu is a fifteenth of a hectare. */
export interface Counted {
  readonly households?: number | undefined
  readonly persons?: number | undefined
  readonly mu?: string | undefined
  readonly kilometres?: string | undefined
}

/** Who and what benefits, or that nobody knows: not the same as having said nothing. */
export type Beneficiaries = Counted | 'unknown'

type Unit = keyof Counted

const units: ReadonlyArray<readonly [unit: Unit, words: string]> = [
  ['households', '户|households?'],
  ['persons', '人|名?群众|people|persons?'],
  ['mu', '亩|mu'],
  ['kilometres', '公里|千米|kilomet(?:re|er)s?|km'],
]
const anyUnit = units.map(([, words]) => words).join('|')

const numeral = '一二两三四五六七八九十百千零'
const number = `\\d{1,3}(?:,\\d{3})+|\\d+(?:\\.\\d+)?|[${numeral}]+`
/** 120户左右, 360来人: nobody counted them, and the number is what they know (as `count` has it). */
const about = '(?:(?:大约|大概|约|将?近|差不多|about|around|nearly)\\s?)?'
const orSo = '(?:\\s?(?:左右|上下|or so))?'
const piece = `${about}(?:${number})\\s?万?来?\\s?(?:${anyUnit})(?![a-z])${orSo}`
const before =
  '(?:惠及|受益|覆盖|带动|改善|benefit(?:s|ing)?|for)\\s?:?\\s?(?:群众|农户|群体|脱贫户|困难户|贫困户|监测户|户数|人数|人口)?(?:是|为|有|:)?\\s?'
/** 户数130, 受益人数改成360: what is counted is named before the number. */
const labelled = new RegExp(
  '(?:受益)?(?:(?<households>户数|(?:number of )?households)|人数|(?:number of )?(?:persons|people))' +
    '\\s?(?:是|为|有|:|改(?:成|为|到)|(?:is|are|to)\\s)\\s?' +
    '(?<number>\\d{1,3}(?:,\\d{3})+|\\d{1,9})(?:\\s?[户人])?(?![\\p{L}\\p{N}.])',
  'giu',
)
const after = '(?:群众)?(?:受益)?'
const joint = /(?:\s?(?:[、,，和及]|and)?\s?)/u.source
const run = new RegExp(
  `(?<said>${before})?(?<![-−][ ]?|[\\d${numeral}]|\\d[.,])(?<counted>${piece}(?:${joint}${piece})*)${after}`,
  'giu',
)
const one = new RegExp(`(?<number>${number})\\s?(?<large>万)?来?\\s?(?<unit>${anyUnit})(?![a-z])`, 'giu')
const labelledWhole = new RegExp(`^${labelled.source}$`, 'iu')
const living = /^[^亩里m]*(?:户|人|群众|households?|people|persons?)/iu
const counting =
  /[-−][ ]?\d+\s?(?:户|人|households?|people|persons?)|(?:惠及|受益|覆盖|带动|benefit(?:s|ing))[^,;，；。\0]*\d[^\s,;，；。\0]*/giu
const whole = new RegExp(`^(?:${before})?${piece}(?:${joint}${piece})*${after}$`, 'iu')
const unknown =
  /(?<![\p{L}\p{N}])(?:受益(?:情况|人数|户数|对象|群众)?(?:不详|未知|不清楚)|beneficiaries (?:are )?(?:unknown|not known))(?![\p{L}\p{N}])/giu
const wholeUnknown =
  /^(?:受益(?:情况|人数|户数|对象|群众)?)?(?:不详|未知|不清楚|尚不清楚|unknown|not known)$/iu

/** The number in tens of thousands, its decimal point moved. */
const timesTenThousand = (text: string): string => {
  const [units = '', decimals = ''] = text.split('.')
  const padded = decimals.padEnd(4, '0')
  return `${units}${padded.slice(0, 4)}${padded.length > 4 ? `.${padded.slice(4)}` : ''}`
}

const canonical = (text: string): string => {
  const [units = '', decimals = ''] = text.split('.')
  const significant = decimals.replace(/0+$/u, '')
  const exact = units.replace(/^0+(?=\d)/u, '')
  return significant === '' ? exact : `${exact}.${significant}`
}

/** Six whole digits more than any county has of anything; two places are what is measured. */
const exact = /^\d{1,9}(?:\.\d{1,2})?$/u

const read = (text: string): Outcome<Beneficiaries> => {
  const counted: { -readonly [Key in Unit]?: Counted[Key] } = {}
  for (const { groups } of text.matchAll(one)) {
    const { number: typed = '', large, unit: word = '' } = groups ?? {}
    const digits = /^\d/u.test(typed) ? typed.replaceAll(',', '') : readNumeral(typed)?.toString()
    const unit = units.find(([, words]) => new RegExp(`^(?:${words})$`, 'iu').test(word))?.[0]
    const value = digits === undefined ? '' : canonical(large ? timesTenThousand(digits) : digits)
    if (unit === undefined || !exact.test(value) || counted[unit] !== undefined)
      return problemOf(notice('projects.beneficiaries.unknown', { text: quoted(text) }))
    if (unit === 'households' || unit === 'persons') {
      if (value.includes('.'))
        return problemOf(notice('projects.beneficiaries.unknown', { text: quoted(text) }))
      counted[unit] = Number(value)
    } else counted[unit] = value
  }
  return understood(counted)
}

const decimal = z.string().regex(/^(?:0|[1-9]\d{0,8})(?:\.\d?[1-9])?$/u)
const schema: z.ZodType<Beneficiaries> = z.union([
  z.literal('unknown'),
  z
    .object({
      households: z.number().int().min(0).max(999_999_999),
      persons: z.number().int().min(0).max(999_999_999),
      mu: decimal,
      kilometres: decimal,
    })
    .partial()
    .refine((counted) => Object.values(counted).some((value) => value !== undefined)),
])

const ofLabel = ({ households, number = '' }: Readonly<Record<string, string | undefined>> = {}): Counted => {
  const value = Number(number.replaceAll(',', ''))
  return households === undefined ? { persons: value } : { households: value }
}

const validate = (typed: string): Outcome<Beneficiaries> => {
  const text = fold(typed).trim()
  if (wholeUnknown.test(text)) return understood('unknown')
  const label = labelledWhole.exec(text)
  if (label) return understood(ofLabel(label.groups))
  return whole.test(text)
    ? read(text)
    : problemOf(notice('projects.beneficiaries.unknown', { text: quoted(typed) }))
}

const inOrder = (counted: Counted): ReadonlyArray<readonly [Unit, string]> =>
  units.flatMap(([unit]): Array<readonly [Unit, string]> => {
    const value = counted[unit]
    return value === undefined ? [] : [[unit, String(value)]]
  })

/** Households, persons, mu and kilometres that benefit (惠及120户360人), or `unknown`. */
export const beneficiariesField = (): FieldType<Beneficiaries> => ({
  name: 'beneficiaries',
  schema,
  recognise: (line) => {
    // 道路12公里硬化: what stands within a name counts nothing.
    const runs = [...line.matchAll(run)].flatMap(({ 0: text, index, groups }) => {
      const [end, counted] = [index + text.length, groups?.counted ?? '']
      // 3.5公里 by itself is a road's length, 45户 are who benefits.
      const isApart =
        groups?.said !== undefined || (living.test(counted) && standsAlone(line, index, line.length))
      return isApart && standsAlone(line, 0, end) ? [{ start: index, end, counted }] : []
    })
    const labels = [...line.matchAll(labelled)].filter(({ index }) => standsAlone(line, index, line.length))
    if (labels.length > 0 && runs.length === 0) {
      const outcome = understood<Beneficiaries>(
        Object.assign({}, ...labels.map(({ groups }) => ofLabel(groups))),
      )
      return labels.map(({ 0: text, index }) => ({ start: index, end: index + text.length, outcome }))
    }
    const together = read(runs.map(({ counted }) => counted).join('、'))
    return [
      ...runs.map(
        ({ start, end, counted }): Claim<Beneficiaries> => ({
          start,
          end,
          outcome: together.kind === 'value' ? together : read(counted),
        }),
      ),
      ...[...line.matchAll(unknown)].map(
        ({ 0: text, index }): Claim<Beneficiaries> => ({
          start: index,
          end: index + text.length,
          outcome: understood('unknown'),
        }),
      ),
    ]
  },
  // 惠及3个村1200人: what is counted otherwise is no name.
  resembles: (line) =>
    [...line.matchAll(counting)].map(({ 0: text, index }) => ({ start: index, end: index + text.length })),
  validate,
  ask: () => ({ kind: 'text', multiline: false }),
  show: (value, { translate }) =>
    value === 'unknown'
      ? translate('projects.beneficiaries.notKnown')
      : inOrder(value)
          .map(([unit, counted]) => translate('projects.beneficiaries.counted', { unit, counted }))
          .join(translate('projects.listed')),
  write: (value) =>
    value === 'unknown'
      ? value
      : inOrder(value)
          .map(([unit, counted]) => `${counted} ${unit === 'kilometres' ? 'km' : unit}`)
          .join(', '),
})
