import type { Config } from '../config.ts'
import type { Adapter, Logger } from '../core/ports.ts'
import { accountReference, type ConversationReference } from '../core/request.ts'
import { createRouter } from '../core/router.ts'
import { type MovableClock, systemClock } from '../core/time/clock.ts'
import type { Database, Transaction } from '../db/database.ts'
import { createStanding, isOutOfDate } from '../delivery/answered.ts'
import { enqueue, sendingTransactions } from '../delivery/outbox.ts'
import type { Timer } from '../delivery/pace.ts'
import { createDeliveryWorker } from '../delivery/worker.ts'
import { createMetrics } from '../http/metrics.ts'
import { operationsRoutes } from '../http/operations.ts'
import { createHttpServer } from '../http/server.ts'
import { createButtonStore } from '../intake/buttons.ts'
import { createFileStore } from '../intake/files.ts'
import { createFront } from '../intake/front.ts'
import { type Pause, realPause } from '../intake/pause.ts'
import { createRecovery } from '../intake/recovery.ts'
import { sealAudit } from '../programme/audit/seal.ts'
import { loadRegistry } from '../programme/places/load.ts'
import { seed } from '../programme/places/seed.ts'
import { type BrokenChannelOptions, reportBroken, reportMended, tryBroken } from './broken-channels.ts'
import { reportChecked } from './checked-channels.ts'
import { createConsoleHost } from './console-host.ts'
import { documentRoutes } from './documents.ts'
import { createFeatures } from './features.ts'
import { reportGivenUp } from './given-up.ts'
import { metricSources, readinessChecks } from './health.ts'
import { moveConversation } from './moving.ts'
import { withPatience } from './patience.ts'
import { openPlatforms, opensConsole, type Terminal } from './platforms.ts'
import { openContext } from './request-context.ts'
import { traced, withinRequest } from './tracing.ts'
import { createWork } from './work.ts'

export interface AppOptions {
  readonly logger: Logger
  readonly clock?: MovableClock
  /** Opened by the caller, and closed by the caller when the program has stopped. */
  readonly database: Database
  /** For tests: how to wait for the rest of an album. */
  readonly pause?: Pause
  /** For tests: what paces and waits of delivery are measured in. */
  readonly timer?: Timer
  /** Where the console is, when no platform is configured. */
  readonly terminal?: Terminal
}

export interface App {
  /** Begins to answer; resolves with the HTTP port, if one could be had. */
  start(): Promise<number | undefined>
  /** Stops taking requests and answers those in hand. */
  stop(): Promise<void>
  /** Runs the jobs that are due and sends what they wrote. */
  runDue(): Promise<void>
  /** Resolves when everything received is answered, tasks have come as far as they can, and everything due is sent. */
  settled(): Promise<void>
  /** Resolves when the console's input ends, rejects when its chat cannot go on. Neither when there is no console. */
  readonly ended: Promise<void>
  readonly database: Database
}

const consoleAdministrator = accountReference('console:admin')

