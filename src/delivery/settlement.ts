import type { Card } from '../core/card.ts'
import { DeliveryError } from '../core/errors.ts'
import type { Sent } from '../core/ports.ts'
import { localeFrom } from '../core/request.ts'
import { editedBy, type Outcome } from './attempt.ts'
import { decide } from './policy.ts'
import type { Claimed, Settlement } from './queue.ts'
import type { Known, Standing } from './topics.ts'

/** What an attempt makes of a message, and of its topic where it stands. */
export interface Settled {
  readonly settlement: Settlement
  /** Stands from now on, and which messages do not any more. */
  readonly stands?: Standing
  readonly former?: readonly string[]
  /** Its buttons must go. */
  readonly retired?: Standing
}

/** How a message stands that a platform took. */
const sentSettlement = (sent: Sent, message: Claimed, now: Date): Settlement => ({
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

const untried = ({ attempts }: Claimed) => ({ attempts, failure: null, detail: null }) as const
const replaced = (message: Claimed): Settled => ({ settlement: { state: 'replaced', ...untried(message) } })
const dueAgain = (message: Claimed, now: Date): Settlement => ({
  state: 'due',
  ...untried(message),
  dueAt: now,
})

const same = (one: readonly string[], other: readonly string[]): boolean =>
  one.length === other.length && one.every((message, index) => message === other[index])

const saidBy = (message: Claimed, messages: readonly string[]): Standing => ({
  messages,
  // `attempt` has read it as a card.
  card: message.card as Card,
  locale: localeFrom(message.locale),
  asOf: message.createdAt,
})

/** What stands may have changed while it was edited: then the newer of the two is to be seen. */
const afterEdit = (message: Claimed, sent: Sent, known: Known | undefined, now: Date): Settled => {
  if (!known || known.asOf > message.createdAt) return replaced(message)
  if (!same(known.messages, sent.messages)) return { settlement: dueAgain(message, now) }
  return {
    settlement: sentSettlement(sent, message, now),
    stands: saidBy(message, sent.messages),
    former: known.former,
  }
}

const afterPost = (message: Claimed, sent: Sent, known: Known | undefined, now: Date): Settled => {
  const settlement = sentSettlement(sent, message, now)
  const posted = saidBy(message, sent.messages)
  if (!known || known.messages.length === 0)
    return { settlement, stands: posted, former: known?.former ?? [] }
  // Something newer was posted at the same moment: that one stands.
  if (known.asOf > message.createdAt)
    return { settlement, stands: known, former: [...known.former, ...sent.messages], retired: posted }
  return { settlement, stands: posted, former: [...known.former, ...known.messages], retired: known }
}

/** Nothing stands any more that could be edited: the message is due again, and will be posted anew like any other. */
const afterLoss = (message: Claimed, known: Known | undefined, now: Date): Settled => {
  if (!known) return replaced(message)
  const settlement = dueAgain(message, now)
  if (!same(known.messages, message.standing ?? [])) return { settlement }
  return {
    settlement,
    stands: { ...known, messages: [] },
    former: [...known.former, ...known.messages],
    retired: known,
  }
}

/** What an attempt makes of a message. `known`: of its topic there, if it has one. */
export const settled = (message: Claimed, outcome: Outcome, known: Known | undefined, now: Date): Settled => {
  if (outcome instanceof DeliveryError) return { settlement: settlementOf(outcome, message, now) }
  if (outcome === 'stale') return replaced(message)
  if (outcome === 'lost') return afterLoss(message, known, now)
  if ('lacks' in outcome) return { settlement: sentSettlement({ messages: [] }, message, now) }
  if (message.topic === null) return { settlement: sentSettlement(outcome, message, now) }
  return editedBy(message) ? afterEdit(message, outcome, known, now) : afterPost(message, outcome, known, now)
}
