import type { Due, DueHandler } from '../core/due.ts'
import type { SendingTransact } from '../core/outgoing.ts'
import type { Logger } from '../core/ports.ts'
import type { Clock } from '../core/time/clock.ts'
import type { Database, Transaction } from '../db/database.ts'
import { isOutage } from '../db/outage.ts'
import type { Look } from './scheduler.ts'

export interface DueTimesOptions {
  readonly database: Database
  /** One for each kind of record that has due times. */
  readonly handlers: ReadonlyArray<DueHandler<Transaction>>
  readonly clock: Clock
  readonly logger: Logger
  readonly transact: SendingTransact<Transaction>
}

/** How many times are handled in one transaction. What a person is told of them is one message. */
const batchSize = 200
/** Batches of one kind in one look; what is left waits for the next. */
const mostBatches = 50
/** How often a time is tried that cannot be handled; the row stays, for whoever reads the log, until the record changes. */
const attemptLimit = 8
/** Minutes before the second attempt; each later one waits twice as long: together about two hours. */
const firstBackoff = 1

/** Asks the kinds of records whose times have come, each time once, whatever number of processes share the database. */
export const createDueTimes = (options: DueTimesOptions): Look => {
  const { database, clock, logger } = options
  type Handler = DueTimesOptions['handlers'][number]

  const handle = (handler: Handler, found: readonly Due[]): Promise<number> =>
    options.transact(async (transaction, send) => {
      await handler.lock?.(transaction, [...new Set(found.map(({ reference }) => reference))].sort())
      const dues = await claim(transaction, handler.prefix, found, clock.now())
      if (dues.length > 0) await handler.run({ transaction, clock, send }, dues)
      return dues.length
    })

  const postpone = async ({ reference, name }: Due, error: unknown): Promise<void> => {
    const attempts = await noteFailure(database, { reference, name }, clock.now())
    const details = { err: error, reference, name, attempts }
    if (attempts === attemptLimit) logger.error(details, 'due time given up')
    else logger.error(details, 'due time failed, to be tried again')
  }

  /** Together, or half by half until the ones that fail are alone: they hold up nobody. Returns how many were handled. */
  const handleApart = async (handler: Handler, found: readonly Due[]): Promise<number> => {
    try {
      return await handle(handler, found)
    } catch (error) {
      if (isOutage(error)) throw error
      const [only, ...others] = found
      if (only && others.length === 0) await postpone(only, error)
      if (others.length === 0) return 0
      const middle = Math.ceil(found.length / 2)
      const first = await handleApart(handler, found.slice(0, middle))
      return first + (await handleApart(handler, found.slice(middle)))
    }
  }

  const handleKind = async (handler: Handler): Promise<void> => {
    for (let batch = 0; batch < mostBatches; batch += 1) {
      const found = await findDue(database, handler.prefix, clock.now())
      if (found.length === 0 || (await handleApart(handler, found)) === 0) return
    }
  }

  return {
    name: 'due times',
    look: async () => {
      for (const handler of options.handlers) await handleKind(handler)
    },
  }
}

/** Times of a kind that have come, the earliest first. */
const findDue = ({ statements }: Database, prefix: string, now: Date): Promise<Due[]> =>
  statements.$queryRaw`
    SELECT reference, name, at FROM due
    WHERE at <= ${now} AND split_part(reference, '-', 1) = ${prefix}
      AND attempts < ${attemptLimit} AND coalesce(retry_at, at) <= ${now}
    ORDER BY at, reference, name LIMIT ${batchSize}`

/**
 * Takes times out of the table until the transaction ends, but for those that are being rewritten or were handled by
 * others. One process at a time handles a kind: what belongs in one message must not be divided between two.
 */
const claim = async (
  transaction: Transaction,
  prefix: string,
  found: readonly Due[],
  now: Date,
): Promise<Due[]> => {
  const [lock] = await transaction.$queryRaw<{ mine: boolean }[]>`
    SELECT pg_try_advisory_xact_lock(hashtext(${`due ${prefix}`})) AS mine`
  if (!lock?.mine) return []
  const claimed = await transaction.$queryRaw<Due[]>`
    WITH free AS MATERIALIZED (
      SELECT reference, name FROM due
      WHERE (reference, name) IN (
          SELECT * FROM unnest(${found.map(({ reference }) => reference)}::text[], ${found.map(({ name }) => name)}::text[])
        ) AND at <= ${now}
      FOR UPDATE SKIP LOCKED
    )
    DELETE FROM due USING free WHERE due.reference = free.reference AND due.name = free.name
    RETURNING due.reference, due.name, due.at`
  return claimed.sort(
    (one, other) => one.at.getTime() - other.at.getTime() || (one.reference < other.reference ? -1 : 1),
  )
}

/** Returns how often the time has failed now; undefined when it is gone. */
const noteFailure = async (
  { statements }: Database,
  { reference, name }: Pick<Due, 'reference' | 'name'>,
  now: Date,
): Promise<number | undefined> => {
  const [row] = await statements.$queryRaw<{ attempts: number }[]>`
    UPDATE due SET attempts = attempts + 1,
      retry_at = ${now}::timestamptz + make_interval(mins => ${firstBackoff}::int << attempts)
    WHERE reference = ${reference} AND name = ${name}
    RETURNING attempts`
  return row?.attempts
}

/** For metrics: times that have come and are not handled, and those of them that were given up. */
export const readOverdue = async (
  { client }: Database,
  now: Date,
): Promise<{ readonly waiting: number; readonly givenUp: number }> => {
  const [waiting, givenUp] = await Promise.all([
    client.due.count({ where: { at: { lte: now }, attempts: { lt: attemptLimit } } }),
    client.due.count({ where: { attempts: { gte: attemptLimit } } }),
  ])
  return { waiting, givenUp }
}
