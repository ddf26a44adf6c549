import type { QueryConfig } from 'pg'
import { Prisma } from '../generated/prisma/client.ts'
import { isStale } from './outage.ts'
import type { StatementNames } from './statement-names.ts'
import { parameter, types } from './values.ts'

/** What carries out one statement: a session, or a pool. */
export interface Carrier {
  query(statement: QueryConfig): Promise<{ readonly rows: unknown[]; readonly rowCount: number | null }>
}

/** Hand-written SQL, typed as Prisma types its own. */
export type HandWritten = Pick<Prisma.TransactionClient, '$queryRaw' | '$executeRaw'>

/** Templates without pieces of SQL among their values have the same text every time. */
const texts = new WeakMap<TemplateStringsArray, string>()

const read = (query: TemplateStringsArray | Prisma.Sql, values: readonly unknown[]) => {
  if (query instanceof Prisma.Sql) return { text: query.text, values: query.values }
  const known = texts.get(query)
  if (known !== undefined) return { text: known, values }
  const statement = Prisma.sql(query, ...values)
  if (!values.some((value) => value instanceof Prisma.Sql)) texts.set(query, statement.text)
  return { text: statement.text, values: statement.values }
}

/**
 * Hand-written SQL goes to the driver itself, prepared under a name: the way through Prisma costs more than most statements
 * do. Nothing is sent after `mayGoOn` has thrown.
 */
export const handWritten = (
  carrier: Carrier,
  names: StatementNames,
  mayGoOn: () => void = () => {},
): HandWritten => {
  const send = async (query: TemplateStringsArray | Prisma.Sql, given: readonly unknown[]) => {
    mayGoOn()
    const { text, values } = read(query, given)
    try {
      return await carrier.query({ name: names.of(text), text, values: values.map(parameter), types })
    } catch (error) {
      if (isStale(error)) names.renew()
      throw error
    }
  }
  const statements = {
    $queryRaw: async (query: TemplateStringsArray | Prisma.Sql, ...values: unknown[]) =>
      (await send(query, values)).rows,
    $executeRaw: async (query: TemplateStringsArray | Prisma.Sql, ...values: unknown[]) =>
      (await send(query, values)).rowCount ?? 0,
  }
  // Prisma's own are promises that begin when they are awaited; nobody here tells them apart.
  return statements as unknown as HandWritten
}
