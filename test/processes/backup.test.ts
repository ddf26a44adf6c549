import { spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { cp, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync, gzipSync } from 'node:zlib'
import { afterAll, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest'
import { backUp, restore } from '../../src/db/backup/backup.ts'
import { type Database, openDatabase } from '../../src/db/database.ts'
import { keepFile } from '../../src/db/files.ts'
import { lockDataDirectory } from '../../src/db/lock.ts'
import { openPglite } from '../../src/db/pglite.ts'
import { features } from '../../src/features/index.ts'
import { loadRegistry } from '../../src/programme/places/load.ts'
import { seed } from '../../src/programme/places/seed.ts'
import { worldOver } from '../harness/context.ts'
import { listeningLogger } from '../harness/logger.ts'
import { administrator, officeIn } from '../harness/office.ts'
import { builtProgram, lineOf, spawnProgram } from '../harness/program.ts'
import { databaseUrl, onServer } from '../harness/server.ts'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'luyu-backup-'))
  return () => rm(folder, { recursive: true })
})

const logger = listeningLogger()
const at = (dataDirectory: string, url?: string) => ({ url, dataDirectory })
const bytes = Buffer.from([0, 1, 2, 253, 254, 255])

/** Records of many kinds, a file, money, and names in two scripts. */
const fill = async (database: Database): Promise<void> => {
  const registry = await database.transact(async (transaction) => {
    await seed(transaction)
    return loadRegistry(transaction)
  })
  const office = await officeIn(worldOver({ database, registry }, features))
  for (const line of [
    '/visit 3月5日至7日 济南→武隆 12人 “考察”\n产业园 \\ 100% 😀',
    '/项目 登记 武隆 蔬菜大棚 预算 1234.56元 省级 1000.01元',
    '/会议 3月20日 下午2点半 济南 联席会议',
    '/visit cancel V-2025-0001 改期',
  ])
    await office.say(administrator, line)
  await keepFile(database.statements, { name: 'a.bin', mediaType: 'image/png', content: bytes }, new Date(0))
}

/** Every row of every table, whatever the order. */
const contentOf = async ({ client }: Database): Promise<Record<string, string>> => {
  const tables = await client.$queryRaw<{ name: string }[]>`
    SELECT relname AS name FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' ORDER BY relname`
  const content: Record<string, string> = {}
  for (const { name } of tables.filter((table) => table.name !== '_prisma_migrations')) {
    const rows = await client.$queryRawUnsafe<{ line: string }[]>(
      `SELECT to_json("${name}")::text AS line FROM "${name}" ORDER BY line`,
    )
    content[name] = rows.map(({ line }) => line).join('\n')
  }
  return content
}

const opened = async <Result>(
  place: { url: string | undefined; dataDirectory: string },
  work: (database: Database) => Promise<Result>,
): Promise<Result> => {
  const database = await openDatabase({ url: place.url, dataDirectory: place.dataDirectory, logger })
  try {
    return await work(database)
  } finally {
    await database.close()
  }
}

