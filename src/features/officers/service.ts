import { UserError } from '../../core/errors.ts'
import { notice } from '../../core/i18n.ts'
import type { Account, Officer } from '../../generated/prisma/client.ts'
import type { ProgrammeContext } from '../../programme/context.ts'
import { readAccount } from '../../programme/people/accounts.ts'
import { writeAudit } from '../../programme/records/audit.ts'
import { columnsOf, pairIn } from '../../programme/scope.ts'
import type { Appointment } from './model.ts'

const feature = 'officers'

/** An officer and the accounts that speak for them. */
export type OfficerWithAccounts = Officer & { readonly accounts: readonly Account[] }

const recordOf = ({ name, role, side, scope, pairId, active }: Officer) => ({
  name,
  role,
  side,
  scope,
  pairId,
  active,
})

/** Makes the officer and links the account. Throws when the account belongs to an active officer already. */
export const appoint = async (
  context: ProgrammeContext,
  account: string,
  appointment: Appointment,
  officeId: number | undefined,
): Promise<Officer> => {
  const { transaction, clock, caller } = context
  const known = await transaction.account.findUnique({
    where: { reference: account },
    include: { officer: true },
  })
  if (known?.officer?.active)
    throw new UserError(notice('officers.alreadyLinked', { account, name: known.officer.name }))
  const officer = await transaction.officer.create({
    data: {
      name: appointment.name,
      role: appointment.role,
      side: appointment.side ?? null,
      ...columnsOf(appointment.scope),
      officeId: officeId ?? null,
      createdAt: clock.now(),
      createdBy: caller.account,
    },
  })
  const link = { officerId: officer.id, linkedAt: clock.now() }
  await transaction.account.upsert({
    where: { reference: account },
    create: { reference: account, name: appointment.name, ...link },
    update: link,
  })
  await writeAudit(context, {
    feature,
    reference: account,
    pairId: pairIn(appointment.scope)?.id,
    action: 'appoint',
    after: recordOf(officer),
  })
  return officer
}

export const listOfficers = ({ transaction }: ProgrammeContext): Promise<OfficerWithAccounts[]> =>
  transaction.officer.findMany({
    where: { active: true },
    include: { accounts: { orderBy: { reference: 'asc' } } },
    orderBy: [{ pairId: { sort: 'asc', nulls: 'first' } }, { id: 'asc' }],
  })

/** The active officer whom a name or an account means. Throws a `UserError` when there is none, or several. */
const findActive = async (context: ProgrammeContext, who: string): Promise<OfficerWithAccounts> => {
  const account = readAccount(who) ?? who
  const found = (await listOfficers(context)).filter(
    ({ name, accounts }) => name === who || accounts.some(({ reference }) => reference === account),
  )
  const [officer, ...others] = found
  if (!officer) throw new UserError(notice('officers.unknown', { who }))
  if (others.length > 0) {
    const accounts = found.flatMap((one) => one.accounts.map(({ reference }) => reference)).join(', ')
    throw new UserError(notice('officers.severalNamed', { who, accounts }))
  }
  return officer
}

/** Whom deactivating would be about. Throws a `UserError` where it cannot be done. */
export const findToDeactivate = async (
  context: ProgrammeContext,
  who: string,
): Promise<OfficerWithAccounts> => {
  const officer = await findActive(context, who)
  if (officer.id === context.caller.officer?.id) throw new UserError(notice('officers.notYourself'))
  return officer
}

/** Takes an officer's rights away; records stay. `who` is a name or an account. */
export const deactivate = async (context: ProgrammeContext, who: string): Promise<OfficerWithAccounts> => {
  const officer = await findToDeactivate(context, who)
  const after = await context.transaction.officer.update({
    where: { id: officer.id },
    data: { active: false },
  })
  await writeAudit(context, {
    feature,
    reference: officer.accounts[0]?.reference ?? officer.name,
    pairId: officer.pairId ?? undefined,
    action: 'deactivate',
    before: recordOf(officer),
    after: recordOf(after),
  })
  return officer
}
