import type { Due, DueHandler } from '../../core/due.ts'
import type { Transaction } from '../../db/database.ts'
import type { ProgrammeFeature } from '../feature.ts'

type Times = ReadonlyArray<Omit<Due, 'reference'>>

/**
 * Replaces everything that records have coming, in the transaction of their change: one statement, whatever their number. A
 * time that has passed already comes within the minute.
 */
export const rewriteDueOf = async (
  transaction: Transaction,
  records: ReadonlyArray<{ readonly reference: string; readonly times: Times }>,
): Promise<void> => {
  if (records.length === 0) return
  const coming = records.flatMap(({ reference, times }) => times.map((time) => ({ reference, ...time })))
  const [references, names] = [coming.map(({ reference }) => reference), coming.map(({ name }) => name)]
  await transaction.$executeRaw`
    WITH coming AS (
      SELECT * FROM unnest(${references}::text[], ${names}::text[], ${coming.map(({ at }) => at)}::timestamptz[])
        AS coming (reference, name, at)
    ), gone AS (
      DELETE FROM due WHERE reference = ANY (${records.map(({ reference }) => reference)}::text[])
        AND NOT EXISTS (
          SELECT FROM coming WHERE coming.reference = due.reference AND coming.name = due.name
        )
    )
    INSERT INTO due (reference, name, at) SELECT reference, name, at FROM coming
    ON CONFLICT (reference, name) DO UPDATE SET at = excluded.at, attempts = 0, retry_at = NULL`
}

/** The same for one record. */
export const rewriteDue = (transaction: Transaction, reference: string, times: Times): Promise<void> =>
  rewriteDueOf(transaction, [{ reference, times }])

/** The features that are asked when times of their records have come. */
export const dueHandlers = (features: readonly ProgrammeFeature[]): DueHandler<Transaction>[] =>
  features.flatMap(({ records, due = [] }) =>
    due.flatMap(({ prefix = records?.prefix, run, lock }) =>
      prefix === undefined ? [] : [{ prefix, run, ...(lock && { lock }) }],
    ),
  )
