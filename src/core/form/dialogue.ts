import { card, offered, text, withoutPresses } from '../card.ts'
import type { Command, Context } from '../command.ts'
import type { Commands } from '../commands.ts'
import { UserError } from '../errors.ts'
import { type Desk, FormError, type Routed, reply } from '../reply.ts'
import type { Entries, Press } from '../request.ts'
import { type ActionName, formActions } from './actions.ts'
import { readingAgainst } from './against.ts'
import { isAnother } from './another.ts'
import {
  againBlocks,
  ask,
  askWhole,
  checkKnown,
  expired,
  optionalFields,
  refuse,
  unaskedFields,
} from './asking.ts'
import { entriesOfButton } from './button.ts'
import { askWhich, calledIn } from './called.ts'
import type { Draft } from './drafts.ts'
import { fieldsOf } from './field.ts'
import { fileFields, fileNotes, filesIn, noted, unkeptNotes, withFiles } from './files.ts'
import { nextField, readEntries, valuesOf } from './filled.ts'
import { draftOf, newForm, type OpenForm, openDraft } from './open-form.ts'
import { overtaking } from './overtaken.ts'
import { askingAs, closingIfDone, proceed, takeFiles } from './proceed.ts'
import { quotesIn, withQuote } from './quotes.ts'
import { lacksRecord, withSaid } from './said.ts'
import { withUnread } from './unread.ts'
import { valueNotes } from './value-notes.ts'
import { type FilledByWords, readWords } from './words.ts'

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
  /** An answer to something else, with the question that waits on said again beneath. */
  beside(context: C, desk: Desk, draft: Draft, routed: Routed): Promise<Routed>
  /** Asks again for the field that a command refused. */
  mend(context: C, desk: Desk, error: FormError): Promise<Routed>
}

/** A line about what is not there: nobody was asked for it, and whatever is said next is no answer. */
const isOfNothing = <C extends Context>({ form }: Command<C>, { asked }: OpenForm, name: string): boolean =>
  asked.length === 0 && fieldsOf(form).some((field) => field.name === name && field.fixed === true)

