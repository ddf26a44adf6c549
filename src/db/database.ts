import { AsyncLocalStorage } from 'node:async_hooks'
import { setTimeout } from 'node:timers/promises'
import { PrismaPg } from '@prisma/adapter-pg'
import { isDriverAdapterError } from '@prisma/driver-adapter-utils'
import pLimit from 'p-limit'
import type { Logger } from '../core/ports.ts'
import { Prisma, PrismaClient } from '../generated/prisma/client.ts'
import { openEmbedded } from './embedded.ts'
import { migrate, migrationsDirectory } from './migrate.ts'
import { openServer } from './server.ts'
import type { Sessions } from './sessions.ts'
import { statementNames } from './statement-names.ts'

/** The client inside a transaction. The outer client must not be used while one is open: the embedded database has one session. */
export type Transaction = Prisma.TransactionClient

export interface Database {
  readonly kind: Sessions['kind']
  readonly client: PrismaClient
  /** Runs the work in one transaction, again when the database asks for it (serialisation, deadlock). No network call inside. */
  transact<Result>(work: (transaction: Transaction) => Promise<Result>): Promise<Result>
  close(): Promise<void>
}

export interface DatabaseOptions {
  /** `postgres://…`; the embedded database when absent. */
  readonly url?: string | undefined
  /** Of the embedded database; made when it is missing. */
  readonly dataDirectory: string
  readonly logger: Logger
}

/**
 * Opens the database and brings it up to this build's migrations.
 * Throws `DatabaseUnusable`: `DataDirectoryInUse` when another process owns the data directory, `MigrationError` when a
 * migration cannot be applied or was edited since, and when the database is newer than this build.
 */
export const openDatabase = async ({ url, dataDirectory, logger }: DatabaseOptions): Promise<Database> => {
  const sessions = await (url ? openServer(url, logger) : openEmbedded(dataDirectory, logger))
  try {
    const applied = await migrate(sessions.pool, migrationsDirectory)
    if (applied.length > 0) logger.info({ applied }, 'migrations applied')
  } catch (error) {
    await sessions.close()
    throw error
  }
  return overSessions(sessions)
}

/** Attempts at a transaction that the database breaks off, the first one included. */
const attempts = 5
/** Milliseconds that a transaction may take, and may wait for a session. */
const patience = { timeout: 15_000, maxWait: 15_000 }

const insideTransaction = new AsyncLocalStorage<true>()

/** A database whose tables are there already. */
export const overSessions = ({ kind, pool, close }: Sessions): Database => {
  const names = kind === 'embedded' ? { statementNameGenerator: statementNames() } : {}
  const client = new PrismaClient({ adapter: new PrismaPg(pool, names) })
  // Waiting here costs no time of `patience`: only as many transactions begin as there are sessions.
  const queue = pLimit(pool.options.max ?? 1)

  const attempt = async <Result>(
    work: (transaction: Transaction) => Promise<Result>,
    number: number,
  ): Promise<Result> => {
    try {
      return await client.$transaction(work, patience)
    } catch (error) {
      if (number === attempts || !isBrokenOff(error)) throw error
      await setTimeout(Math.random() * 20 * 2 ** number)
      return attempt(work, number + 1)
    }
  }

  return {
    kind,
    client,
    transact: async (work) => {
      if (insideTransaction.getStore()) throw new Error('a transaction was begun inside a transaction')
      return queue(() => insideTransaction.run(true, () => attempt(work, 1)))
    },
    close: async () => {
      await client.$disconnect()
      await close()
    },
  }
}

/** The server broke the transaction off because of another one (SQLSTATE 40001, 40P01): P2034, or behind P2010 for hand-written SQL. */
const isBrokenOff = (error: unknown): boolean => {
  if (!(error instanceof Prisma.PrismaClientKnownRequestError)) return false
  const behind = error.meta?.driverAdapterError
  return (
    error.code === 'P2034' ||
    (isDriverAdapterError(behind) && behind.cause.kind === 'TransactionWriteConflict')
  )
}
