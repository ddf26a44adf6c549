import type { CardAction } from '../card.ts'
import type { Translator } from '../i18n.ts'
import type { Entries, Press } from '../request.ts'

const prefix = 'entry.'

/**
 * A button that opens a command's form, filled in with what could be typed into each field (`writeValues`). `asking`: an
 * optional field that is asked for at once; with its answer the form is complete.
 */
export const formButton = (
  label: string,
  command: string,
  entries: Entries,
  asking?: string,
): CardAction => ({
  label,
  press: {
    action: 'form.begin',
    values: {
      command,
      ...(asking !== undefined && { asking }),
      ...Object.fromEntries(Object.entries(entries).map(([field, entry]) => [`${prefix}${field}`, entry])),
    },
  },
})

/** Lets go of a form, or of values that wait for a button. */
export const cancelButton = (translate: Translator, draft: string): CardAction => ({
  label: translate('core.form.cancel'),
  press: { action: 'form.cancel', values: { draft } },
})

/** What such a button fills in. */
export const entriesOfButton = (values: Press['values']): Entries =>
  Object.fromEntries(
    Object.entries(values).flatMap(([name, entry]) =>
      name.startsWith(prefix) ? [[name.slice(prefix.length), entry]] : [],
    ),
  )
