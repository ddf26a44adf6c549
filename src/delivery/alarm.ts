import type { Timer } from './pace.ts'

export interface Alarm {
  /** There may be something to do. */
  wake(): void
  /** Resolves when somebody called, with true; and with false when one of the others is done or the pause is over. */
  rest(...others: Promise<void>[]): Promise<boolean>
  /** How often somebody called until now. */
  calls(): number
}

/** Lets a worker rest until somebody calls; a call while it is at work counts when it next rests. */
export const createAlarm = (timer: Timer, pause: number): Alarm => {
  const resting = new Set<AbortController>()
  let woken = false
  let calls = 0
  return {
    wake: () => {
      woken = true
      calls += 1
      for (const rest of resting) rest.abort()
    },
    rest: async (...others) => {
      const rest = new AbortController()
      resting.add(rest)
      if (!woken) await Promise.race([timer.wait(pause, rest.signal), ...others])
      const called = woken
      woken = false
      resting.delete(rest)
      rest.abort()
      return called
    },
    calls: () => calls,
  }
}
