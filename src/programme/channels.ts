import { card, text } from '../core/card.ts'
import { localeOf, translatorOf } from '../core/i18n.ts'
import type { OutgoingMessage } from '../core/outgoing.ts'
import {
  type AccountReference,
  accountReference,
  type ConversationReference,
  conversationReference,
  type Locale,
  localeFrom,
} from '../core/request.ts'
import type { Transaction } from '../db/database.ts'
import type { Channel } from '../generated/prisma/client.ts'
import type { ConversationScope } from './context.ts'
import type { Registry } from './places/registry.ts'
import { type Scope, scopeOf } from './scope.ts'
import type { Standing } from './standing.ts'

/** What a conversation is bound to, and the language it is addressed in when it is bound. */
export interface Binding {
  readonly scope: ConversationScope
  readonly locale: Locale | undefined
  /** Noted as taking no messages. */
  readonly broken: boolean
  /** Persons are named there. */
  readonly names: boolean
}

/** Only the conversation itself counts: a topic does not inherit the binding of the group around it. */
export const bindingOf = (registry: Registry, { channel }: Standing): Binding =>
  channel
    ? {
        scope: scopeOf(registry, channel),
        locale: localeOf(channel.locale),
        broken: channel.broken,
        names: channel.names,
      }
    : { scope: { kind: 'none' }, locale: undefined, broken: false, names: false }

/**
 * The platform gave a conversation a new reference: its binding follows. A binding that the new one already has wins,
 * since somebody made it there by hand.
 */
export const moveChannel = async (
  transaction: Transaction,
  from: ConversationReference,
  to: ConversationReference,
  now: Date,
): Promise<void> => {
  if (from === to) return
  const taken = await transaction.channel.findUnique({ where: { conversation: to } })
  if (taken && taken.unboundAt === null) {
    await transaction.channel.updateMany({
      where: { conversation: from, unboundAt: null },
      data: { unboundAt: now },
    })
    return
  }
  // What it was bound to once is in the audit.
  if (taken) await transaction.channel.delete({ where: { id: taken.id } })
  await transaction.channel.updateMany({
    where: { conversation: from },
    data: { conversation: to },
  })
}

/** Channels noted as broken: the conversation itself, and its topics. */
export const findBroken = async (transaction: Transaction, conversation: ConversationReference) => {
  const channels = await transaction.channel.findMany({
    where: {
      ...{ unboundAt: null, brokenSince: { not: null } },
      OR: [{ conversation }, { conversation: { startsWith: `${conversation}/` } }],
    },
    orderBy: { id: 'asc' },
  })
  return channels.map((channel) => ({
    to: conversationReference(channel.conversation),
    locale: localeFrom(channel.locale),
    boundBy: accountReference(channel.boundBy),
  }))
}

/** A channel that stopped taking messages, and whom to tell. */
export interface BrokenChannel {
  readonly conversation: ConversationReference
  /** What its platform calls it, where that is known. */
  readonly title: string | null
  readonly scope: Scope
  /** The accounts of whoever bound it and of the pair's active officers. */
  readonly owners: readonly AccountReference[]
}

const ownedBy = async (
  transaction: Transaction,
  registry: Registry,
  channel: Channel,
): Promise<BrokenChannel> => {
  const accounts = await transaction.account.findMany({
    where: {
      OR: [
        { reference: channel.boundBy },
        {
          officer: {
            active: true,
            ...(channel.scope === 'programme' ? { role: 'administrator' } : { pairId: channel.pairId }),
          },
        },
      ],
    },
    orderBy: { reference: 'asc' },
  })
  return {
    conversation: conversationReference(channel.conversation),
    title: channel.title,
    scope: scopeOf(registry, channel),
    owners: accounts.map(({ reference }) => accountReference(reference)),
  }
}

/** Notes that a bound channel takes no messages. The binding stays. Undefined when it is not bound or already known to be broken. */
export const markBroken = async (
  transaction: Transaction,
  registry: Registry,
  conversation: ConversationReference,
  reason: string,
  now: Date,
): Promise<BrokenChannel | undefined> => {
  const channel = await transaction.channel.findFirst({
    where: { conversation, unboundAt: null, brokenSince: null },
  })
  if (!channel) return undefined
  await transaction.channel.update({
    where: { id: channel.id },
    data: { brokenSince: now, brokenReason: reason },
  })
  return ownedBy(transaction, registry, channel)
}

/** Notes that a channel takes messages again, and whom to tell. Undefined when it is not bound or was not broken. */
export const markMended = async (
  transaction: Transaction,
  registry: Registry,
  conversation: ConversationReference,
): Promise<BrokenChannel | undefined> => {
  // By hand: it is asked of every message that is posted.
  const [broken] = await transaction.$queryRaw<{ id: number }[]>`
    UPDATE channel SET broken_since = NULL, broken_reason = NULL
    WHERE conversation = ${conversation} AND unbound_at IS NULL AND broken_since IS NOT NULL RETURNING id`
  if (!broken) return undefined
  return ownedBy(
    transaction,
    registry,
    await transaction.channel.findUniqueOrThrow({ where: { id: broken.id } }),
  )
}

/** Has a conversation tried with a line (see `checkFor` of a message). `cause`: for whose sake, once for each. */
export const trialOf = (
  to: ConversationReference,
  locale: Locale,
  account: AccountReference,
  cause: string,
): OutgoingMessage => ({
  to,
  card: card(text(translatorOf(locale)('delivery.check.posted'))),
  locale,
  checkFor: account,
  priority: 'urgent',
  key: `check:${cause}`,
})
