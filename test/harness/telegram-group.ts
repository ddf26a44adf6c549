import type { App } from '../../src/app/app.ts'
import { startApp } from './app.ts'
import { testDatabase } from './database.ts'
import { bindRoom } from './rooms.ts'
import { type FakeTelegram, type FakeUser, startFakeTelegram } from './telegram.ts'

/** The whole program on Telegram, by long polling, in a group bound to 武隆; `others` are administrators like 王小二. */
export const openTelegramGroup = async (...others: readonly FakeUser[]) => {
  const database = await testDatabase()
  const telegram = await startFakeTelegram()
  const wang = telegram.addPerson({ id: 2001, first_name: '王小二', language_code: 'zh' })
  for (const other of others) telegram.addPerson(other)
  const bound = async () => {
    const group = telegram.addGroup()
    await bindRoom(database, `telegram:${group}`, '武隆', 'zh-CN')
    return group
  }
  const start = () =>
    startApp(database, {
      TELEGRAM_BOT_TOKEN: telegram.token,
      TELEGRAM_API_ROOT: telegram.apiRoot,
      ADMINS: [wang, ...others].map(({ id }) => `telegram:${id}`).join(),
    })
  const running = await start()
  const group = await bound()
  /** As it was in the beginning, without a start; a group of its own. */
  const again = async () => {
    await running.clear()
    telegram.forget()
    return bound()
  }
  const close = async () => {
    await running.app.stop()
    await telegram.close()
  }
  /** `start`: once more, after it was stopped. */
  return { database, telegram, wang, group, running, start, again, close }
}

/** Resolves when everything that was sent to the bot is answered. */
export const answered = async (telegram: FakeTelegram, app: App): Promise<void> => {
  await telegram.taken()
  await app.settled()
}
