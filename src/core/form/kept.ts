import type { Context } from '../command.ts'
import { type DraftStore, draftExpiry, newDraftId } from './drafts.ts'
import type { Form, FormValues } from './field.ts'
import { readEntries, valuesOf, writeValues } from './filled.ts'

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
    await drafts.save({
      id,
      account: base.request.actor.account,
      conversation: base.request.conversation,
      command,
      locale: base.locale,
      entries: writeValues(form, values),
      skipped: [],
      asked: [],
      asking: undefined,
      stage: 'kept',
      amends: undefined,
      expiresAt: draftExpiry(base.clock.now()),
    })
    return id
  },
  take: async <F extends Form>(id: string, form: F): Promise<FormValues<F> | undefined> => {
    const kept = await drafts.find(id)
    if (kept?.stage !== 'kept' || kept.account !== base.request.actor.account) return undefined
    await drafts.remove(id)
    const read = form.safeParse(valuesOf(readEntries(form, kept.entries, base.reading)))
    return read.success ? read.data : undefined
  },
})
