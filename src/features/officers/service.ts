import { UserError } from '../../core/errors.ts'
import { notice } from '../../core/i18n.ts'
import type { Account, Officer, Prisma } from '../../generated/prisma/client.ts'
import type { ProgrammeContext } from '../../programme/context.ts'
import { readAccount } from '../../programme/people/accounts.ts'
import { writeAudit } from '../../programme/records/audit.ts'
import { columnsOf, pairIn } from '../../programme/scope.ts'
import { type Appointment, requireAhead, requireOrder, type Term } from './model.ts'
import { termColumns, termOf } from './posts.ts'
import { rewriteTerm } from './terms.ts'

const feature = 'officers'

/** An officer and the accounts that speak for them. */
export type OfficerWithAccounts = Officer & { readonly accounts: readonly Account[] }

/** As the audit keeps it. */
export const recordOf = (officer: Officer) => {
  const { name, role, side, scope, pairId, office, active, pause } = officer
  return { name, role, side, scope, pairId, office, active, pause, ...termOf(officer) }
}

/** Links the account. Throws when it belongs already to somebody who is an officer, or is one no more for a while only. */
export const linkAccount = async (
  { transaction, clock }: ProgrammeContext,
  account: string,
  officerOf: () => Promise<Officer>,
): Promise<Officer> => {
  const known = await transaction.account.findUnique({
    where: { reference: account },
    include: { officer: true },
  })
  if (known?.officer?.active || known?.officer?.pause === 'suspended')
    throw new UserError(notice('officers.alreadyLinked', { account, name: known.officer.name }))
  const officer = await officerOf()
  const link = { officerId: officer.id, linkedAt: clock.now() }
  await transaction.account.upsert({
    where: { reference: account },
    create: { reference: account, name: officer.name, ...link },
    update: link,
  })
  return officer
}

/** Makes the officer and links the account. */
export const appoint = async (
  context: ProgrammeContext,
  account: string,
  { name, role, side, scope, office, term }: Appointment,
): Promise<Officer> => {
  const { transaction, clock, caller } = context
  const officer = await linkAccount(context, account, () =>
    transaction.officer.create({
      data: {
        name,
        role,
        side: side ?? null,
        ...columnsOf(scope),
        office: office ?? null,
        ...(term && termColumns(term)),
        createdAt: clock.now(),
        createdBy: caller.account,
      },
    }),
  )
  await writeAudit(context, {
    feature,
    reference: account,
    pairId: pairIn(scope)?.id,
    action: 'appoint',
    after: recordOf(officer),
  })
  await rewriteTerm(context, officer)
  return officer
}

/** Those who are officers, and who are none for a while only. */
const listed: Prisma.OfficerWhereInput = { OR: [{ active: true }, { pause: { not: null } }] }

export const listOfficers = (context: ProgrammeContext): Promise<OfficerWithAccounts[]> =>
  findOfficers(context, listed)

export const findOfficers = (
  { transaction }: ProgrammeContext,
  where: Prisma.OfficerWhereInput,
): Promise<OfficerWithAccounts[]> =>
  transaction.officer.findMany({
    where,
    include: { accounts: { orderBy: { reference: 'asc' } } },
    orderBy: [{ pairId: { sort: 'asc', nulls: 'first' } }, { id: 'asc' }],
  })

const isCalled = (who: string) => {
  const account = readAccount(who) ?? who
  return ({ name, accounts }: OfficerWithAccounts): boolean =>
    name === who.trim() || accounts.some(({ reference }) => reference === account)
}

/** Why nobody is meant by a name or an account, where it is somebody's all the same: that is known, and not asked again. */
const whyNone = async (context: ProgrammeContext, who: string): Promise<UserError> => {
  const { transaction, clock } = context
  // The latest of several who had the name.
  const officer = (await findOfficers(context, {})).filter(isCalled(who)).at(-1)
  if (officer?.active) return new UserError(notice('officers.alreadyActive', { name: officer.name }))
  const invited = await transaction.invitation.findFirst({
    where: { name: who.trim(), usedAt: null, expiresAt: { gt: clock.now() } },
  })
  if (invited) return new UserError(notice('officers.onlyInvited', { name: invited.name }))
  if (!officer) return new UserError(notice('officers.unknown', { who }), 'who')
  const { name, accounts, pause } = officer
  const state = pause ?? (accounts.length > 0 ? 'deactivated' : 'forgotten')
  return new UserError(notice('officers.noneNow', { name, state }))
}

