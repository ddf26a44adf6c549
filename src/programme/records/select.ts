import type { Transaction } from '../../db/database.ts'
import { Prisma } from '../../generated/prisma/client.ts'
import type { Pair } from '../places/registry.ts'
import { fromRow } from './content.ts'
import type { Content, RecordKind, RecordOf } from './kind.ts'

/** The kind's table, for hand-written SQL. */
export const tableOf = <C extends Content>({ table }: RecordKind<C>): Prisma.Sql => Prisma.raw(`"${table}"`)

/** Records by the rest of a statement, from `WHERE` on. */
export const selectRecords = async <C extends Content>(
  kind: RecordKind<C>,
  transaction: Transaction,
  rest: Prisma.Sql,
): Promise<RecordOf<C>[]> => {
  const rows = await transaction.$queryRaw<object[]>`SELECT * FROM ${tableOf(kind)} ${rest}`
  return withBesides(
    kind,
    transaction,
    rows.map((row) => fromRow(kind, row)),
  )
}

/** Records with what others say of them, where their kind shows that. */
export const withBesides = async <C extends Content>(
  kind: RecordKind<C>,
  transaction: Transaction,
  records: ReadonlyArray<RecordOf<C>>,
): Promise<RecordOf<C>[]> => {
  if (!kind.besides || records.length === 0) return [...records]
  const besides = await kind.besides(transaction, records)
  return records.map((record) => ({ ...record, beside: besides.get(record.reference) ?? [] }))
}

/** Those of some references. */
export const selectReferenced = <C extends Content>(
  kind: RecordKind<C>,
  transaction: Transaction,
  references: readonly string[],
  order: Prisma.Sql = Prisma.sql`id`,
): Promise<RecordOf<C>[]> =>
  selectRecords(kind, transaction, Prisma.sql`WHERE reference = ANY(${[...references]}) ORDER BY ${order}`)

/** Those of some references that fulfil a condition. */
export const referencesWhere = async <C extends Content>(
  kind: RecordKind<C>,
  transaction: Transaction,
  references: readonly string[],
  condition: Prisma.Sql,
): Promise<string[]> => {
  const rows = await transaction.$queryRaw<{ reference: string }[]>`
    SELECT reference FROM ${tableOf(kind)} WHERE reference = ANY(${[...references]}) AND ${condition}`
  return rows.map(({ reference }) => reference)
}

/** References of records of these pairs, and of the whole programme where there are any, the latest first. */
export const latestReferences = async <C extends Content>(
  kind: RecordKind<C>,
  transaction: Transaction,
  pairs: readonly Pair[],
  beginning: string,
  most: number,
): Promise<string[]> => {
  if (pairs.length === 0) return []
  const rows = await transaction.$queryRaw<{ reference: string }[]>`
    SELECT reference FROM ${tableOf(kind)}
    WHERE starts_with(reference, ${beginning})
      AND (pair_id IS NULL OR pair_id IN (${Prisma.join(pairs.map(({ id }) => id))}))
    ORDER BY id DESC LIMIT ${most}`
  return rows.map(({ reference }) => reference)
}
