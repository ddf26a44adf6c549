import { createHash, randomInt } from 'node:crypto'
import { UserError } from '../../core/errors.ts'
import { notice } from '../../core/i18n.ts'
import type { Invitation, Officer } from '../../generated/prisma/client.ts'
import type { ProgrammeContext } from '../../programme/context.ts'
import type { Registry } from '../../programme/places/registry.ts'
import { writeAudit } from '../../programme/records/audit.ts'
import { columnsOf, pairIn, scopeOf } from '../../programme/scope.ts'
import type { Appointment } from './model.ts'
import { appoint } from './service.ts'

const feature = 'officers'
const daysValid = 7

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

/** Invitations that nobody has used yet, the oldest first. */
export const pendingInvitations = ({ transaction, clock }: ProgrammeContext): Promise<Invitation[]> =>
  transaction.invitation.findMany({
    where: { usedAt: null, expiresAt: { gt: clock.now() } },
    orderBy: [{ createdAt: 'asc' }, { codeHash: 'asc' }],
  })

/** Ends the pending invitations of a name, or that of a code. Throws a `UserError` when there is none. */
export const withdraw = async (context: ProgrammeContext, who: string): Promise<Invitation[]> => {
  const { transaction, clock, caller } = context
  const codeHash = hashOf(who.trim())
  const withdrawn = (await pendingInvitations(context)).filter(
    (invitation) => invitation.name === who.trim() || invitation.codeHash === codeHash,
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
