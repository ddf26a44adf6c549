import { actions, type Block, type Card, type CardAction, text } from '../card.ts'
import { type Command, type Context, inLanguage } from '../command.ts'
import { UserError } from '../errors.ts'
import { quoted } from '../fields/outcome.ts'
import { personalNumbers, withMaskedNumbers } from '../line/personal.ts'
import { isPlaceholder } from '../line/placeholders.ts'
import type { Routed } from '../reply.ts'
import type { Press } from '../request.ts'
import { fold } from '../text.ts'
import { type Form, type FormField, fieldsOf } from './field.ts'
import { noted } from './files.ts'
import type { OpenForm } from './open-form.ts'

/** The field that may take words which nobody understood. */
export const keepingField = (form: Form): FormField | undefined =>
  fieldsOf(form).find(
    ({ freeText, keepsWords }) => freeText === true || freeText === 'firstPhrase' || keepsWords === true,
  )

/** A text with more words behind what it holds; what it ends with already is not added again. */
export const textWith = ({ translate }: Context, held: string | undefined, words: string): string =>
  held === undefined || held === words || held.endsWith(words)
    ? (held ?? words)
    : translate('core.form.behind', { text: held, words })

/** A form with words behind what its free text holds. Throws UserError when the text becomes too long. */
export const keptInForm = (context: Context, command: Command, open: OpenForm, words: string): OpenForm => {
  const field = keepingField(command.form)
  if (!field) return open
  const held = open.filled[field.name]
  const whole = textWith(context, held?.outcome.kind === 'value' ? held.text : undefined, words)
  const outcome = field.type.validate(whole, context.reading)
  if (outcome.kind === 'problem') throw new UserError(outcome.problem)
  return { ...open, filled: { ...open.filled, [field.name]: { text: whole, outcome } } }
}

/** Where the words would be kept: with what the answer made or is about, with values that wait for a button, or in the open form. */
const placeOf = (command: Command, { routed, open }: Told): Press['values'] | undefined => {
  if (routed.command === undefined) return { draft: open.id }
  if (command.effect === 'read') return undefined
  if (routed.kept !== undefined) return { draft: routed.kept }
  const about = fieldsOf(command.form).find(({ fixed }) => fixed === true)
  const outcome = about && open.filled[about.name]?.outcome
  const record = routed.record ?? (outcome?.kind === 'value' ? about?.type.write(outcome.value) : undefined)
  return record === undefined || !command.keep ? undefined : { command: command.name, record }
}

/** An answer, and the form that it was given from. */
interface Told {
  readonly routed: Routed
  readonly open: OpenForm
}

/** A card with one more button, beside those that it ends with. */
const withButton = (card: Card, button: CardAction): Card => {
  const last = card.blocks.findLastIndex(({ type }) => type === 'actions')
  const blocks = card.blocks.map(
    (block, index): Block =>
      block.type === 'actions' && index === last ? actions(...block.actions, button) : block,
  )
  return { ...card, blocks: last < 0 ? [...blocks, actions(button)] : blocks }
}

/** What can be named in a form that changes something, in the reader's language. */
const keysNote = ({ translate }: Context, { form, changes }: Command): Block[] => {
  if (!changes) return []
  const isChinese = translate.locale === 'zh-CN'
  const keys = fieldsOf(form)
    .filter(({ fixed, keys }) => !fixed && keys.length > 0)
    .map(
      ({ name, keys }) => (isChinese ? keys.find((key) => /\p{Script=Han}/u.test(key)) : undefined) ?? name,
    )
  return [text(translate('core.form.keys', { keys: keys.join(translate('core.form.comma')) }), 'quiet')]
}

/** In characters: more of them is told by its beginning. */
const longestUnread = 200

/** An answer that names the words which were not understood, with a button that keeps them as the form's free text. */
export const withUnread = (
  asker: Context,
  command: Command,
  told: Told,
  words: readonly string[],
): Routed => {
  const { routed } = told
  // In the language of the card that it stands on.
  const context = inLanguage(asker, routed.reply.locale)
  if (words.length === 0) return routed
  const { translate } = context
  const unread = {
    text: words
      .map((each) => quoted(withMaskedNumbers(each), longestUnread))
      .join(translate('core.form.comma')),
  }
  // Nothing is left out of a query: it was answered by the rest.
  const isQueried = command.effect === 'read' && routed.command !== undefined
  const key = isQueried ? 'core.notUnderstoodInQuery' : 'core.notUnderstood'
  const isPersonal = words.some((each) => personalNumbers(fold(each)).length > 0)
  const said = noted(routed, [
    text(translate(key, unread), 'warning'),
    ...(isPersonal ? [text(translate('core.personal'), 'quiet')] : []),
    ...keysNote(context, command),
  ])
  const field = keepingField(command.form)
  const place = field && placeOf(command, told)
  // Numbers of telephones and identity cards are kept nowhere, nor what says that something is not known.
  const kept = words.filter((each) => personalNumbers(fold(each)).length === 0 && !isPlaceholder(each))
  if (!field || !place || kept.length === 0) return said
  const label = translate('core.form.keep', {
    field: translate(field.label).toLocaleLowerCase(translate.locale),
  })
  const press = { action: 'form.keep', values: { ...place, words: kept.join(translate('core.form.comma')) } }
  return { ...said, reply: { ...said.reply, card: withButton(said.reply.card, { label, press }) } }
}