/** The one of some officers whom a name or an account means, if any. Throws a `UserError` when there are several. */
export const findAmong = async (
  context: ProgrammeContext,
  who: string,
  where: Prisma.OfficerWhereInput,
): Promise<OfficerWithAccounts | undefined> => {
  const found = (await findOfficers(context, where)).filter(isCalled(who))
  const [officer, ...others] = found
  if (others.length > 0) {
    const accounts = found.flatMap((one) => one.accounts.map(({ reference }) => reference)).join(', ')
    throw new UserError(notice('officers.severalNamed', { who, accounts }), 'who')
  }
  return officer
}

/** For administrators: the one who is meant. Throws a `UserError` when there is none, which says why, or several. */
export const findOne = async (
  context: ProgrammeContext,
  who: string,
  where = listed,
): Promise<OfficerWithAccounts> => {
  const officer = await findAmong(context, who, where)
  if (!officer) throw await whyNone(context, who)
  return officer
}

/** Changes an officer, with what they still have coming, and writes it down. */
export const change = async (
  context: ProgrammeContext,
  officer: OfficerWithAccounts,
  action: string,
  data: Prisma.OfficerUncheckedUpdateInput,
): Promise<OfficerWithAccounts> => {
  const after = await context.transaction.officer.update({ where: { id: officer.id }, data })
  await writeAudit(context, {
    feature,
    reference: officer.accounts[0]?.reference ?? officer.name,
    pairId: officer.pairId ?? undefined,
    action,
    before: recordOf(officer),
    after: recordOf(after),
  })
  await rewriteTerm(context, after)
  return { ...after, accounts: officer.accounts }
}

/** Whom deactivating would be about. Throws a `UserError` where it cannot be done. */
export const findToDeactivate = async (
  context: ProgrammeContext,
  who: string,
): Promise<OfficerWithAccounts> => {
  const officer = await findOne(context, who)
  if (officer.id === context.caller.officer?.id) throw new UserError(notice('officers.notYourself'))
  return officer
}

/** Takes an officer's rights away; records stay. `who` is a name or an account. */
export const deactivate = async (context: ProgrammeContext, who: string): Promise<OfficerWithAccounts> =>
  change(context, await findToDeactivate(context, who), 'deactivate', { active: false, pause: null })

/** Throws a `UserError` for oneself, and for who is suspended already. */
export const suspend = async (context: ProgrammeContext, who: string): Promise<OfficerWithAccounts> => {
  const officer = await findToDeactivate(context, who)
  if (officer.pause === 'suspended')
    throw new UserError(notice('officers.alreadySuspended', { name: officer.name }))
  return change(context, officer, 'suspend', { active: false, pause: 'suspended' })
}

/** Whoever was suspended or deactivated is an officer again. Throws a `UserError` where the term is over. */
export const resume = async (context: ProgrammeContext, who: string): Promise<OfficerWithAccounts> => {
  const officer = await findOne(context, who, { active: false, accounts: { some: {} } })
  const { to } = termOf(officer)
  if (to !== undefined && to < context.clock.today())
    throw new UserError(notice('officers.termOver', { name: officer.name, to }))
  return change(context, officer, 'resume', { active: true, pause: null })
}

/** What is not said of a term stays. An end that is moved ends the pause that it was the reason of. */
export const setTerm = async (
  context: ProgrammeContext,
  who: string,
  { from, to }: Partial<Term>,
): Promise<OfficerWithAccounts> => {
  if (from === undefined && to === undefined) throw new UserError(notice('officers.termMissing'), 'to')
  requireAhead(to, context.clock.today())
  const officer = await findOne(context, who)
  const before = termOf(officer)
  const term = { from: from ?? before.from, to: to ?? before.to }
  requireOrder(term)
  const isOver = term.to !== undefined && term.to < context.clock.today()
  const again = officer.pause === 'ended' && !isOver ? { active: true, pause: null } : {}
  return change(context, officer, 'term', { ...termColumns(term), ...again })
}
