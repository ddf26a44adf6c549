import { localeOf, type Translator } from '../../core/i18n.ts'
import type { AccountReference, Actor, Locale } from '../../core/request.ts'
import type { Transaction } from '../../db/database.ts'
import type { Officer, ProgrammeCaller } from '../context.ts'
import type { Registry } from '../places/registry.ts'
import { scopeOf } from '../scope.ts'
import type { Standing } from '../standing.ts'
import { whomToAsk } from './rights.ts'
import { mayUse, type Where } from './rights-table.ts'

/** A caller, and the language that the person or their officer's record asks for. */
export interface IdentifiedCaller extends ProgrammeCaller {
  readonly locale: Locale | undefined
}

/** Where a conversation with this binding may be, from what is asked about there. */
const placesOf = (channel: Standing['channel']): readonly Where[] => {
  if (channel === null) return ['private', 'unbound']
  return channel.scope === 'programme' ? ['programme'] : ['its', 'elsewhere']
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
  const who = administers ? 'administrator' : (officer?.role ?? 'stranger')
  return {
    account,
    name: officer?.name ?? name,
    officer,
    ...(standing.barred &&
      !administers && { barred: standing.barred, refusal: `programme.right.${standing.barred}` as const }),
    locale: localeOf(standing.accountLocale ?? standing.officerLocale ?? undefined),
    administrators: standing.administrators,
    ...(officer && {
      registered: (translate: Translator) => ({
        role: translate(`programme.role.${officer.role}`),
        whom: whomToAsk({ caller: standing, translate }),
      }),
    }),
    may: (access) => mayUse(access, who, placesOf(standing.channel)),
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
