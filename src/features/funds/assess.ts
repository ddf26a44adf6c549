import type { CardAction } from '../../core/card.ts'
import { UserError } from '../../core/errors.ts'
import { fenOf, yuanOf } from '../../core/fields/fen.ts'
import { fullYuan } from '../../core/fields/yuan.ts'
import { notice } from '../../core/i18n.ts'
import { FundExcess } from '../../generated/prisma/enums.ts'
import type { ProgrammeContext } from '../../programme/context.ts'
import type { FeatureTools } from '../../programme/feature.ts'
import type { Budgeted } from '../../programme/money-offers.ts'
import { pairName, type Registry } from '../../programme/places/registry.ts'
import { addCounts } from '../../programme/records/counts.ts'
import { type Balance, inPurse, readAccounts, readProjects } from './balances.ts'
import type { Draft } from './content.ts'
import { brokenOf, drawn, inAccount, nothing, type Sums, sumsOf, totalOf, withProjects } from './sums.ts'

/** Balances that an entry moves: the account's and the project's, of its tier and form, and the project's budget. */
export interface Standing {
  readonly account: Sums
  readonly project: Sums
  /** What is left of the budget, in fen; undefined where the entry is of no project. */
  readonly left: bigint | undefined
}

export interface Assessed {
  readonly before: Standing
  readonly after: Standing
  readonly budgeted: Budgeted | undefined
  /** Why a second person must confirm it; undefined where nobody need. */
  readonly exceeds: FundExcess | undefined
}

type Broken = NonNullable<ReturnType<typeof brokenOf>>

export const budgetsIn = ({ features }: Pick<FeatureTools, 'features'>) =>
  features().find((feature) => feature.budgets)?.budgets

/** The balance that an entry would take below zero, as it stands. */
const standingOf = (broken: Broken, { account, project }: Standing) => {
  if (broken === 'account') return { where: 'account', balance: inAccount(account) } as const
  if (broken === 'retention') return { where: 'retention', balance: project.retention } as const
  return { where: 'project', balance: withProjects(project) } as const
}

/** Which balance does not suffice, what it comes to and what is missing. */
const refusalOf = (
  broken: Broken,
  draft: Draft,
  { before, after }: Pick<Assessed, 'before' | 'after'>,
  { translate }: ProgrammeContext,
  registry: Registry,
) => {
  const show = (fen: bigint) => fullYuan(yuanOf(fen), translate)
  const { where, balance } = standingOf(broken, before)
  const left = standingOf(broken, after).balance
  const said = {
    tier: translate(`programme.tier.${draft.tier}`),
    pair: pairName(registry.pair(draft.pairId), translate.locale),
    project: draft.project ?? '',
    amount: show(fenOf(draft.amount)),
    balance: show(balance),
    missing: show(left < 0n ? -left : 0n),
  }
  return draft.reverses === null
    ? notice(`funds.refused.${where}`, said)
    : notice('funds.refused.reversal', { ...said, where, reference: draft.reverses })
}

const budgetOf = ({ budget }: Budgeted): bigint => fenOf(budget ?? '0.00')

/** The field of a form that is asked for again; where nobody fills one in, nothing is, and something else is offered. */
export interface Refusing {
  readonly again: (field: 'amount' | 'project') => string | undefined
  readonly offers?: readonly CardAction[]
}
export const askAgain: Refusing = { again: (field) => field }
/** What an account has is where whoever cannot go on looks next. */
export const offering = (...offers: readonly CardAction[]): Refusing => ({ again: () => undefined, offers })

/** Projects that are called off take no money; what they have may be given back. */
const requireOpen = (
  { type, reverses, project }: Draft,
  budgeted: Budgeted,
  { again, offers }: Refusing,
): void => {
  if (budgeted.standing === 'cancelled' && type !== 'returned' && type !== 'paid' && reverses === null)
    throw new UserError(
      notice('funds.project.cancelled', { project: project ?? '' }),
      again('project'),
      offers,
    )
}

/** All that entries are weighed against. */
export interface Standings {
  readonly accounts: Map<number, readonly Balance[]>
  readonly projects: Map<string, readonly Balance[]>
  readonly budgets: ReadonlyMap<string, Budgeted>
}

/** What entries of some accounts and projects are weighed against, in three statements. */
export const readStandings = async (
  { transaction }: Pick<ProgrammeContext, 'transaction'>,
  tools: Pick<FeatureTools, 'features'>,
  drafts: ReadonlyArray<Pick<Draft, 'pairId' | 'project'>>,
): Promise<Standings> => {
  const references = [...new Set(drafts.flatMap(({ project }) => project ?? []))]
  const isNone = references.length === 0
  return {
    accounts: new Map(await readAccounts(transaction, [...new Set(drafts.map(({ pairId }) => pairId))])),
    projects: new Map(isNone ? [] : await readProjects(transaction, references)),
    budgets: (isNone ? undefined : await budgetsIn(tools)?.of(transaction, references)) ?? new Map(),
  }
}

/**
 * What an entry would do. Throws `UserError` where it would take a balance below zero; what only exceeds something is told by
 * `exceeds`.
 */
export const weigh = (
  context: ProgrammeContext,
  { registry, fundLimit }: Pick<FeatureTools, 'registry' | 'fundLimit'>,
  { accounts, projects, budgets }: Standings,
  draft: Draft,
  refusing: Refusing,
): Assessed => {
  const { again, offers } = refusing
  const { pairId, project, amount } = draft
  const account = inPurse(accounts.get(pairId) ?? [], draft)
  const ofProject = project === null ? [] : (projects.get(project) ?? [])
  const budgeted = project === null ? undefined : budgets.get(project)
  if (budgeted) requireOpen(draft, budgeted, refusing)
  const moved = sumsOf(draft)
  const whole = totalOf(ofProject)
  const wholeAfter = addCounts(moved, whole)
  const left = (sums: Sums) => budgeted && budgetOf(budgeted) - drawn(sums)
  const before = { account, project: inPurse(ofProject, draft), left: left(whole) }
  const after = {
    account: addCounts(moved, account),
    project: project === null ? nothing : addCounts(moved, before.project),
    left: left(wholeAfter),
  }
  const broken =
    (project === null ? undefined : brokenOf(after.project, false)) ?? brokenOf(after.account, true)
  if (broken !== undefined)
    throw new UserError(
      refusalOf(broken, draft, { before, after }, context, registry),
      again('amount'),
      offers,
    )
  const isOver =
    budgeted !== undefined && drawn(wholeAfter) > drawn(whole) && drawn(wholeAfter) > budgetOf(budgeted)
  if (isOver && budgeted.budget === null)
    throw new UserError(
      notice('funds.project.noBudget', { project: project ?? '' }),
      again('project'),
      offers,
    )
  const isLarge = fenOf(amount) > fenOf(fundLimit)
  return {
    before,
    after,
    budgeted,
    exceeds: isOver ? FundExcess.budget : isLarge ? FundExcess.limit : undefined,
  }
}

/** The same of an entry by itself, as the ledger stands. */
export const assess = async (
  context: ProgrammeContext,
  tools: FeatureTools,
  draft: Draft,
  refusing: Refusing,
): Promise<Assessed> => weigh(context, tools, await readStandings(context, tools, [draft]), draft, refusing)
