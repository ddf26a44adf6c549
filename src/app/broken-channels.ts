import { card, facts, heading, text } from '../core/card.ts'
import { translatorOf } from '../core/i18n.ts'
import type { Send } from '../core/outgoing.ts'
import {
  type AccountReference,
  type ConversationReference,
  type Locale,
  privateConversation,
} from '../core/request.ts'
import type { Clock } from '../core/time/clock.ts'
import type { Transaction } from '../db/database.ts'
import { markBroken } from '../programme/channels.ts'
import { languageOf } from '../programme/people/officers.ts'
import { pairName, type Registry } from '../programme/places/registry.ts'
import type { Scope } from '../programme/scope.ts'

export interface BrokenChannelOptions {
  readonly registry: Registry
  readonly clock: Clock
  readonly defaultLocale: Locale
  readonly send: Send
}

const nameOf = (scope: Scope, locale: Locale): string =>
  scope.kind === 'pair' ? pairName(scope.pair, locale) : translatorOf(locale)('delivery.programme')

const noticeOf = (scope: Scope, conversation: ConversationReference, reason: string, locale: Locale) => {
  const translate = translatorOf(locale)
  return card(
    heading(translate('delivery.broken.title')),
    text(translate('delivery.broken.what', { channel: nameOf(scope, locale) }), 'warning'),
    text(translate('delivery.broken.do')),
    facts(
      [translate('delivery.broken.address'), conversation],
      [translate('delivery.broken.reason'), reason],
    ),
  )
}

/** Notes that a channel takes no messages. The binding stays; whoever answers for it is told, each in their own language. */
export const reportBroken = async (
  { registry, clock, defaultLocale, send }: BrokenChannelOptions,
  transaction: Transaction,
  conversation: ConversationReference,
  reason: string,
  /** Knows already. */
  except?: AccountReference,
): Promise<void> => {
  const broken = await markBroken(transaction, registry, conversation, reason, clock.now())
  if (!broken) return
  for (const owner of broken.owners.filter((account) => account !== except)) {
    const locale = (await languageOf(transaction, owner)) ?? defaultLocale
    await send({
      to: privateConversation(owner),
      card: noticeOf(broken.scope, conversation, reason, locale),
      locale,
      priority: 'urgent',
      key: `broken:${conversation}:${clock.now().toISOString()}:${owner}`,
    })
  }
}
