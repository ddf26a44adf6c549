import { AsyncLocalStorage } from 'node:async_hooks'
import type pg from 'pg'
import { Prisma, type PrismaClient } from '../generated/prisma/client.ts'
import { TransactionTooLong } from './errors.ts'
import { isOutage } from './outage.ts'
import { joinPrisma } from './prisma.ts'
import type { Sessions } from './sessions.ts'
import type { StatementNames } from './statement-names.ts'
import { type HandWritten, handWritten } from './statements.ts'

/** What can be done inside a transaction: hand-written SQL, and Prisma's typed models. */
export type Transaction = HandWritten & Omit<Prisma.TransactionClient, `$${string}`>

/** Milliseconds that a transaction may take. */
const patience = 15_000

const sessions = new AsyncLocalStorage<pg.PoolClient>()

/** The session whose transaction the caller is in. */
export const sessionAtHand = (): pg.PoolClient | undefined => sessions.getStore()

const models = new Set(
  Object.keys(Prisma.ModelName).map((name) => `${name.charAt(0).toLowerCase()}${name.slice(1)}`),
)

type Joined = Record<string, Record<string, (parameters: unknown) => Promise<unknown>>>

/** Prisma costs a start of its own, so it joins when one of its models is first asked for something. */
const withModels = (statements: HandWritten, join: () => Promise<Prisma.TransactionClient>): Transaction => {
  const modelOf = (model: string) =>
    new Proxy(
      {},
      {
        get: (_, method: string) => async (parameters: unknown) => {
          const joined = (await join()) as unknown as Joined
          return joined[model]?.[method]?.(parameters)
        },
      },
    )
  return new Proxy(statements, {
    get: (own, name) =>
      typeof name === 'string' && models.has(name) ? modelOf(name) : Reflect.get(own, name),
  }) as Transaction
}

/**
 * Transactions in sessions of the pool: what `work` wrote stands when it resolves, and nothing of it when it rejects.
 * No network call inside. Rejects with `TransactionTooLong` after 15 seconds.
 */
export const transactionsOver =
  ({ kind, pool }: Sessions, client: PrismaClient, names: StatementNames) =>
  async <Result>(work: (transaction: Transaction) => Promise<Result>): Promise<Result> => {
    const session = await pool.connect()
    // A loss is told by the statement in hand; without a listener it would end the process.
    const onLost = (): void => {}
    session.on('error', onLost)
    const release = (broken?: Error): void => {
      session.off('error', onLost)
      session.release(broken)
    }
    const limit = timeLimit(patience)
    let prisma: ReturnType<typeof joinPrisma> | undefined
    const transaction = withModels(handWritten(session, names, limit.check), () => {
      prisma ??= joinPrisma(client)
      return prisma.joined
    })
    try {
      await session.query('BEGIN')
      const result = await Promise.race([sessions.run(session, () => work(transaction)), limit.passed])
      await prisma?.end()
      // The server answers so to a transaction in which a statement failed, whoever caught that.
      const { command } = await session.query('COMMIT')
      if (command !== 'COMMIT') throw new Error('a statement of the transaction had failed')
      release()
      return result
    } catch (error) {
      // What takes too long, or is not there any more, cannot be waited for; the embedded database has no other session.
      if (kind === 'server' && error instanceof Error && isOutage(error)) release(error)
      else await session.query('ROLLBACK').then(() => release(), release)
      void prisma?.end().catch(() => undefined)
      throw error
    } finally {
      limit.clear()
    }
  }

const timeLimit = (milliseconds: number) => {
  const tooLong = new TransactionTooLong(`a transaction took more than ${milliseconds} ms`)
  let isPassed = false
  let timer: NodeJS.Timeout | undefined
  const passed = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      isPassed = true
      reject(tooLong)
    }, milliseconds)
  })
  // Nobody waits for it once the work is done.
  passed.catch(() => undefined)
  return {
    passed,
    check: (): void => {
      if (isPassed) throw tooLong
    },
    clear: () => clearTimeout(timer),
  }
}
