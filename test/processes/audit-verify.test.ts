import { mkdtemp, rename, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openDatabase } from '../../src/db/database.ts'
import { listeningLogger } from '../harness/logger.ts'
import { builtProgram, spawnProgram } from '../harness/program.ts'

let directory: string
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'luyu-verify-'))
})
afterAll(() => rm(directory, { recursive: true, force: true }))

const run = (file: string, parameters: readonly string[] = [], lines: readonly string[] = []) =>
  new Promise<{ code: number | null; said: string }>((resolve) => {
    const environment = { DATA_DIR: join(directory, 'data'), LOCALE: 'en', PORT: '0' }
    const child = spawnProgram(file, { parameters, environment })
    let said = ''
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (chunk: Buffer) => {
        said += chunk.toString()
      })
    child.on('close', (code) => resolve({ code, said }))
    child.stdin.end(lines.join('\n'))
  })
const verify = (...parameters: string[]) => run('scripts/audit-verify.mjs', parameters)

it('the audit is verified from the command line, also after a restore, and what was tampered with is named', async () => {
  const none = await verify()
  expect(none.said).toContain('there is no database in')
  expect(none.code).toBe(2)
  await run(builtProgram, [], [':lang en', '/visit log Jinan->Wulong 2025-03-05 12 people'])
  const good = await verify()
  expect(good.said).toMatch(/^1 entry, all in order; last seal: number 1, entry \d+, hash [0-9a-f]{64}\n$/)
  expect(good.code).toBe(0)
  const hash = good.said.match(/[0-9a-f]{64}/)?.[0] ?? ''
  expect((await verify('--expect', hash)).code).toBe(0)

  const backup = join(directory, 'backup.tar.gz')
  expect((await run('scripts/backup.mjs', ['backup', backup])).code).toBe(0)
  await rename(join(directory, 'data', 'database'), join(directory, 'away'))
  expect((await run('scripts/backup.mjs', ['restore', backup])).code).toBe(0)
  expect(await verify()).toEqual(good)

  const unexpected = await verify('--expect', '0'.repeat(64))
  expect(unexpected.said).toContain('that was kept is none of this audit’s')
  expect(unexpected.code).toBe(1)
  const database = await openDatabase({
    dataDirectory: join(directory, 'data'),
    logger: listeningLogger(),
  })
  await database.transact(async ({ $executeRaw, $queryRaw }) => {
    await $queryRaw`SELECT set_config('session_replication_role', 'replica', true)`
    await $executeRaw`UPDATE audit SET account = 'console:wang'`
  })
  await database.close()
  const bad = await verify()
  expect(bad.said).toMatch(/First bad entry: \d+ \(V-\d{4}-0001, .*Z\): changed: it does not say/)
  expect(bad.code).toBe(1)

  const unread = await verify('--expect', 'abc')
  expect(unread.said).toContain('Usage: npm run audit:verify')
  expect(unread.code).toBe(2)
})
