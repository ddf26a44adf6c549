import { card, text } from '../card.ts'
import type { Command, Context } from '../command.ts'
import type { Commands } from '../commands.ts'
import { type Desk, FormError, type Routed, reply } from '../reply.ts'
import type { Press } from '../request.ts'
import { readAnswer, steeringOf } from './answers.ts'
import { ask, optionalFields } from './asking.ts'
import { calledAs, whichOf } from './called.ts'
import { fieldsOf } from './field.ts'
import { fileNotes, noted, withFiles } from './files.ts'
import { draftOf, type OpenForm } from './open-form.ts'
import { besideNotes, closing, closingIfDone, proceed, takeFiles } from './proceed.ts'
import { withSaid } from './said.ts'
import { keptInForm, withUnread } from './unread.ts'
import { valueNotes } from './value-notes.ts'

export type FormAction<C extends Context> = (
  context: C,
  desk: Desk,
  open: OpenForm,
  command: Command<C>,
  values: Press['values'],
) => Promise<Routed>

export type ActionName = 'answer' | 'back' | 'skip' | 'cancel' | 'open' | 'change' | 'confirm' | 'keep'

/** What the buttons of a question do, and the words that stand for them. */
export const formActions = <C extends Context>({
  finders,
}: Pick<Commands<C>, 'finders'>): Readonly<Record<ActionName, FormAction<C>>> => {
  const actions: Record<ActionName, FormAction<C>> = {
    answer: async (context, desk, open, command, { value = '' }) => {
      const steering = steeringOf(value)
      if (steering) return actions[steering](context, desk, open, command, {})
      const found = await calledAs(context, finders, command.form, open.asking, value)
      const [only, ...others] = found
      if (others.length > 0)
        return noted(await ask(context, desk, command, open), whichOf(context, open, value, found))
      const typed = only?.reference ?? value
      const field = fieldsOf(command.form).find(({ name }) => name === open.asking)
      const { files = [] } = context.request
      if (field && files.length > 0 && field.type.ask(context.reading).kind === 'file')
        return noted(await takeFiles(context, desk, open, command), besideNotes(context, typed))
      const answered = readAnswer(command.form, field, typed, context.reading, open.filled)
      const { unread, perhaps } = answered
      if (field && perhaps) {
        const offered = { ...open, filled: { ...open.filled, [field.name]: perhaps } }
        const routed = await ask(context, desk, command, offered)
        // What is asked about is not known yet.
        await desk.drafts.save(draftOf(open, command.form))
        return withUnread(context, command, { routed, open }, unread)
      }
      if (Object.keys(answered.filled).length === 0 && files.length === 0)
        return withUnread(context, command, { routed: await ask(context, desk, command, open), open }, unread)
      const read = { ...open.filled, ...answered.filled }
      const filled = withFiles(command.form, read, files, context.reading)
      const { context: against, ...said } = await withSaid(context, command, {
        ...open,
        filled,
        asking: undefined,
      })
      const all = [...said.unread, ...unread]
      try {
        const routed = await proceed(against, desk, command, said.open)
        const told = withUnread(context, command, { routed, open: said.open }, all)
        const stands = routed.command === undefined
        const notes = [
          ...valueNotes(context, answered.filled),
          ...fileNotes(context, command.form, { stands }),
        ]
        return closingIfDone(noted(told, notes))
      } catch (error) {
        throw error instanceof FormError ? new FormError(error.error, error.open, all) : error
      }
    },
    back: (context, desk, open, command) => {
      // A button belongs to its question, also when another one was asked since.
      const asked = open.asked.slice(0, Math.max(0, open.asked.lastIndexOf(open.asking ?? '')))
      const previous = asked.at(-1)
      if (previous === undefined) {
        const asking = open.stage === 'confirming' ? undefined : open.asking
        return ask(context, desk, command, { ...open, asking })
      }
      const skipped = open.skipped.filter((name) => name !== previous)
      return ask(context, desk, command, { ...open, asked, asking: previous, skipped })
    },
    skip: (context, desk, open, command) => {
      const left = open.asking ?? ''
      const required = fieldsOf(command.form).find((field) => field.name === left && field.required)
      if (required) {
        const example = context.translate(required.example)
        return ask(context, desk, command, open, context.translate('core.form.missing', { example }))
      }
      const { [left]: _, ...filled } = open.filled
      const skipped = [...open.skipped, left]
      return proceed(context, desk, command, { ...open, filled, skipped, asking: undefined })
    },
    cancel: async (context, desk, open) => {
      await desk.drafts.remove(open.id)
      return closing(reply(context, { card: card(text(context.translate('core.form.cancelled'))) }))
    },
    open: (context, desk, open, command) => ask(context, desk, command, open),
    change: (context, desk, open, command, values) =>
      ask(context, desk, command, { ...open, asking: values.field }),
    confirm: (context, desk, open, command) =>
      proceed(context, desk, command, { ...open, asking: undefined }, true),
    keep: async (context, desk, open, command, { words = '' }) => {
      const kept = keptInForm(context, command, open, words)
      if (open.stage !== 'kept') return ask(context, desk, command, kept)
      // What waits for a button is told of again, with the words.
      await desk.drafts.remove(open.id)
      return proceed(context, desk, command, {
        ...kept,
        stage: 'asking',
        skipped: optionalFields(command.form),
      })
    },
  }
  return actions
}
