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
  /** Counts a message to the conversation, at this moment unless another is named. No earlier one may come after a later. */
  count(conversation: ConversationReference, at?: number): void
}

/** Milliseconds in which no more is sent than a second's and a minute's budget. */
export interface Windows {
  readonly second: number
  readonly minute: number
}

/**
 * For messages that are counted when they leave: a little longer than a second and a minute because they do not all travel
 * equally fast. Measured against a sliding limit, 3 % is enough for almost none to be refused.
 */
const leaving: Windows = { second: 1_030, minute: 61_000 }

export const createPacer = (
  budget: RateBudget,
  { elapsed }: Pick<Timer, 'elapsed'>,
  { second, minute }: Windows = leaving,
): Pacer => {
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
      const now = elapsed()
      const times = conversations.get(conversation) ?? []
      return Math.max(
        0,
        freeAt(platform, budget.perSecond, second) - now,
        freeAt(times, budget.perSecondInConversation, second) - now,
        freeAt(times, budget.perMinuteInConversation, minute) - now,
      )
    },
    count: (conversation, at = elapsed()) => {
      forget(at)
      platform.push(at)
      const times = conversations.get(conversation)
      if (times) times.push(at)
      else conversations.set(conversation, [at])
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
