import { type Block, text } from '../card.ts'
import type { Command, Context } from '../command.ts'
import { UserError } from '../errors.ts'
import { type Desk, FormError, type Routed, reply } from '../reply.ts'
import { ask, refuse } from './asking.ts'
import { type Form, fieldsOf } from './field.ts'
import { fileFields, fileNotes, noted, withFiles } from './files.ts'
import { nextField, valuesOf } from './filled.ts'
import type { OpenForm } from './open-form.ts'

/** With this answer the person's open form is over. */
export const closing = (routed: Routed): Routed => ({ ...routed, reply: { ...routed.reply, closes: true } })

/** An answer may be the form's last. */
export const closingIfDone = (routed: Routed): Routed =>
  routed.command === undefined ? routed : closing(routed)

/** Runs the command when everything is known and, where it must be, agreed to; asks otherwise. */
export const proceed = async <C extends Context>(
  context: C,
  desk: Desk,
  command: Command<C>,
  open: OpenForm,
  agreed = false,
): Promise<Routed> => {
  // Somebody may have been deactivated since the form was opened.
  if (!context.caller.may(command.access)) return refuse(context, command)
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

/** Files go into their field; a question for something else stays. */
export const takeFiles = async <C extends Context>(
  context: C,
  desk: Desk,
  open: OpenForm,
  command: Command<C>,
): Promise<Routed> => {
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

/** A button belongs to its question, also when another one was asked since. */
export const askingAs = (open: OpenForm, form: Form, field: string | undefined): OpenForm =>
  field !== undefined && fieldsOf(form).some(({ name }) => name === field) ? { ...open, asking: field } : open

/** What was said beside files, where files were asked for. */
export const besideNotes = ({ translate }: Context, typed: string): Block[] =>
  typed === '' ? [] : [text(translate('core.notUnderstood', { text: typed }), 'warning')]
