import { z } from 'zod'
import { defineCommand } from '../../core/command.ts'
import { UserError } from '../../core/errors.ts'
import { text } from '../../core/fields/text.ts'
import { field } from '../../core/form/field.ts'
import { notice } from '../../core/i18n.ts'
import type { ProgrammeContext } from '../../programme/context.ts'
import type { FeatureTools } from '../../programme/feature.ts'
import { firstSteps } from '../../programme/offers.ts'
import { friendlyCard, helpCard, topicCard } from './cards.ts'
import { findTopic, findTopicIn, nounsOf } from './find.ts'
import { courtesyIn, hearsHelp, isSentence } from './plain.ts'

const commandWords = (tools: FeatureTools) => ({
  ...text({ maximum: 60 }),
  words: () =>
    tools.features().flatMap(({ commands }) => commands.flatMap(({ name, aliases }) => [name, ...aliases])),
})

export const help = (tools: FeatureTools) =>
  defineCommand({
    name: 'help',
    aliases: ['帮助', '菜单'],
    access: 'everyone',
    explains: true,
    effect: 'read',
    hears: hearsHelp(() => tools.features().flatMap(({ commands }) => commands)),
    form: z.object({
      command: field(commandWords(tools), {
        label: 'help.command',
        example: 'help.commandExample',
        keys: ['命令'],
        freeText: true,
      }).optional(),
    }),
    summary: 'help.summary',
    examples: ['help.exampleOne', 'help.exampleTwo', 'help.exampleThree'],
    run: async ({ caller, translate }: ProgrammeContext, { command: words }) => {
      const all = tools.features().flatMap((feature) => feature.commands)
      const commands = all.filter(({ access }) => caller.may(access))
      if (words === undefined) return { card: helpCard(nounsOf(commands), translate), audience: 'actor' }
      const courtesy = courtesyIn(words)
      if (courtesy) {
        const steps = firstSteps(tools.features(), caller.may, translate)
        return { card: friendlyCard(courtesy, steps, translate), audience: 'actor' }
      }
      const topic =
        findTopic(commands, words) ?? (isSentence(words) ? findTopicIn(commands, words) : undefined)
      if (!topic)
        throw new UserError(notice(findTopic(all, words) ? 'help.notYours' : 'help.unknown', { words }))
      return { card: topicCard(topic, translate), audience: 'actor' }
    },
  })
