import { isDriverAdapterError } from '@prisma/driver-adapter-utils'
import { Prisma } from '../generated/prisma/client.ts'

/** Not reachable, too slow, connection closed, no session or transaction to be had (Prisma's error reference). */
const prismaCodes = new Set(['P1001', 'P1002', 'P1008', 'P1011', 'P1017', 'P2024', 'P2028', 'P2037'])
/** SQLSTATE classes: connection exception, insufficient resources (disk full), operator intervention, system error. */
const serverClasses = /^(08|53|57P|58)/
/** What pg and its pool say without any code. */
const driverWords =
  /Connection terminated|connection error and is not queryable|timeout exceeded when trying to connect/

/** Whether the database was not there for us, so that the same will succeed once it is back. */
export const isOutage = (error: unknown): boolean => {
  if (!(error instanceof Error)) return false
  if (driverWords.test(error.message)) return true
  if (!(error instanceof Prisma.PrismaClientKnownRequestError)) return false
  const behind = error.meta?.driverAdapterError
  const state = isDriverAdapterError(behind) ? behind.cause.originalCode : undefined
  return prismaCodes.has(error.code) || (state !== undefined && serverClasses.test(state))
}
