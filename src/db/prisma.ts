import { PrismaPg } from '@prisma/adapter-pg'
import type { SqlDriverAdapterFactory } from '@prisma/driver-adapter-utils'
import type pg from 'pg'
import { type Prisma, PrismaClient } from '../generated/prisma/client.ts'
import type { StatementNames } from './statement-names.ts'

/** Of Prisma's own limits none shall come before ours (`transactions.ts`). */
const never = { timeout: 2_147_483_647, maxWait: 2_147_483_647 }

/**
 * Prisma over the driver's pool. Where a transaction goes on in a session at hand, Prisma's own join it: they begin and
 * commit nothing, which is for who opened it.
 */
export const prismaOver = (
  pool: pg.Pool,
  names: StatementNames | undefined,
  atHand: () => pg.PoolClient | undefined,
) => {
  const own = new PrismaPg(pool, names && { statementNameGenerator: ({ sql }) => names.of(sql) })
  const adapter: SqlDriverAdapterFactory = {
    provider: own.provider,
    adapterName: own.adapterName,
    connect: async () => {
      const connected = await own.connect()
      const begin = connected.startTransaction.bind(connected)
      // The adapter sends what it is asked to what it calls its client: a pool, or here the session.
      const startTransaction: typeof begin = async (level) => {
        const session = atHand()
        if (!session) return begin(level)
        return Object.create(connected, {
          client: { value: session },
          options: { value: { usePhantomQuery: true } },
          commit: { value: async () => {} },
          rollback: { value: async () => {} },
        })
      }
      return Object.assign(connected, { startTransaction })
    },
  }
  return new PrismaClient({ adapter })
}

type Joined = Prisma.TransactionClient

/** Prisma's transaction in the session at hand, from now until `end` is called. */
export const joinPrisma = (client: PrismaClient) => {
  let finish = (): void => {}
  const finished = new Promise<void>((resolve) => {
    finish = resolve
  })
  let ended: Promise<void> = finished
  const joined = new Promise<Joined>((resolve, reject) => {
    ended = client.$transaction(async (transaction) => {
      resolve(transaction)
      await finished
    }, never)
    ended.catch(reject)
  })
  return {
    joined,
    end: async (): Promise<void> => {
      finish()
      await ended
    },
  }
}
