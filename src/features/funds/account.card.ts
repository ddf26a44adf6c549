import {
  actions,
  type Block,
  type Card,
  type CardAction,
  card,
  facts,
  heading,
  text,
} from '../../core/card.ts'
import { percentOf, yuanOf } from '../../core/fields/fen.ts'
import { fullYuan, preciseYuan } from '../../core/fields/yuan.ts'
import type { Translator } from '../../core/i18n.ts'
import { tiers } from '../../programme/fields/tier.ts'
import type { Balance } from './balances.ts'
import { disbursedNet, inAccount, type Sums, totalOf, unspent, unspentOf, withProjects } from './sums.ts'

/** Rates over what was planned, of one project over its budget, and investment over budgets; each with its formula. */
export const ratesOf = (
  sums: Sums,
  budget: bigint,
  translate: Translator,
  over: 'planned' | 'budget' = 'planned',
): Block => {
  const whole = over === 'planned' ? sums.planned : budget
  const shown = (rate: 'disbursement' | 'spending', part: bigint) =>
    [
      translate(`funds.rate.${rate}`),
      translate(`funds.rate.${rate}Of`, { percent: percentOf(part, whole) ?? 'none', over }),
    ] as const
  const investment = percentOf(sums.paid + sums.retention, budget) ?? 'none'
  return facts(shown('disbursement', disbursedNet(sums)), shown('spending', sums.paid), [
    translate('funds.rate.investment'),
    translate('funds.rate.investmentOf', { percent: investment }),
  ])
}

/** In columns of a table a short form is enough, as long as it says all. */
const short = (fen: bigint, translate: Translator): string => preciseYuan(yuanOf(fen), translate)
const full = (fen: bigint, translate: Translator): string => fullYuan(yuanOf(fen), translate)

/** What the ledger counts, in the order of official tables. */
export const columns: ReadonlyArray<
  readonly [
    name: 'planned' | 'received' | 'committed' | 'disbursed' | 'paid' | 'retention' | 'unspent',
    of: (sums: Sums) => bigint,
  ]
> = [
  ['planned', ({ planned }) => planned],
  ['received', ({ received, returned }) => received - returned],
  ['committed', ({ committed }) => committed],
  ['disbursed', disbursedNet],
  ['paid', ({ paid }) => paid],
  ['retention', ({ retention }) => retention],
  ['unspent', unspent],
]

/** Whatever the ledger holds, a tier a column: a telephone shows four. */
const balancesTable = (balances: readonly Balance[], isProject: boolean, translate: Translator): Block => {
  const shown = tiers.filter((tier) => balances.some((one) => one.tier === tier))
  const sums = shown.map((tier) => totalOf(balances.filter((one) => one.tier === tier)))
  const all = shown.length > 1 ? [...sums, totalOf(balances)] : sums
  return {
    type: 'table',
    columns: [
      { title: translate('funds.table.what') },
      ...shown.map((tier) => ({ title: translate(`programme.tier.${tier}`), align: 'right' as const })),
      ...(shown.length > 1 ? [{ title: translate('funds.table.total'), align: 'right' as const }] : []),
    ],
    rows: columns.map(([name, of]) => [
      translate(`funds.table.${name}`),
      ...all.map((one) => short(name === 'unspent' && isProject ? unspentOf(one) : of(one), translate)),
    ]),
  }
}

/** The same of an account. */
export const balancesBlock = (balances: readonly Balance[], translate: Translator): Block =>
  balancesTable(balances, false, translate)

export interface Account {
  readonly title: string
  readonly balances: readonly Balance[]
  /** In fen: of the projects that the money is for. */
  readonly budget: bigint
  /** What is left of it, where it is one project's. */
  readonly left?: bigint | undefined
  readonly pending: number
  readonly buttons: readonly CardAction[]
}

export const accountCard = (
  { title, balances, budget, left, pending, buttons }: Account,
  translate: Translator,
): Card => {
  const whole = totalOf(balances)
  const inKind = totalOf(balances.filter((one) => one.inKind))
  if (balances.length === 0)
    return card(
      heading(title),
      text(translate('funds.account.empty')),
      pending > 0
        ? text(translate('funds.account.pending', { count: pending }))
        : text(translate('funds.account.how'), 'quiet'),
      buttons.length > 0 && actions(...buttons),
    )
  return card(
    heading(title),
    balancesTable(balances, left !== undefined, translate),
    facts(
      left === undefined
        ? [translate('funds.account.inAccount'), full(inAccount(whole), translate)]
        : [
            translate('funds.balance.left'),
            translate('funds.account.leftOf', {
              left: full(left, translate),
              budget: full(budget, translate),
            }),
          ],
      [translate('funds.account.withProjects'), full(withProjects(whole), translate)],
      inKind.received > 0n || inKind.planned > 0n
        ? [translate('funds.account.inKind'), full(inKind.received - inKind.returned, translate)]
        : undefined,
    ),
    ratesOf(whole, budget, translate, left === undefined ? 'planned' : 'budget'),
    pending > 0 && text(translate('funds.account.pending', { count: pending }), 'warning'),
    buttons.length > 0 && actions(...buttons),
  )
}
