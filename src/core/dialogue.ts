import { card, text } from './card.ts'
import type { Answer, Command, Context } from './command.ts'
import type { Commands } from './commands.ts'
import { type Draft, type DraftStore, draftExpiry, newDraftId } from './drafts.ts'
import { UserError } from './errors.ts'
import { type Form, fieldsOf } from './field.ts'
import { formView, nextField, openCard, questionCard, readEntries, reviewCard, valuesOf } from './forms.ts'
import { readLine } from './line.ts'
import type { Reply } from './ports.ts'
import type { Entries, Press } from './request.ts'

/** What a request's transaction and platform offer, beside the context. */
export interface Desk {
  readonly drafts: DraftStore
  /** How the request's platform fills in forms. */
  readonly forms: 'modal' | 'steps'
  /** The command and record that a message made, if it did. */
  readonly recordOf: (message: string) => Promise<{ readonly command: string; readonly record: string } | undefined>
}

/** A reply, and what must be remembered with it. */
export interface Routed {
  readonly reply: Reply
  readonly command?: string
  readonly record?: string
}

/** A user error with the form it happened in, so that nothing typed is lost. */
export class FormError extends Error {
  readonly error: UserError
  readonly draft: Draft

  constructor(error: UserError, draft: Draft) {
    super(error.message)
    this.name = 'FormError'
    this.error = error
    this.draft = draft
  }
}

/** Turns a command's answer into a reply. A pressed form question makes way for what came of it. */
export const reply = (context: Context, answer: Answer): Routed => {
  const { record, replace: wanted, ...shown } = answer
  const { input } = context.request
  const replace = input.kind === 'press' && (wanted ?? input.press.action.startsWith('form.'))
  return { reply: { ...shown, replace, locale: context.locale }, ...(record && { record }) }
}

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

