import { inspect } from 'node:util'
import { createSlackAdapter } from '../../../src/adapters/slack/index.ts'
import { durations } from '../../../src/adapters/slack/limits.ts'
import type { Pause } from '../../../src/adapters/slack/pause.ts'
import type { Adapter, Front, Logger } from '../../../src/core/ports.ts'
import type { Entries, Request } from '../../../src/core/request.ts'
import { stoppedClock } from '../../../src/core/time/clock.ts'
import { memoryButtons } from '../../harness/buttons.ts'
import { memoryFiles } from '../../harness/files.ts'
import { createSlackServer, type SlackServer, slackSecrets } from '../../harness/slack.ts'

/** Every wait is over at once, also the time that Slack gives us to answer. */
export const atOnce: Pause = () => Promise.resolve()
/** The same, but the time to answer never ends. */
export const patient: Pause = (milliseconds) =>
  milliseconds === durations.untilAcknowledged || milliseconds === durations.untilRehearsed
    ? new Promise(() => {})
    : Promise.resolve()

/** Keeps every line of the log with all its details. */
const wholeLog = (): Logger & { readonly lines: string[] } => {
  const lines: string[] = []
  const keep = (details: object, message: string) =>
    void lines.push(`${message} ${inspect(details, { depth: 9 })}`)
  const logger: Logger & { readonly lines: string[] } = {
    lines,
    debug: keep,
    info: keep,
    warn: keep,
    error: keep,
    child: () => logger,
  }
  return logger
}

/** A front that keeps what it receives; it may be told to fail, to be slow, and what to find wrong with a form. */
export const fakeFront = () => {
  const received: Request[] = []
  const known = new Set<string>()
  const waiting: Array<(request: Request) => void> = []
  let problems: Readonly<Record<string, string>> = {}
  let refusals: Readonly<Record<string, string>> = {}
  let store: () => Promise<void> = () => Promise.resolve()
  const checked: Array<{ command: string; entries: Entries; locale: string }> = []
  const front: Front = {
    receive: async (request) => {
      await store()
      if (known.has(request.id)) return 'seen'
      known.add(request.id)
      received.push(request)
      waiting.shift()?.(request)
      return 'new'
    },
    check: (command, entries, locale) => {
      checked.push({ command, entries, locale })
      return problems
    },
    rehearse: async () => refusals,
    isAsked: async () => true,
    moved: () => Promise.resolve(),
    admitted: async () => undefined,
    menu: () => [],
  }
  return {
    front,
    received,
    checked,
    next: (): Promise<Request> => new Promise((resolve) => waiting.push(resolve)),
    storeBy: (way: () => Promise<void>) => {
      store = way
    },
    refuse: (found: Readonly<Record<string, string>>) => {
      refusals = found
    },
    findWrong: (found: Readonly<Record<string, string>>) => {
      problems = found
    },
  }
}

export type Transport = 'http' | 'socket'

export interface Stage extends ReturnType<typeof fakeFront> {
  readonly slack: SlackServer
  readonly files: ReturnType<typeof memoryFiles>
  readonly adapter: Adapter
  readonly clock: ReturnType<typeof stoppedClock>
  readonly log: ReturnType<typeof wholeLog>
  /** The last thing received. */
  last(): Request
  stop(): Promise<void>
}

/** A started adapter and its Slack, with channels C1 (the bot is a member) and C2 (it is not). */
export const openStage = async (transport: Transport = 'http', pause?: Pause): Promise<Stage> => {
  const clock = stoppedClock(new Date('2025-03-03T02:00:00Z'), 'Asia/Shanghai')
  const slack = await createSlackServer(clock)
  slack.addChannel('C1')
  slack.addChannel('C2', { member: false })
  const log = wholeLog()
  const files = memoryFiles()
  const { botToken, appToken, signingSecret } = slackSecrets
  const adapter = createSlackAdapter({
    botToken,
    files,
    ...(transport === 'socket' ? { appToken } : { signingSecret }),
    apiUrl: slack.apiUrl,
    logger: log,
    clock,
    defaultLocale: 'en',
    buttons: memoryButtons(),
    shortcuts: { new_record: 'record', from_message: 'record {message}' },
    ...(pause && { pause }),
  })
  const fake = fakeFront()
  if (adapter.routes) await slack.mount(adapter.routes)
  await adapter.start(fake.front)
  if (transport === 'socket') await slack.connected()
  return {
    ...fake,
    slack,
    files,
    adapter,
    clock,
    log,
    last: () => {
      const request = fake.received.at(-1)
      if (!request) throw new Error('nothing was received')
      return request
    },
    stop: async () => {
      await adapter.stop()
      await slack.stop()
    },
  }
}
