import { actions, type Block, type Card, card, heading, lineAction, text } from '../../core/card.ts'
import { type FormField, fieldsOf } from '../../core/form/field.ts'
import type { Translator } from '../../core/i18n.ts'
import type { AnyCommand, Topic } from './find.ts'

const isChinese = (words: string) => /\p{Script=Han}/u.test(words)

/** A command by its name in the reader's language, with the other one beside it: `互访 登记（visit log）`. */
const namesOf = ({ name, aliases }: AnyCommand, translate: Translator): string => {
  const chinese = aliases.find(isChinese)
  if (!chinese) return name
  return translate.locale === 'en'
    ? translate('help.names', { own: name, other: chinese })
    : translate('help.names', { own: chinese, other: name })
}

const listOf = (commands: readonly AnyCommand[], translate: Translator): Block => ({
  type: 'list',
  items: commands.map((command) => ({
    text: translate('help.line', {
      names: namesOf(command, translate),
      summary: translate(command.summary),
    }),
  })),
})

/** Every command, one line each, in groups. */
export const helpCard = (groups: ReadonlyArray<readonly AnyCommand[]>, translate: Translator): Card =>
  card(
    heading(translate('help.title')),
    ...groups.map((commands) => listOf(commands, translate)),
    text(translate('help.howTo'), 'quiet'),
  )

const fieldItem = ({ name, label, example, keys, required }: FormField, translate: Translator) => {
  const words = { label: translate(label), example: translate(example) }
  const accepted = [...new Set([name, ...keys])].map((key) => translate('help.key', { key }))
  return {
    text: required ? translate('help.requiredField', words) : translate('help.field', words),
    detail: translate('help.keys', { keys: accepted.join(' ') }),
  }
}

/** One command: its fields, the keys they are known by, three worked examples, and its neighbours. */
export const topicCard = ({ command, others }: Topic, translate: Translator): Card => {
  const fields = fieldsOf(command.form)
  return card(
    heading(namesOf(command, translate)),
    text(translate(command.summary)),
    fields.length > 0 && text(translate('help.fields'), 'quiet'),
    fields.length > 0 && { type: 'list', items: fields.map((field) => fieldItem(field, translate)) },
    text(translate('help.examples'), 'quiet'),
    { type: 'list', items: command.examples.map((example) => ({ text: translate(example) })) },
    others.length > 0 && text(translate('help.others'), 'quiet'),
    others.length > 0 &&
      actions(...others.map((other) => lineAction(namesOf(other, translate), `/help ${other.name}`))),
  )
}
