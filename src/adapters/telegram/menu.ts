import type { Api } from 'grammy'
import type { BotCommandScope } from 'grammy/types'
import type { Front, Logger, MenuEntry } from '../../core/ports.ts'
import { type Locale, locales } from '../../core/request.ts'
import { describe } from './errors.ts'
import { limits } from './limits.ts'

const scopes: readonly BotCommandScope[] = [{ type: 'all_private_chats' }, { type: 'all_group_chats' }]
const menuName = new RegExp(`^[a-z0-9_]{1,${limits.commandName}}$`)

const commandsOf = (entries: readonly MenuEntry[]) =>
  entries
    .filter(({ word, summary }) => menuName.test(word) && summary.trim())
    .slice(0, limits.menuCommands)
    .map(({ word, summary }) => ({
      command: word,
      description: [...summary.trim()].slice(0, limits.commandDescription).join(''),
    }))

/** Shows the commands in Telegram's menu, in each language and in the default one for everybody else. A failure is only logged. */
export const publishMenus = async (
  api: Api,
  front: Front,
  defaultLocale: Locale,
  logger: Logger,
): Promise<void> => {
  const languages = [
    { locale: defaultLocale },
    // Telegram's language codes are ISO 639-1: two letters.
    ...locales.map((locale) => ({ locale, code: locale.slice(0, 2) as 'zh' | 'en' })),
  ]
  try {
    for (const scope of scopes)
      for (const { locale, ...language } of languages)
        await api.setMyCommands(commandsOf(front.menu(locale)), {
          scope,
          ...('code' in language && { language_code: language.code }),
        })
  } catch (error) {
    logger.warn({ error: describe(error) }, 'command menus not set')
  }
}
