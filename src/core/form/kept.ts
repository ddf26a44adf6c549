import type { Context } from '../command.ts'
import { type DraftStore, draftExpiry, newDraftId } from './drafts.ts'
import { type Form, type FormValues, fieldsOf } from './field.ts'
import { readEntries, valuesOf } from './forms.ts'

/** The part of a context that keeps values for a button to come back to: a draft of stage `kept`. */
export const keeping = (
  base: Pick<Context, 'request' | 'clock' | 'reading' | 'locale'>,
  drafts: DraftStore,
  formOf: (command: string) => Form | undefined,
): Pick<Context, 'keep' | 'take'> => ({
  keep: async (command, values) => {
    const form = formOf(command)
    if (!form) throw new Error(`no command ${command}`)
    const written = fieldsOf(form).flatMap(({ name, type }) =>
      values[name] === undefined ? [] : [[name, type.write(values[name])] as const],
    )
    const id = newDraftId()
    await drafts.save({
      id,
      account: base.request.actor.account,
      conversation: base.request.conversation,
      command,
      locale: base.locale,
      entries: Object.fromEntries(written),
      skipped: [],
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
