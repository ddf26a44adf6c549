import { card, text } from '../card.ts'
import type { Command, Context } from '../command.ts'
import type { Commands } from '../commands.ts'
import { UserError } from '../errors.ts'
import { type Desk, FormError, type Routed, reply } from '../reply.ts'
import type { Entries, Press } from '../request.ts'
import {
  ask,
  askWhole,
  checkKnown,
  expired,
  newDraft,
  optionalFields,
  refuse,
  unaskedFields,
} from './asking.ts'
import { entriesOfButton } from './button.ts'
import type { Draft } from './drafts.ts'
import { readWords } from './entries.ts'
import { type Form, fieldsOf } from './field.ts'
import { nextField, readEntries, valuesOf } from './forms.ts'

const cancelWords = new Set(['取消', '算了', 'cancel'])
const backWords = new Set(['上一步', '返回', 'back'])
const skipWords = new Set(['跳过', '略过', 'skip'])

/** A command's form being filled in: from a line, step by step, or all at once. */
export interface Dialogue<C extends Context> {
  /** Runs a command with the words after its name; asks for what is missing, wrong or ambiguous. */
  line(context: C, desk: Desk, command: Command<C>, words: string, amends?: string): Promise<Routed>
  /** Takes a plain text as the answer to the open question. */
  answer(context: C, desk: Desk, draft: Draft, typed: string): Promise<Routed>
  /** A button of a question: `form.<action>`. */
  press(context: C, desk: Desk, press: Press): Promise<Routed>
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
const askingAs = (draft: Draft, form: Form, { field }: Press['values']): Draft =>
  field !== undefined && fieldsOf(form).some(({ name }) => name === field)
    ? { ...draft, asking: field }
    : draft

export const createDialogue = <C extends Context>(commands: Commands<C>): Dialogue<C> => {
  /** Runs the command when everything is known and, where it must be, agreed to; asks otherwise. */
  const proceed = async (
    context: C,
    desk: Desk,
    command: Command<C>,
    draft: Draft,
    agreed = false,
  ): Promise<Routed> => {
    const outcomes = readEntries(command.form, draft.entries, context.reading)
    const complete = nextField(command.form, outcomes, draft.skipped) === undefined
    const mustAgree = command.effect === 'confirm' || draft.stage === 'confirming'
    if (!complete || (mustAgree && !agreed)) return ask(context, desk, command, draft)
    try {
      const values = command.form.parse(valuesOf(outcomes))
      const answer =
        draft.amends && command.amend
          ? await command.amend(context, draft.amends, values)
          : await command.run(context, values)
      await desk.drafts.remove(draft.id)
      return { ...reply(context, answer), command: command.name }
    } catch (error) {
      throw error instanceof UserError ? new FormError(error, draft) : error
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
    const entries =
      values.line === undefined
        ? entriesOfButton(values)
        : readWords(command.form, values.line, context.reading).entries
    const skipped = optionalFields(command.form)
    const draft = newDraft(context, command, { entries, skipped, stage: 'confirming' })
    if (desk.forms === 'steps') return ask(context, desk, command, draft)
    await checkKnown(context, command, draft)
    await desk.drafts.save(draft)
    return askWhole(context, command, draft)
  }

  type FormAction = (
    context: C,
    desk: Desk,
    draft: Draft,
    command: Command<C>,
    values: Press['values'],
  ) => Promise<Routed>

  const actions: Record<'answer' | 'back' | 'skip' | 'cancel' | 'open' | 'change' | 'confirm', FormAction> = {
    answer: (context, desk, draft, _command, values) =>
      dialogue.answer(context, desk, draft, values.value ?? ''),
    back: (context, desk, draft, command) => {
      const fixed = fieldsOf(command.form).flatMap((each) => (each.fixed ? [each.name] : []))
      const unasked = unaskedFields(command.form)
      const names = fieldsOf(command.form).map(({ name }) => name)
      const before = names.slice(0, Math.max(0, names.indexOf(draft.asking ?? '')))
      const seen = (name: string) =>
        !fixed.includes(name) &&
        (draft.entries[name] !== undefined || (draft.skipped.includes(name) && !unasked.includes(name)))
      const previous = before.reverse().find(seen)
      const skipped = draft.skipped.filter((name) => name !== previous)
      return ask(context, desk, command, { ...draft, asking: previous ?? draft.asking, skipped })
    },
    skip: (context, desk, draft, command) => {
      const left = draft.asking ?? ''
      const required = fieldsOf(command.form).find((field) => field.name === left && field.required)
      if (required) {
        const example = context.translate(required.example)
        return ask(context, desk, command, draft, context.translate('core.form.missing', { example }))
      }
      const { [left]: _, ...entries } = draft.entries
      const skipped = [...draft.skipped, left]
      return proceed(context, desk, command, { ...draft, entries, skipped, asking: undefined })
    },
    cancel: async (context, desk, draft) => {
      await desk.drafts.remove(draft.id)
      return closing(reply(context, { card: card(text(context.translate('core.form.cancelled'))) }))
    },
    open: (context, desk, draft, command) => ask(context, desk, command, draft),
    change: (context, desk, draft, command, values) =>
      ask(context, desk, command, { ...draft, asking: values.field }),
    confirm: (context, desk, draft, command) =>
      proceed(context, desk, command, { ...draft, asking: undefined }, true),
  }

  const dialogue: Dialogue<C> = {
    line: async (context, desk, command, words, amends) => {
      if (!context.caller.may(command.access)) return refuse(context, command)
      const { entries, leftover } = readWords(command.form, words, context.reading)
      const asksEverything = command.asks && Object.keys(entries).length === 0
      const skipped = asksEverything ? unaskedFields(command.form) : optionalFields(command.form)
      const routed = await proceed(
        context,
        desk,
        command,
        newDraft(context, command, { entries, skipped, amends }),
      )
      if (leftover === '') return routed
      const note = text(context.translate('core.notUnderstood', { text: leftover }), 'warning')
      const { card: shown } = routed.reply
      return { ...routed, reply: { ...routed.reply, card: { ...shown, blocks: [note, ...shown.blocks] } } }
    },

    answer: async (context, desk, draft, typed) => {
      const command = commands.named(draft.command)
      if (!command) return expired(context)
      const word = typed.trim().toLowerCase()
      if (cancelWords.has(word)) return actions.cancel(context, desk, draft, command, {})
      if (backWords.has(word)) return actions.back(context, desk, draft, command, {})
      if (skipWords.has(word)) return actions.skip(context, desk, draft, command, {})
      const field = fieldsOf(command.form).find(({ name }) => name === draft.asking)
      if (!field) return ask(context, desk, command, draft)
      const outcome = field.type.validate(typed, context.reading)
      const single = { [field.name]: outcome.kind === 'value' ? field.type.write(outcome.value) : typed }
      // An answer may say more than was asked for: 3月5日 12人.
      const several =
        outcome.kind === 'problem' ? readWords(command.form, typed, context.reading).entries : {}
      const understood = several[field.name] !== undefined && Object.keys(several).length > 1
      const entries = { ...draft.entries, ...(understood ? several : single) }
      return closingIfDone(await proceed(context, desk, command, { ...draft, entries, asking: undefined }))
    },

    press: async (context, desk, { action, values }) => {
      if (action === 'form.begin') return begin(context, desk, values)
      const draft = await ownDraft(context, desk, values.draft ?? '')
      const command = draft && commands.named(draft.command)
      const name = action.slice('form.'.length)
      if (!draft || !command || draft.stage === 'kept' || !Object.hasOwn(actions, name))
        return expired(context)
      const asked = askingAs(draft, command.form, values)
      return closingIfDone(await actions[name as keyof typeof actions](context, desk, asked, command, values))
    },

    submit: async (context, desk, id, name, entries) => {
      const command = commands.named(name)
      if (!command) return expired(context)
      if (!context.caller.may(command.access)) return refuse(context, command)
      const draft = (await ownDraft(context, desk, id)) ?? newDraft(context, command, {})
      // The whole form was seen before it was submitted: that is the agreement.
      const skipped = optionalFields(command.form)
      const filled: Draft = { ...draft, entries, skipped, asking: undefined, stage: 'asking' }
      return closingIfDone(await proceed(context, desk, command, filled, true))
    },

    mend: (context, desk, { error, draft }) => {
      const command = commands.named(draft.command)
      const said = context.translate.say(error.notice)
      if (command && error.field)
        return ask(context, desk, command, { ...draft, asking: error.field, stage: 'asking' }, said)
      return Promise.resolve(reply(context, { audience: 'actor', card: card(text(said, 'problem')) }))
    },
  }

  return dialogue
}
