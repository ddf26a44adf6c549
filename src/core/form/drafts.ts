import { randomBytes } from 'node:crypto'
import type { AccountReference, ConversationReference, Entries, Locale } from '../request.ts'

/** A form being filled in, by one person in one conversation. It outlives the process. */
export interface Draft {
  readonly id: string
  readonly account: AccountReference
  readonly conversation: ConversationReference
  readonly command: string
  readonly locale: Locale
  /** What each field was filled with, as it could be typed again. */
  readonly entries: Entries
  /** Optional fields that the person left out, or was never to be asked for. */
  readonly skipped: readonly string[]
  /** Fields that were asked for, in order; the one being asked is the last. */
  readonly asked: readonly string[]
  /** The field being asked for. */
  readonly asking: string | undefined
  /** `confirming`: everything is shown before it takes effect. `kept`: values waiting for a button. */
  readonly stage: 'asking' | 'confirming' | 'kept'
  /** The record whose message was edited. */
  readonly amends: string | undefined
  readonly expiresAt: Date
}

/** Drafts within one transaction. */
export interface DraftStore {
  /** The form that the person has open in the conversation. */
  open(account: AccountReference, conversation: ConversationReference): Promise<Draft | undefined>
  /** Undefined when unknown or expired. */
  find(id: string): Promise<Draft | undefined>
  /** The same, of this person in this conversation. */
  findOwn(
    account: AccountReference,
    conversation: ConversationReference,
    id: string,
  ): Promise<Draft | undefined>
  /** Creates or replaces; at most one open form stays for a person in a conversation. */
  save(draft: Draft): Promise<void>
  remove(id: string): Promise<void>
}

/** How long a form waits for its next answer. */
const draftHours = 24

export const draftExpiry = (now: Date): Date => new Date(now.getTime() + draftHours * 3_600_000)

/** Short enough for any platform's buttons, and not to be guessed. */
export const newDraftId = (): string => randomBytes(9).toString('base64url')
