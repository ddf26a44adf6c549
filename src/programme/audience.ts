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
import { type ChannelNotices, Side } from '../generated/prisma/enums.ts'
import type { ProgrammeContext } from './context.ts'
import { officersOfPair } from './people/owners.ts'
import type { Pair } from './places/registry.ts'

/** Where something is said unasked, and in which language. */
export interface Addressee {
  readonly to: ConversationReference
  readonly locale: Locale
  /** A person alone; else everybody in a channel. */
  readonly private: boolean
  /** Whether persons may be named there: to a person alone, and in a channel that is set to show them. */
  readonly names: boolean
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
    names: true,
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

/** What is said unasked: that something was entered or changed, or that something is to be done. */
export type Said = 'news' | 'reminder'

const noticesFor: Readonly<Record<Said, ChannelNotices[]>> = {
  news: ['all'],
  reminder: ['all', 'reminders'],
}

/** The channels that want to hear it, of those bound to one of some pairs, or with none to the whole programme. */
export const channelsTold = async (
  transaction: Transaction,
  pairIds: readonly number[] | undefined,
  what: Said,
): Promise<Addressee[]> => {
  const channels = await transaction.channel.findMany({
    where: {
      unboundAt: null,
      notices: { in: noticesFor[what] },
      ...(pairIds ? { scope: 'pair', pairId: { in: [...pairIds] } } : { scope: 'programme' }),
    },
    orderBy: { id: 'asc' },
  })
  return channels.map(({ conversation, locale, names }) => ({
    to: conversationReference(conversation),
    locale: localeFrom(locale),
    private: false,
    names,
  }))
}

/** Who answers for something on one side: the officer who is named, and for a unit or nobody its liaison officers. */
export const ownerTold = async (
  transaction: Transaction,
  pair: Pair,
  { side, name }: { readonly side: Side; readonly name: string | null },
  defaultLocale: Locale,
): Promise<Addressee[]> => {
  const officers = { ...officersOfPair(pair), side }
  const named = name === null ? [] : await officersTold(transaction, { ...officers, name }, defaultLocale)
  return named.length > 0 ? named : officersTold(transaction, { ...officers, role: 'officer' }, defaultLocale)
}

/** The same on either side. */
export const ownersTold = async (
  transaction: Transaction,
  pair: Pair,
  owners: Readonly<Record<Side, string | null>>,
  defaultLocale: Locale,
): Promise<Addressee[]> => [
  ...(await ownerTold(transaction, pair, { side: Side.assisting, name: owners.assisting }, defaultLocale)),
  ...(await ownerTold(transaction, pair, { side: Side.recipient, name: owners.recipient }, defaultLocale)),
]

/** Whether somebody is told already by the answer to what they said: in that conversation, or in private. */
export const isHere = (
  { request, caller }: Pick<ProgrammeContext, 'request' | 'caller'>,
  { to }: Addressee,
): boolean => to === request.conversation || `${to}` === caller.account
