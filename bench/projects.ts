/**
 * `npx tsx bench/projects.ts`: what officers ask of projects, typed, with 20,000 projects and 200,000 entries against with 1,000
 * and 10,000. On the embedded database, and on the server in DATABASE_URL where there is one. Never part of the tests.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Database, openDatabase } from '../src/db/database.ts'
import { features } from '../src/features/index.ts'
import { loadRegistry } from '../src/programme/places/load.ts'
import { seed } from '../src/programme/places/seed.ts'
import { keepingLogger } from '../test/harness/app.ts'
import { worldOver } from '../test/harness/context.ts'
import { administrator, type Office, officeIn } from '../test/harness/office.ts'
import { fillProjects } from '../test/harness/projects-filled.ts'
import { databaseUrl, onServer } from '../test/harness/server.ts'

const sizes = [1_000, 20_000] as const
const rounds = 61
const lines = [
  '/project 蔬菜 大棚',
  '/project 蔬菜大棚7号',
  '/project 蔬菜大棚999号',
  '/project shucai',
  '/project scdp',
  '/project 药',
  '/project 没有这个',
  '/project nothere',
  '/project 蔬菜 武隆',
  '/project show P-2024-0777',
  '/project list',
  '/project list 武隆',
  '/project list 武隆 红灯',
  '/project lights',
  '/fund account 武隆',
  '/status 武隆',
  '/status all',
  '/status all section:projects',
  '/status P-2024-0777',
] as const

type Opened = { readonly database: Database; readonly remove: () => Promise<void> }

const officeOf = async (database: Database, size: number): Promise<Office> => {
  const registry = await database.transact(async (transaction) => {
    await seed(transaction)
    return loadRegistry(transaction)
  })
  await fillProjects(database, size)
  // As a server does by itself soon after so many changes.
  await database.client.$executeRawUnsafe('VACUUM ANALYZE')
  return officeIn(worldOver({ database, registry }, features))
}

const median = (took: readonly number[]): number =>
  [...took].sort((one, other) => one - other)[Math.floor(took.length / 2)] ?? 0

/** Both sizes in turn, so that whatever else the machine does strikes both. */
const measure = async (name: string, open: (size: number) => Promise<Opened>): Promise<void> => {
  const opened: Opened[] = []
  const offices: Office[] = []
  for (const size of sizes) {
    const one = await open(size)
    opened.push(one)
    offices.push(await officeOf(one.database, size))
  }
  for (const line of lines) {
    const took = offices.map((): number[] => [])
    for (let round = 0; round < rounds; round += 1)
      // Neither always comes first: what the one leaves behind (memory to be freed, say) strikes the other.
      for (const [index, office] of round % 2 === 0
        ? [...offices.entries()]
        : [...offices.entries()].reverse()) {
        const begin = performance.now()
        await office.say(administrator, line)
        took[index]?.push(performance.now() - begin)
      }
    const [few = 0, many = 0] = took.map(median)
    process.stdout.write(
      `${name}  ${line}: ${few.toFixed(1)} ms of ${sizes[0]}, ${many.toFixed(1)} ms of ${sizes[1]}, ratio ${(many / few).toFixed(2)}\n`,
    )
  }
  for (const { remove } of opened) await remove()
}

const server = process.env.DATABASE_URL
if (server)
  await measure('server', async (size) => {
    const name = `luyu_bench_projects_${size}`
    await onServer(server, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`)
    await onServer(server, `CREATE DATABASE ${name}`)
    const url = databaseUrl(server, name)
    const database = await openDatabase({ url, dataDirectory: '.', logger: keepingLogger() })
    return {
      database,
      remove: async () => {
        await database.close()
        await onServer(server, `DROP DATABASE ${name} WITH (FORCE)`)
      },
    }
  })

await measure('embedded', async () => {
  const dataDirectory = mkdtempSync(join(tmpdir(), 'luyu-bench-'))
  const database = await openDatabase({ url: undefined, dataDirectory, logger: keepingLogger() })
  return {
    database,
    remove: async () => {
      await database.close()
      rmSync(dataDirectory, { recursive: true })
    },
  }
})
