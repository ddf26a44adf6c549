import type { Command, Context } from '../command.ts'
import type { Desk, Routed } from '../reply.ts'
import { fieldsOf } from './field.ts'
import { type OpenForm, openDraft } from './open-form.ts'
import { closing } from './proceed.ts'

/**
 * Once a command has run from a line, the person's form of that command which still waits here is over, when the line said all
 * that the form knew. One that knows something else is of something else, and waits on: nothing typed is lost.
 */
export const overtaking = async <C extends Context>(
  { request, reading }: C,
  desk: Desk,
  { name, form }: Command<C>,
  { filled, typed }: Pick<OpenForm, 'filled'> & { readonly typed: string },
  routed: Routed,
): Promise<Routed> => {
  const draft = await desk.drafts.open(request.actor.account, request.conversation)
  if (routed.command !== name || draft?.command !== name) return routed
  const waiting = openDraft(draft, form, reading)
  const knows = ({ filled: values }: Pick<OpenForm, 'filled'>) =>
    fieldsOf(form).flatMap(({ name: field, type }) => {
      const outcome = values[field]?.outcome
      return outcome?.kind === 'value' ? [`${field}=${type.write(outcome.value)}`] : []
    })
  const said = knows({ filled })
  const isSaid = knows(waiting).every((value) => said.includes(value))
  if (!isSaid || !typed.includes(waiting.said ?? '')) return routed
  await desk.drafts.remove(draft.id)
  return closing(routed)
}
