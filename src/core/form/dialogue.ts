import { type Block, card, text } from '../card.ts'
import type { Command, Context } from '../command.ts'
import type { Commands } from '../commands.ts'
import { UserError } from '../errors.ts'
import { type Desk, FormError, type Routed, reply } from '../reply.ts'
import type { Entries, Press } from '../request.ts'
import { readAnswer, steeringOf } from './answers.ts'
import { ask, askWhole, checkKnown, expired, optionalFields, refuse, unaskedFields } from './asking.ts'
import { entriesOfButton } from './button.ts'
import type { Draft } from './drafts.ts'
import { type Form, fieldsOf } from './field.ts'
import { fileFields, fileNotes, filesIn, noted, unkeptNotes, withFiles } from './files.ts'
import { nextField, readEntries, valuesOf } from './filled.ts'
import { draftOf, newForm, type OpenForm, openDraft } from './open-form.ts'
import { readWords } from './words.ts'

/** A command's form being filled in: from a line, step by step, or all at once. */
export interface Dialogue<C extends Context> {
  /** Runs a command with the words after its name; asks for what is missing, wrong or ambiguous. */
  line(context: C, desk: Desk, command: Command<C>, words: string, amends?: string): Promise<Routed>
  /** Takes a plain text as the answer to the open question. */
  answer(context: C, desk: Desk, draft: Draft, typed: string): Promise<Routed>
  /** A button of a question: `form.<action>`. */
  press(context: C, desk: Desk, press: Press): Promise<Routed>
  /** Takes files without a word into the open form. */
  files(context: C, desk: Desk, draft: Draft): Promise<Routed>
  /** A form filled in as a whole. */
  submit(context: C, desk: Desk, id: string, command: string, entries: Entries): Promise<Routed>
  /** Asks again for the field that a command refused. */
  mend(context: C, desk: Desk, error: FormError): Promise<Routed>
}

/** With this answer the person's open form is over. */
export const closing = (routed: Routed): Routed => ({ ...routed, reply: { ...routed.reply, closes: true } })

/** An answer may be the form's last. */
const closingIfDone = (routed: Routed): Routed => (routed.command === undefined ? routed : closing(routed))

/** A button belongs to its question, also when another one was asked since. */
const askingAs = (open: OpenForm, form: Form, { field }: Press['values']): OpenForm =>
  field !== undefined && fieldsOf(form).some(({ name }) => name === field) ? { ...open, asking: field } : open

/** Words that were not understood are said. */
const unreadNotes = ({ translate }: Context, words: readonly string[], queried = false): Block[] => {
  if (words.length === 0) return []
  const unread = { text: words.join(translate('core.form.comma')) }
  const key = queried ? 'core.notUnderstoodInQuery' : 'core.notUnderstood'
  return [text(translate(key, unread), 'warning')]
}

/** Nothing is left out of a query: it was answered by the rest. */
const isQueried = <C extends Context>({ effect }: Command<C>, { command }: Routed): boolean =>
  effect === 'read' && command !== undefined

