import type { DeliveryError } from '../core/errors.ts'

/** Attempts that count, the first one included; being told to wait does not count. */
export const attemptLimit = 8
/** Seconds before the second attempt; each later one waits four times as long: together about three and a half hours. */
const firstBackoff = 15
const longestBackoff = 3600
/** Seconds to wait when a platform asks for patience without saying how much. */
const unstatedRetryAfter = 30

/** A message when an attempt at it fails. */
export interface Attempt {
  /** Counted attempts before this one. */
  readonly attempts: number
  /** An earlier attempt may have arrived: this one was the marked resend. */
  readonly uncertain: boolean
}

export type Verdict =
  | {
      readonly next: 'retry'
      /** Seconds from now. */
      readonly after: number
      readonly attempts: number
      readonly uncertain: boolean
    }
  | { readonly next: 'give up'; readonly attempts: number; readonly channelBroken: boolean }

/** What becomes of a message that a platform did not take, or may not have taken. */
export const decide = (error: DeliveryError, attempt: Attempt): Verdict => {
  if (error.failure === 'rate-limited' && !error.uncertain)
    return { ...attempt, next: 'retry', after: error.retryAfter ?? unstatedRetryAfter }
  const attempts = attempt.attempts + 1
  // Once sent again, a message whose arrival is still unknown must not be sent a third time.
  const spent = error.uncertain && attempt.uncertain
  if (error.failure === 'gone' || error.failure === 'rejected' || spent || attempts >= attemptLimit)
    return { next: 'give up', attempts, channelBroken: error.failure === 'gone' }
  return {
    next: 'retry',
    after: Math.max(error.retryAfter ?? 0, backoff(attempts)),
    attempts,
    uncertain: attempt.uncertain || error.uncertain,
  }
}

const backoff = (attempts: number): number => Math.min(longestBackoff, firstBackoff * 4 ** (attempts - 1))
