import { localeOf } from '../core/i18n.ts'
import {
  accountReference,
  type ConversationReference,
  conversationReference,
  type Locale,
  localeFrom,
  privateConversation,
} from '../core/request.ts'
import type { Transaction } from '../db/database.ts'
import type { Prisma } from '../generated/prisma/client.ts'
import { Side } from '../generated/prisma/enums.ts'
import type { ProgrammeContext } from './context.ts'
import { officersOfPair } from './people/owners.ts'
import type { Pair } from './places/registry.ts'

/** Where something is said unasked, and in which language. */
export interface Addressee {
  readonly to: ConversationReference
  readonly locale: Locale
  /** A person alone, who may read names; else everybody in a channel. */
  readonly private: boolean
}

/** Of an officer's accounts the one that was linked last. */
export const latestAccount = {
  orderBy: [{ linkedAt: { sort: 'desc', nulls: 'last' } }, { reference: 'asc' }],
  take: 1,
} satisfies Prisma.Officer$accountsArgs

interface Reachable {
  readonly locale: string | null
  readonly accounts: ReadonlyArray<{ readonly reference: string; readonly locale: string | null }>
}

/** Where an officer is told in private; undefined for who has joined on no platform yet. */
export const addresseeOf = (
  { locale, accounts: [account] }: Reachable,
  defaultLocale: Locale,
): Addressee | undefined =>
  account && {
    to: privateConversation(accountReference(account.reference)),
    locale: localeOf(account.locale ?? locale ?? undefined) ?? defaultLocale,
    private: true,
  }

/** Each of some officers once, on the account that was linked last. */
export const officersTold = async (
  transaction: Transaction,
  where: Prisma.OfficerWhereInput,
  defaultLocale: Locale,
): Promise<Addressee[]> => {
  const officers = await transaction.officer.findMany({
    where,
    orderBy: { id: 'asc' },
    include: { accounts: latestAccount },
  })
  return officers.flatMap((officer) => addresseeOf(officer, defaultLocale) ?? [])
}

/** The channels that are bound to one of some pairs, or with none to the whole programme. */
export const channelsTold = async (
  transaction: Transaction,
  pairIds: readonly number[] | undefined,
): Promise<Addressee[]> => {
  const channels = await transaction.channel.findMany({
    where: {
      unboundAt: null,
      ...(pairIds ? { scope: 'pair', pairId: { in: [...pairIds] } } : { scope: 'programme' }),
    },
    orderBy: { id: 'asc' },
  })
  return channels.map(({ conversation, locale }) => ({
    to: conversationReference(conversation),
    locale: localeFrom(locale),
    private: false,
  }))
}

/**
 * Who answers for something on either side: the officers who are named, and for a unit or nobody the liaison officers of that
 * side.
 */
export const ownersTold = async (
  transaction: Transaction,
  pair: Pair,
  owners: Readonly<Record<Side, string | null>>,
  defaultLocale: Locale,
): Promise<Addressee[]> => {
  const told: Addressee[] = []
  for (const side of [Side.assisting, Side.recipient]) {
    const officers = { ...officersOfPair(pair), side }
    const name = owners[side]
    const named = name === null ? [] : await officersTold(transaction, { ...officers, name }, defaultLocale)
    const all =
      named.length > 0
        ? named
        : await officersTold(transaction, { ...officers, role: 'officer' }, defaultLocale)
    told.push(...all)
  }
  return told
}

/** Whether somebody is told already by the answer to what they said: in that conversation, or in private. */
export const isHere = (
  { request, caller }: Pick<ProgrammeContext, 'request' | 'caller'>,
  { to }: Addressee,
): boolean => to === request.conversation || `${to}` === caller.account