export const createDialogue = <C extends Context>(commands: Commands<C>): Dialogue<C> => {
  /** Runs the command when everything is known and, where it must be, agreed to; asks otherwise. */
  const proceed = async (
    context: C,
    desk: Desk,
    command: Command<C>,
    open: OpenForm,
    agreed = false,
  ): Promise<Routed> => {
    const complete = nextField(command.form, open.filled, open.skipped) === undefined
    const mustAgree = command.effect === 'confirm' || open.stage === 'confirming'
    if (!complete || (mustAgree && !agreed)) return ask(context, desk, command, open)
    try {
      const values = command.form.parse(valuesOf(open.filled))
      const answer =
        open.amends && command.amend
          ? await command.amend(context, open.amends, values)
          : await command.run(context, values)
      await desk.drafts.remove(open.id)
      return { ...reply(context, answer), command: command.name }
    } catch (error) {
      throw error instanceof UserError ? new FormError(error, open) : error
    }
  }

  const ownDraft = async (context: C, desk: Desk, id: string): Promise<Draft | undefined> => {
    const draft = await desk.drafts.find(id)
    if (draft && draft.account !== context.request.actor.account)
      throw new UserError({ key: 'core.form.others' })
    return draft
  }

  const begin = async (context: C, desk: Desk, values: Press['values']): Promise<Routed> => {
    const command = commands.named(values.command ?? '')
    if (!command) return expired(context)
    if (!context.caller.may(command.access)) return refuse(context, command)
    // A button of before the entries typed a line.
    const filled =
      values.line === undefined
        ? readEntries(command.form, entriesOfButton(values), context.reading)
        : readWords(command.form, values.line, context.reading).filled
    const skipped = optionalFields(command.form)
    const open = newForm(context, command, { filled, skipped, stage: 'confirming' })
    if (desk.forms === 'steps') return ask(context, desk, command, open)
    await checkKnown(context, command, open)
    await desk.drafts.save(draftOf(open, command.form))
    return askWhole(context, command, open)
  }

  /** Files go into their field; a question for something else stays. */
  const takeFiles = async (context: C, desk: Desk, open: OpenForm, command: Command<C>): Promise<Routed> => {
    const { request, reading } = context
    const filled = withFiles(command.form, open.filled, request.files, reading, open.asking)
    const isAnswered =
      filled !== open.filled && fileFields(command.form, reading).some(({ name }) => name === open.asking)
    const asking = isAnswered ? undefined : open.asking
    const routed =
      asking === undefined
        ? closingIfDone(await proceed(context, desk, command, { ...open, filled, asking }))
        : await ask(context, desk, command, { ...open, filled, asking })
    return noted(routed, fileNotes(context, command.form, { stands: routed.command === undefined }))
  }

  type FormAction = (
    context: C,
    desk: Desk,
    open: OpenForm,
    command: Command<C>,
    values: Press['values'],
  ) => Promise<Routed>

  const actions: Record<'answer' | 'back' | 'skip' | 'cancel' | 'open' | 'change' | 'confirm', FormAction> = {
    answer: async (context, desk, open, command, { value: typed = '' }) => {
      const steering = steeringOf(typed)
      if (steering) return actions[steering](context, desk, open, command, {})
      const field = fieldsOf(command.form).find(({ name }) => name === open.asking)
      if (!field) return ask(context, desk, command, open)
      const { files = [] } = context.request
      if (files.length > 0 && field.type.ask(context.reading).kind === 'file')
        return noted(
          await takeFiles(context, desk, open, command),
          unreadNotes(context, typed === '' ? [] : [typed]),
        )
      const answered = readAnswer(command.form, field, typed, context.reading)
      if (Object.keys(answered.filled).length === 0 && files.length === 0)
        return noted(await ask(context, desk, command, open), unreadNotes(context, answered.unread))
      const read = { ...open.filled, ...answered.filled }
      const filled = withFiles(command.form, read, files, context.reading)
      const routed = await proceed(context, desk, command, { ...open, filled, asking: undefined })
      const notes = unreadNotes(context, answered.unread, isQueried(command, routed))
      const stands = routed.command === undefined
      return closingIfDone(noted(routed, [...notes, ...fileNotes(context, command.form, { stands })]))
    },
    back: (context, desk, open, command) => {
      const fixed = fieldsOf(command.form).flatMap((each) => (each.fixed ? [each.name] : []))
      const unasked = unaskedFields(command.form)
      const names = fieldsOf(command.form).map(({ name }) => name)
      const before = names.slice(0, Math.max(0, names.indexOf(open.asking ?? '')))
      const seen = (name: string) =>
        !fixed.includes(name) &&
        (open.filled[name] !== undefined || (open.skipped.includes(name) && !unasked.includes(name)))
      const previous = before.reverse().find(seen)
      const skipped = open.skipped.filter((name) => name !== previous)
      return ask(context, desk, command, { ...open, asking: previous ?? open.asking, skipped })
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
  }

  return {
    line: async (context, desk, command, words, amends) => {
      if (!context.caller.may(command.access)) return noted(refuse(context, command), unkeptNotes(context))
      const { filled: read, unread } = readWords(command.form, words, context.reading)
      const filled = withFiles(command.form, read, context.request.files, context.reading)
      const asksEverything = command.asks && Object.keys(filled).length === 0
      const skipped = asksEverything ? unaskedFields(command.form) : optionalFields(command.form)
      const { input } = context.request
      // What somebody else wrote is shown as understood, and done when whoever sent it on agrees.
      const isForwarded = input.kind === 'line' && input.forwarded === true
      const stage = isForwarded ? 'confirming' : 'asking'
      const open = newForm(context, command, { filled, skipped, amends, stage })
      const routed = await proceed(context, desk, command, open)
      const origin = isForwarded ? [text(context.translate('core.forwarded'), 'quiet')] : []
      const notes = unreadNotes(context, unread, isQueried(command, routed))
      return noted(routed, [...origin, ...notes, ...fileNotes(context, command.form)])
    },

    answer: async (context, desk, draft, typed) => {
      const command = commands.named(draft.command)
      if (!command) return expired(context)
      const open = openDraft(draft, command.form, context.reading)
      return actions.answer(context, desk, open, command, { value: typed })
    },

    press: async (context, desk, { action, values }) => {
      if (action === 'form.begin') return begin(context, desk, values)
      const draft = await ownDraft(context, desk, values.draft ?? '')
      const command = draft && commands.named(draft.command)
      const name = action.slice('form.'.length)
      if (!draft || !command || draft.stage === 'kept' || !Object.hasOwn(actions, name))
        return expired(context)
      const open = askingAs(openDraft(draft, command.form, context.reading), command.form, values)
      return closingIfDone(await actions[name as keyof typeof actions](context, desk, open, command, values))
    },

    files: async (context, desk, draft) => {
      const command = commands.named(draft.command)
      if (!command) return expired(context)
      return takeFiles(context, desk, openDraft(draft, command.form, context.reading), command)
    },

    submit: async (context, desk, id, name, entries) => {
      const command = commands.named(name)
      if (!command) return expired(context)
      if (!context.caller.may(command.access)) return refuse(context, command)
      const draft = await ownDraft(context, desk, id)
      const begun = draft ? openDraft(draft, command.form, context.reading) : newForm(context, command, {})
      const read = readEntries(command.form, entries, context.reading)
      const whole = { ...read, ...filesIn(command.form, begun.filled, context.reading) }
      const filled = withFiles(command.form, whole, context.request.files, context.reading)
      // The whole form was seen before it was submitted: that is the agreement.
      const skipped = optionalFields(command.form)
      const open: OpenForm = { ...begun, filled, skipped, asking: undefined, stage: 'asking' }
      const routed = await proceed(context, desk, command, open, true)
      return closingIfDone(noted(routed, fileNotes(context, command.form)))
    },

    mend: (context, desk, { error, open }) => {
      const command = commands.named(open.command)
      const said = context.translate.say(error.notice)
      if (command && error.field)
        return ask(context, desk, command, { ...open, asking: error.field, stage: 'asking' }, said)
      const blocks = [text(said, 'problem'), ...unkeptNotes(context)]
      return Promise.resolve(reply(context, { audience: 'actor', card: card(...blocks) }))
    },
  }
}
