import type { Command, Context } from '../command.ts'
import { type Draft, draftExpiry, newDraftId } from './drafts.ts'
import type { Form, Reading } from './field.ts'
import { type Filled, readEntries, writeEntries } from './filled.ts'

/**
 * A form in hand: a draft whose entries stand beside what they mean. What was recognised becomes text only when the form
 * must wait for an answer and is stored.
 */
export interface OpenForm extends Omit<Draft, 'entries'> {
  readonly filled: Filled
  /** Words that wait for what they change: they are read against what stands of it. */
  readonly said?: string | undefined
}

/** Where a draft keeps them, among the entries of its fields. */
const saidEntry = ':said'

export const newForm = <C extends Context>(
  context: C,
  command: Command<C>,
  settings: Partial<OpenForm>,
): OpenForm => ({
  id: newDraftId(),
  account: context.request.actor.account,
  conversation: context.request.conversation,
  command: command.name,
  locale: context.locale,
  filled: {},
  skipped: [],
  asked: [],
  asking: undefined,
  stage: 'asking',
  amends: undefined,
  expiresAt: draftExpiry(context.clock.now()),
  ...settings,
})

/** Takes a stored form up again. */
export const openDraft = ({ entries, ...draft }: Draft, form: Form, reading: Reading): OpenForm => ({
  ...draft,
  filled: readEntries(form, entries, reading),
  said: entries[saidEntry],
})

/** The form as it is stored. */
export const draftOf = ({ filled, said, ...open }: OpenForm, form: Form): Draft => ({
  ...open,
  entries: { ...writeEntries(form, filled), ...(said !== undefined && { [saidEntry]: said }) },
})
