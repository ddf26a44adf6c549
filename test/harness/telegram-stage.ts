import { instantAt } from '../../src/core/time/day.ts'
import type { Database } from '../../src/db/database.ts'
import { type RunningApp, startApp, zone } from './app.ts'
import { bindRoom } from './rooms.ts'
import { type FakeUser, startFakeTelegram } from './telegram.ts'
import { answered } from './telegram-group.ts'
import type { Stage } from './transcript.ts'

/** A person in a Telegram group, with the real grammY between the chat and the program. */
export const telegramStage = async (
  database: Database,
  locale: 'zh-CN' | 'en',
  updates: 'polling' | 'webhook' = 'polling',
): Promise<Stage> => {
  const telegram = await startFakeTelegram()
  const administrator: FakeUser = telegram.addPerson({
    id: 2001,
    first_name: '管理员',
    language_code: locale,
  })
  let person = administrator
  const environment = {
    TELEGRAM_BOT_TOKEN: telegram.token,
    TELEGRAM_API_ROOT: telegram.apiRoot,
    ADMINS: `telegram:${administrator.id}`,
    LOCALE: locale,
  }
  const start = async (clock?: RunningApp['clock']): Promise<RunningApp> => {
    if (updates === 'polling') return startApp(database, environment, undefined, clock)
    const { createServer } = await import('node:net')
    const port = await new Promise<number>((resolve) => {
      const probe = createServer().listen(0, '127.0.0.1', () => {
        const address = probe.address()
        probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
      })
    })
    const webhook = {
      PORT: String(port),
      TELEGRAM_WEBHOOK_URL: `http://127.0.0.1:${port}/telegram/webhook`,
      TELEGRAM_WEBHOOK_SECRET: 'loopback-secret',
    }
    return startApp(database, { ...environment, ...webhook }, undefined, clock)
  }
  let running = await start()
  let chat = person.id
  let typed: ReturnType<typeof telegram.say> | undefined
  let nextPerson = 3001
  /** Who has spoken by now; the first is `admin`. */
  const people = new Map([['admin', administrator]])

  const collect = async (): Promise<readonly string[]> => {
    await answered(telegram, running.app)
    const places = new Set([chat, person.id])
    return [...places]
      .flatMap((place) => telegram.unread(place).splice(0))
      .filter(({ quiet }) => !quiet)
      .map(({ text, buttons }) => [text, ...buttons].join('\n'))
  }

  return {
    perform: async (step) => {
      switch (step.kind) {
        case 'say': {
          const isCommand = step.text.startsWith('/') || chat === person.id
          typed = telegram.say(chat, isCommand ? step.text : `@${telegram.me.username} ${step.text}`, {
            from: person,
          })
          return collect()
        }
        case 'edit':
          if (!typed) throw new Error('nothing was typed yet')
          telegram.edit(typed, step.text)
          return collect()
        case 'press': {
          telegram.press(chat, step.label, { from: person })
          const said = await collect()
          const { text } = await telegram.notice()
          return text === undefined ? said : [...said, text]
        }
        case 'submit':
          throw new Error('Telegram has no forms to submit: answer question by question')
        case 'clock':
          running.clock.moveTo(instantAt(step.time, zone))
          await running.app.runDue()
          return collect()
        case 'room':
          chat = telegram.addGroup()
          await bindRoom(database, `telegram:${chat}`, step.pair === 'main' ? undefined : step.pair, locale)
          return []
        case 'private':
          chat = person.id
          return []
        case 'as': {
          const moves = chat === person.id
          person =
            people.get(step.name) ??
            telegram.addPerson({ id: nextPerson++, first_name: step.name, language_code: locale })
          people.set(step.name, person)
          if (moves) chat = person.id
          return []
        }
        case 'restart':
          await running.app.stop()
          running = await start(running.clock)
          return []
      }
    },
    reset: async () => {
      await running.clear()
      telegram.forget()
      people.clear()
      people.set('admin', administrator)
      person = administrator
      chat = person.id
      typed = undefined
    },
    problems: () => running.logger.problems,
    stop: async () => {
      await running.app.stop()
      await telegram.close()
    },
  }
}
