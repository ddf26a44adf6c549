import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Card } from './card.ts'
import type { Checked } from './checking.ts'
import type { Access, Answer } from './command.ts'
import type { Attachment, NewFile, StoredFile } from './files.ts'
import type { Control } from './form/field.ts'
import type { AccountReference, ConversationReference, Entries, Locale, Press, Request } from './request.ts'

/** One field of a form as a person sees it. */
export interface FieldView {
  readonly name: string
  readonly label: string
  readonly example: string
  readonly required: boolean
  readonly control: Control
  /** What is known so far, as it may be typed again; empty when nothing is. */
  readonly value: string
  /** What is wrong with the value, if anything. */
  readonly problem?: string
}

/** A whole form, for a platform that shows all fields at once. */
export interface FormView {
  readonly draft: string
  readonly command: string
  readonly title: string
  readonly submit: string
  readonly cancel: string
  readonly fields: readonly FieldView[]
  /** What the form is about and cannot change: shown above the fields, and submitted with them. */
  readonly given: ReadonlyArray<{ readonly name: string; readonly label: string; readonly value: string }>
  /** What must be said of the line that the form is filled in from: shown above everything. */
  readonly notes?: readonly string[]
}

/** One question of a form, for a platform that asks step by step. Its words and buttons are in the reply's card. */
export interface Question {
  readonly draft: string
  readonly field: FieldView
}

/** What the core hands to an adapter in answer to a request. */
export interface Reply extends Omit<Answer, 'record' | 'kept' | 'about' | 'topic' | 'aside' | 'shared'> {
  readonly locale: Locale
  /** The card lives on under this name; it knows how things were at this instant (ISO 8601). */
  readonly topic?: { readonly name: string; readonly asOf: string }
  /** For the person alone, to be whispered beside the card for all. */
  readonly aside?: { readonly card: Card; readonly locale: Locale }
  /** Open this form (only to adapters whose `forms` is `modal`, for requests with `opensForms`). The card stands in when it cannot be opened. */
  readonly form?: FormView
  /** The card asks this. A platform may add a calendar keyboard or an input hint. */
  readonly question?: Question
  /** The person's open form in this conversation ended here: its last question may make way. */
  readonly closes?: boolean
}

/** Messages per language and access, for menus and manifests. */
export interface MenuEntry {
  /** The command's first word. */
  readonly word: string
  readonly summary: string
  readonly access: Access
}

/** What an adapter may ask of the program. */
export interface Front {
  /** Stores the request and sees to its answer. Once resolved the request survives a kill; `seen` means it was stored before. */
  receive(request: Request): Promise<'new' | 'seen'>
  /** Reads a submitted form without side effects or database: what is wrong, by field, in the given language. */
  check(command: string, entries: Entries, locale: Locale): Readonly<Record<string, string>>
  /**
   * Goes through a form that was filled in, and takes everything back: what it would be refused for, by field, and under an
   * empty name what is no field's. Nothing when it is fine, or when that cannot be told now.
   */
  rehearse(request: Request): Promise<Readonly<Record<string, string>>>
  /** Whether an open question is asked of this person; true of one that is gone, which says so itself. */
  isAsked(draft: string, account: AccountReference): Promise<boolean>
  /** A conversation has a new reference (a group became a supergroup). */
  moved(from: ConversationReference, to: ConversationReference): Promise<void>
  /** The bot was let into a conversation, or may write there again. */
  admitted(conversation: ConversationReference): Promise<void>
  menu(locale: Locale): readonly MenuEntry[]
}

export interface HttpRoute {
  readonly method: 'GET' | 'POST'
  /** With a slash at its end: whatever is beneath it. */
  readonly path: string
  handle(request: IncomingMessage, response: ServerResponse): void | Promise<void>
}

/** What the platform says of a message that it took. */
export interface Sent {
  /** The platform's ids of the messages, in order. */
  readonly messages: readonly string[]
  /** Set when the platform moved the conversation while sending. */
  readonly movedTo?: ConversationReference
}

