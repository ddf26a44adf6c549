import { UserError } from '../../core/errors.ts'
import { notice } from '../../core/i18n.ts'
import type { Invitation, Officer } from '../../generated/prisma/client.ts'
import type { ProgrammeContext } from '../../programme/context.ts'
import type { Registry } from '../../programme/places/registry.ts'
import { writeAudit } from '../../programme/records/audit.ts'
import { columnsOf, pairIn } from '../../programme/scope.ts'
import { digestNamedBy, digestOf, digestOfCode, newCode } from './codes.ts'
import type { Appointment } from './model.ts'
import { postOf, termColumns } from './posts.ts'
import { appoint, linkAccount, recordOf } from './service.ts'

const feature = 'officers'
/** Days that an invitation waits. */
export const daysValid = 7

export interface Invited {
  /** Shown once, and kept nowhere. */
  readonly code: string
  /** How the invitation is called, as long as it waits. */
  readonly number: string
  readonly expiresAt: Date
}

/** Tells invitations of one name apart. It says nothing of the code, which cannot be made from its digest. */
export const numberOf = ({ codeHash }: Pick<Invitation, 'codeHash'>): string => `I${codeHash.slice(0, 6)}`

export const invite = async (
  context: ProgrammeContext,
  appointment: Appointment,
  officerId?: number,
): Promise<Invited> => {
  const { name, role, side, scope, office, term } = appointment
  const { transaction, clock, caller } = context
  const code = newCode()
  const codeHash = digestOfCode(code)
  const expiresAt = new Date(clock.now().getTime() + daysValid * 86_400_000)
  await transaction.invitation.create({
    data: {
      codeHash,
      name,
      role,
      side: side ?? null,
      ...columnsOf(scope),
      office: office ?? null,
      ...(term && termColumns(term)),
      officerId: officerId ?? null,
      createdBy: caller.account,
      createdAt: clock.now(),
      expiresAt,
    },
  })
  await writeAudit(context, {
    feature,
    reference: codeHash,
    pairId: pairIn(scope)?.id,
    action: 'invite',
    after: { name, role, side, ...columnsOf(scope), office, ...term, officerId },
  })
  return { code, number: numberOf({ codeHash }), expiresAt }
}

/** Makes the caller the officer whom the invitation describes; undefined when it is unknown, used or expired. `seal`: of the code. */
export const redeem = async (
  context: ProgrammeContext,
  registry: Registry,
  seal: string,
): Promise<Officer | undefined> => {
  const { transaction, clock, caller } = context
  const codeHash = digestOf(seal)
  // One statement decides: of two who send the code at once, one gets it.
  const { count } = await transaction.invitation.updateMany({
    where: { codeHash, usedAt: null, expiresAt: { gt: clock.now() } },
    data: { usedAt: clock.now(), usedBy: caller.account },
  })
  const invitation = await transaction.invitation.findUnique({ where: { codeHash } })
  if (!invitation || count === 0) return undefined
  if (invitation.officerId !== null) return linkOfficer(context, invitation.officerId)
  return appoint(context, caller.account, appointmentIn(registry, invitation))
}

/** Another account of somebody who is an officer already; undefined when they are none any more. */
const linkOfficer = async (context: ProgrammeContext, id: number): Promise<Officer | undefined> => {
  const { transaction, caller } = context
  const officer = await transaction.officer.findFirst({ where: { id, active: true } })
  if (!officer) return undefined
  await linkAccount(context, caller.account, () => Promise.resolve(officer))
  await writeAudit(context, {
    feature,
    reference: caller.account,
    pairId: officer.pairId ?? undefined,
    action: 'link',
    after: recordOf(officer),
  })
  return officer
}

const appointmentIn = (registry: Registry, invitation: Invitation): Appointment => {
  return { name: invitation.name, ...postOf(registry, invitation) }
}

/** Invitations that nobody has used yet, the oldest first. */
export const pendingInvitations = ({ transaction, clock }: ProgrammeContext): Promise<Invitation[]> =>
  transaction.invitation.findMany({
    where: { usedAt: null, expiresAt: { gt: clock.now() } },
    orderBy: [{ createdAt: 'asc' }, { codeHash: 'asc' }],
  })

/** Whether somebody of that name and place is there already, or invited: it may be once too often. */
export const doubledBy = async (
  context: ProgrammeContext,
  { name, scope }: Appointment,
): Promise<'active' | 'invited' | undefined> => {
  const { pairId } = columnsOf(scope)
  const there = await context.transaction.officer.count({ where: { name, pairId, active: true } })
  if (there > 0) return 'active'
  const invited = (await pendingInvitations(context)).some(
    (one) => one.name === name && one.pairId === pairId,
  )
  return invited ? 'invited' : undefined
}

/** Ends one pending invitation by its number or its code, or all those of a name. Throws a `UserError` when there is none. */
export const withdraw = async (context: ProgrammeContext, who: string): Promise<Invitation[]> => {
  const { transaction, clock, caller } = context
  const called = who.trim()
  const codeHash = digestNamedBy(called)
  const withdrawn = (await pendingInvitations(context)).filter(
    (invitation) =>
      invitation.name === called || invitation.codeHash === codeHash || numberOf(invitation) === called,
  )
  if (withdrawn.length === 0) throw new UserError(notice('officers.notInvited', { who }))
  const hashes = withdrawn.map((invitation) => invitation.codeHash)
  // It is used up by whoever withdraws it; one that is redeemed in this very moment is not.
  await transaction.invitation.updateMany({
    where: { codeHash: { in: hashes }, usedAt: null },
    data: { usedAt: clock.now(), usedBy: caller.account },
  })
  for (const { codeHash: reference, pairId, name } of withdrawn)
    await writeAudit(context, {
      feature,
      reference,
      pairId: pairId ?? undefined,
      action: 'withdraw',
      after: { name },
    })
  return withdrawn
}

/** Ends the pending invitations that are meant, and invites once more as the last of them did. Throws a `UserError` when there is none. */
export const renew = async (
  context: ProgrammeContext,
  registry: Registry,
  who: string,
): Promise<Invited & { readonly appointment: Appointment }> => {
  const last = (await withdraw(context, who)).at(-1)
  if (!last) throw new Error('nothing was withdrawn')
  const appointment = appointmentIn(registry, last)
  return { appointment, ...(await invite(context, appointment, last.officerId ?? undefined)) }
}
