import type { Logger } from '../core/ports.ts'
import type { Intake } from './front.ts'

/** Milliseconds between looks; several fit into a lease. */
const interval = 5_000

export interface Recovery {
  /** Resolves after the first look. `alone`: no other process can be at work on this database. */
  start(alone: boolean): Promise<void>
  stop(): void
}

/** Has unanswered requests looked after every few seconds, one look at a time. */
export const createRecovery = (front: Pick<Intake, 'recover'>, logger: Logger): Recovery => {
  let timer: NodeJS.Timeout | undefined
  let looking = false

  const look = async (everything: boolean): Promise<void> => {
    if (looking) return
    looking = true
    try {
      await front.recover(everything)
    } catch (error) {
      logger.error({ err: error }, 'unanswered requests could not be looked for')
    } finally {
      looking = false
    }
  }

  return {
    start: async (alone) => {
      await look(alone)
      timer = setInterval(() => void look(false), interval)
    },
    stop: () => clearInterval(timer),
  }
}
