import type { Logger } from '../../core/ports.ts'
import { describe, isUnchanged } from './errors.ts'

/** Small calls that nobody waits for, except a stop. Telegram refuses them for what is old, which is fine. */
export const createCourtesies = (logger: Logger) => {
  const running = new Set<Promise<void>>()
  return {
    courtesy: (call: () => Promise<unknown>): void => {
      const done = call().then(
        () => undefined,
        (error) => {
          if (!isUnchanged(error)) logger.debug({ error: describe(error) }, 'press not acknowledged')
        },
      )
      running.add(done)
      void done.then(() => running.delete(done))
    },
    done: async (): Promise<void> => {
      await Promise.all(running)
    },
  }
}

export type Courtesy = ReturnType<typeof createCourtesies>['courtesy']
