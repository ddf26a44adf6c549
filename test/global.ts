/** Before all tests: a migrated, empty database to copy, as a PGlite archive or as a template on the server. */
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { PGlite } from '@electric-sql/pglite'
import pg from 'pg'
import type { TestProject } from 'vitest/node'
import { migrate, migrationsDirectory } from '../src/db/migrate.ts'
import { pgliteVersion, poolOver } from '../src/db/pglite.ts'
import { databaseUrl, onServer } from './harness/server.ts'

declare module 'vitest' {
  interface ProvidedContext {
    databaseTemplate: DatabaseTemplate
  }
}

/** What each worker copies. */
export type DatabaseTemplate =
  | { readonly kind: 'embedded'; readonly archive: string }
  | { readonly kind: 'server'; readonly url: string; readonly template: string }

const cache = fileURLToPath(new URL('../node_modules/.cache/luyu/', import.meta.url))

export default async (project: TestProject): Promise<(() => Promise<void>) | undefined> => {
  const url = process.env.DATABASE_URL
  if (!url) {
    project.provide('databaseTemplate', { kind: 'embedded', archive: await archiveOfMigrations() })
    return undefined
  }
  const template = `luyu_test_${process.pid}`
  await makeServerTemplate(url, template)
  project.provide('databaseTemplate', { kind: 'server', url, template })
  return () => dropDatabases(url, template)
}

/** Kept from run to run for as long as the migrations and PGlite stay the same. */
const archiveOfMigrations = async (): Promise<string> => {
  const archive = join(cache, `migrated-${pgliteVersion}-${hashOfMigrations()}.tar`)
  if (existsSync(archive)) return archive
  // New, not unpacked from the build's archive: a migration may have been changed since.
  const pglite = await PGlite.create()
  const pool = poolOver(pglite)
  await migrate(pool, migrationsDirectory)
  await pool.end()
  const dump = await pglite.dumpDataDir('none')
  await pglite.close()
  mkdirSync(cache, { recursive: true })
  writeFileSync(`${archive}.${process.pid}`, await dump.bytes())
  renameSync(`${archive}.${process.pid}`, archive)
  return archive
}

const hashOfMigrations = (): string => {
  const hash = createHash('sha256')
  for (const file of readdirSync(migrationsDirectory, { recursive: true, encoding: 'utf8' }).sort())
    if (file.endsWith('.sql')) hash.update(file).update(readFileSync(join(migrationsDirectory, file)))
  return hash.digest('hex').slice(0, 16)
}

const makeServerTemplate = async (url: string, template: string): Promise<void> => {
  await onServer(url, `CREATE DATABASE ${template}`)
  const pool = new pg.Pool({ connectionString: databaseUrl(url, template) })
  await migrate(pool, migrationsDirectory)
  await pool.end()
}

/** The template, and the copies of workers that did not get to drop theirs. */
const dropDatabases = async (url: string, template: string): Promise<void> => {
  const rows = await onServer(url, `SELECT datname FROM pg_database WHERE datname LIKE '${template}%'`)
  for (const { datname } of rows) await onServer(url, `DROP DATABASE "${datname}" WITH (FORCE)`)
}
