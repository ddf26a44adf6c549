import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { onTestFinished } from 'vitest'
import { createTelegramAdapter, type TelegramOptions } from '../../../src/adapters/telegram/index.ts'
import { pressPatience } from '../../../src/adapters/telegram/presses.ts'
import { type Card, card, text } from '../../../src/core/card.ts'
import type { Adapter, Front, Logger, Reply } from '../../../src/core/ports.ts'
import type { ConversationReference, Request } from '../../../src/core/request.ts'
import { stoppedClock } from '../../../src/core/time/clock.ts'
import { memoryButtons } from '../../harness/buttons.ts'
import { memoryFiles } from '../../harness/files.ts'
import { startFakeTelegram } from '../../harness/telegram.ts'

/** Keeps everything that is logged, details and all. */
export const keepingLogger = (): Logger & { readonly entries: string[] } => {
  const entries: string[] = []
  const at = (level: string) => (details: object, message: string) => {
    entries.push(`${level} ${message} ${JSON.stringify(details)}`)
  }
  const logger: Logger & { readonly entries: string[] } = {
    entries,
    debug: at('debug'),
    info: at('info'),
    warn: at('warn'),
    error: at('error'),
    child: () => logger,
  }
  return logger
}

/** Takes requests like the program does, and hands them to the test in order. */
export const fakeFront = () => {
  const seen = new Set<string>()
  const requests: Request[] = []
  const admissions: ConversationReference[] = []
  const moves: Array<readonly [ConversationReference, ConversationReference]> = []
  const waiting: Array<(request: Request) => void> = []
  let failures = 0
  const front: Front = {
    receive: async (request) => {
      if (failures > 0) {
        failures -= 1
        throw new Error('the database is down')
      }
      if (seen.has(request.id)) return 'seen'
      seen.add(request.id)
      const reader = waiting.shift()
      if (reader) reader(request)
      else requests.push(request)
      return 'new'
    },
    check: () => ({}),
    rehearse: async () => ({}),
    isAsked: async () => true,
    admitted: async (conversation) => {
      admissions.push(conversation)
    },
    moved: async (from, to) => {
      moves.push([from, to])
    },
    menu: (locale) => [
      { word: 'visit', summary: locale === 'en' ? 'Visits' : '互访', access: 'read' },
      { word: '互访', summary: 'not for menus', access: 'read' },
    ],
  }
  return {
    front,
    /** Requests that nobody has read with `next`. */
    requests,
    moves,
    admissions,
    /** The store fails so often before it works again. */
    failNext: (times: number) => {
      failures = times
    },
    next: (): Promise<Request> => {
      const request = requests.shift()
      return request ? Promise.resolve(request) : new Promise((resolve) => waiting.push(resolve))
    },
  }
}

export const reply = (whole: Card, more: Partial<Reply> = {}): Reply => ({
  locale: 'zh-CN',
  card: whole,
  ...more,
})
export const say = (words: string) => card(text(words))

/** A connected adapter with everything around it, all closed when the test ends. */
export const connect = async (options: Partial<TelegramOptions> & { readonly start?: boolean } = {}) => {
  const telegram = await startFakeTelegram()
  const logger = keepingLogger()
  const buttons = memoryButtons()
  const intake = fakeFront()
  const files = memoryFiles()
  const pauses: number[] = []
  const adapter: Adapter = createTelegramAdapter({
    token: telegram.token,
    apiRoot: telegram.apiRoot,
    buttons,
    files,
    logger,
    clock: stoppedClock(new Date('2025-03-03T02:00:00Z'), 'Asia/Shanghai'),
    defaultLocale: 'zh-CN',
    // Every wait is over at once, but for that of a press for its answer.
    wait: async (milliseconds, signal) => {
      if (milliseconds !== pressPatience) return void pauses.push(milliseconds)
      await new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }))
    },
    ...options,
  })
  onTestFinished(async () => {
    await adapter.stop()
    await telegram.close()
  })
  if (options.start !== false) {
    const ready = telegram.nextCall(options.webhook ? 'setWebhook' : 'getUpdates')
    await adapter.start(intake.front)
    await ready
  }
  return { telegram, adapter, intake, logger, buttons, files, pauses }
}

/** An HTTP server for an adapter's routes, as the program has one. */
export const serve = async (adapter: () => Adapter | undefined) => {
  const server = createServer(async (request, response) => {
    const route = adapter()?.routes?.find(
      ({ path, method }) => path === request.url && method === request.method,
    )
    if (route) await route.handle(request, response)
    else response.writeHead(404).end()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(
    () =>
      new Promise<void>((resolve) => {
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  )
  // A TCP server's address is an object.
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}
