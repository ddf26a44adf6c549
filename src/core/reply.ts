import type { Card, CardAction } from './card.ts'
import type { Answer, Context } from './command.ts'
import type { UserError } from './errors.ts'
import type { DraftStore } from './form/drafts.ts'
import type { OpenForm } from './form/open-form.ts'
import type { About } from './plain/sentence.ts'
import type { Reply } from './ports.ts'

/** What came of the earlier versions of a message that was edited. */
export interface Earlier {
  /** As it stood last; undefined when it was no line. */
  readonly text: string | undefined
  /** The commands that ran because of it. */
  readonly ran: readonly string[]
  /** The record that it made, and by which command. */
  readonly made: { readonly command: string; readonly record: string } | undefined
  /** What was answered last. */
  readonly reply: Pick<Reply, 'card' | 'question'> | undefined
}

export interface LateCard {
  readonly card: Card
  readonly isAnswer: boolean
}

/** What a request's transaction and platform offer, beside the context. */
export interface Desk {
  readonly drafts: DraftStore
  /** How the request's platform fills in forms. */
  readonly forms: 'modal' | 'steps'
  /** Whether the button that this request pressed counts for nothing by now. */
  readonly isOutOfDate: () => Promise<boolean>
  /** What came of the message before it was edited; undefined when it was not heard then. */
  readonly earlier: () => Promise<Earlier | undefined>
  /** The buttons of the last card that was shown to the person here, if it had any. */
  readonly shownActions: () => Promise<readonly CardAction[]>
  /** The last cards that stand here, the newest first: what the person was answered, and what came unasked. */
  readonly lately: () => Promise<readonly LateCard[]>
}

/** A reply, and what must be remembered with it. */
export interface Routed {
  readonly reply: Reply
  readonly command?: string
  readonly record?: string
  readonly kept?: string
  readonly about?: About
}

/** A user error with the form it happened in, so that nothing typed is lost. */
export class FormError extends Error {
  readonly error: UserError
  readonly open: OpenForm
  /** Words of the request that nobody understood. */
  readonly unread: readonly string[]

  constructor(error: UserError, open: OpenForm, unread: readonly string[] = []) {
    super(error.message)
    this.name = 'FormError'
    this.error = error
    this.open = open
    this.unread = unread
  }
}

/** The button that opens a form stands on a card of its own worth: it stays. */
const isQuestion = (action: string) => action.startsWith('form.') && action !== 'form.begin'

/** Turns a command's answer into a reply. A pressed form question makes way for what came of it. */
export const reply = (context: Context, answer: Answer): Routed => {
  const { record, kept, about, replace: wanted, topic, aside, shared, ...shown } = answer
  const { request, languages, clock } = context
  const { input } = request
  const replace = input.kind === 'press' && (wanted ?? isQuestion(input.press.action))
  // Who hides behind a group's name has no ear of their own.
  const audience = request.actor.anonymous ? 'conversation' : shown.audience
  return {
    reply: {
      ...shown,
      ...(audience && { audience }),
      replace,
      locale: topic === undefined && !shared ? context.locale : languages.conversation,
      ...(topic !== undefined && { topic: { name: topic, asOf: clock.now().toISOString() } }),
      ...(aside && { aside: { card: aside, locale: languages.person } }),
    },
    ...(record && { record }),
    ...(kept && { kept }),
    ...(about && { about }),
  }
}
