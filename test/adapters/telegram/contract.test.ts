import { createTelegramAdapter } from '../../../src/adapters/telegram/index.ts'
import {
  accountReference,
  type ConversationReference,
  conversationReference,
} from '../../../src/core/request.ts'
import { systemClock } from '../../../src/core/time/clock.ts'
import { adapterContract, type Misfortune } from '../../contracts/adapter.ts'
import { memoryButtons } from '../../harness/buttons.ts'
import { memoryFiles } from '../../harness/files.ts'
import { startFakeTelegram, type Trouble } from '../../harness/telegram.ts'
import { fakeFront, keepingLogger } from './support.ts'

const troubles: Readonly<Record<Misfortune, Trouble>> = {
  'asks to wait 7 seconds': {
    error_code: 429,
    description: 'Too Many Requests: retry after 7',
    parameters: { retry_after: 7 },
  },
  'has an error of its own': { error_code: 500, description: 'Internal Server Error' },
  'refuses the message': { error_code: 400, description: 'Bad Request: wrong thing' },
  'has thrown the bot out': {
    error_code: 403,
    description: 'Forbidden: bot was kicked from the supergroup chat',
  },
  'takes the message but its answer is lost': 'drop after',
}

adapterContract('telegram', async () => {
  const telegram = await startFakeTelegram()
  const intake = fakeFront()
  const files = memoryFiles()
  const adapter = createTelegramAdapter({
    token: telegram.token,
    apiRoot: telegram.apiRoot,
    buttons: memoryButtons(),
    files,
    logger: keepingLogger(),
    clock: systemClock('Asia/Shanghai'),
    defaultLocale: 'zh-CN',
  })
  const group = telegram.addGroup()
  await adapter.start(intake.front)
  const saidIn = (conversation: ConversationReference) =>
    telegram.messages.filter(
      ({ chat, from }) => `telegram:${chat}` === conversation && from.id === telegram.me.id,
    )
  return {
    adapter,
    conversation: conversationReference(`telegram:${group}`),
    account: accountReference(`telegram:${telegram.person.id}`),
    nowhere: conversationReference('telegram:-404'),
    secrets: [telegram.token],
    suffer: (misfortune, doing) =>
      telegram.trouble(doing === 'send' ? 'sendMessage' : 'editMessageText', troubles[misfortune]),
    erase: (_conversation, message) => telegram.erase(group, Number(message)),
    taken: (conversation) => saidIn(conversation).map(({ text }) => text),
    standing: (conversation) =>
      saidIn(conversation).map(({ text, markup }) => ({
        text,
        buttons: (markup?.inline_keyboard ?? [])
          .flat()
          .filter(({ disabled }) => !disabled)
          .map((button) => button.text),
      })),
    pressed: (label) => {
      telegram.press(group, label)
      return intake.next()
    },
    whispered: async () => {
      const { text } = await telegram.notice()
      return [
        ...(text === undefined ? [] : [text]),
        ...telegram.whispers.map((whisper) => whisper.text),
        ...telegram.unread(telegram.person.id).map((shown) => shown.text),
      ]
    },
    typed: (line, where) => {
      telegram.say(where === 'private' ? telegram.person.id : group, line)
      return intake.next()
    },
    files,
    shownFiles: async (conversation) =>
      saidIn(conversation).flatMap((message) => (message.files ?? []).map(({ content }) => content)),
    sent: ({ mediaType, ...file }, words) => {
      telegram.send(telegram.person.id, [{ ...file, type: mediaType }], words ? { caption: words } : {})
      return intake.next()
    },
    close: async () => {
      await adapter.stop()
      await telegram.close()
    },
  }
})
