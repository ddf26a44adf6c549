import { randomUUID } from 'node:crypto'
import { DeliveryError } from '../core/errors.ts'
import type { Adapter, Logger } from '../core/ports.ts'
import { platformOf } from '../core/request.ts'
import type { Clock } from '../core/time/clock.ts'
import type { Database } from '../db/database.ts'
import { createAlarm } from './alarm.ts'
import { attempt, type Outcome } from './attempt.ts'
import { createClaims, longestPause } from './claims.ts'
import { createHeartbeat, lease } from './heartbeat.ts'
import { systemTimer, type Timer } from './pace.ts'
import {
  type Abandoned,
  type Claimed,
  findAbandoned,
  findUnservedPlatforms,
  type Lease,
  renewLeases,
  settle,
} from './queue.ts'
import { type RecordHooks, record } from './record.ts'
import { type Settled, settlementOf } from './settlement.ts'
import { lockPlace, replaceUnsent } from './topics.ts'

export interface DeliveryOptions extends RecordHooks {
  readonly database: Database
  /** By platform; may be filled until the worker starts. */
  readonly adapters: ReadonlyMap<string, Adapter>
  readonly clock: Clock
  readonly logger: Logger
  readonly timer?: Timer
  /** Whose claims these are; every process has a name of its own. */
  readonly process?: string
  /** Whether other processes send from the database too; on a server when absent, where time is not a test's own. */
  readonly isShared?: boolean
}

export interface DeliveryWorker {
  start(): void
  /** Takes no more messages; resolves when those in hand are settled. */
  stop(): Promise<void>
  /** Something may have become due. */
  wake(): void
  /** Resolves when all that is due now is settled: waits for the platforms' answers, and for a budget that is used up. */
  drain(): Promise<void>
  /** The same, but for what other processes left behind: that can wait for the next look. */
  deliver(): Promise<void>
}

/** Milliseconds between looks at the outbox: other processes write to it without waking this one. */
const pollInterval = 5_000
/** Messages that are with a platform at a time: if the process dies, so many may be said twice. Platforms answer within half a second. */
const mostInHand = 16
/** Milliseconds that a platform is given for its answer. */
const patience = 45_000
/** Milliseconds between tries to write down what became of a message. */
const recordPause = 1_000
const thisProcess = randomUUID()

