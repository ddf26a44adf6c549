import { type ScheduledTask, schedule } from 'node-cron'
import type { Logger } from '../core/ports.ts'

/** What may have come due since it was last looked at. */
export interface Look {
  /** For the log. */
  readonly name: string
  /** Does what is due now. What cannot be done is left for the next look. */
  look(): Promise<void>
}

export interface Scheduler {
  /** Looks at every full minute, and at once unless it is told to wait for the first. */
  start(waits?: boolean): void
  /** Resolves when the look in progress has ended. */
  stop(): Promise<void>
  /** Looks now; one look at a time. */
  tick(): Promise<void>
}

/** Milliseconds by which a busy process may come late to its minute. */
const aMinute = 60_000

/** Its own logger writes to standard output, where the chat at the terminal is. */
const forNodeCron = (logger: Logger) => ({
  debug: (message: string | Error) => logger.debug({}, String(message)),
  info: (message: string) => logger.info({}, message),
  warn: (message: string) => logger.warn({}, message),
  error: (message: string | Error, err?: Error) => logger.error({ err }, String(message)),
})

/** Looks for what is due, every minute. Nothing is kept in memory: what was missed is found in the database. */
export const createScheduler = (looks: readonly Look[], logger: Logger): Scheduler => {
  let minutes: ScheduledTask | undefined
  let turn: Promise<void> = Promise.resolve()

  const lookAround = async (): Promise<void> => {
    for (const { name, look } of looks)
      await look().catch((error: unknown) =>
        logger.error({ err: error, look: name }, 'what is due could not be looked for'),
      )
  }
  const tick = (): Promise<void> => {
    turn = turn.then(lookAround)
    return turn
  }

  return {
    tick,
    start: (waits = false) => {
      minutes = schedule('* * * * *', tick, {
        missedExecutionTolerance: aMinute,
        noOverlap: true,
        // What was missed is found in the database: a line for every minute that a machine slept tells nothing more.
        suppressMissedWarning: true,
        logger: forNodeCron(logger),
      })
      if (!waits) void tick()
    },
    stop: async () => {
      await minutes?.destroy()
      await turn
    },
  }
}
