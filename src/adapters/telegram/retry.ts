import { setTimeout as sleep } from 'node:timers/promises'
import type { Logger } from '../../core/ports.ts'
import { describe, toDeliveryError } from './errors.ts'

/** Resolves after so many milliseconds, or at once when the signal is aborted. */
export type Wait = (milliseconds: number, signal: AbortSignal) => Promise<void>

export const waitFor: Wait = (milliseconds, signal) =>
  sleep(milliseconds, undefined, { signal }).catch(() => undefined)

/** Seconds between tries: doubling from one to this. */
const longestPause = 30

/** Does something until it succeeds, with growing pauses or those that Telegram asks for. Undefined once the signal is aborted. */
export const untilDone = async <Result>(
  what: string,
  run: () => Promise<Result>,
  options: { readonly logger: Logger; readonly wait: Wait; readonly signal: AbortSignal },
): Promise<Result | undefined> => {
  const { logger, wait, signal } = options
  for (let tried = 0; !signal.aborted; tried += 1)
    try {
      return await run()
    } catch (error) {
      if (signal.aborted) return undefined
      const { retryAfter } = toDeliveryError(error)
      const seconds = retryAfter ?? Math.min(longestPause, 2 ** tried)
      logger.warn({ error: describe(error), seconds }, `${what} failed, trying again`)
      await wait(seconds * 1000, signal)
    }
  return undefined
}
