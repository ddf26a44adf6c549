import { fenOf, yuanOf } from '../../core/fields/fen.ts'
import { money } from '../../core/fields/money.ts'
import { understood } from '../../core/fields/outcome.ts'
import type { Claim, FieldType, Outcome, Reading } from '../../core/form/field.ts'
import { fold } from '../../core/text.ts'

const number = '(?:\\d{1,3}(?:,\\d{3})+|\\d{1,9})(?:\\.\\d{1,2})?'
/** 5千 株, 3百 人: what is counted is no money. */
const counted = '[ ]?(?:[株人户亩米个只头棵台套份本件吨斤次]|公里|公斤|平方)'
const apart = (words: string) => new RegExp(`(?<![^\\s\\0,;])${words}(?![^\\s\\0,;])(?!${counted})`, 'giu')
const bare = apart(number)
/** Never what `write` gives, which has its fen. */
const wholeBare = /^\s*(?:\d{1,3}(?:,\d{3})+|\d{1,9})\s*$/u
const scaled = apart(`${number}\\s?(?:million|billion|thousand|bn|[mk千百])`)

/** -5, 1e6 yuan, and a second 4m beside another amount: nobody's note. */
const unlike = new RegExp(
  `(?<![^\\s\\0,;])(?:[-−]\\d[\\d.,]*|\\d+(?:\\.\\d+)?e\\d+|${number}\\s?(?:million|billion|thousand|bn|[mk]))(?:\\s?yuan)?(?![^\\s\\0,;])`,
  'giu',
)

/** From here on nobody means so many 万元, in yuan. */
const plainlyYuan = 10_000n

const eitherOf = (text: string): Outcome<string> => {
  const fen = fenOf(text.replaceAll(',', ''))
  const values = [fen, fen * 10_000n].map(yuanOf)
  return fen >= plainlyYuan * 100n ? understood(yuanOf(fen)) : { kind: 'choice', values }
}

/** Of a ledger: 1.5 million is of yuan, and of a small number without its unit (拨付 534) it is asked whether it is of 万元. */
export const amountField = (): FieldType<string> => {
  const type = money()
  const found = (pattern: RegExp, line: string, read: (text: string) => Outcome<string>): Claim<string>[] =>
    [...line.matchAll(pattern)].map(({ 0: text, index }) => ({
      start: index,
      end: index + text.length,
      outcome: read(text),
    }))
  const withoutCurrency = (line: string, reading: Reading): Claim<string>[] => {
    const large = found(scaled, line, (text) => type.validate(text, reading))
    const claims = large.length > 0 ? large : found(bare, line, eitherOf)
    return claims.length === 1 ? claims : []
  }
  return {
    ...type,
    resembles: (line, reading) => [
      ...(type.resembles?.(line, reading) ?? []),
      ...[...line.matchAll(unlike)].map(({ 0: text, index }) => ({ start: index, end: index + text.length })),
    ],
    validate: (typed, reading) =>
      wholeBare.test(fold(typed)) ? eitherOf(fold(typed).trim()) : type.validate(typed, reading),
    recognise: (line, reading) => {
      const claims = type.recognise(line, reading)
      const isSaid = claims.length > 0 || (type.resembles?.(line, reading).length ?? 0) > 0
      return isSaid ? claims : withoutCurrency(line, reading)
    },
  }
}
