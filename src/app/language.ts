import { hash } from 'node:crypto'
import type { DraftStore } from '../core/form/drafts.ts'
import { languageTyped } from '../core/language.ts'
import type { Locale, Request } from '../core/request.ts'

/** Days that the language somebody types in is remembered. */
const daysRemembered = 60

/**
 * The language to answer somebody in who has chosen none, in private: that of the line, or of the last one that told a
 * language. A button or a bare reference tells none.
 */
export const languageHeard = async (
  drafts: DraftStore,
  { actor, conversation, input, locale: ofClient }: Request,
  now: Date,
  isName: (word: string) => boolean,
): Promise<Locale | undefined> => {
  const id = hash('sha256', `language ${actor.account} ${conversation}`, 'base64url').slice(0, 12)
  const last = (await drafts.findOwn(actor.account, conversation, id))?.locale
  const typed = input.kind === 'line' ? languageTyped(input.text, isName) : undefined
  if (!typed?.isSure) return last ?? ofClient ?? typed?.locale
  if (typed.locale !== last)
    await drafts.save({
      id,
      account: actor.account,
      conversation,
      command: '',
      locale: typed.locale,
      entries: {},
      skipped: [],
      asking: undefined,
      asked: [],
      stage: 'kept',
      amends: undefined,
      expiresAt: new Date(now.getTime() + daysRemembered * 86_400_000),
    })
  return typed.locale
}
