import { type Card, card, facts, heading, text } from '../core/card.ts'
import { translatorOf } from '../core/i18n.ts'
import type { Send } from '../core/outgoing.ts'
import {
  type AccountReference,
  type ConversationReference,
  type Locale,
  privateConversation,
} from '../core/request.ts'
import { type Clock, daysBefore } from '../core/time/clock.ts'
import type { Transaction } from '../db/database.ts'
import { reviveLatest } from '../delivery/outbox.ts'
import { type BrokenChannel, findBroken, markBroken, markMended, trialOf } from '../programme/channels.ts'
import { languageOf } from '../programme/people/officers.ts'
import { pairName, type Registry } from '../programme/places/registry.ts'

export interface BrokenChannelOptions {
  readonly registry: Registry
  readonly clock: Clock
  readonly defaultLocale: Locale
  readonly send: Send
}

const nameOf = ({ scope, title }: BrokenChannel, locale: Locale): string => {
  const translate = translatorOf(locale)
  const name = scope.kind === 'pair' ? pairName(scope.pair, locale) : translate('delivery.programme')
  return title === null ? name : translate('delivery.titled', { name, title })
}

const brokenCard = (channel: BrokenChannel, reason: string, locale: Locale): Card => {
  const translate = translatorOf(locale)
  return card(
    heading(translate('delivery.broken.title')),
    text(translate('delivery.broken.what', { channel: nameOf(channel, locale) }), 'warning'),
    text(translate('delivery.broken.do')),
    facts(
      [translate('delivery.broken.address'), channel.conversation],
      [translate('delivery.broken.reason'), reason],
    ),
  )
}

/** Each owner in private, in their own language. */
const tellOwners = async (
  { clock, defaultLocale, send }: BrokenChannelOptions,
  transaction: Transaction,
  { conversation, owners }: BrokenChannel,
  what: 'broken' | 'mended',
  cardIn: (locale: Locale) => Card,
): Promise<void> => {
  for (const owner of owners) {
    const locale = (await languageOf(transaction, owner)) ?? defaultLocale
    await send({
      to: privateConversation(owner),
      card: cardIn(locale),
      locale,
      priority: 'urgent',
      key: `${what}:${conversation}:${clock.now().toISOString()}:${owner}`,
    })
  }
}

/** Notes that a channel takes no messages. The binding stays; whoever answers for it is told, each in their own language. */
export const reportBroken = async (
  options: BrokenChannelOptions,
  transaction: Transaction,
  conversation: ConversationReference,
  reason: string,
  /** Knows already. */
  except?: AccountReference,
): Promise<void> => {
  const broken = await markBroken(transaction, options.registry, conversation, reason, options.clock.now())
  if (!broken) return
  const others = { ...broken, owners: broken.owners.filter((account) => account !== except) }
  await tellOwners(options, transaction, others, 'broken', (locale) => brokenCard(broken, reason, locale))
}

/** The bot may write in a conversation again: its channels that were noted as broken are tried, so that they mend. */
export const tryBroken = async (
  transaction: Transaction,
  send: Send,
  conversation: ConversationReference,
  now: Date,
): Promise<void> => {
  for (const { to, locale, boundBy } of await findBroken(transaction, conversation))
    await send(trialOf(to, locale, boundBy, `${to}:${now.toISOString()}`))
}

/** Days after which a weekly summary that did not arrive matters no more: the next one was due. */
const summaryMatters = 7

/**
 * Notes that a channel takes messages again. Its owners are told, and the latest weekly summary that did not arrive is sent
 * after all, with a word that it is late.
 */
export const reportMended = async (
  options: BrokenChannelOptions,
  transaction: Transaction,
  conversation: ConversationReference,
  locale: Locale,
): Promise<void> => {
  const mended = await markMended(transaction, options.registry, conversation)
  if (!mended) return
  await tellOwners(options, transaction, mended, 'mended', (own) =>
    card(text(translatorOf(own)('delivery.mended', { channel: nameOf(mended, own) }), 'success')),
  )
  const now = options.clock.now()
  const since = daysBefore(now, summaryMatters)
  const late = text(translatorOf(locale)('delivery.mended.late'), 'warning')
  await reviveLatest(transaction, { conversation, beginning: 'digest:', since }, late, now)
}
