import { setTimeout as timer } from 'node:timers/promises'

/** Waits that many milliseconds; an aborted signal ends the wait early. Never rejects. */
export type Pause = (milliseconds: number, signal?: AbortSignal) => Promise<void>

export const pause: Pause = async (milliseconds, signal) => {
  try {
    await timer(milliseconds, undefined, { ref: false, ...(signal && { signal }) })
  } catch {
    // Aborted: the wait is over, which is all that was asked.
  }
}

/** Pauses between attempts, in milliseconds: doubling up to the longest. */
export const nextPause = (last: number | undefined, longest: number): number =>
  last === undefined ? 500 : Math.min(last * 2, longest)
