import { setTimeout } from 'node:timers/promises'
import type { RateBudget } from '../core/ports.ts'
import type { ConversationReference } from '../core/request.ts'

/** Time that only goes forward, whatever is done to the clock: paces and waits are measured in it. */
export interface Timer {
  /** Milliseconds since some moment. */
  elapsed(): number
  /** Resolves after so many milliseconds, or at once when the signal is aborted. */
  wait(milliseconds: number, signal: AbortSignal): Promise<void>
}

export const systemTimer: Timer = {
  elapsed: () => performance.now(),
  wait: (milliseconds, signal) => setTimeout(milliseconds, undefined, { signal }).catch(() => undefined),
}

/** Keeps one platform within its budget. */
export interface Pacer {
  /** Milliseconds until the conversation may be sent a message; 0 for now. */
  pause(conversation: ConversationReference): number
  /** Counts a message to the conversation, at this moment. */
  count(conversation: ConversationReference): void
}

/**
 * Milliseconds of a window. They are a little longer than a second and a minute because messages
 * do not all travel equally fast: measured against a sliding limit, 3 % is enough for almost none to be refused.
 */
const second = 1_030
const minute = 61_000

export const createPacer = (budget: RateBudget, timer: Timer): Pacer => {
  const platform: number[] = []
  const conversations = new Map<ConversationReference, number[]>()

  const forget = (now: number): void => {
    drop(platform, now - second)
    for (const [conversation, times] of conversations) {
      drop(times, now - minute)
      if (times.length === 0) conversations.delete(conversation)
    }
  }

  return {
    pause: (conversation) => {
      const now = timer.elapsed()
      const times = conversations.get(conversation) ?? []
      return Math.max(
        0,
        freeAt(platform, budget.perSecond, second) - now,
        freeAt(times, budget.perSecondInConversation, second) - now,
        freeAt(times, budget.perMinuteInConversation, minute) - now,
      )
    },
    count: (conversation) => {
      const now = timer.elapsed()
      forget(now)
      platform.push(now)
      const times = conversations.get(conversation)
      if (times) times.push(now)
      else conversations.set(conversation, [now])
    },
  }
}

/** When the window has room again: once the message `most` places back has left it. */
const freeAt = (times: readonly number[], most: number, window: number): number => {
  const oldest = times[times.length - Math.ceil(most)]
  return oldest === undefined ? 0 : oldest + window
}

const drop = (times: number[], before: number): void => {
  const kept = times.findIndex((time) => time > before)
  times.splice(0, kept === -1 ? times.length : kept)
}
