import type { Access } from '../../core/command.ts'
import { localeOf } from '../../core/i18n.ts'
import {
  type AccountReference,
  type Actor,
  accountReference,
  type Locale,
  type Request,
} from '../../core/request.ts'
import type { Transaction } from '../../db/database.ts'
import type { Role, ScopeKind, Side } from '../../generated/prisma/enums.ts'
import type { Officer, ProgrammeCaller } from '../context.ts'
import type { Registry } from '../places/registry.ts'
import { scopeOf } from '../scope.ts'

/** A caller, and the language that the person or their officer's record asks for. */
export interface IdentifiedCaller extends ProgrammeCaller {
  readonly locale: Locale | undefined
}

/** What an officer of a role may do. */
export const roleMay = (role: Role, access: Access): boolean =>
  access === 'everyone' || access === 'read' || roles[access].includes(role)

const roles: Readonly<Record<Exclude<Access, 'everyone' | 'read'>, readonly Role[]>> = {
  write: ['officer', 'administrator'],
  supervise: ['supervisor', 'administrator'],
  administer: ['administrator'],
}

/** What the database knows of whoever asks, and of where they ask. */
interface Standing {
  readonly accountName: string | null
  readonly accountLocale: string | null
  readonly id: number | null
  readonly name: string | null
  readonly role: Role | null
  readonly side: Side | null
  readonly scope: ScopeKind | null
  readonly pairId: number | null
  readonly officerLocale: string | null
  readonly bound: boolean
  readonly deactivated: boolean
  readonly administrators: string[]
}

/** One statement by hand: every request runs it. */
const standingOf = async (
  transaction: Transaction,
  { actor, conversation }: Pick<Request, 'actor' | 'conversation'>,
): Promise<Standing> => {
  const [standing] = await transaction.$queryRaw<Standing[]>`
    SELECT account.name AS "accountName", account.locale AS "accountLocale",
      account.officer_id IS NOT NULL AND officer.id IS NULL AS deactivated, officer.id, officer.name, officer.role::text AS role, officer.side::text AS side,
      officer.scope::text AS scope, officer.pair_id AS "pairId", officer.locale AS "officerLocale",
      EXISTS (SELECT FROM channel WHERE conversation = ${conversation} AND unbound_at IS NULL) AS bound,
      ARRAY (SELECT name FROM officer WHERE role = 'administrator' AND active ORDER BY id) AS administrators
    FROM (VALUES (${actor.account}::text)) AS asking (reference)
    LEFT JOIN account ON account.reference = asking.reference
    LEFT JOIN officer ON officer.id = account.officer_id AND officer.active`
  if (!standing) throw new Error('a query of one row gave none')
  return standing
}

/**
 * Who is behind a request. `admins` are administrators by configuration, whatever their record says. The account's
 * name is remembered, so that an administrator can find it; a deactivated officer may do what a stranger may, and so is whoever speaks
 * in the name of a group.
 */
export const identify = async (
  transaction: Transaction,
  registry: Registry,
  request: Pick<Request, 'actor' | 'conversation'>,
  admins: readonly AccountReference[],
): Promise<IdentifiedCaller> => {
  const { account, name, anonymous = false } = request.actor
  const standing = await standingOf(transaction, anonymous ? { ...request, actor: nobody } : request)
  if (standing.accountName !== name && !anonymous)
    await transaction.account.upsert({
      where: { reference: account },
      create: { reference: account, name },
      update: { name },
    })
  const officer = officerOf(registry, standing)
  const administers = (admins.includes(account) && !anonymous) || officer?.role === 'administrator'
  return {
    account,
    name: officer?.name ?? name,
    officer,
    ...(standing.deactivated &&
      !administers && { deactivated: true, refusal: 'programme.right.deactivated' }),
    locale: localeOf(standing.accountLocale ?? standing.officerLocale ?? undefined),
    administrators: standing.administrators,
    may: (access) => {
      if (access === 'everyone' || administers) return true
      if (!officer) return access === 'read' && standing.bound
      return roleMay(officer.role, access)
    },
  }
}

/** No account is called so. */
const nobody: Actor = { account: accountReference(''), name: '' }

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
