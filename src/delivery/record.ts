import type { Checked } from '../core/checking.ts'
import { DeliveryError } from '../core/errors.ts'
import {
  type AccountReference,
  type ConversationReference,
  type Locale,
  localeFrom,
} from '../core/request.ts'
import type { Transaction } from '../db/database.ts'
import { editedBy, type Outcome } from './attempt.ts'
import { redirect } from './outbox.ts'
import { type Claimed, settle } from './queue.ts'
import { type Settled, settled } from './settlement.ts'
import { findStanding, lockPlace, replaceUnsent, stand } from './topics.ts'

/** A conversation that was tried, in which language it is addressed, and for whom. */
export interface Tried {
  readonly conversation: ConversationReference
  readonly locale: Locale
  readonly account: AccountReference
  readonly key: string
}

export interface RecordHooks {
  /** A conversation takes no messages any more. Runs in the transaction that gives the message up. */
  onBroken(transaction: Transaction, conversation: ConversationReference, reason: string): Promise<void>
  /** A conversation has a new reference. Runs in the transaction that records the message; the outbox follows by itself. */
  onMoved(transaction: Transaction, from: ConversationReference, to: ConversationReference): Promise<void>
  /** A message was posted in a conversation. Runs in the transaction that records it. */
  onPosted(transaction: Transaction, conversation: ConversationReference, locale: Locale): Promise<void>
  /** It is known what the bot may do in a conversation. Runs in the transaction that records it. */
  onChecked(transaction: Transaction, tried: Tried, checked: Checked): Promise<void>
}

/** Writes down what became of a message; undefined when it is with another worker by now. */
export const record = async (
  transaction: Transaction,
  message: Claimed,
  outcome: Outcome,
  hooks: RecordHooks,
  now: Date,
): Promise<Settled | undefined> => {
  const { topic, conversation } = message
  const place = topic === null ? undefined : { topic, conversation }
  if (place) await lockPlace(transaction, place)
  const made = settled(message, outcome, place && (await findStanding(transaction, place)), now)
  const { settlement, stands, former = [] } = made
  if (!(await settle(transaction, message, settlement))) return undefined
  if (place && stands) await stand(transaction, place, stands, former)
  if (place && settlement.state === 'due') await replaceUnsent(transaction, place, now)
  if (outcome instanceof DeliveryError) {
    if (settlement.state === 'failed' && settlement.failure === 'gone')
      await hooks.onBroken(transaction, conversation, outcome.message)
  } else if (typeof outcome === 'object') {
    const { movedTo: place = conversation } = outcome
    if (place !== conversation) {
      await redirect(transaction, conversation, place)
      await hooks.onMoved(transaction, conversation, place)
    }
    const { checkFor: account, key } = message
    const locale = localeFrom(message.locale)
    if (!('lacks' in outcome)) {
      if (!editedBy(message)) await hooks.onPosted(transaction, place, locale)
    } else if (account !== null)
      await hooks.onChecked(transaction, { conversation: place, locale, account, key }, outcome)
  }
  return made
}
