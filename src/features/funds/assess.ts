import { UserError } from '../../core/errors.ts'
import { fenOf, yuanOf } from '../../core/fields/fen.ts'
import { money } from '../../core/fields/money.ts'
import { notice } from '../../core/i18n.ts'
import { FundExcess } from '../../generated/prisma/enums.ts'
import type { ProgrammeContext } from '../../programme/context.ts'
import type { Budgeted, FeatureTools } from '../../programme/feature.ts'
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

export const budgetsIn = ({ features }: Pick<FeatureTools, 'features'>) =>
  features().find((feature) => feature.budgets)?.budgets

const show = (fen: bigint, context: ProgrammeContext): string => money().show(yuanOf(fen), context.reading)

const refusalOf = (
  broken: NonNullable<ReturnType<typeof brokenOf>>,
  draft: Draft,
  before: Standing,
  context: ProgrammeContext,
) => {
  const { translate } = context
  const tier = translate(`programme.tier.${draft.tier}`)
  const amount = show(fenOf(draft.amount), context)
  if (draft.reverses !== null) return notice('funds.refused.reversal', { reference: draft.reverses, amount })
  if (broken === 'account')
    return notice('funds.refused.account', {
      tier,
      amount,
      balance: show(inAccount(before.account), context),
    })
  if (broken === 'retention')
    return notice('funds.refused.retention', {
      tier,
      amount,
      balance: show(before.project.retention, context),
    })
  return notice('funds.refused.project', {
    tier,
    amount,
    balance: show(withProjects(before.project), context),
  })
}

const budgetOf = ({ budget }: Budgeted): bigint => fenOf(budget ?? '0.00')

/** The field of a form that is asked for again; where nobody fills one in, nothing is. */
export type AskAgain = (field: 'amount' | 'project') => string | undefined
export const askAgain: AskAgain = (field) => field
const askNothing: AskAgain = () => undefined

/** Projects that are called off take no money; what they have may be given back. */
const requireOpen = ({ type, reverses, project }: Draft, budgeted: Budgeted, again: AskAgain): void => {
  if (budgeted.isCancelled && type !== 'returned' && type !== 'paid' && reverses === null)
    throw new UserError(notice('funds.project.cancelled', { project: project ?? '' }), again('project'))
}

/**
 * What an entry would do. Throws `UserError` where it would take a balance below zero; what only exceeds something is told by
 * `exceeds`.
 */
export const assess = async (
  context: ProgrammeContext,
  tools: FeatureTools,
  draft: Draft,
  again = askNothing,
): Promise<Assessed> => {
  const { transaction } = context
  const { pairId, project, amount } = draft
  const account = inPurse((await readAccounts(transaction, [pairId])).get(pairId) ?? [], draft)
  const ofProject: readonly Balance[] =
    project === null ? [] : ((await readProjects(transaction, [project])).get(project) ?? [])
  const budgeted =
    project === null ? undefined : (await budgetsIn(tools)?.of(transaction, [project]))?.get(project)
  if (budgeted) requireOpen(draft, budgeted, again)
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
  if (broken !== undefined) throw new UserError(refusalOf(broken, draft, before, context), again('amount'))
  const isOver =
    budgeted !== undefined && drawn(wholeAfter) > drawn(whole) && drawn(wholeAfter) > budgetOf(budgeted)
  if (isOver && budgeted.budget === null)
    throw new UserError(notice('funds.project.noBudget', { project: project ?? '' }), again('project'))
  const isLarge = fenOf(amount) > fenOf(tools.fundLimit)
  return {
    before,
    after,
    budgeted,
    exceeds: isOver ? FundExcess.budget : isLarge ? FundExcess.limit : undefined,
  }
}
