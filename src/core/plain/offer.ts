import { actions, type Block, type CardAction, lineAction, text } from '../card.ts'
import type { Command, Context } from '../command.ts'
import { fieldsOf } from '../form/field.ts'
import { problemOf } from '../form/filled.ts'
import { understood } from '../form/form-cards.ts'
import { readWords } from '../form/words.ts'
import type { Heard } from './hearing.ts'

/** Characters of a button's label, as a telephone shows them. */
const longestLabel = 24

/** A command's name in the reader's language: 互访 列表. */
const nameOf = ({ name, aliases }: Pick<Command, 'name' | 'aliases'>, { locale }: Context): string =>
  (locale === 'en' ? undefined : aliases.find((alias) => /^\p{Script=Han}/u.test(alias))) ?? name

/** The command, and what its form would be filled with. */
const labelOf = <C extends Context>({ command, words }: Heard<C>, context: C): string => {
  const { filled } = readWords(command.form, words, context.reading)
  const values = fieldsOf(command.form).flatMap(({ name, type }) => {
    const entry = filled[name]
    if (!entry) return []
    return entry.outcome.kind === 'value' ? type.show(entry.outcome.value, context.reading) : entry.text
  })
  const characters = [...[nameOf(command, context), ...values].join(' ')]
  return characters.length <= longestLabel
    ? characters.join('')
    : `${characters.slice(0, longestLabel - 1).join('')}…`
}

const typed = <C extends Context>({ command, words }: Heard<C>): string => `/${command.name} ${words}`.trim()

/** Buttons that do what a sentence may mean; those of commands that the person may not use are left out. */
export const buttonsFor = <C extends Context>(context: C, heard: readonly Heard<C>[]): CardAction[] =>
  heard
    .filter(({ command }) => context.caller.may(command.access))
    .map((one) => lineAction(labelOf(one, context), typed(one)))

/** What would be written, as it was understood, with the button that writes it. */
export const writingOffer = <C extends Context>(context: C, heard: Heard<C>): Block[] => {
  const { reading, translate } = context
  const { command, words } = heard
  const { filled, unread } = readWords(command.form, words, reading)
  const unclear = fieldsOf(command.form).flatMap((field) => {
    const problem = problemOf(field, filled[field.name], reading)
    return problem === undefined
      ? []
      : [text(translate('core.form.problem', { field: translate(field.label), problem }), 'warning')]
  })
  const label = nameOf(command, context)
  return [
    text(translate('plain.offer')),
    ...[understood(command.form, filled, reading)].flatMap((block) => block ?? []),
    ...unclear,
    ...(unread.length === 0
      ? []
      : [
          text(
            translate('core.notUnderstood', { text: unread.join(translate('core.form.comma')) }),
            'warning',
          ),
        ]),
    actions(lineAction(label, typed(heard), 'primary')),
  ]
}
