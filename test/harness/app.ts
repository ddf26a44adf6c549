import { PassThrough } from 'node:stream'
import { type App, createApp } from '../../src/app/app.ts'
import { type Config, readConfig } from '../../src/config.ts'
import type { Logger } from '../../src/core/ports.ts'
import { type MovableClock, stoppedClock } from '../../src/core/time/clock.ts'
import { instantAt } from '../../src/core/time/day.ts'
import type { Database } from '../../src/db/database.ts'
import { systemTimer, type Timer } from '../../src/delivery/pace.ts'
import { empty } from './empty.ts'

export const zone = 'Asia/Shanghai'

/** Keeps what is logged as a warning or worse, so that a test can look at it. */
export const keepingLogger = (): Logger & { readonly problems: string[] } => {
  const problems: string[] = []
  const keep = (details: object, message: string) => {
    problems.push(
      `${message} ${JSON.stringify(details, (_key, value: unknown) => (value instanceof Error ? value.stack : value))}`,
    )
  }
  const logger: Logger & { problems: string[] } = {
    problems,
    debug: () => {},
    info: () => {},
    warn: keep,
    error: keep,
    child: () => logger,
  }
  return logger
}

/** Longest of the waits by which a platform's pace is kept, in milliseconds; the longer ones are for what may never come. */
const longestPace = 2_000

/** Time passes at once when a platform's pace is waited for, as platforms that are not there do not count. */
const hastyTimer = (): Timer => {
  let skipped = 0
  return {
    elapsed: () => systemTimer.elapsed() + skipped,
    wait: async (milliseconds, signal) => {
      if (milliseconds > longestPace) return systemTimer.wait(milliseconds, signal)
      skipped += milliseconds
    },
  }
}

export interface RunningApp {
  readonly app: App
  readonly clock: MovableClock
  readonly logger: ReturnType<typeof keepingLogger>
  readonly port: number
  readonly input: PassThrough
  readonly output: PassThrough
  /**
   * Makes the program as good as just started, faster than starting one: nothing under way, the database emptied but for
   * the built-in facts, the clock set back.
   */
  clear(): Promise<void>
}

/** Starts the whole program over a database, with a clock that stands still. `pause`: how it waits for the rest of an album. */
export const startApp = async (
  database: Database,
  environment: Record<string, string> = {},
  at = '2025-03-03T10:00',
  clock: MovableClock = stoppedClock(instantAt(at, zone), zone),
  pause?: (milliseconds: number) => Promise<void>,
): Promise<RunningApp> => {
  const config: Config = readConfig({ PORT: '0', ...environment })
  const logger = keepingLogger()
  const [input, output] = [new PassThrough(), new PassThrough()]
  const app = await createApp(config, {
    logger,
    clock,
    database,
    ...(pause && { pause }),
    timer: hastyTimer(),
    terminal: { input, output, interactive: false },
  })
  const port = (await app.start()) ?? 0
  const clear = async (): Promise<void> => {
    await app.settled()
    await empty(database)
    clock.moveTo(instantAt(at, zone))
    logger.problems.length = 0
  }
  return { app, clock, logger, port, input, output, clear }
}
