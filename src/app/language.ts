import type { DraftStore } from '../core/form/drafts.ts'
import { ownNote } from '../core/form/own-note.ts'
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
  request: Request,
  now: Date,
  isName: (word: string) => boolean,
): Promise<Locale | undefined> => {
  const { input, locale: ofClient } = request
  const note = ownNote(drafts, request, 'language')
  const last = (await note.find())?.locale
  const typed = input.kind === 'line' ? languageTyped(input.text, isName) : undefined
  if (!typed?.isSure) return last ?? ofClient ?? typed?.locale
  if (typed.locale !== last)
    await note.save({
      command: '',
      locale: typed.locale,
      entries: {},
      expiresAt: new Date(now.getTime() + daysRemembered * 86_400_000),
    })
  return typed.locale
}
