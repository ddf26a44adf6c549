import { isDriverAdapterError } from '@prisma/driver-adapter-utils'
import { Prisma } from '../generated/prisma/client.ts'
import { TransactionTooLong } from './errors.ts'

/** Not reachable, too slow, connection closed, no session or transaction to be had (Prisma's error reference). */
const prismaCodes = new Set(['P1001', 'P1002', 'P1008', 'P1011', 'P1017', 'P2024', 'P2028', 'P2037'])
/**
 * SQLSTATE classes: connection exception, insufficient resources (disk full), operator intervention (a statement that took
 * too long included), system error; and a transaction that was silent for too long.
 */
const serverClasses = /^(08|53|57|58|25P03)/
/** What the system says of a connection that it could not make, or that is gone. */
const systemCodes =
  /^(ECONN(REFUSED|RESET|ABORTED)|EPIPE|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|ENOTFOUND|EAI_AGAIN)$/
/** What pg and its pool say without any code. */
const driverWords =
  /Connection terminated|connection error and is not queryable|timeout exceeded when trying to connect|Query read timeout/

/** What PostgreSQL, or the way to it, calls an error that came by itself or through Prisma. */
export const codeOf = (error: unknown): string | undefined => {
  if (error instanceof Prisma.PrismaClientKnownRequestError) {
    const behind = error.meta?.driverAdapterError
    // Prisma's own errors (nothing found) have nothing behind them.
    return behind && isDriverAdapterError(behind) ? behind.cause.originalCode : undefined
  }
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined
}

/** Whether the database was not there for us, so that the same will succeed once it is back. */
export const isOutage = (error: unknown): boolean => {
  if (error instanceof AggregateError) return error.errors.some(isOutage)
  if (!(error instanceof Error)) return false
  if (error instanceof TransactionTooLong || driverWords.test(error.message)) return true
  if (error instanceof Prisma.PrismaClientKnownRequestError && prismaCodes.has(error.code)) return true
  const code = codeOf(error)
  return code !== undefined && (serverClasses.test(code) || systemCodes.test(code))
}

/** The server is there, and broke the statement off because it took longer than it may. */
export const isTooSlow = (error: unknown): boolean => codeOf(error) === '57014'

/** A statement was prepared before its table was changed, by a newer program. */
const stale = '0A000'

export const isStale = (error: unknown): boolean => codeOf(error) === stale

/** Serialisation failure, deadlock, and what was prepared too early: the same transaction may succeed the next time. */
const brokenOff = new Set(['40001', '40P01', stale])

/** Whether the server broke the transaction off because of what others did. */
export const isBrokenOff = (error: unknown): boolean => {
  if (error instanceof Prisma.PrismaClientKnownRequestError && error.code === 'P2034') return true
  const code = codeOf(error)
  return code !== undefined && brokenOff.has(code)
}
