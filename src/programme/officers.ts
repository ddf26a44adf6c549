import type { Access } from '../core/command.ts'
import { localeOf } from '../core/i18n.ts'
import type { AccountReference, Locale, Request } from '../core/request.ts'
import type { Transaction } from '../db/database.ts'
import type { Officer as OfficerRow } from '../generated/prisma/client.ts'
import type { Role } from '../generated/prisma/enums.ts'
import type { Officer, ProgrammeCaller } from './context.ts'

/** A caller, and the language that the person or their officer's record asks for. */
export interface IdentifiedCaller extends ProgrammeCaller {
  readonly locale: Locale | undefined
}

const roles: Readonly<Record<Exclude<Access, 'everyone' | 'read'>, readonly Role[]>> = {
  write: ['officer', 'administrator'],
  supervise: ['supervisor', 'administrator'],
  administer: ['administrator'],
}

/**
 * Who is behind a request. `admins` are administrators by configuration, whatever their record says. The account's
 * name is remembered, so that an administrator can find it; a deactivated officer is a stranger.
 */
export const identify = async (
  transaction: Transaction,
  request: Pick<Request, 'actor' | 'conversation'>,
  admins: readonly AccountReference[],
): Promise<IdentifiedCaller> => {
  const { account, name } = request.actor
  const known = await transaction.account.findUnique({
    where: { reference: account },
    include: { officer: true },
  })
  if (known?.name !== name)
    await transaction.account.upsert({
      where: { reference: account },
      create: { reference: account, name },
      update: { name },
    })
  const officer = known?.officer?.active ? officerOf(known.officer) : undefined
  const administers = admins.includes(account) || officer?.role === 'administrator'
  const bound = await transaction.channel.findFirst({
    where: { conversation: request.conversation, unboundAt: null },
    select: { id: true },
  })
  return {
    account,
    name: officer?.name ?? name,
    officer,
    locale: localeOf(known?.locale ?? known?.officer?.locale ?? undefined),
    administrators: administers ? [] : await administratorNames(transaction),
    may: (access) => {
      if (access === 'everyone' || administers) return true
      if (access === 'read') return officer !== undefined || bound !== null
      return officer !== undefined && roles[access].includes(officer.role)
    },
  }
}

const administratorNames = async (transaction: Transaction): Promise<string[]> => {
  const administrators = await transaction.officer.findMany({
    where: { role: 'administrator', active: true },
    orderBy: { id: 'asc' },
    select: { name: true },
  })
  return administrators.map(({ name }) => name)
}

const officerOf = ({ id, name, role, side, pairId }: OfficerRow): Officer => ({
  id,
  name,
  role,
  side: side ?? undefined,
  pairId: pairId ?? undefined,
})

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
