import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import pLimit from 'p-limit'
import type { Logger } from '../core/ports.ts'
import type { PrismaClient } from '../generated/prisma/client.ts'
import { databaseIn, explained, requireWhole, unfinishedIn } from './damage.ts'
import { openEmbedded } from './embedded.ts'
import { DatabaseUnusable } from './errors.ts'
import { migrate, migrationsDirectory } from './migrate.ts'
import { isBrokenOff } from './outage.ts'
import { prismaOver } from './prisma.ts'
import { type LinkLimits, openServer } from './server.ts'
import type { Sessions } from './sessions.ts'
import { statementNames } from './statement-names.ts'
import { type HandWritten, handWritten } from './statements.ts'
import { sessionAtHand, type Transaction, transactionsOver } from './transactions.ts'

export type { Transaction }

export interface Database {
  readonly kind: Sessions['kind']
  readonly broken?: Sessions['broken']
  /** Prisma's typed models outside of a transaction. Not to be used while one is open: the embedded database has one session. */
  readonly client: PrismaClient
  /** Hand-written SQL outside of a transaction; the same holds. */
  readonly statements: HandWritten
  /** Runs the work in one transaction, again when the database asks for it (serialisation, deadlock). No network call inside. */
  transact<Result>(work: (transaction: Transaction) => Promise<Result>): Promise<Result>
  close(): Promise<void>
}

export interface DatabaseOptions {
  /** `postgres://…`; the embedded database when absent. */
  readonly url?: string | undefined
  /** Of the embedded database; made when it is missing. */
  readonly dataDirectory: string
  /** Of the embedded database: whether each commit is on the disk before it counts. */
  readonly syncCommits?: boolean
  readonly logger: Logger
  /** For tests: how long the way to the server may take. */
  readonly limits?: LinkLimits
}

/**
 * Opens the database and brings it up to this build's migrations.
 * Throws `DatabaseUnusable`: `DataDirectoryInUse` when another process owns the data directory, `MigrationError` when a
 * migration cannot be applied or was edited since, and when the database is newer than this build.
 */
export const openDatabase = async ({
  url,
  dataDirectory,
  syncCommits,
  logger,
  limits,
}: DatabaseOptions): Promise<Database> => {
  const sessions = await (url
    ? openServer(url, logger, limits)
    : openEmbedded(dataDirectory, logger, syncCommits))
  try {
    const applied = await migrate(sessions.pool, migrationsDirectory)
    if (applied.length > 0) logger.info({ applied }, 'migrations applied')
  } catch (error) {
    await sessions.close().catch(() => undefined)
    throw url ? error : explained(dataDirectory, error)
  }
  return overSessions(sessions)
}

/**
 * Opens a database that is there, without changing anything: to look at what was left or put back.
 * Throws `DatabaseUnusable`, when there is none as well.
 */
export const openAsItIs = async ({ url, dataDirectory, logger }: DatabaseOptions): Promise<Database> => {
  if (!url && existsSync(dataDirectory)) requireWhole(dataDirectory)
  if (!url && (!existsSync(databaseIn(dataDirectory)) || existsSync(unfinishedIn(dataDirectory))))
    throw new DatabaseUnusable(`DATA_DIR: there is no database in ${resolve(dataDirectory)}`)
  return overSessions(await (url ? openServer(url, logger) : openEmbedded(dataDirectory, logger)))
}

/** Attempts at a transaction that the database breaks off, the first one included. */
const attempts = 5

/** A database whose tables are there already. */
export const overSessions = (sessions: Sessions): Database => {
  const { kind, pool, broken, close } = sessions
  const names = statementNames()
  // On a server the tables may be changed by a newer program while this one runs: Prisma's statements ask for whole rows.
  const client = prismaOver(pool, kind === 'embedded' ? names : undefined, sessionAtHand)
  const transact = transactionsOver(sessions, client, names)
  // Waiting here costs no time of a transaction's: only as many begin as there are sessions.
  const queue = pLimit(pool.options.max ?? 1)

  const attempt = async <Result>(
    work: (transaction: Transaction) => Promise<Result>,
    number: number,
  ): Promise<Result> => {
    try {
      return await transact(work)
    } catch (error) {
      if (number === attempts || !isBrokenOff(error)) throw error
      await setTimeout(Math.random() * 20 * 2 ** number)
      return attempt(work, number + 1)
    }
  }

  return {
    kind,
    ...(broken && { broken }),
    client,
    statements: handWritten(pool, names),
    transact: async (work) => {
      if (sessionAtHand()) throw new Error('a transaction was begun inside a transaction')
      return queue(() => attempt(work, 1))
    },
    close: async () => {
      await client.$disconnect()
      await close()
    },
  }
}
