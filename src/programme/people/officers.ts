import type { Access } from '../../core/command.ts'
import { localeOf } from '../../core/i18n.ts'
import type { AccountReference, Actor, Locale } from '../../core/request.ts'
import type { Transaction } from '../../db/database.ts'
import type { Role } from '../../generated/prisma/enums.ts'
import type { Officer, ProgrammeCaller } from '../context.ts'
import type { Registry } from '../places/registry.ts'
import { scopeOf } from '../scope.ts'
import type { Standing } from '../standing.ts'

/** A caller, and the language that the person or their officer's record asks for. */
export interface IdentifiedCaller extends ProgrammeCaller {
  readonly locale: Locale | undefined
}

/** What an officer of a role may do. */
export const roleMay = (role: Role, access: Access): boolean =>
  access === 'everyone' || access === 'read' || roles[access].includes(role)

const roles: Readonly<Record<Exclude<Access, 'everyone' | 'read'>, readonly Role[]>> = {
  contribute: ['officer', 'supervisor', 'administrator'],
  write: ['officer', 'administrator'],
  supervise: ['supervisor', 'administrator'],
  administer: ['administrator'],
}

/**
 * Who is behind a request. `admins` are administrators by configuration, whatever their record says. The account's
 * name is remembered, so that an administrator can find it; an officer who is barred may do what a stranger may, and so is whoever speaks
 * in the name of a group.
 */
export const identify = async (
  transaction: Transaction,
  registry: Registry,
  { account, name, anonymous = false }: Actor,
  standing: Standing,
  admins: readonly AccountReference[],
): Promise<IdentifiedCaller> => {
  if (standing.accountName !== name && !anonymous)
    await transaction.$executeRaw`
      INSERT INTO account (reference, name) VALUES (${account}, ${name})
      ON CONFLICT (reference) DO UPDATE SET name = excluded.name`
  const officer = officerOf(registry, standing)
  const administers = (admins.includes(account) && !anonymous) || officer?.role === 'administrator'
  return {
    account,
    name: officer?.name ?? name,
    officer,
    ...(standing.barred &&
      !administers && { barred: standing.barred, refusal: `programme.right.${standing.barred}` as const }),
    locale: localeOf(standing.accountLocale ?? standing.officerLocale ?? undefined),
    administrators: standing.administrators,
    may: (access) => {
      if (access === 'everyone' || administers) return true
      if (!officer) return access === 'read' && standing.channel !== null
      return roleMay(officer.role, access)
    },
  }
}

const officerOf = (
  registry: Registry,
  { id, name, role, side, scope, pairId }: Standing,
): Officer | undefined =>
  id === null || name === null || role === null || scope === null
    ? undefined
    : { id, name, role, side: side ?? undefined, scope: scopeOf(registry, { scope, pairId }) }

/** The language to write to an account in, unasked. */
export const languageOf = async (
  transaction: Transaction,
  account: AccountReference,
): Promise<Locale | undefined> => {
  const known = await transaction.account.findUnique({
    where: { reference: account },
    include: { officer: true },
  })
  return localeOf(known?.locale ?? known?.officer?.locale ?? undefined)
}
