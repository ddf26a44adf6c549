import { setTimeout } from 'node:timers/promises'

/**
 * Milliseconds that a stop waits for platforms and the database. What is not finished by then is in the database, and
 * the next process goes on with it as after a kill.
 */
const stoppingPatience = 3_000
/** Resolves with the work, or without it when patience ends. */
export const withPatience = async (work: Promise<unknown>): Promise<void> => {
  const done = new AbortController()
  const silence = setTimeout(stoppingPatience, undefined, { signal: done.signal }).catch(() => undefined)
  await Promise.race([work, silence]).finally(() => done.abort())
}
