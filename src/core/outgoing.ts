import type { Card } from './card.ts'
import type { AccountReference, ConversationReference, Locale } from './request.ts'

/** Something said unasked: it waits in the outbox until its platform takes it. */
export interface OutgoingMessage {
  readonly to: ConversationReference
  readonly card: Card
  readonly locale: Locale
  /**
   * What the message is about, when it lives on (`meeting:M-2025-0003`): a newer message of a topic replaces one that was
   * not sent yet, and edits the one that stands in the conversation.
   */
  readonly topic?: string
  /** Of a topic: posted anew, whatever stands of it already; that counts no more. */
  readonly anew?: boolean
  /**
   * No message to be read: the conversation is tried with it, and this account is told what the bot may not do there, where
   * the conversation cannot be.
   */
  readonly checkFor?: AccountReference
  /** Sent at most once for each key. */
  readonly key: string
  /** What people wait for goes before what is read at leisure; `normal` when absent. The order within a conversation stays. */
  readonly priority?: 'urgent' | 'normal' | 'bulk'
  /** Not before this; now when absent. */
  readonly due?: Date
}

/** Puts a message into the outbox, in the transaction at hand. False when its key was there already. */
export type Send = (message: OutgoingMessage) => Promise<boolean>

/** Runs work in one transaction, and has what it sent delivered once that is committed. */
export type SendingTransact<Transaction> = <Result>(
  work: (transaction: Transaction, send: Send) => Promise<Result>,
) => Promise<Result>
