import { inject } from 'vitest'
import { type Database, overSessions } from '../../src/db/database.ts'
import { openPglite, poolOver } from '../../src/db/pglite.ts'
import { serverPool } from '../../src/db/server.ts'
import type { Sessions } from '../../src/db/sessions.ts'
import type { Registry } from '../../src/programme/places/registry.ts'
import { empty, emptyWithFacts } from './empty.ts'
import { databaseUrl, onServer } from './server.ts'

const workers = globalThis as { luyuTestDatabase?: Promise<{ sessions: Sessions; database: Database }> }

/**
 * The worker's database, with nothing but the built-in facts: PGlite in memory, or a database of its own on the server when
 * `DATABASE_URL` is set. Files of one worker run one after the other and share it; closing it does nothing.
 */
export const testDatabase = async (): Promise<Database> => (await foundedDatabase()).database

/** The same, with the facts as the program reads them. */
export const foundedDatabase = async (): Promise<{ database: Database; registry: Registry }> => {
  workers.luyuTestDatabase ??= open()
  const { database } = await workers.luyuTestDatabase
  const registry = await empty(database)
  return { database: { ...database, close: async () => {} }, registry }
}

/** The sessions of the same. */
export const sharedSessions = async (): Promise<Sessions> => {
  workers.luyuTestDatabase ??= open()
  return (await workers.luyuTestDatabase).sessions
}

/** The same without any facts, as a program finds it that starts for the first time. */
export const unfoundedDatabase = async (): Promise<Database> => {
  const database = await testDatabase()
  await emptyWithFacts(database)
  return database
}

/** A database of the caller's own, to be closed by it. */
export const openTestSessions = async (): Promise<Sessions> => {
  const template = inject('databaseTemplate')
  if (template.kind === 'embedded') {
    const pglite = await openPglite(undefined, template)
    const pool = poolOver(pglite)
    return {
      kind: 'embedded',
      pool,
      close: async () => {
        await pool.end()
        await pglite.close()
      },
    }
  }
  const name = `${template.template}_${process.pid}_${++copies}`
  await onServer(template.url, `CREATE DATABASE ${name} TEMPLATE ${template.template}`)
  const pool = serverPool(databaseUrl(template.url, name))
  return { kind: 'server', pool, close: () => pool.end() }
}
let copies = 0

const open = async () => {
  const sessions = await openTestSessions()
  return { sessions, database: overSessions(sessions) }
}
