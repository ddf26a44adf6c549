import type { DeliveryError } from '../core/errors.ts'
import type { Sent } from '../core/ports.ts'
import { decide } from './policy.ts'
import type { Claimed, Settlement } from './queue.ts'

/** How a message stands that a platform took. */
export const sentSettlement = (sent: Sent, message: Claimed, now: Date): Settlement => ({
  state: 'sent',
  attempts: message.attempts + 1,
  failure: null,
  detail: null,
  messages: sent.messages,
  sentAt: now,
})

/** How a message stands that a platform did not take: due again, or given up. */
export const settlementOf = (
  error: DeliveryError,
  message: { readonly attempts: number; readonly uncertain: boolean },
  now: Date,
): Settlement => {
  const verdict = decide(error, message)
  const reason = {
    attempts: verdict.attempts,
    failure: error.failure === 'rate-limited' ? 'rate_limited' : error.failure,
    detail: error.message,
  } as const
  return verdict.next === 'give up'
    ? { state: 'failed', ...reason }
    : {
        state: 'due',
        ...reason,
        uncertain: verdict.uncertain,
        dueAt: new Date(now.getTime() + verdict.after * 1000),
      }
}