/** The composition root: joins the rings and knows them all. */
export const createApp = async (config: Config, options: AppOptions): Promise<App> => {
  const { database } = options
  const logger = traced(options.logger)
  const clock = options.clock ?? systemClock(config.timeZone)
  await database.transact(seed)
  const registry = await loadRegistry(database.client)
  const hasConsole = opensConsole(config) && options.terminal !== undefined
  const administrators = hasConsole ? [...config.administrators, consoleAdministrator] : config.administrators
  const adapters = new Map<string, Adapter>()
  const startLinks = (payload: string) =>
    [...adapters.values()].flatMap((adapter) => adapter.startLink?.(payload) ?? [])
  const features = createFeatures(registry, { ...config, administrators, startLinks })
  const router = createRouter(features)

  const move = (transaction: Transaction, from: ConversationReference, to: ConversationReference) =>
    moveConversation(transaction, from, to, clock.now())
  const channelOptions = (transaction: Transaction): BrokenChannelOptions => ({
    registry,
    clock,
    defaultLocale: config.locale,
    send: (message) => enqueue(transaction, message, clock.now()),
  })
  const worker = createDeliveryWorker({
    database,
    adapters,
    clock,
    logger,
    onBroken: (transaction, conversation, reason) =>
      reportBroken(channelOptions(transaction), transaction, conversation, reason),
    onMoved: move,
    onPosted: (transaction, conversation, locale) =>
      reportMended(channelOptions(transaction), transaction, conversation, locale),
    onChecked: (transaction, tried, checked) =>
      reportChecked(channelOptions(transaction), transaction, tried, checked),
    ...(options.timer && { timer: options.timer }),
  })
  const transact = sendingTransactions(database, clock, () => worker.wake())
  const metrics = createMetrics(metricSources(database, adapters, clock))
  const context = {
    clock,
    registry,
    router,
    administrators,
    defaultLocale: config.locale,
    tasks: features.flatMap((feature) => feature.tasks ?? []),
  }
  const opening = openContext.bind(undefined, context)
  const files = createFileStore(database, clock)
  const front = createFront({
    database,
    router,
    adapters,
    files,
    pause: options.pause ?? realPause,
    clock,
    logger,
    defaultLocale: config.locale,
    transact,
    openContext: opening,
    isOutOfDate,
    onSaid: createStanding({ database, adapters, clock, logger, wake: () => worker.wake() }),
    onMoved: (from, to) =>
      transact(async (transaction, send) => {
        await move(transaction, from, to)
        await tryBroken(transaction, send, to, clock.now())
      }),
    onAdmitted: (conversation) =>
      transact((transaction, send) => tryBroken(transaction, send, conversation, clock.now())),
    within: withinRequest,
    onGivenUp: reportGivenUp({ administrators, defaultLocale: config.locale, clock }),
    observe: (kind, outcome, seconds) => metrics.answered(kind, outcome, seconds),
  })
  const { scheduler, runner } = createWork({ database, clock, logger, transact }, features)
  const answered = async (): Promise<void> => {
    await front.settled()
    await worker.deliver()
  }
  const settled = async (): Promise<void> => {
    await front.settled()
    await runner.drain()
    await worker.deliver()
  }
  const runDue = async (): Promise<void> => {
    await scheduler.tick()
    await settled()
  }

  let end = (_error?: unknown) => {}
  const ended = new Promise<void>((resolve, reject) => {
    end = (error) => (error === undefined ? resolve() : reject(error))
  })
  // Whoever does not wait for the end (a stop by a signal) need not hear of its failure.
  ended.catch(() => undefined)
  const console = options.terminal && {
    terminal: options.terminal,
    host: createConsoleHost({
      database,
      registry,
      clock,
      router,
      features,
      openContext: opening,
      runDue,
      // A person goes on talking while tasks run; piped input ends, and with it the program.
      settled: options.terminal.interactive ? answered : settled,
    }),
    onEnd: (error?: unknown) => end(error),
  }
  const buttons = createButtonStore(database, clock)
  const shortcuts = features.flatMap((feature) => feature.shortcuts ?? [])
  const tools = { clock, logger, buttons, files, shortcuts, console }
  for (const adapter of await openPlatforms(config, tools)) adapters.set(adapter.platform, adapter)

  const operations = operationsRoutes(readinessChecks(database, adapters), metrics)
  const server = createHttpServer({
    ...config.http,
    routes: [
      ...[...adapters.values()].flatMap((adapter) => adapter.routes ?? []),
      ...(config.publicUrl === undefined ? [] : documentRoutes({ database, clock }, features)),
      ...(config.operations ? [] : operations),
    ],
    logger,
  })
  const operationsServer =
    config.operations && createHttpServer({ ...config.operations, routes: operations, logger })

  const recovery = createRecovery(front, logger)
  const finish = async (): Promise<void> => {
    recovery.stop()
    await Promise.all([
      Promise.all([...adapters.values()].map((adapter) => adapter.stop())).then(front.settled),
      scheduler.stop(),
      runner.stop(),
      worker.stop(),
      server.close(),
      operationsServer?.close(),
    ])
    await sealAudit(database, logger).catch((error: unknown) =>
      // A full disk, a database that is away: the next process seals it.
      logger.error({ err: error }, 'the end of the audit was not sealed'),
    )
  }

  return {
    database,
    ended,
    runDue,
    settled,
    start: async () => {
      const port = await server.listen().catch((error: unknown) => {
        // A chat at the terminal needs no port: another one may be open beside it.
        if (!hasConsole) throw error
        logger.info({ err: error }, 'no HTTP server beside the console')
        return undefined
      })
      const operationsPort = await operationsServer?.listen()
      // What was left behind comes before what is new.
      await recovery.start(database.kind === 'embedded')
      for (const adapter of adapters.values()) await adapter.start(front)
      worker.start()
      await runner.start(database.kind === 'embedded')
      // At a terminal the clock may be moved first (`:now`): what was missed is then looked for from there.
      scheduler.start(hasConsole)
      logger.info(
        { port, operationsPort, platforms: [...adapters.keys()], database: database.kind },
        'started',
      )
      return port
    },
    stop: async () => {
      await withPatience(finish())
      front.abandon()
      logger.info({}, 'stopped')
    },
  }
}
