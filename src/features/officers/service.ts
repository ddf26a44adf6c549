import { createHash, randomInt } from 'node:crypto'
import { UserError } from '../../core/errors.ts'
import { notice } from '../../core/i18n.ts'
import type { Account, Officer } from '../../generated/prisma/client.ts'
import type { ProgrammeContext } from '../../programme/context.ts'
import type { Registry } from '../../programme/places/registry.ts'
import { writeAudit } from '../../programme/records/audit.ts'
import { columnsOf, pairIn, scopeOf } from '../../programme/scope.ts'
import type { Appointment } from './model.ts'

const feature = 'officers'
const daysValid = 7

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

export interface Invited {
  /** Shown once: only its hash is kept. */
  readonly code: string
  readonly expiresAt: Date
}

const codeCharacters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'

/** 22 letters and digits, 131 bits: a dash or an underscore at an end would be taken for a mark, by a person or a platform. */
const newCode = (): string =>
  Array.from({ length: 22 }, () => codeCharacters.charAt(randomInt(codeCharacters.length))).join('')

export const invite = async (
  context: ProgrammeContext,
  { name, role, side, scope }: Appointment,
): Promise<Invited> => {
  const { transaction, clock, caller } = context
  const code = newCode()
  const expiresAt = new Date(clock.now().getTime() + daysValid * 86_400_000)
  await transaction.invitation.create({
    data: {
      codeHash: hashOf(code),
      name,
      role,
      side: side ?? null,
      ...columnsOf(scope),
      createdBy: caller.account,
      createdAt: clock.now(),
      expiresAt,
    },
  })
  await writeAudit(context, {
    feature,
    reference: hashOf(code),
    pairId: pairIn(scope)?.id,
    action: 'invite',
    after: { name, role, side, ...columnsOf(scope) },
  })
  return { code, expiresAt }
}

/** Makes the caller the officer whom the invitation describes. Throws when it is unknown, used or expired. */
export const redeem = async (
  context: ProgrammeContext,
  registry: Registry,
  code: string,
): Promise<Officer> => {
  const { transaction, clock, caller } = context
  const codeHash = hashOf(code)
  // One statement decides: of two who send the code at once, one gets it.
  const { count } = await transaction.invitation.updateMany({
    where: { codeHash, usedAt: null, expiresAt: { gt: clock.now() } },
    data: { usedAt: clock.now(), usedBy: caller.account },
  })
  const invitation = await transaction.invitation.findUnique({ where: { codeHash } })
  if (!invitation || count === 0) throw new UserError(notice('officers.codeInvalid', { days: daysValid }))
  const appointment = {
    name: invitation.name,
    role: invitation.role,
    side: invitation.side ?? undefined,
    scope: scopeOf(registry, invitation),
  }
  return appoint(context, caller.account, appointment, undefined)
}

const hashOf = (code: string): string => createHash('sha256').update(code).digest('hex')

export const listOfficers = ({ transaction }: ProgrammeContext): Promise<OfficerWithAccounts[]> =>
  transaction.officer.findMany({
    where: { active: true },
    include: { accounts: { orderBy: { reference: 'asc' } } },
    orderBy: [{ pairId: { sort: 'asc', nulls: 'first' } }, { id: 'asc' }],
  })

/** Takes an officer's rights away; records stay. `who` is a name or an account. */
export const deactivate = async (context: ProgrammeContext, who: string): Promise<Officer> => {
  const { transaction, caller } = context
  const found = (await listOfficers(context)).filter(
    ({ name, accounts }) => name === who || accounts.some(({ reference }) => reference === who),
  )
  const [officer, ...others] = found
  if (!officer) throw new UserError(notice('officers.unknown', { who }))
  if (others.length > 0) {
    const accounts = found.flatMap((one) => one.accounts.map(({ reference }) => reference)).join(', ')
    throw new UserError(notice('officers.severalNamed', { who, accounts }))
  }
  if (officer.id === caller.officer?.id) throw new UserError(notice('officers.notYourself'))
  const after = await transaction.officer.update({ where: { id: officer.id }, data: { active: false } })
  await writeAudit(context, {
    feature,
    reference: officer.accounts[0]?.reference ?? officer.name,
    pairId: officer.pairId ?? undefined,
    action: 'deactivate',
    before: recordOf(officer),
    after: recordOf(after),
  })
  return after
}
