import { actions, type Card, card, heading, lineAction, text } from '../../core/card.ts'
import { type FormField, fieldsOf } from '../../core/form/field.ts'
import type { Translator } from '../../core/i18n.ts'
import type { firstSteps } from '../../programme/offers.ts'
import { type AnyCommand, type Noun, partsOf, type Topic } from './find.ts'

const isChinese = (words: string) => /\p{Script=Han}/u.test(words)

/** A name in the reader's language, with the other one beside it: `互访 登记（visit log）`. */
const bothNames = (english: string, chinese: string | undefined, translate: Translator): string => {
  if (!chinese) return english
  return translate.locale === 'en'
    ? translate('help.names', { own: english, other: chinese })
    : translate('help.names', { own: chinese, other: english })
}

/** The first Chinese name; the English one for readers of English, and where there is no other. */
const ownName = ({ name, aliases }: AnyCommand, { locale }: Translator): string =>
  (locale === 'en' ? undefined : aliases.find(isChinese)) ?? name

const namesOf = ({ name, aliases }: AnyCommand, translate: Translator): string =>
  bothNames(name, aliases.find(isChinese), translate)

const chineseNoun = ({ commands }: Noun): string | undefined => {
  const name = commands.flatMap(({ aliases }) => aliases.filter(isChinese))[0]
  return name && partsOf(name).noun
}
const nounNames = (noun: Noun, translate: Translator): string =>
  bothNames(noun.word, chineseNoun(noun), translate)
const ownNoun = (noun: Noun, { locale }: Translator): string =>
  (locale === 'en' ? undefined : chineseNoun(noun)) ?? noun.word

/** What a noun can do, in a line: the verbs of several commands, what a single one is for. */
const inBrief = ({ commands }: Noun, translate: Translator): string =>
  commands
    .map((command) => {
      const verb = commands.length > 1 ? partsOf(ownName(command, translate)).verb : undefined
      return verb ?? translate(command.summary)
    })
    .join(translate('help.comma'))

/** One line for courtesy, and what can be done. */
export const friendlyCard = (
  kind: 'greeting' | 'thanks' | 'other',
  { hints, buttons }: ReturnType<typeof firstSteps>,
  translate: Translator,
): Card => card(text([translate('help.hello', { kind }), ...hints].join(' ')), actions(...buttons))

/** Every noun, one line and one button each. However much the program comes to do, it is one message. */
export const helpCard = (nouns: readonly Noun[], translate: Translator): Card => {
  const [first] = nouns
  return card(
    heading(translate('help.title')),
    {
      type: 'list',
      items: nouns.map((noun) => ({
        text: translate('help.line', { names: nounNames(noun, translate), what: inBrief(noun, translate) }),
      })),
    },
    text(translate('help.howTo', { noun: first ? ownNoun(first, translate) : '' }), 'quiet'),
    actions(...nouns.map((noun) => lineAction(ownNoun(noun, translate), `/help ${noun.word}`))),
  )
}

/** A noun's verbs, each with an example, and a button to all there is to know of it. */
const nounCard = (noun: Noun, translate: Translator): Card =>
  card(
    heading(nounNames(noun, translate)),
    {
      type: 'list',
      items: noun.commands.map((command) => ({
        text: translate('help.line', {
          names: namesOf(command, translate),
          what: translate(command.summary),
        }),
        detail: translate('help.example', { example: translate(command.examples[0]) }),
      })),
    },
    text(translate('help.more'), 'quiet'),
    actions(
      ...noun.commands.map((command) => lineAction(ownName(command, translate), `/help ${command.name}`)),
    ),
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
const commandCard = (command: AnyCommand, others: readonly AnyCommand[], translate: Translator): Card => {
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
      actions(...others.map((other) => lineAction(ownName(other, translate), `/help ${other.name}`))),
  )
}

export const topicCard = (topic: Topic, translate: Translator): Card =>
  topic.kind === 'noun'
    ? nounCard(topic.noun, translate)
    : commandCard(topic.command, topic.others, translate)
