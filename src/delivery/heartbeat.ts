import type { Timer } from './pace.ts'

/** Milliseconds for which a message is believed to be with its worker after the last sign of life. */
export const lease = 9_000
/** Milliseconds between signs of life: two may fail before others take over. */
const interval = 3_000

export interface Heartbeat {
  /** Something is in hand; to be called once for each message. */
  begin(): void
  end(): void
}

/** Gives signs of life for as long as anything is in hand, however long a platform takes for its answer. */
export const createHeartbeat = (timer: Timer, renew: () => Promise<void>): Heartbeat => {
  let inHand = 0
  let empty = new AbortController()
  const beat = async (ended: AbortSignal): Promise<void> => {
    for (;;) {
      await timer.wait(interval, ended)
      if (ended.aborted) return
      await renew()
    }
  }
  return {
    begin: () => {
      inHand += 1
      if (inHand > 1) return
      empty = new AbortController()
      void beat(empty.signal)
    },
    end: () => {
      inHand -= 1
      if (inHand === 0) empty.abort()
    },
  }
}