export const createDialogue = <C extends Context>(commands: Commands<C>): Dialogue<C> => {
  const actions = formActions(commands)

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
    const { asking } = values
    const skipped = optionalFields(command.form).filter((name) => name !== asking)
    const begun = asking === undefined ? ({ stage: 'confirming' } as const) : { asking }
    const open = newForm(context, command, { filled, skipped, ...begun })
    // What only shows something needs nobody's agreement.
    const isWhole = nextField(command.form, filled, open.skipped) === undefined
    if (command.effect === 'read' && asking === undefined && isWhole)
      return proceed(context, desk, command, { ...open, stage: 'asking' })
    if (desk.forms === 'steps') return ask(context, desk, command, open)
    await checkKnown(context, command, open)
    await desk.drafts.save(draftOf(open, command.form))
    return askWhole(context, command, open)
  }

  const readAgainst = async (context: C, command: Command<C>, words: string): Promise<FilledByWords> =>
    readWords(command.form, words, await readingAgainst(context, command, words))

  /** The same for a form that waits. */
  const waiting = async (
    context: C,
    command: Command<C>,
    draft: Draft,
  ): Promise<{ readonly context: C; readonly open: OpenForm }> => {
    const open = openDraft(draft, command.form, context.reading)
    const standing = await command.standing?.(context, valuesOf(open.filled))
    if (!standing) return { context, open }
    const reading = { ...context.reading, standing }
    return { context: { ...context, reading }, open: openDraft(draft, command.form, reading) }
  }

  /** Words that nobody understood go behind what a record's text holds. */
  const keepWithRecord = async (
    context: C,
    { command: name = '', record = '', words = '' }: Press['values'],
  ): Promise<Routed> => {
    const command = commands.named(name)
    if (!command?.keep) return expired(context)
    if (!context.caller.may(command.access)) return refuse(context, command)
    return reply(context, { ...(await command.keep(context, record, words)), replace: false })
  }

  /** Runs a command with words, or asks. `told`: no command stands before them. */
  const fill = async (
    context: C,
    desk: Desk,
    command: Command<C>,
    typed: string,
    { amends, told: isTold = false }: { readonly amends?: string | undefined; readonly told?: boolean },
  ): Promise<Routed> => {
    if (!context.caller.may(command.access)) return noted(refuse(context, command), unkeptNotes(context))
    const called = await calledIn(context, commands.finders, command, typed, context.reading)
    if (called && 'found' in called) return askWhich(context, command, called)
    const { words } = called ?? { words: typed }
    const whole = await readAgainst(context, command, words)
    const said = words.trim() !== '' && lacksRecord(command, whole.filled) ? words : undefined
    const { filled: read, unread } = said === undefined ? whole : { filled: {}, unread: [] }
    const carried = withFiles(command.form, read, context.request.files, context.reading)
    const filled = withQuote(command.form, carried, context.request, context.reading)
    const asksEverything = command.asks && Object.keys(filled).length === 0
    const skipped = asksEverything ? unaskedFields(command.form) : optionalFields(command.form)
    const { input } = context.request
    // What somebody else wrote is shown as understood, and done when whoever sent it on agrees.
    const isForwarded = input.kind === 'line' && input.forwarded === true
    const isUnclear = isTold && unread.length > 0
    const stage = isForwarded || isUnclear ? 'confirming' : 'asking'
    const open = newForm(context, command, { filled, said, skipped, amends, stage })
    try {
      const done = await proceed(context, desk, command, open)
      // What is told beside a question is another report: the question still waits for its own.
      const routed = isTold ? done : await overtaking(context, desk, command, { filled, typed }, done)
      const origin = isForwarded ? [text(context.translate('core.forwarded'), 'quiet')] : []
      const told = withUnread(context, command, { routed, open }, unread)
      return noted(told, [...origin, ...valueNotes(context, read), ...fileNotes(context, command.form)])
    } catch (error) {
      throw error instanceof FormError ? new FormError(error.error, error.open, unread) : error
    }
  }

  const dialogue: Dialogue<C> = {
    line: async (context, desk, command, words, amends) => {
      const { request, translate } = context
      const draft =
        words.trim() === '' ? await desk.drafts.open(request.actor.account, request.conversation) : undefined
      // The name by itself, while its own form is being filled in, goes on with that.
      if (amends !== undefined || draft?.command !== command.name || Object.keys(draft.entries).length === 0)
        return fill(context, desk, command, words, { amends })
      // A file that comes with the name is what the form waits for, in the place of one that was refused.
      if (request.files?.length && fileFields(command.form, context.reading).length > 0)
        return dialogue.files(context, desk, draft)
      const routed = await dialogue.press(context, desk, { action: 'form.open', values: { draft: draft.id } })
      return noted(routed, [text(translate('core.form.goesOn'), 'quiet')])
    },

    answer: async (asker, desk, draft, typed) => {
      const command = commands.named(draft.command)
      if (!command) return expired(asker)
      const { context, open } = await waiting(asker, command, draft)
      if (isAnother(command.form, typed, context.reading, open.filled))
        return dialogue.beside(
          context,
          desk,
          draft,
          await fill(context, desk, command, typed, { told: true }),
        )
      return actions.answer(context, desk, open, command, { value: typed })
    },

    press: async (context, desk, { action, values }) => {
      if (action === 'form.begin') return begin(context, desk, values)
      const name = action.slice('form.'.length)
      if (name === 'keep' && values.record !== undefined) return keepWithRecord(context, values)
      const draft = await ownDraft(context, desk, values.draft ?? '')
      const command = draft && commands.named(draft.command)
      if (!draft || !command || !Object.hasOwn(actions, name)) return expired(context)
      // Values that wait for a button of a command's own know no other buttons.
      if (draft.stage === 'kept' && name !== 'keep' && name !== 'cancel') return expired(context)
      const stands = await waiting(context, command, draft)
      const open = askingAs(stands.open, command.form, values.field)
      return closingIfDone(await actions[name as ActionName](stands.context, desk, open, command, values))
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
      const brought = {
        ...filesIn(command.form, begun.filled, context.reading),
        ...quotesIn(command.form, begun.filled),
      }
      const whole = { ...read, ...brought }
      const filled = withFiles(command.form, whole, context.request.files, context.reading)
      // The whole form was seen before it was submitted: that is the agreement, but to what only the command can say.
      const skipped = optionalFields(command.form)
      const form: OpenForm = { ...begun, filled, skipped, asking: undefined, stage: 'asking' }
      const { open, unread, context: against } = await withSaid(context, command, form)
      const routed = await proceed(against, desk, command, open, command.about === undefined)
      const told = withUnread(context, command, { routed, open }, unread)
      return closingIfDone(noted(told, fileNotes(context, command.form)))
    },

    mend: async (context, desk, { error, open, unread }) => {
      const command = commands.named(open.command)
      const said = context.translate.say(error.notice)
      if (command && error.field && !isOfNothing(command, open, error.field)) {
        const asking: OpenForm = { ...open, asking: error.field, stage: 'asking' }
        const routed = await ask(context, desk, command, asking, said)
        return withUnread(context, command, { routed, open }, unread)
      }
      const blocks = [text(said, 'problem'), offered(error.offers), ...unkeptNotes(context)]
      return reply(context, { audience: 'actor', card: card(...blocks) })
    },

    beside: async (context, desk, draft, routed) => {
      const command = commands.named(draft.command)
      const stands = (await desk.drafts.find(draft.id))?.stage === draft.stage
      if (!command || !stands || routed.reply.question || routed.reply.form) return routed
      // Its buttons would open another form in the place of the one that waits; what lives on asks nobody.
      const { topic: _, ...said } = routed.reply
      const { blocks, ...shown } = withoutPresses(said.card, ({ action }) => action === 'form.begin')
      const again = againBlocks(context, desk.forms, command, openDraft(draft, command.form, context.reading))
      return { ...routed, reply: { ...said, card: { ...shown, blocks: [...blocks, ...again] } } }
    },
  }
  return dialogue
}
