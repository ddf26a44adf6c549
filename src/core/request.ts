import type { Attachment, ReceivedFile, RefusedFile } from './files.ts'

declare const kind: unique symbol
type Opaque<Kind extends string> = string & { readonly [kind]: Kind }

/** Where a conversation takes place: `telegram:-100123/45`, `slack:T1/C9`, `console:main`. Reversible by its adapter only. */
export type ConversationReference = Opaque<'conversation'>

/** Whose account on a platform: `telegram:123`, `slack:T1/U1`, `console:admin`. */
export type AccountReference = Opaque<'account'>

export const conversationReference = (text: string) => text as ConversationReference
export const accountReference = (text: string) => text as AccountReference

/** The adapter that owns a conversation or an account: the part before the first colon. */
export const platformOf = (reference: ConversationReference | AccountReference): string =>
  reference.slice(0, reference.indexOf(':'))

export const locales = ['zh-CN', 'en'] as const
export type Locale = (typeof locales)[number]

export interface Actor {
  readonly account: AccountReference
  readonly name: string
  /** Speaks as a group or a channel: nobody can tell who it is, and the account is nobody's. */
  readonly anonymous?: boolean
}

/** A button's meaning: the name of an action and its small arguments. */
export interface Press {
  readonly action: string
  readonly values: Readonly<Record<string, string>>
}

/** What the fields of a form were filled with, as typed. */
export type Entries = Readonly<Record<string, string>>

export type Unreadable = 'sticker' | 'place' | 'contact' | 'poll' | 'other'

export type Input =
  /**
   * A line typed by a person, without the platform's own prefix (`/luyu`, `@bot`). `before`: the words in front of the bot's
   * name; `edited`: it replaces an earlier one; `forwarded`: somebody else wrote it.
   */
  | {
      readonly kind: 'line'
      readonly text: string
      readonly before?: string
      readonly edited?: boolean
      readonly forwarded?: boolean
    }
  | { readonly kind: 'form'; readonly draft: string; readonly command: string; readonly entries: Entries }
  | { readonly kind: 'press'; readonly press: Press }
  /** Files without a word. */
  | { readonly kind: 'files' }
  /** What is neither words nor files: there is nothing to read in it. */
  | { readonly kind: 'unreadable'; readonly what: Unreadable }

/** Somebody's message that a request is about. Its files are its own: only a form that keeps quotes takes them. */
export interface QuotedMessage {
  readonly text: string
  /** Where it stands, for whoever may read there. */
  readonly link?: string
  readonly attachments?: readonly Attachment[]
  /** The same files once they are kept, as of a request. */
  readonly files?: readonly ReceivedFile[]
}

/**
 * One thing a person did, in no platform's words. Plain JSON: it is stored before it is acknowledged,
 * so that a killed process can still answer it.
 */
export interface Request {
  /** The platform's event; the same for a redelivered one. */
  readonly id: string
  readonly conversation: ConversationReference
  /** True in a person's private chat with the bot. */
  readonly private: boolean
  /** What the conversation is called, where the platform tells it. */
  readonly title?: string
  readonly actor: Actor
  /** The language of the person's client, when the platform tells it. */
  readonly locale?: Locale
  readonly input: Input
  /** Files that came along, still where the platform keeps them. */
  readonly attachments?: readonly Attachment[]
  /** The same files once they are kept: filled in when the request is worked on, and never stored with it. */
  readonly files?: readonly ReceivedFile[]
  /** Files that came along and were not kept, likewise. */
  readonly refusedFiles?: readonly RefusedFile[]
  /** The message that this one answers, or was made from: what of it a form may keep. */
  readonly quoted?: QuotedMessage
  /**
   * One of several messages that were sent as one: all of them are answered as one request. `isAddressed`: whether this
   * part by itself is meant for the bot.
   */
  readonly album?: { readonly id: string; readonly isAddressed: boolean }
  /** The platform's id of the person's message, so that editing it can be recognised. */
  readonly message?: string
  /** The platform's id of the message whose button was pressed. */
  readonly pressed?: string
  /** Whether a form can be opened in answer to this request (a platform may need a trigger for it). */
  readonly opensForms?: boolean
  /** What the adapter needs to answer: chat, thread, trigger. Opaque to everybody else. */
  readonly origin: Readonly<Record<string, string | number | boolean>>
}

/** A request that so many processes died of, or beside, or that so often took too long, is left alone: it may be what kills them. */
export const maximumAttempts = 5

/** A person's private conversation: every adapter accepts an account's reference where it accepts a conversation's. */
export const privateConversation = (account: AccountReference) => conversationReference(account)

/** A language read back from where it was stored. */
export const localeFrom = (stored: string): Locale => locales.find((locale) => locale === stored) ?? 'zh-CN'
