import { z } from 'zod'
import { defineCommand } from '../../core/command.ts'
import { choice } from '../../core/fields/choice.ts'
import { field } from '../../core/form/field.ts'
import { translatorOf } from '../../core/i18n.ts'
import type { ProgrammeContext } from '../../programme/context.ts'
import type { FeatureTools } from '../../programme/feature.ts'
import { languageCard } from './cards.ts'
import { setChannelLanguage, setOwnLanguage } from './service.ts'

const languages = choice([
  { value: 'zh-CN', label: 'channels.language.zh-CN', words: ['zh', 'zh-cn', 'cn', '汉语'] },
  { value: 'en', label: 'channels.language.en', words: ['en', '英语', 'english'] },
])
const whose = choice([
  { value: 'own', label: 'channels.whose.own', words: ['me', 'mine', '自己'] },
  { value: 'channel', label: 'channels.whose.channel', words: ['group', '群', '群组', 'channel', '频道'] },
])

export const setLanguage = ({ registry }: FeatureTools) =>
  defineCommand({
    name: 'lang',
    aliases: ['语言', 'language'],
    access: 'everyone',
    effect: 'write',
    form: z.object({
      language: field(languages, {
        label: 'channels.lang.language',
        example: 'channels.lang.languageExample',
        keys: ['语言'],
      }),
      whose: field(whose, {
        label: 'channels.lang.whose',
        example: 'channels.lang.whoseExample',
        keys: ['for', '范围'],
      }).optional(),
    }),
    summary: 'channels.lang.summary',
    examples: ['channels.lang.exampleOne', 'channels.lang.exampleTwo', 'channels.lang.exampleThree'],
    run: async (context: ProgrammeContext, { language, whose = 'own' }) => {
      const forChannel = whose === 'channel'
      if (forChannel) await setChannelLanguage(context, registry, language)
      else await setOwnLanguage(context, language)
      return {
        card: languageCard(forChannel, translatorOf(language)),
        ...(!forChannel && { audience: 'actor' }),
      }
    },
  })