describe('a backup', () => {
  let source: string
  let expected: Record<string, string>
  beforeAll(async () => {
    source = await mkdtemp(join(tmpdir(), 'luyu-backup-source-'))
    expected = await opened(at(source), async (database) => {
      await fill(database)
      return contentOf(database)
    })
  })
  afterAll(() => rm(source, { recursive: true }))

  it('holds everything, of a program that runs as of one that is stopped, and is for nobody else to read', async () => {
    const [running, stopped] = [join(folder, 'running.gz'), join(folder, 'stopped.gz')]
    await opened(at(source), () => backUp(at(source), running, logger))
    await backUp(at(source), stopped, logger)
    expect(gunzipSync(await readFile(running))).toEqual(gunzipSync(await readFile(stopped)))
    expect((await stat(running)).mode & 0o077).toBe(0)
    for (const file of [running, stopped]) {
      const target = join(folder, file.includes('running') ? 'one' : 'other')
      await restore(at(target), file, logger)
      await opened(at(target), async (database) => {
        expect(await contentOf(database)).toEqual(expected)
        // The numbers go on, and the audit holds as it did.
        const registry = await loadRegistry(database.client)
        const office = await officeIn(worldOver({ database, registry }, features))
        expect(await office.read(administrator, '/visit 4月5日 济南→武隆 3人 回访')).toContain('V-2025-0002')
        await expect(database.statements.$executeRaw`DELETE FROM audit`).rejects.toThrow()
      })
    }
  })

  it('is made of a running program by the command, and put back by the command', async () => {
    const data = join(folder, 'data')
    await cp(source, data, { recursive: true })
    const program = spawnProgram(builtProgram, { environment: { DATA_DIR: data, PORT: '0', LOCALE: 'en' } })
    program.stdin.write('/whoami\n')
    await lineOf(program, (line) => line.includes('administrator'))
    const command = (action: string, file: string, directory: string) =>
      spawnSync(process.execPath, ['scripts/backup.mjs', action, file], {
        encoding: 'utf8',
        env: { ...process.env, DATABASE_URL: '', DATA_DIR: directory },
      })
    const file = join(folder, 'made', 'luyu.gz')
    expect(command('backup', file, data)).toMatchObject({ status: 0, stderr: `backup done: ${file}\n` })
    program.stdin.end('/visit show V-2025-0001\n')
    await lineOf(program, (line) => line.includes('V-2025-0001'))
    expect(command('backup', file, data).stderr).toContain('exists already')
    const other = join(folder, 'other')
    expect(command('restore', file, other).status).toBe(0)
    await opened(at(other), async (database) => {
      const { inbox, account, ...records } = await contentOf(database)
      expect(records).toMatchObject({ visit: expected.visit, project: expected.project, file: expected.file })
      expect([inbox, account].join()).toContain('console:admin')
    })
  })

  it('never replaces a database, and leaves nothing behind where it cannot be put back', async () => {
    const file = join(folder, 'whole.gz')
    await backUp(at(source), file, logger)
    await expect(restore(at(source), file, logger)).rejects.toThrow('exists already: move it away first')
    await expect(backUp(at(join(folder, 'nothing')), join(folder, 'x'), logger)).rejects.toThrow(
      'there is no database',
    )
    const whole = await readFile(file)
    const lines = gunzipSync(whole).toString()
    const damaged: Record<string, Buffer> = {
      nonsense: Buffer.from('not a backup'),
      'a long text': Buffer.from('This is no backup at all. '.repeat(20_000)),
      'a packed text': gzipSync('This is no backup at all. '.repeat(20_000)),
      'cut short': whole.subarray(0, whole.length - 100),
      'without its end': gzipSync(lines.slice(0, lines.lastIndexOf('{'))),
      'with a row less': gzipSync(lines.replace(/^\[.*\n/mu, '')),
      'of a newer version': gzipSync(
        lines.replace('"migrations":[', '"migrations":[{"name":"2099","checksum":"x"},'),
      ),
    }
    for (const [name, content] of Object.entries(damaged)) {
      const bad = join(folder, name)
      await writeFile(bad, content)
      const target = join(folder, `data of ${name}`)
      await mkdir(target)
      await expect(restore(at(target), bad, logger), name).rejects.toThrow(
        /is no backup|not complete|another version/,
      )
      expect(await readdir(target), name).toEqual([])
    }
  })

  it('of an earlier version, an archive of the data directory, is put back whole, and not where it was cut short', async () => {
    const pglite = await openPglite(join(source, 'database'))
    const archive = await pglite.dumpDataDir('gzip')
    await pglite.close()
    const file = join(folder, 'earlier.tar.gz')
    const content = Buffer.from(await archive.arrayBuffer())
    await writeFile(file, content)
    await restore(at(join(folder, 'earlier')), file, logger)
    expect(await opened(at(join(folder, 'earlier')), contentOf)).toEqual(expected)
    await writeFile(file, content.subarray(0, content.length - 1000))
    await expect(restore(at(join(folder, 'cut short')), file, logger)).rejects.toThrow('is no backup')
    expect(existsSync(join(folder, 'cut short'))).toBe(false)
  })

  it('that is none is refused by the command in one line', () => {
    const { status, stderr } = spawnSync(process.execPath, ['scripts/backup.mjs', 'restore', 'README.md'], {
      encoding: 'utf8',
      env: { ...process.env, DATABASE_URL: '', DATA_DIR: join(folder, 'data') },
    })
    expect({ status, stderr }).toEqual({
      status: 1,
      stderr: 'restore failed: README.md is no backup of this program\n',
    })
    expect(existsSync(join(folder, 'data'))).toBe(false)
  })

  it('is none where the program that gives it breaks off, however early', async () => {
    const data = join(folder, 'data')
    await cp(source, data, { recursive: true })
    const unlock = await lockDataDirectory(data, logger)
    for (const sent of [
      Buffer.alloc(0),
      gzipSync('{"format":'),
      gzipSync('{"format":"luyu-backup","version":1}\n'),
    ]) {
      const server = createServer((asking) => asking.end(sent)).listen(join(data, 'backup.sock'))
      await once(server, 'listening')
      const file = join(folder, 'broken-off.gz')
      await expect(backUp(at(data), file, logger)).rejects.toThrow('cut short')
      expect((await readdir(folder)).filter((name) => name.startsWith('broken-off'))).toEqual([])
      server.close()
      await once(server, 'close')
    }
    await unlock()
  })

  const template = inject('databaseTemplate')
  it.skipIf(template.kind === 'embedded')(
    'goes from the embedded database to a server and back (needs DATABASE_URL)',
    async () => {
      const server = template.kind === 'embedded' ? '' : template.url
      const name = `luyu_backup_${process.pid}`
      await onServer(server, `CREATE DATABASE ${name}`)
      const url = databaseUrl(server, name)
      try {
        const [first, second] = [join(folder, 'first.gz'), join(folder, 'second.gz')]
        await backUp(at(source), first, logger)
        await restore(at('unused', url), first, logger)
        await opened(at('unused', url), async (database) => {
          expect(await contentOf(database)).toEqual(expected)
          await backUp(at('unused', url), second, logger)
        })
        await expect(restore(at('unused', url), first, logger)).rejects.toThrow('is not empty')
        await restore(at(join(folder, 'back')), second, logger)
        expect(await opened(at(join(folder, 'back')), contentOf)).toEqual(expected)
      } finally {
        await onServer(server, `DROP DATABASE ${name} WITH (FORCE)`)
      }
    },
  )
})
