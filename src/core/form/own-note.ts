import { hash } from 'node:crypto'
import type { Request } from '../request.ts'
import type { Draft, DraftStore } from './drafts.ts'

type Whose = Pick<Request, 'actor' | 'conversation'>

/** Values that wait under an id: nobody fills them in. */
export const keptDraft = (
  { actor, conversation }: Whose,
  content: Pick<Draft, 'id' | 'command' | 'locale' | 'entries' | 'expiresAt'>,
): Draft => ({
  ...content,
  account: actor.account,
  conversation,
  skipped: [],
  asked: [],
  asking: undefined,
  stage: 'kept',
  amends: undefined,
})

export interface OwnNote {
  find(): Promise<Draft | undefined>
  /** In place of what was kept before. */
  save(content: Pick<Draft, 'command' | 'locale' | 'entries' | 'expiresAt'>): Promise<void>
}

/** What is kept for a person in a conversation under a name. */
export const ownNote = (drafts: DraftStore, whose: Whose, name: string): OwnNote => {
  const { actor, conversation } = whose
  const id = hash('sha256', `${name} ${actor.account} ${conversation}`, 'base64url').slice(0, 12)
  return {
    find: () => drafts.findOwn(actor.account, conversation, id),
    save: (content) => drafts.save(keptDraft(whose, { ...content, id })),
  }
}