export const createDialogue = <C extends Context>(commands: Commands<C>): Dialogue<C> => {
  const refuse = (context: C, command: Command<C>): Routed =>
    reply(context, {
      audience: 'actor',
      card: card(
        text(context.translate('core.refused', { access: command.access }), 'problem'),
        text(context.translate('core.refused.account', { account: context.caller.account }), 'quiet'),
      ),
    })

  const expired = (context: C): Routed =>
    reply(context, { audience: 'actor', card: card(text(context.translate('core.form.expired'), 'warning')) })

  const optionalFields = (form: Form) => fieldsOf(form).flatMap(({ name, required }) => (required ? [] : [name]))

  const newDraft = (context: C, command: Command<C>, settings: Partial<Draft>): Draft => ({
    id: newDraftId(),
    account: context.request.actor.account,
    conversation: context.request.conversation,
    command: command.name,
    locale: context.locale,
    entries: {},
    skipped: [],
    asking: undefined,
    stage: 'asking',
    amends: undefined,
    expiresAt: draftExpiry(context.clock.now()),
    ...settings,
  })

  /** Shows the next question, the whole form, or the review, and saves where the form stands. */
  const ask = async (context: C, desk: Desk, command: Command<C>, draft: Draft, problem?: string): Promise<Routed> => {
    const { reading, clock } = context
    const outcomes = readEntries(command.form, draft.entries, reading)
    const wanted = fieldsOf(command.form).find(({ name }) => name === draft.asking)
    const field = wanted ?? nextField(command.form, outcomes, draft.skipped)
    if (!field) {
      const confirming: Draft = { ...draft, stage: 'confirming', asking: undefined }
      await desk.drafts.save(confirming)
      return reply(context, { card: reviewCard(command, confirming, reading, clock.zone) })
    }
    const asking: Draft = { ...draft, asking: field.name }
    await desk.drafts.save(asking)
    // A choice among known values is quickest with buttons, on every platform.
    if (desk.forms === 'modal' && outcomes.get(field.name)?.kind !== 'choice') return whole(context, command, asking, problem)
    const { card: shown, question } = questionCard(command.form, asking, field, reading, clock.zone, problem)
    const asked = reply(context, { card: shown })
    return { ...asked, reply: { ...asked.reply, question } }
  }

  /** The whole form where it can be opened, with a card that opens it later beside it. */
  const whole = (context: C, command: Command<C>, draft: Draft, problem?: string): Routed => {
    const standIn = reply(context, { audience: 'actor', card: openCard(command, draft, context.reading, context.clock.zone, problem) })
    if (!context.request.opensForms || problem !== undefined) return standIn
    return { ...standIn, reply: { ...standIn.reply, form: formView(command, draft, context.reading) } }
  }

  /** Runs the command when everything is known and, where it must be, agreed to; asks otherwise. */
  const proceed = async (context: C, desk: Desk, command: Command<C>, draft: Draft, agreed = false): Promise<Routed> => {
    const outcomes = readEntries(command.form, draft.entries, context.reading)
    const complete = nextField(command.form, outcomes, draft.skipped) === undefined
    const mustAgree = command.effect === 'confirm' || draft.stage === 'confirming'
    if (!complete || (mustAgree && !agreed)) return ask(context, desk, command, draft)
    try {
      const values = command.form.parse(valuesOf(outcomes))
      const answer = draft.amends && command.amend ? await command.amend(context, draft.amends, values) : await command.run(context, values)
      await desk.drafts.remove(draft.id)
      return { ...reply(context, answer), command: command.name }
    } catch (error) {
      throw error instanceof UserError ? new FormError(error, draft) : error
    }
  }

  /** Gives words that no field took to the first field that can make sense of them; returns what still remains. */
  const settle = (context: C, form: Form, entries: Record<string, string>, leftover: string): string => {
    if (leftover === '') return ''
    const unfilled = fieldsOf(form).filter(({ name, claims }) => entries[name] === undefined && claims !== false)
    const taker =
      unfilled.find(({ type }) => type.validate(leftover, context.reading).kind !== 'problem') ??
      unfilled.find(({ required }) => required) ??
      unfilled[0]
    if (!taker) return leftover
    entries[taker.name] = leftover
    return ''
  }

  const entriesOf = (context: C, form: Form, words: string): { entries: Record<string, string>; leftover: string } => {
    const { entries: found, leftover } = readLine(form, words, context.reading)
    const entries: Record<string, string> = {}
    for (const { name, type } of fieldsOf(form)) {
      const entry = found[name]
      if (entry) entries[name] = entry.outcome.kind === 'value' ? type.write(entry.outcome.value) : entry.text
    }
    return { leftover: settle(context, form, entries, leftover), entries }
  }

  const dialogue: Dialogue<C> = {
    line: async (context, desk, command, words, amends) => {
      if (!context.caller.may(command.access)) return refuse(context, command)
      const { entries, leftover } = entriesOf(context, command.form, words)
      const asksEverything = command.asks && Object.keys(entries).length === 0
      const draft = newDraft(context, command, { entries, skipped: asksEverything ? [] : optionalFields(command.form), amends })
      const routed = await proceed(context, desk, command, draft)
      if (leftover === '') return routed
      const note = text(context.translate('core.notUnderstood', { text: leftover }), 'warning')
      return { ...routed, reply: { ...routed.reply, card: { ...routed.reply.card, blocks: [note, ...routed.reply.card.blocks] } } }
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
      const several = outcome.kind === 'problem' ? entriesOf(context, command.form, typed).entries : {}
      const understood = several[field.name] !== undefined && Object.keys(several).length > 1
      const entries = { ...draft.entries, ...(understood ? several : single) }
      return proceed(context, desk, command, { ...draft, entries, asking: undefined })
    },

    press: async (context, desk, { action, values }) => {
      if (action === 'form.begin') return begin(context, desk, values)
      const draft = await ownDraft(context, desk, values['draft'] ?? '')
      const command = draft && commands.named(draft.command)
      const name = action.slice('form.'.length)
      if (!draft || !command || draft.stage === 'kept' || !(name in actions)) return expired(context)
      return actions[name as keyof typeof actions](context, desk, draft, command, values)
    },

    submit: async (context, desk, id, name, entries) => {
      const command = commands.named(name)
      if (!command) return expired(context)
      if (!context.caller.may(command.access)) return refuse(context, command)
      const draft = (await ownDraft(context, desk, id)) ?? newDraft(context, command, {})
      // The whole form was seen before it was submitted: that is the agreement.
      const submitted: Draft = { ...draft, entries, skipped: optionalFields(command.form), asking: undefined, stage: 'asking' }
      return proceed(context, desk, command, submitted, true)
    },

    mend: (context, desk, { error, draft }) => {
      const command = commands.named(draft.command)
      const said = context.translate.say(error.notice)
      if (!command || !error.field)
        return Promise.resolve(reply(context, { audience: 'actor', card: card(text(said, 'problem')) }))
      return ask(context, desk, command, { ...draft, asking: error.field, stage: 'asking' }, said)
    },
  }

  const ownDraft = async (context: C, desk: Desk, id: string): Promise<Draft | undefined> => {
    const draft = await desk.drafts.find(id)
    if (draft && draft.account !== context.request.actor.account) throw new UserError({ key: 'core.form.others' })
    return draft
  }

  const begin = async (context: C, desk: Desk, values: Press['values']): Promise<Routed> => {
    const command = commands.named(values['command'] ?? '')
    if (!command) return expired(context)
    if (!context.caller.may(command.access)) return refuse(context, command)
    const { entries } = entriesOf(context, command.form, values['line'] ?? '')
    const draft = newDraft(context, command, { entries, skipped: optionalFields(command.form), stage: 'confirming' })
    if (desk.forms === 'steps') return ask(context, desk, command, draft)
    await desk.drafts.save(draft)
    return whole(context, command, draft)
  }

  type FormAction = (context: C, desk: Desk, draft: Draft, command: Command<C>, values: Press['values']) => Promise<Routed>

  const actions: Record<'answer' | 'back' | 'skip' | 'cancel' | 'open' | 'change' | 'confirm', FormAction> = {
    answer: (context, desk, draft, _command, values) => dialogue.answer(context, desk, draft, values['value'] ?? ''),
    back: (context, desk, draft, command) => {
      const names = fieldsOf(command.form).map(({ name }) => name)
      const before = names.slice(0, Math.max(0, names.indexOf(draft.asking ?? '')))
      const previous = before.reverse().find((name) => draft.entries[name] !== undefined || draft.skipped.includes(name))
      const skipped = draft.skipped.filter((name) => name !== previous)
      return ask(context, desk, command, { ...draft, asking: previous ?? draft.asking, skipped })
    },
    skip: (context, desk, draft, command) => {
      const left = draft.asking ?? ''
      const { [left]: _, ...entries } = draft.entries
      return proceed(context, desk, command, { ...draft, entries, skipped: [...draft.skipped, left], asking: undefined })
    },
    cancel: async (context, desk, draft) => {
      await desk.drafts.remove(draft.id)
      return reply(context, { card: card(text(context.translate('core.form.cancelled'))) })
    },
    open: (context, desk, draft, command) => ask(context, desk, command, { ...draft, asking: undefined }),
    change: (context, desk, draft, command, values) => ask(context, desk, command, { ...draft, asking: values['field'] }),
    confirm: (context, desk, draft, command) => proceed(context, desk, command, { ...draft, asking: undefined }, true),
  }

  return dialogue
}
