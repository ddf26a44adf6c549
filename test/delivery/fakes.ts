import { type Card, card, text } from '../../src/core/card.ts'
import type { DeliveryError } from '../../src/core/errors.ts'
import type { OutgoingMessage } from '../../src/core/outgoing.ts'
import type { Adapter, Edited, Logger, RateBudget, Sent } from '../../src/core/ports.ts'
import { type ConversationReference, conversationReference } from '../../src/core/request.ts'
import { stoppedClock } from '../../src/core/time/clock.ts'
import type { Database } from '../../src/db/database.ts'
import { enqueue } from '../../src/delivery/outbox.ts'
import type { Timer } from '../../src/delivery/pace.ts'
import { createDeliveryWorker, type DeliveryOptions } from '../../src/delivery/worker.ts'

export const monday = new Date('2025-03-10T01:00:00Z')

/** Milliseconds: of the longest wait for a budget. */
const longestPace = 1_100

/** A timer that stands still until it is moved on. */
export const manualTimer = () => {
  let elapsed = 0
  const waiting = new Set<{ at: number; milliseconds: number; resolve: () => void }>()
  return {
    elapsed: () => elapsed,
    wait: (milliseconds: number, signal: AbortSignal) =>
      new Promise<void>((resolve) => {
        const wait = { at: elapsed + milliseconds, milliseconds, resolve }
        waiting.add(wait)
        const leave = () => {
          waiting.delete(wait)
          resolve()
        }
        if (signal.aborted) leave()
        else signal.addEventListener('abort', leave, { once: true })
      }),
    waits: () => waiting.size,
    /** Those that are for a pace: the others are for what may never come, or go on while something is done. */
    paces: () => [...waiting].filter(({ milliseconds }) => milliseconds <= longestPace).length,
    advance: (milliseconds: number) => {
      elapsed += milliseconds
      for (const wait of waiting)
        if (wait.at <= elapsed) {
          waiting.delete(wait)
          wait.resolve()
        }
    },
  } satisfies Timer & Record<string, unknown>
}

export interface Delivered {
  readonly to: ConversationReference
  readonly words: readonly string[]
  /** By the timer, in milliseconds. */
  readonly at: number
}

export type Behaviour = DeliveryError | Error | Sent | Promise<Sent>

/** A card that was put, or could not be put, in the place of messages. */
export interface EditTried {
  readonly messages: readonly string[]
  readonly words: readonly string[]
}

/** What the next edits come to; `edited` when nothing is said. */
export type EditBehaviour = DeliveryError | Edited | Promise<Edited>

const wordsOf = (shown: Card): string[] =>
  shown.blocks.flatMap((block) => (block.type === 'text' ? [block.text] : []))

/** A platform that takes everything, except for what it is told to do with the next messages. */
export const fakePlatform = (timer: Pick<Timer, 'elapsed'>, budget: Partial<RateBudget> = {}) => {
  const delivered: Delivered[] = []
  const behaviours: Behaviour[] = []
  const edits: EditTried[] = []
  const editBehaviours: EditBehaviour[] = []
  const retired: string[] = []
  const unlimited = Number.POSITIVE_INFINITY
  const adapter: Adapter = {
    platform: 'fake',
    forms: 'steps',
    budget: {
      perSecond: unlimited,
      perSecondInConversation: unlimited,
      perMinuteInConversation: unlimited,
      ...budget,
    },
    start: async () => undefined,
    stop: async () => undefined,
    download: () => Promise.reject(new Error('nobody sends files here')),
    answer: async () => ({ messages: [] }),
    send: async (to, shown) => {
      const behaviour = behaviours.shift()
      if (behaviour instanceof Error) throw behaviour
      delivered.push({ to, words: wordsOf(shown), at: timer.elapsed() })
      return behaviour ?? { messages: [`m${delivered.length}`] }
    },
    edit: async (_to, messages, shown) => {
      edits.push({ messages, words: wordsOf(shown) })
      const behaviour = editBehaviours.shift()
      if (behaviour instanceof Error) throw behaviour
      return behaviour ?? 'edited'
    },
    check: async () => ({ posts: true, lacks: [] }),
    whisper: async () => undefined,
    retire: async (_to, messages) => {
      retired.push(...messages)
    },
  }
  return {
    adapter,
    delivered,
    /** What became of each message, in order. */
    told: () => delivered.map(({ words }) => words.join(' | ')),
    next: (...what: Behaviour[]) => behaviours.push(...what),
    edits,
    retired,
    nextEdit: (...what: EditBehaviour[]) => editBehaviours.push(...what),
  }
}

export interface LoggedLine {
  readonly level: string
  readonly message: string
  readonly details: object
}

export const recordingLogger = () => {
  const lines: LoggedLine[] = []
  const at = (level: string) => (details: object, message: string) => {
    lines.push({ level, message, details })
  }
  const logger: Logger = {
    debug: at('debug'),
    info: at('info'),
    warn: at('warn'),
    error: at('error'),
    child: () => logger,
  }
  return { logger, lines }
}

/** A worker on a fake platform, a stopped clock and a manual timer. */
export const deliveryFixture = (
  database: Database,
  overrides: Partial<DeliveryOptions> & { readonly budget?: Partial<RateBudget> } = {},
  platformName = 'fake',
) => {
  const clock = stoppedClock(monday, 'Asia/Shanghai')
  const timer = manualTimer()
  const platform = fakePlatform(timer, overrides.budget)
  const { logger, lines } = recordingLogger()
  const broken: { conversation: string; reason: string }[] = []
  const moved: { from: string; to: string }[] = []
  const options: DeliveryOptions = {
    database,
    adapters: new Map([[platformName, platform.adapter]]),
    clock,
    logger,
    timer,
    onBroken: async (_transaction, conversation, reason) => {
      broken.push({ conversation, reason })
    },
    onMoved: async (_transaction, from, to) => {
      moved.push({ from, to })
    },
    onPosted: async () => undefined,
    onChecked: async () => undefined,
    ...overrides,
  }
  return {
    ...platform,
    options,
    clock,
    timer,
    lines,
    broken,
    moved,
    worker: createDeliveryWorker(options),
    later: (seconds: number) => clock.moveTo(new Date(clock.now().getTime() + seconds * 1000)),
    put: (words: string, to = 'fake:room', more: Partial<OutgoingMessage> = {}) =>
      database.transact((transaction) =>
        enqueue(
          transaction,
          {
            to: conversationReference(to),
            card: card(text(words)),
            locale: 'en',
            key: `${to}/${words}`,
            ...more,
          },
          clock.now(),
        ),
      ),
    row: (words: string, to = 'fake:room') =>
      database.client.outboxMessage.findUniqueOrThrow({ where: { key: `${to}/${words}` } }),
  }
}
