import { UserError } from '../../core/errors.ts'
import { yuanOf } from '../../core/fields/fen.ts'
import { fullYuan, preciseYuan } from '../../core/fields/yuan.ts'
import type { Reading } from '../../core/form/field.ts'
import { notice } from '../../core/i18n.ts'
import type { Transaction } from '../../db/database.ts'
import { ProjectState } from '../../generated/prisma/enums.ts'
import type { ProgrammeContext } from '../../programme/context.ts'
import type { FeatureTools } from '../../programme/feature.ts'
import type { Budgeted, Budgets, CalledProject, ProjectMoney } from '../../programme/money-offers.ts'
import type { Beside } from '../../programme/records/kind.ts'
import type { Project, ProjectContent } from './content.ts'
import { calledAmong } from './find/among.ts'
import { isMore, remainderOf } from './sources.ts'

/** What the ledger of funds says of projects, whichever feature keeps it. */
export const moneyIn = async (
  { features }: Pick<FeatureTools, 'features'>,
  transaction: Transaction,
  references: readonly string[],
): Promise<ReadonlyMap<string, ProjectMoney>> =>
  (await features()
    .find((feature) => feature.moneyOf)
    ?.moneyOf?.(transaction, references)) ?? new Map()

/** What a project's card says of its money, as amounts by what they are. */
const told = ['planned', 'received', 'committed', 'disbursed', 'paid', 'retention'] as const
type Told = (typeof told)[number]

const isTold = (role: string): role is Told => told.some((one) => one === role)

export const readMoney =
  (tools: Pick<FeatureTools, 'features'>) =>
  async (
    transaction: Transaction,
    projects: ReadonlyArray<Pick<Project, 'reference'>>,
  ): Promise<ReadonlyMap<string, readonly Beside[]>> => {
    const money = await moneyIn(
      tools,
      transaction,
      projects.map(({ reference }) => reference),
    )
    return new Map(
      [...money].map(([reference, sums]) => [
        reference,
        told.map((role) => ({ role, reference: null, text: sums[role] })),
      ]),
    )
  }

/** What a budget is drawn on by: the contracts or, where more, what was disbursed (docs/adr/0037). */
const drawnOf = (committed: string, disbursed: string): string =>
  isMore(disbursed, committed) ? disbursed : committed

/** 合同400万元、拨付250万元、支付120万元; and what is left of the budget. */
export const talliedMoney = (
  { beside = [], budget }: Project,
  { translate }: Reading,
): Array<readonly [label: string, value: string]> => {
  const sums = new Map(beside.flatMap(({ role, text }) => (isTold(role) ? [[role, text] as const] : [])))
  if (sums.size === 0) return []
  const said = told.flatMap((what) => {
    const amount = sums.get(what) ?? '0.00'
    return amount === '0.00'
      ? []
      : [translate('projects.money.of', { what, amount: preciseYuan(amount, translate) })]
  })
  const left = remainderOf(
    budget ?? '0.00',
    drawnOf(sums.get('committed') ?? '0.00', sums.get('disbursed') ?? '0.00'),
  )
  return [
    [
      translate('projects.money.label'),
      said.join(translate('projects.listed')) || translate('projects.money.none'),
    ],
    [
      translate('projects.money.left'),
      left.startsWith('-')
        ? translate('projects.money.over', { amount: preciseYuan(left.slice(1), translate) })
        : preciseYuan(left, translate),
    ],
  ]
}

/** Refuses a budget below what was drawn on it, and another pair for a project that the ledger of its pair knows. */
export const checkLedger = async (
  tools: Pick<FeatureTools, 'features'>,
  { transaction, translate }: ProgrammeContext,
  project: ProjectContent,
  before: Project | undefined,
): Promise<void> => {
  if (!before || (before.budget === project.budget && before.pairId === project.pairId)) return
  const money = (await moneyIn(tools, transaction, [before.reference])).get(before.reference)
  if (!money) return
  if (project.pairId !== before.pairId) throw new UserError(notice('projects.money.pair'), 'pair')
  const drawn = drawnOf(money.committed, money.disbursed)
  const [budget, former] = [project.budget ?? '0.00', before.budget ?? '0.00']
  if (isMore(former, budget) && isMore(drawn, budget))
    throw new UserError(
      notice('projects.money.drawn', { drawn: fullYuan(drawn, translate), reference: before.reference }),
      'budget',
    )
}

interface Row {
  readonly reference: string
  readonly pairId: number
  readonly name: string
  readonly budget: bigint | null
  readonly state: ProjectState
}

const isRemarked = (state: ProjectState): state is Exclude<Budgeted['standing'], 'open'> =>
  state === ProjectState.reserve || state === ProjectState.suspended || state === ProjectState.cancelled

/** What money is entered for. */
export const budgets: Budgets = {
  of: async (transaction, references) => {
    const rows = await transaction.$queryRaw<Row[]>`
      SELECT reference, pair_id AS "pairId", name, (budget * 100)::bigint AS budget, state::text AS state
      FROM project WHERE reference = ANY(${[...references]})`
    return new Map(
      rows.map(({ reference, pairId, name, budget, state }): [string, Budgeted] => [
        reference,
        {
          pairId,
          name,
          budget: budget === null ? null : yuanOf(budget),
          standing: isRemarked(state) ? state : 'open',
        },
      ]),
    )
  },
  called: async (transaction, names, pairIds) => {
    if (names.length === 0) return new Map()
    const rows = await transaction.$queryRaw<Array<CalledProject & { english: string | null }>>`
      SELECT reference, pair_id AS "pairId", name, english FROM project
      WHERE pair_id = ANY(${[...pairIds]}::int[]) AND state <> 'cancelled' ORDER BY reference`
    return calledAmong(rows, names)
  },
  totals: async (transaction, pairIds) => {
    const rows = await transaction.$queryRaw<{ pairId: number; budget: bigint }[]>`
      SELECT pair_id AS "pairId", (sum(budget) * 100)::bigint AS budget FROM project_tally
      WHERE state <> 'cancelled' AND (${pairIds === undefined} OR pair_id = ANY(${[...(pairIds ?? [])]}::int[]))
      GROUP BY pair_id`
    return new Map(rows.map(({ pairId, budget }) => [pairId, yuanOf(budget)]))
  },
}