/**
 * What became of a card that was to take the place of messages sent before. `lost`: these messages cannot be edited any
 * more (deleted, too old, unknown after the bot was thrown out, of another kind, or fewer or more than the card needs):
 * the card is to be posted anew.
 */
export type Edited = 'edited' | 'lost'

/** A message that may have been sent before. */
export interface Earlier {
  readonly name: string
  /** Not before this. */
  readonly since: Date
}

/** The most a platform should be sent, unasked. */
export interface RateBudget {
  readonly perSecond: number
  readonly perSecondInConversation: number
  readonly perMinuteInConversation: number
}

/** A platform. Throws `DeliveryError` from `answer`, `whisper`, `send`, `edit`, `retire` and `check`, and nothing else. */
export interface Adapter {
  /** What its references begin with. */
  readonly platform: string
  readonly forms: 'modal' | 'steps'
  readonly budget: RateBudget
  readonly routes?: readonly HttpRoute[]
  /** Opens a private chat in which these characters are sent with `/start`; undefined while that is not known, absent where there is none. */
  startLink?(payload: string): string | undefined
  start(front: Front): Promise<void>
  /** Whether the platform was there when it was last needed; absent where it always is. For operators only. */
  connected?(): boolean
  /** Takes no more requests; resolves when the connection is closed. */
  stop(): Promise<void>
  /**
   * Resolves to what now stands in the request's conversation because of it: the messages that were sent, or the pressed
   * one that the card took the place of. No messages when only the person sees the answer.
   */
  answer(request: Request, reply: Reply): Promise<Sent>
  /**
   * The content of a file that came with a request of this platform. Throws `FileUnavailable` when it is gone or larger
   * than `most` bytes, DeliveryError when another try may help.
   */
  download(attachment: Attachment, most: number): Promise<Uint8Array>
  /** Says something to the person who made the request and nobody else, beside what was answered. */
  whisper(request: Request, card: Card, locale: Locale): Promise<void>
  /**
   * Says something unasked. An account's reference is a conversation too: the private one. `locale` is for the adapter's own
   * words (part numbers). By its name the message is found again where the platform keeps names.
   */
  send(conversation: ConversationReference, card: Card, locale: Locale, name?: string): Promise<Sent>
  /**
   * Sends what has not arrived of a card that may have been sent before, by its name; `unknown`, and sends nothing, when the
   * platform does not tell. Absent where no platform of its kind can be asked.
   */
  resume?(
    conversation: ConversationReference,
    card: Card,
    locale: Locale,
    earlier: Earlier,
  ): Promise<Sent | 'unknown'>
  /**
   * Puts a card in the place of messages sent before, by their ids in order. What says the same already counts as edited,
   * so an edit whose outcome is unknown is simply made again.
   */
  edit(
    conversation: ConversationReference,
    messages: readonly string[],
    card: Card,
    locale: Locale,
  ): Promise<Edited>
  /** Takes the buttons from messages that say this card, because a newer one stands. Messages that are gone need none. */
  retire(
    conversation: ConversationReference,
    messages: readonly string[],
    card: Card,
    locale: Locale,
  ): Promise<void>
  /**
   * Tries what the bot may do in a conversation: posts the first of these lines, puts the second in its place, and deletes
   * it. What is refused is what is lacking; only what another try may mend is thrown.
   */
  check(conversation: ConversationReference, posted: string, edited: string): Promise<Checked>
}

/** Keeps files, each content once. Never to be used inside a transaction: what it moves is large. */
export interface FileStore {
  keep(file: NewFile): Promise<StoredFile>
  /** The content; undefined for a file that is not there. Throws DeliveryError when the store cannot be asked. */
  read(id: string): Promise<Uint8Array | undefined>
}

/** Keeps button meanings that are too long for a platform. */
export interface ButtonStore {
  keep(press: Press): Promise<string>
  find(token: string): Promise<Press | undefined>
}

export interface Logger {
  debug(details: object, message: string): void
  info(details: object, message: string): void
  warn(details: object, message: string): void
  error(details: object, message: string): void
  child(bindings: object): Logger
}