/** Sends what is in the outbox. Any number of workers, in any number of processes, may run on one database. */
export const createDeliveryWorker = (options: DeliveryOptions): DeliveryWorker => {
  const { database, adapters, clock, logger, timer = systemTimer, process = thisProcess } = options
  const inHand = new Map<bigint, { readonly platform: string; readonly done: Promise<void> }>()
  const unserved = new Set<string>()
  const stopping = new AbortController()
  const alarm = createAlarm(timer, pollInterval)
  /** How many calls were followed, and when the last was. */
  let [followed, followedAt] = [0, new Date(0)]
  /** When it was last looked for what other processes left. */
  let lookedAt = new Date(0)
  /** The database was away: others could not give a sign of life either. */
  let isBlind = false
  let turn: Promise<void> = Promise.resolve()
  let running: Promise<void> = Promise.resolve()

  const inHandOf = (platform: string) =>
    [...inHand.values()].filter((hand) => hand.platform === platform).length
  const claims = createClaims({
    database,
    adapters,
    timer,
    isShared: options.isShared ?? (database.kind === 'server' && options.timer === undefined),
    hands: (platform) => mostInHand - inHandOf(platform),
  })
  const leaseFrom = (now: Date): Lease => ({ process, now, until: new Date(now.getTime() + lease) })
  const heartbeat = createHeartbeat(timer, () =>
    renewLeases(database, [...inHand.keys()], leaseFrom(clock.now())).catch((error: unknown) => {
      isBlind = true
      logger.warn({ err: error }, 'the leases of messages in hand could not be renewed')
    }),
  )
  const underWay = () => [...inHand.values()].map(({ done }) => done)

  const reportUnserved = async (): Promise<void> => {
    for (const platform of await findUnservedPlatforms(database, [...adapters.keys()], clock.now())) {
      if (unserved.has(platform)) continue
      unserved.add(platform)
      logger.warn({ platform }, 'messages wait for a platform that is not turned on')
    }
  }

  const takeOver = async (message: Abandoned): Promise<void> => {
    const { topic, conversation, edits, key } = message
    const lost = new DeliveryError('transient', 'the process ended while sending', { uncertain: !edits })
    logger.warn({ key, edits }, 'taking over a message that may have been sent')
    const now = clock.now()
    const settlement = settlementOf(lost, message, now)
    await database.transact(async (transaction) => {
      const place = topic === null ? undefined : { topic, conversation }
      if (place) await lockPlace(transaction, place)
      await settle(transaction, message, {
        ...settlement,
        ...(settlement.state === 'due' && { dueAt: now }),
      })
      if (place) await replaceUnsent(transaction, place, now)
    })
  }

  const takeOverAbandoned = async (): Promise<void> => {
    for (const message of await findAbandoned(database, process, [...inHand.keys()], clock.now()))
      await takeOver(message)
  }

  const tell = ({ key, conversation }: Claimed, outcome: Outcome, { settlement }: Settled): void => {
    if (outcome === 'lost') logger.info({ key, conversation }, 'what stood cannot be edited, posting it anew')
    if (!(outcome instanceof DeliveryError)) return
    const { failure, uncertain } = outcome
    const details = { key, conversation, failure, uncertain, err: outcome }
    if (settlement.state === 'failed') logger.error(details, 'message given up')
    else logger.warn({ ...details, again: settlement.dueAt }, 'message not taken, to be sent again')
  }

  /** Until the database is there: otherwise a message that arrived would be sent again. */
  const recordAtLast = async (message: Claimed, outcome: Outcome): Promise<Settled | undefined> => {
    for (;;)
      try {
        const made = await database.transact((transaction) =>
          record(transaction, message, outcome, options, clock.now()),
        )
        if (made) tell(message, outcome, made)
        return made
      } catch (error) {
        logger.error({ err: error, key: message.key }, 'the outcome of a message could not be recorded')
        // It stays claimed: once the lease is over it is taken over as one that may have been sent.
        if (stopping.signal.aborted) return undefined
        await timer.wait(recordPause, stopping.signal)
      }
  }

  const retire = async (adapter: Adapter, { conversation }: Claimed, made: Settled | undefined) => {
    if (!made?.retired) return
    const { messages, card, locale } = made.retired
    await adapter
      .retire(conversation, messages, card, locale)
      .catch((error: unknown) => logger.info({ err: error, conversation }, 'an old card keeps its buttons'))
  }

  const deliver = async (adapter: Adapter, message: Claimed): Promise<void> => {
    const made = await recordAtLast(message, await attempt(adapter, message, timer, patience))
    await retire(adapter, message, made)
    inHand.delete(message.id)
    heartbeat.end()
  }

  const begin = (message: Claimed): void => {
    const platform = platformOf(message.conversation)
    const adapter = adapters.get(platform)
    if (!adapter) return
    heartbeat.begin()
    inHand.set(message.id, { platform, done: deliver(adapter, message) })
  }

  const round = async (): Promise<'more' | 'done'> => {
    // What they hold back may be due when they end, even while it is looked for.
    const earlier = underWay()
    const { claimed, pause } = await claims.take(leaseFrom(clock.now()))
    for (const message of claimed) begin(message)
    if (claimed.length > 0 || pause === 0) return 'more'
    if (pause !== undefined) await timer.wait(pause, stopping.signal)
    // One platform that does not answer must not keep from the others what they get meanwhile.
    else if (earlier.length > 0) await alarm.rest(...earlier)
    else return 'done'
    return 'more'
  }

  const lookAround = async (): Promise<void> => {
    lookedAt = clock.now()
    await reportUnserved()
    // Whoever could not renew a lease has until the next look to do so.
    if (isBlind) isBlind = false
    else await takeOverAbandoned()
  }
  const lookAroundInTime = async (): Promise<void> => {
    if (clock.now().getTime() - lookedAt.getTime() >= pollInterval) await lookAround()
  }

  const deliverDue = async (called: boolean): Promise<void> => {
    followed = alarm.calls()
    followedAt = clock.now()
    // Every request calls: what others left behind can wait for the next look.
    if (!called) await lookAround()
    do await lookAroundInTime()
    while (!stopping.signal.aborted && (await round()) === 'more')
    await Promise.all(underWay())
  }

  const drain = (called = false): Promise<void> => {
    const mine = turn.then(() => deliverDue(called))
    turn = mine.catch(() => undefined)
    return mine
  }

  const run = async (): Promise<void> => {
    let called = false
    while (!stopping.signal.aborted) {
      await drain(called).catch((error: unknown) => {
        isBlind = true
        logger.error({ err: error }, 'delivery failed, trying again')
      })
      if (!stopping.signal.aborted) called = await alarm.rest()
    }
  }

  return {
    start: () => {
      running = run()
    },
    stop: async () => {
      stopping.abort()
      alarm.wake()
      await running
      await turn
      await Promise.all(underWay())
    },
    wake: alarm.wake,
    drain: () => drain(),
    deliver: () => {
      const isDone = followed === alarm.calls() && clock.now().getTime() - followedAt.getTime() < longestPause
      return isDone ? turn : drain(true)
    },
  }
}
