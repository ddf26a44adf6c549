import { Cron } from 'croner'
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

/** Looks for what is due, every minute. Nothing is kept in memory: what was missed is found in the database. */
export const createScheduler = (looks: readonly Look[], logger: Logger): Scheduler => {
  let minutes: Cron | undefined
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
      minutes = new Cron('* * * * *', () => void tick())
      if (!waits) void tick()
    },
    stop: async () => {
      minutes?.stop()
      await turn
    },
  }
}
