import type { Transaction } from '../../db/database.ts'
import { Prisma } from '../../generated/prisma/client.ts'
import type { Columns, Content, Header, Origin, RecordKind } from './kind.ts'
import { tableOf } from './select.ts'

/** The names are those of a kind's schema, never what somebody typed. */
export const columnOf = (name: string): Prisma.Sql =>
  Prisma.raw(`"${name.replace(/[A-Z]/gu, (letter) => `_${letter.toLowerCase()}`)}"`)

export const insertRecord = async <C extends Content>(
  kind: RecordKind<C>,
  transaction: Transaction,
  row: Columns<C> & Origin,
): Promise<Pick<Header, 'id' | 'version'>> => {
  const columns = Prisma.join(Object.keys(row).map(columnOf))
  const [made] = await transaction.$queryRaw<Pick<Header, 'id' | 'version'>[]>`
    INSERT INTO ${tableOf(kind)} (${columns}) VALUES (${Prisma.join(Object.values(row))}) RETURNING id, version`
  if (!made) throw new Error('nothing was inserted')
  return made
}

/** The record's next version, if nobody wrote one since; whether it was written. */
export const updateRecord = async <C extends Content>(
  kind: RecordKind<C>,
  transaction: Transaction,
  { reference, version, number }: Pick<Header, 'reference' | 'version' | 'number'>,
  row: Columns<C>,
  now: Date,
): Promise<boolean> => {
  const values = {
    ...row,
    version: version + 1,
    updatedAt: now,
    // Where there is one, it is numbered anew with every change.
    ...(number !== undefined && { number: null }),
  }
  const said = Object.entries(values).map(([name, value]) => Prisma.sql`${columnOf(name)} = ${value}`)
  const count = await transaction.$executeRaw`
    UPDATE ${tableOf(kind)} SET ${Prisma.join(said)} WHERE reference = ${reference} AND version = ${version}`
  return count === 1
}
