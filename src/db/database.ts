import type { Prisma, PrismaClient } from '../generated/prisma/client.ts'

/** The client inside a transaction. The outer client must not be used while one is open: the embedded database has one session. */
export type Transaction = Prisma.TransactionClient

export interface Database {
  /** `embedded`: PGlite in the data directory; `server`: PostgreSQL. */
  readonly kind: 'embedded' | 'server'
  readonly client: PrismaClient
  /** Runs the work in one transaction, again when the database asks for it (serialisation, deadlock). No network call inside. */
  transact<Result>(work: (transaction: Transaction) => Promise<Result>): Promise<Result>
  close(): Promise<void>
}
