import type { Due, DueHandler } from '../../core/due.ts'
import type { Transaction } from '../../db/database.ts'
import type { ProgrammeFeature } from '../feature.ts'

/**
 * Replaces everything that a record has coming, in the transaction of the record's change. A time that has passed already
 * comes within the minute.
 */
export const rewriteDue = async (
  transaction: Transaction,
  reference: string,
  times: ReadonlyArray<Omit<Due, 'reference'>>,
): Promise<void> => {
  const [names, moments] = [times.map(({ name }) => name), times.map(({ at }) => at)]
  await transaction.$executeRaw`
    WITH gone AS (DELETE FROM due WHERE reference = ${reference} AND name <> ALL (${names}))
    INSERT INTO due (reference, name, at)
    SELECT ${reference}, name, at FROM unnest(${names}::text[], ${moments}::timestamptz[]) AS coming (name, at)
    ON CONFLICT (reference, name) DO UPDATE SET at = excluded.at, attempts = 0, retry_at = NULL`
}

/** The features that are asked when times of their records have come. */
export const dueHandlers = (features: readonly ProgrammeFeature[]): DueHandler<Transaction>[] =>
  features.flatMap(({ records, due }) => {
    const prefix = due?.prefix ?? records?.prefix
    return due && prefix !== undefined ? [{ prefix, run: due.run }] : []
  })
