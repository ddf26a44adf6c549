import { z } from 'zod'
import { foreignMoney } from '../../core/fields/foreign.ts'
import { problemOf, quoted, understood } from '../../core/fields/outcome.ts'
import { text } from '../../core/fields/text.ts'
import type { FieldType, Outcome, Reading } from '../../core/form/field.ts'
import { notice } from '../../core/i18n.ts'

const most = 80
const words = text({ maximum: most })

/** 黔财农〔2025〕12号 (domain.md, section 4): six-angle brackets, which keyboards write as [], 【】 or （）. */
const official =
  '(?<organ>[\\p{Script=Han}A-Za-z]{1,20}) ?[〔［[【(（〈<] ?(?<year>(?:19|20)\\d{2}) ?[〕］\\]】)）〉>] ?(?:第|No\\.? ?)?(?<number>\\d{1,6})(?!\\d) ?号?'
const inLine = new RegExp(official, 'gu')
/** 鲁财5号, 武财字第1号: the number alone, as it is called where everybody knows the year. 3月5号 and 大棚1号 are none. */
const short =
  /(?<![\p{L}\p{N}])\p{Script=Han}{1,8}(?:[财退字函办预农社政振协资凭转记]|(?<!下)发) ?第? ?\d{1,6} ?号(?![\p{L}\p{N}])/gu
const whole = new RegExp(`^${official}$`, 'u')
const first = new RegExp(`^(?:${official}|[^\\s,，;；。]+)`, 'u')

/** 4m, 10 USD: so much, and no number of a document. */
const isAmount = (said: string): boolean =>
  foreignMoney.test(said) ||
  /^\d[\d.,]*\s?(?:e\d+(?:\s?yuan)?|[mk%万亿元]|万元|亿元|bn|thousand|million|billion|yuan)$/iu.test(said) ||
  /^[-−]\d/u.test(said)

type Groups = Readonly<Record<string, string | undefined>>
const numbered = ({ organ = '', year = '', number = '' }: Groups): string =>
  `${organ}〔${year}〕${Number(number)}号`

const validate = (typed: string, reading: Reading): Outcome<string> => {
  const outcome = words.validate(typed, reading)
  if (outcome.kind !== 'value') return outcome
  const match = whole.exec(outcome.value)
  if (match) return understood(numbered(match.groups ?? {}))
  return /\d/u.test(outcome.value) && !isAmount(outcome.value)
    ? outcome
    : problemOf(notice('funds.document.unknown', { text: quoted(typed) }))
}

/** The document or voucher that an entry rests on: a document number, or behind its key any other number (凭证 记-2025-018). */
export const documentField = (): FieldType<string> => ({
  name: 'document',
  schema: z.string().trim().min(1).max(most),
  recognise: (line) => [
    ...[...line.matchAll(inLine)].map(({ 0: found, index, groups = {} }) => ({
      start: index,
      end: index + found.length,
      outcome: understood(numbered(groups)),
    })),
    ...[...line.matchAll(short)].map(({ 0: found, index }) => ({
      start: index,
      end: index + found.length,
      outcome: understood(found.replaceAll(' ', '')),
    })),
  ],
  isDocument: true,
  extent: (typed) => first.exec(typed)?.[0].length ?? typed.length,
  validate,
  ask: () => ({ kind: 'text', multiline: false }),
  show: (value) => value,
  write: (value) => value,
})
