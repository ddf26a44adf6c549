import { problemOf, understood } from '../../../core/fields/outcome.ts'
import { text } from '../../../core/fields/text.ts'
import type { FieldType } from '../../../core/form/field.ts'
import { notice } from '../../../core/i18n.ts'
import { fold } from '../../../core/text.ts'
import { FundType } from '../../../generated/prisma/enums.ts'
import { amountField } from '../amount.field.ts'
import { typeField } from '../type.field.ts'

/** An amount below zero, as ledgers write what takes back another one: -50, (50). */
const below = /^(?:[-−]\s*(?<after>\S.*)|\((?<inside>[^()]*\d[^()]*)\)(?:元|yuan)?)$/iu

/** Of our own ledger too, where what reverses another entry stands below zero. */
export const signedAmount = (): FieldType<string> => {
  const type = amountField()
  return {
    ...type,
    validate: (typed, reading) => {
      const { after, inside } = below.exec(fold(typed).trim())?.groups ?? {}
      const amount = after ?? inside
      if (amount === undefined) return type.validate(typed, reading)
      const outcome = type.validate(amount, reading)
      return outcome.kind === 'value' ? understood(`-${outcome.value}`) : outcome
    },
  }
}

/** What tables call kinds of entries beside the words that are typed. */
const words: Readonly<Record<string, FundType>> = {
  下达: FundType.planned,
  allocation: FundType.planned,
  allocated: FundType.planned,
  收款: FundType.received,
  到款: FundType.received,
  收入: FundType.received,
  receipt: FundType.received,
  income: FundType.received,
  签订: FundType.committed,
  拨款: FundType.disbursed,
  disbursement: FundType.disbursed,
  transfer: FundType.disbursed,
  工程: FundType.paid,
  支付工程: FundType.paid,
  payment: FundType.paid,
  expenditure: FundType.paid,
  retained: FundType.retention,
  退款: FundType.returned,
  refund: FundType.returned,
  return: FundType.returned,
}

/** 资金拨付, 拨付资金, 支付工程款, Payments are the words within them. */
const bare = (typed: string): string =>
  fold(typed)
    .trim()
    .toLowerCase()
    .replace(/^(?:专项)?资金(?=.)|(?<=.)(?:专项)?(?:资金|款项?|合同)$|(?<=[a-z]{4})s$/gu, '')

export const typeColumn = (): FieldType<FundType> => {
  const type = typeField()
  return {
    ...type,
    validate: (typed, reading) => {
      const known = type.validate(typed, reading)
      if (known.kind !== 'problem') return known
      const said = bare(typed)
      const other = words[said] ?? words[fold(typed).trim().toLowerCase()]
      if (other) return understood(other)
      const within = type.validate(said, reading)
      return within.kind === 'problem' ? known : within
    },
  }
}

/** A project's reference, or what it is called: which one that is, its pair tells. */
export const projectColumn = (reference: FieldType<string>): FieldType<string> => {
  const name = text({ maximum: 200 })
  return {
    ...name,
    validate: (typed, reading) => {
      const outcome = reference.validate(typed, reading)
      if (outcome.kind !== 'problem') return outcome
      return /\p{Script=Han}{2}|[a-z]{4}/iu.test(typed)
        ? name.validate(typed, reading)
        : problemOf(notice('funds.import.projectUnread', { text: typed }))
    },
  }
}
