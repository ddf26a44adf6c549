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
  await transaction.due.deleteMany({ where: { reference } })
  if (times.length > 0)
    await transaction.due.createMany({ data: times.map(({ name, at }) => ({ reference, name, at })) })
}

/** The features that are asked when times of their records have come. */
export const dueHandlers = (features: readonly ProgrammeFeature[]): DueHandler<Transaction>[] =>
  features.flatMap(({ records, due }) => (records && due ? [{ prefix: records.prefix, run: due.run }] : []))
