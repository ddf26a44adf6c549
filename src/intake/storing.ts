import type { Send, SendingTransact } from '../core/outgoing.ts'
import type { Logger } from '../core/ports.ts'
import { maximumAttempts, type Request } from '../core/request.ts'
import type { Clock } from '../core/time/clock.ts'
import type { Database, Transaction } from '../db/database.ts'
import { isOutage, isTooSlow } from '../db/outage.ts'
import { setAside, storeRequest } from './inbox.ts'

export interface StoringOptions {
  readonly database: Database
  readonly clock: Clock
  readonly logger: Logger
  readonly transact: SendingTransact<Transaction>
  /** The database does not take a request: its sender and the administrators are told. */
  onRefused(transaction: Transaction, send: Send, request: Request): Promise<void>
}

/** How often the database is asked to take a request that it refuses: it may be at odds with others. */
const storingAttempts = 3

/**
 * Stores requests before they are acknowledged; false when one was seen before, or is set aside. What the database refuses would
 * be sent by its platform for ever, with all that is behind it waiting. Throws when the database is away: then it shall be sent again.
 */
export const createStoring = ({ database, clock, logger, transact, onRefused }: StoringOptions) => {
  /** How often a request was broken off because it took too long, whenever its platform sent it. */
  const brokenOff = new Map<string, number>()

  const refuse = async (request: Request, error: unknown): Promise<false> => {
    const reason = error instanceof Error ? error.message : String(error)
    const aside = (transaction: Transaction) => setAside(transaction, request, reason, clock.now())
    await transact(async (transaction, send) => {
      if (await aside(transaction)) await onRefused(transaction, send, request)
    }).catch(async (failure: unknown) => {
      if (isOutage(failure)) throw failure
      // Where it came from may be just what the database refuses.
      logger.error({ err: failure, request: request.id }, 'nobody could be told of it')
      await database.transact(aside)
    })
    brokenOff.delete(request.id)
    return false
  }

  /** A server that is there and breaks the same off time after time is not away. */
  const isHopeless = (request: Request, error: unknown): boolean => {
    if (!isTooSlow(error)) return false
    const times = (brokenOff.get(request.id) ?? 0) + 1
    brokenOff.set(request.id, times)
    return times >= maximumAttempts
  }

  return async (request: Request): Promise<boolean> => {
    for (let attempt = 1; ; attempt += 1)
      try {
        const isNew = await storeRequest(database, request, clock.now())
        brokenOff.delete(request.id)
        return isNew
      } catch (error) {
        const hopeless = isHopeless(request, error)
        if (isOutage(error) && !hopeless) throw error
        logger.error({ err: error, request: request.id }, 'request not stored')
        if (hopeless || attempt === storingAttempts) return refuse(request, error)
      }
  }
}
