import { actions, type Block, type CardAction, lineAction, text } from '../card.ts'
import type { Command, Context } from '../command.ts'
import { type Commands, type Match, nounOf } from '../commands.ts'
import { readingAgainst } from '../form/against.ts'
import { namesIn } from '../form/called.ts'
import { fieldsOf } from '../form/field.ts'
import { problemOf } from '../form/filled.ts'
import { understood } from '../form/form-cards.ts'
import { readWords } from '../form/words.ts'
import { cutTo } from '../width.ts'
import type { Heard } from './hearing.ts'

/** Columns of a button's label: what a telephone held upright shows of one, whole. */
const labelColumns = 31

/** A command's name in the reader's language: 互访 列表. */
const nameOf = ({ name, aliases }: Pick<Command, 'name' | 'aliases'>, { locale }: Context): string =>
  (locale === 'en' ? undefined : aliases.find((alias) => /^\p{Script=Han}/u.test(alias))) ?? name

/** What a button does that runs a command with some words: the command, and what its form would be filled with. */
const labelOf = <C extends Context>(
  command: Command<C>,
  words: string,
  context: C,
  reading = context.reading,
): string => {
  const { filled } = readWords(command.form, words, reading)
  const values = fieldsOf(command.form).flatMap(({ name, type }) => {
    const entry = filled[name]
    if (!entry) return []
    return entry.outcome.kind === 'value' ? type.show(entry.outcome.value, reading) : entry.text
  })
  return cutTo([nameOf(command, context), ...values].join(' '), labelColumns)
}

const typed = <C extends Context>({ command, words }: Heard<C>): string => `/${command.name} ${words}`.trim()

/** More buttons than these are read only when each is short. */
const mostWhole = 4

/** Whether a sentence means the same of many kinds of things (台账): each button then says its kind, and nothing else. */
export const isOfMany = <C extends Context>(heard: readonly Heard<C>[]): boolean =>
  heard.length > mostWhole && new Set(heard.map(({ command }) => nounOf(command.name))).size === heard.length

/** Buttons that do what a sentence may mean; those of commands that the person may not use are left out. */
export const buttonsFor = <C extends Context>(context: C, heard: readonly Heard<C>[]): CardAction[] => {
  const allowed = heard.filter(({ command }) => context.caller.may(command.access))
  const isShort = isOfMany(allowed)
  return allowed.map((one) => {
    const { command, words } = one
    return lineAction(
      isShort ? nounOf(nameOf(command, context)) : labelOf(command, words, context),
      typed(one),
    )
  })
}

/** What would be written, as it was understood, with the button that writes it. */
export const writingOffer = async <C extends Context>(
  context: C,
  { finders }: Pick<Commands<C>, 'finders'>,
  heard: Heard<C>,
): Promise<Block[]> => {
  const { translate } = context
  const { command, words } = heard
  const reading = await readingAgainst(context, command, words)
  const { filled, unread } = readWords(command.form, words, reading)
  const unclear = fieldsOf(command.form).flatMap((field) => {
    const problem = problemOf(field, filled[field.name], reading)
    return problem === undefined
      ? []
      : [text(translate('core.form.problem', { field: translate(field.label), problem }), 'warning')]
  })
  return [
    text(translate('plain.offer')),
    ...(await namesIn(context, finders, command.form, filled)),
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
    actions(lineAction(labelOf(command, words, context, reading), typed(heard), 'primary')),
  ]
}

/** That a line can mean either of some commands, with their buttons. */
export const eitherOf = <C extends Context>(context: C, matches: ReadonlyArray<Match<C>>): Block[] => [
  text(context.translate('core.either')),
  actions(
    ...matches.map(({ command, rest }) =>
      lineAction(labelOf(command, rest, context), `/${command.name} ${rest}`),
    ),
  ),
]
