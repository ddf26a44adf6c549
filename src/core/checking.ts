import type { ConversationReference } from './request.ts'

/** What a bot may lack in a conversation, as far as its platform tells. */
export type LackKind =
  /** It was not let in, or was thrown out. */
  | 'absent'
  | 'archived'
  /** It is no administrator of a channel in which only those write. */
  | 'administration'
  | 'posting'
  /** Only some people may post, and it is none of them. */
  | 'restricted'
  /** The topic takes nothing more: messages go to the group around it. */
  | 'topic'
  | 'editing'
  | 'deleting'
  | 'photos'
  | 'documents'
  /** Rights of the whole app. */
  | 'scope'
  /** The platform does not know the bot any more, anywhere. */
  | 'token'

export interface Lack {
  readonly kind: LackKind
  /** What it is called by the platform, for whoever gives it: `files:write`. */
  readonly named?: string
}

/** What came of trying a conversation; nothing is lacking where all went well. */
export interface Checked {
  /** Whether anything can be said there at all. */
  readonly posts: boolean
  readonly lacks: readonly Lack[]
  /** Set when the platform moved the conversation meanwhile. */
  readonly movedTo?: ConversationReference
}
