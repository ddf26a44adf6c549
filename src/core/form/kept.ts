import type { Context } from '../command.ts'
import { UserError } from '../errors.ts'
import { type DraftStore, draftExpiry, newDraftId } from './drafts.ts'
import type { Form, FormValues } from './field.ts'
import { readEntries, valuesOf, writeValues } from './filled.ts'
import { keptDraft } from './own-note.ts'

/** The part of a context that keeps values for a button to come back to: a draft of stage `kept`. */
export const keeping = (
  base: Pick<Context, 'request' | 'clock' | 'reading' | 'locale'>,
  drafts: DraftStore,
  formOf: (command: string) => Form | undefined,
): Pick<Context, 'keep' | 'take'> => ({
  keep: async (command, values) => {
    const form = formOf(command)
    if (!form) throw new Error(`no command ${command}`)
    const id = newDraftId()
    const { request, locale, clock } = base
    const entries = writeValues(form, values)
    await drafts.save(
      keptDraft(request, { id, command, locale, entries, expiresAt: draftExpiry(clock.now()) }),
    )
    return id
  },
  take: async <F extends Form>(id: string, form: F): Promise<FormValues<F> | undefined> => {
    const kept = await drafts.find(id)
    if (kept?.stage !== 'kept') return undefined
    if (kept.account !== base.request.actor.account) throw new UserError({ key: 'core.kept.others' })
    await drafts.remove(id)
    const read = form.safeParse(valuesOf(readEntries(form, kept.entries, base.reading)))
    return read.success ? read.data : undefined
  },
})
