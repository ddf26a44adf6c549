import type { Command, Context } from '../command.ts'
import { fieldsOf } from './field.ts'
import { type Filled, valuesOf } from './filled.ts'
import type { OpenForm } from './open-form.ts'
import { readWords } from './words.ts'

/** A letter and a number, or a year: somebody meant a record and mistyped it. */
export const mistyped = /[a-z][\s-]?\d|\d{4}/iu

/** Whether words say what shall be different, and not of what: 会议改到3月25日. */
export const lacksRecord = ({ changes, form }: Pick<Command, 'changes' | 'form'>, filled: Filled): boolean =>
  changes === true &&
  fieldsOf(form).some(({ name, fixed }) => {
    const entry = filled[name]
    return fixed === true && (!entry || (entry.outcome.kind === 'problem' && !mistyped.test(entry.text)))
  })

interface SaidOf<C extends Context> {
  readonly context: C
  readonly open: OpenForm
  readonly unread: readonly string[]
}

/** What was said before it was known of which record, as soon as that is known: it may move what stands (推迟一天). */
export const withSaid = async <C extends Context>(
  context: C,
  command: Command<C>,
  open: OpenForm,
): Promise<SaidOf<C>> => {
  const { said, filled } = open
  const standing = said === undefined ? undefined : await command.standing?.(context, valuesOf(filled))
  if (said === undefined || !standing) return { context, open, unread: [] }
  const reading = { ...context.reading, standing }
  const read = readWords(command.form, said, reading)
  return {
    context: { ...context, reading },
    open: { ...open, filled: { ...read.filled, ...filled }, said: undefined },
    unread: read.unread,
  }
}
