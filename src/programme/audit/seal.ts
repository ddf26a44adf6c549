import type { Logger } from '../../core/ports.ts'
import type { Database, Transaction } from '../../db/database.ts'
import { codeOf } from '../../db/outage.ts'
import { digestOfEntry, linked, type Seal } from './chain.ts'

/** Entries that are sealed in one transaction. */
const batchSize = 2_000
/** Milliseconds that those who write to the audit may have to wait for a look at it, and it for them. */
const turn = '200ms'
/** What PostgreSQL calls a lock that was not had in time. */
const lockNotAvailable = '55P03'

/**
 * Chains the entries that are not sealed yet, in the order of their numbers. What cannot be sealed now is left for the next
 * time; two processes never do it at once.
 */
export const sealAudit = async (database: Database, logger: Logger): Promise<void> => {
  const end = await lastFinal(database)
  if (end === undefined) return
  for (;;) {
    const seals = await database.transact((transaction) => sealBatch(transaction, end))
    const last = seals.at(-1)
    if (!last) return
    // Logs are kept elsewhere: whoever rewrites the whole chain is found out by any of these hashes.
    logger.info({ entries: last.position, hash: last.hash }, 'audit sealed')
    if (seals.length < batchSize) return
  }
}

/** The last seal of the chain. */
export const lastSeal = async ({ $queryRaw }: Pick<Transaction, '$queryRaw'>): Promise<Seal | undefined> => {
  const [seal] = await $queryRaw<Seal[]>`
    SELECT position, entry_id AS "entryId", digest, hash FROM audit_seal ORDER BY position DESC LIMIT 1`
  return seal
}

/**
 * The last entry, when no entry of a smaller number can come any more; undefined when nothing is to be sealed, or it could not
 * be found out in time. Numbers are given before entries are committed: who writes to the audit holds a lock on it until then,
 * and was given his number beneath it.
 */
const lastFinal = async (database: Database): Promise<bigint | undefined> => {
  const [open] = await database.statements.$queryRaw<{ any: boolean }[]>`
    SELECT coalesce((SELECT max(id) FROM audit) > coalesce((SELECT max(entry_id) FROM audit_seal), 0), false) AS any`
  if (!open?.any) return undefined
  try {
    return await database.transact(async (transaction) => {
      await transaction.$queryRaw`SELECT set_config('lock_timeout', ${turn}, true)`
      await transaction.$executeRaw`LOCK TABLE audit IN SHARE MODE`
      const [last] = await transaction.$queryRaw<{ id: bigint }[]>`SELECT max(id) AS id FROM audit`
      return last?.id
    })
  } catch (error) {
    if (codeOf(error) === lockNotAvailable) return undefined
    throw error
  }
}

const sealBatch = async (transaction: Transaction, end: bigint): Promise<readonly Seal[]> => {
  const [lock] = await transaction.$queryRaw<{ mine: boolean }[]>`
    SELECT pg_try_advisory_xact_lock(hashtext('audit seal')) AS mine`
  if (!lock?.mine) return []
  let previous = await lastSeal(transaction)
  const entries = await transaction.$queryRaw<Pick<Seal, 'entryId' | 'digest'>[]>`
    SELECT id AS "entryId", ${digestOfEntry} AS digest FROM audit
    WHERE id > ${previous?.entryId ?? 0n} AND id <= ${end} ORDER BY id LIMIT ${batchSize}`
  const seals = entries.map((entry) => {
    previous = linked(previous, entry)
    return previous
  })
  await transaction.$executeRaw`
    INSERT INTO audit_seal (position, entry_id, digest, hash)
    SELECT * FROM unnest(${seals.map(({ position }) => position)}::bigint[], ${seals.map(({ entryId }) => entryId)}::bigint[],
      ${seals.map(({ digest }) => digest)}::text[], ${seals.map(({ hash }) => hash)}::text[])`
  return seals
}
