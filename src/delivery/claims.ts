import type { Adapter } from '../core/ports.ts'
import { platformOf } from '../core/request.ts'
import type { Database } from '../db/database.ts'
import { createPacer, type Pacer, type Timer, type Windows } from './pace.ts'
import {
  type Candidate,
  type Claimed,
  claim,
  findCandidates,
  type Lease,
  lockPaces,
  readPaces,
} from './queue.ts'

/** What a worker got to send. */
export interface Taken {
  readonly claimed: readonly Claimed[]
  /** Milliseconds until there may be more; undefined when nothing else waits that only time holds up. */
  readonly pause: number | undefined
}

export interface ClaimsOptions {
  readonly database: Database
  readonly adapters: ReadonlyMap<string, Adapter>
  readonly timer: Timer
  /** Whether other processes send from this database too. */
  readonly isShared: boolean
  /** How many more messages the worker may have in hand for a platform. */
  hands(platform: string): number
}

/** Milliseconds after which the outbox is looked at again while conversations rest: others may have got something meanwhile. */
export const longestPause = 1_000

/**
 * For messages that are counted from when they leave until some time after their answer: whenever the platform counted them,
 * it was between the two. The rest is for the database's milliseconds.
 */
const answered: Windows = { second: 1_005, minute: 60_005 }

/** Gives a worker what it may send: what is due, within the platforms' budgets and no more than it has hands for. */
export const createClaims = ({ database, adapters, timer, isShared, hands }: ClaimsOptions) => {
  const own = new Map<string, Pacer>()

  /** The candidates that may go now, counted; and the milliseconds until one of the others may. */
  const withinBudgets = (candidates: readonly Candidate[], pacers: ReadonlyMap<string, Pacer>) => {
    const allowed: Candidate[] = []
    const free = new Map([...adapters.keys()].map((platform) => [platform, hands(platform)]))
    let pause: number | undefined
    for (const candidate of candidates) {
      const platform = platformOf(candidate.conversation)
      const [pacer, left = 0] = [pacers.get(platform), free.get(platform)]
      if (!pacer || left <= 0) continue
      const wait = pacer.pause(candidate.conversation)
      if (wait > 0) pause = Math.min(pause ?? longestPause, wait)
      else {
        pacer.count(candidate.conversation)
        free.set(platform, left - 1)
        allowed.push(candidate)
      }
    }
    return { allowed, pause }
  }

  const take = async (lease: Lease): Promise<Taken> => {
    const candidates = await findCandidates(database.statements, [...adapters.keys()], lease.now)
    if (candidates.length === 0) return { claimed: [], pause: undefined }
    if (!isShared) {
      for (const [platform, { budget }] of adapters)
        if (!own.has(platform)) own.set(platform, createPacer(budget, timer))
      const { allowed, pause } = withinBudgets(candidates, own)
      if (allowed.length === 0) return { claimed: [], pause }
      return { claimed: await claim(database.statements, allowed, lease), pause: 0 }
    }
    return takeTogether(lease)
  }

  /** One process after the other, for a few milliseconds, each knowing what the others have claimed. */
  const takeTogether = (lease: Lease): Promise<Taken> =>
    database.transact(async (transaction) => {
      await lockPaces(transaction)
      const candidates = await findCandidates(transaction, [...adapters.keys()], lease.now)
      const paces = await readPaces(
        transaction,
        candidates.map(({ conversation }) => conversation),
        answered,
      )
      const together = new Map(
        [...adapters].map(([platform, { budget }]) => [
          platform,
          createPacer(budget, { elapsed: () => paces.now }, answered),
        ]),
      )
      for (const { conversation, at } of paces.sent)
        together.get(platformOf(conversation))?.count(conversation, at)
      const { allowed, pause } = withinBudgets(candidates, together)
      if (allowed.length === 0) return { claimed: [], pause }
      return { claimed: await claim(transaction, allowed, lease), pause: 0 }
    })

  return { take }
}
