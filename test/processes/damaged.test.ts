import { spawnSync } from 'node:child_process'
import { once } from 'node:events'
import {
  chmod,
  cp,
  mkdir,
  mkdtemp,
  open,
  readdir,
  rm,
  stat,
  truncate,
  watch,
  writeFile,
} from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { backUp, restore } from '../../src/db/backup/backup.ts'
import { openDatabase } from '../../src/db/database.ts'
import { DatabaseUnusable } from '../../src/db/errors.ts'
import { builtDatabase } from '../../src/db/pglite.ts'
import { listeningLogger } from '../harness/logger.ts'
import { builtProgram, kill, spawnProgram } from '../harness/program.ts'

const logger = listeningLogger()
const sequence = { kind: 'V', year: 2025 }

/** A data directory with a record, and a copy of it for each test. */
let whole: string
let dataDirectory: string
/** Files of two tables: one that only the program's first look reads, and one that the migrations read. */
const files = { pair: '', migrations: '' }

beforeAll(async () => {
  whole = await mkdtemp(join(tmpdir(), 'luyu-whole-'))
  const { code } = await start(whole)
  expect(code).toBe(0)
  const database = await openDatabase({ dataDirectory: whole, logger })
  await database.client.referenceSequence.create({ data: { ...sequence, last: 7 } })
  const [found] = await database.statements.$queryRaw<Array<typeof files>>`
    SELECT pg_relation_filepath('pair') AS pair, pg_relation_filepath('_prisma_migrations') AS migrations`
  Object.assign(files, found)
  await database.close()
})
afterAll(() => rm(whole, { recursive: true }))

beforeEach(async () => {
  dataDirectory = await mkdtemp(join(tmpdir(), 'luyu-damaged-'))
  await cp(whole, dataDirectory, { recursive: true })
  return () => rm(dataDirectory, { recursive: true })
})

const inDatabase = (...names: string[]) => join(dataDirectory, 'database', ...names)

/** Starts the program at a terminal where nobody says anything. */
const start = async (directory: string) => {
  const child = spawnProgram(builtProgram, { environment: { DATA_DIR: directory, PORT: '0' } })
  let errors = ''
  child.stderr.on('data', (chunk: Buffer) => {
    errors += chunk.toString()
  })
  child.stdin.end()
  const [code] = await once(child, 'close')
  return { code, errors }
}

const opening = async () => {
  const database = await openDatabase({ dataDirectory, logger })
  try {
    return await database.client.referenceSequence.findFirst()
  } finally {
    await database.close()
  }
}

const overwrite = async (file: string): Promise<void> => {
  const handle = await open(file, 'r+')
  await handle.write(Buffer.alloc(8192, 0xa5), 0, 8192, 0)
  await handle.close()
}

const firstSegment = async (): Promise<string> => {
  const [name = ''] = (await readdir(inDatabase('pg_wal'))).filter((entry) => /^[0-9A-F]{24}$/.test(entry))
  return inDatabase('pg_wal', name)
}

describe('a database that was there and is gone', () => {
  it.each<[string, () => Promise<void>, RegExp]>([
    ['without PG_VERSION', () => rm(inDatabase('PG_VERSION')), /PG_VERSION is missing/],
    [
      'emptied beside its lock',
      async () => {
        for (const name of await readdir(inDatabase())) await rm(inDatabase(name), { recursive: true })
        await writeFile(join(dataDirectory, 'lock-owner'), '{"pid":1,"scope":"elsewhere","startedAt":"1"}')
      },
      /PG_VERSION is missing/,
    ],
    ['removed', () => rm(inDatabase(), { recursive: true }), /database is gone/],
  ])('%s is not made anew: the start is refused in one line', async (_name, damage, found) => {
    await damage()
    await expect(opening()).rejects.toThrow(DatabaseUnusable)
    await expect(opening()).rejects.toThrow(found)
    await expect(opening()).rejects.toThrow(
      /^DATA_DIR: [^\n]*npm run restore -- FILE[^\n]*begin afresh[^\n]*$/,
    )
  })

  it('is begun afresh once both are removed that the refusal names', async () => {
    await rm(inDatabase('PG_VERSION'))
    await rm(inDatabase(), { recursive: true })
    await rm(join(dataDirectory, 'database-begun'))
    expect(await opening()).toBeNull()
  })

  it('of an older program, which left no mark, is known by its folder', async () => {
    await rm(join(dataDirectory, 'database-begun'))
    await rm(inDatabase('PG_VERSION'))
    await expect(opening()).rejects.toThrow('PG_VERSION is missing')
  })

  it('is not made anew either when putting it back was broken off, and then put back whole', async () => {
    const file = join(dataDirectory, 'backup.tar.gz')
    await backUp({ url: undefined, dataDirectory }, file, logger)
    await rm(inDatabase('pg_xact'), { recursive: true })
    await writeFile(join(dataDirectory, 'database-unfinished'), '')
    await expect(opening()).rejects.toThrow(/restore into .* was broken off/)
    await restore({ url: undefined, dataDirectory }, file, logger)
    expect(await opening()).toMatchObject({ last: 7 })
  })
})

describe('a restore that was killed half-way', () => {
  const script = (name: string, directory: string, ...parameters: string[]) =>
    spawnSync(process.execPath, [`scripts/${name}.mjs`, ...parameters], {
      encoding: 'utf8',
      env: { ...process.env, DATABASE_URL: '', DATA_DIR: directory, LANG: 'en_US.UTF-8' },
    })

  /** Kills it as soon as it has left its mark, which it does before anything else. */
  const killedRestore = async (directory: string, file: string): Promise<void> => {
    const child = spawnProgram('scripts/backup.mjs', {
      parameters: ['restore', file],
      environment: { DATA_DIR: directory },
    })
    for await (const { filename } of watch(directory)) if (filename === 'database-unfinished') break
    await kill(child, 'SIGKILL')
  }

  it('is no empty programme: start, backup and audit:verify say in one line what was found and what to do', async () => {
    const file = join(dataDirectory, 'backup.gz')
    await backUp({ url: undefined, dataDirectory }, file, logger)
    const directory = join(dataDirectory, 'new')
    await mkdir(directory)
    await killedRestore(directory, file)
    const refusal =
      /DATA_DIR: a restore into \S+database was broken off: restore again with "npm run restore -- FILE"; to begin afresh without its records, remove [^\n]*\S+database-unfinished\n$/
    const { code, errors } = await start(directory)
    expect({ code, lines: errors.split('\n').length }).toEqual({ code: 1, lines: 2 })
    expect(errors).toMatch(refusal)
    expect(script('audit-verify', directory)).toMatchObject({
      status: 2,
      stderr: expect.stringMatching(refusal),
    })
    expect(script('backup', directory, 'backup', join(directory, 'x.gz'))).toMatchObject({
      status: 1,
      stderr: expect.stringMatching(refusal),
    })
    // What is no backup changes nothing of that.
    expect(script('backup', directory, 'restore', 'README.md').status).toBe(1)
    expect((await start(directory)).errors).toMatch(refusal)
    expect(script('backup', directory, 'restore', file)).toMatchObject({ status: 0 })
    dataDirectory = directory
    expect(await opening()).toMatchObject({ last: 7 })
    dataDirectory = join(directory, '..')
  })
})

it.each([
  ['a file', ''],
  ['beneath a file', 'data'],
])('a data directory that is %s is refused in one line', async (_name, beneath) => {
  const file = join(dataDirectory, 'file')
  await writeFile(file, 'mine')
  const { code, errors } = await start(join(file, beneath))
  expect(errors).toMatch(/^DATA_DIR: \S+ cannot be the data directory, since [^\n]* is a file: [^\n]*\n$/)
  expect(code).toBe(1)
})

describe('no other account of the machine', () => {
  const modeOf = async (path: string) => ((await stat(path)).mode & 0o777).toString(8)

  it('may look into a database or the files of officers, be they new, restored, or of an older program', async () => {
    const file = join(dataDirectory, 'backup.gz')
    await backUp({ url: undefined, dataDirectory }, file, logger)
    expect(await modeOf(file)).toBe('600')
    const restored = join(dataDirectory, 'restored')
    await restore({ url: undefined, dataDirectory: restored }, file, logger)
    for (const directory of [whole, restored]) expect(await modeOf(join(directory, 'database'))).toBe('700')
    await mkdir(join(dataDirectory, 'files'), { mode: 0o755 })
    await chmod(inDatabase(), 0o777)
    await opening()
    expect(await modeOf(inDatabase())).toBe('700')
    expect(await modeOf(join(dataDirectory, 'files'))).toBe('700')
  })

  it('may change what new installations are copied from', async () => {
    for (const name of await readdir(builtDatabase, { recursive: true }))
      expect((await stat(join(builtDatabase, name))).mode & 0o022, name).toBe(0)
  })
})

it('a first start may find what the operator put there, and the lock of nobody', async () => {
  await rm(dataDirectory, { recursive: true })
  await cp(whole, dataDirectory, { recursive: true, filter: (path) => !path.includes('database') })
  await writeFile(join(dataDirectory, 'holidays.json'), '{}')
  await writeFile(join(dataDirectory, 'lock-owner'), '{"pid":1,"scope":"elsewhere","startedAt":"1"}')
  expect(await opening()).toBeNull()
})

describe('a damaged database', () => {
  it.each<[string, () => Promise<void>, RegExp]>([
    [
      'a control file cut short',
      () => truncate(inDatabase('global', 'pg_control'), 100),
      /pg_control is cut short/,
    ],
    ['no control file', () => rm(inDatabase('global', 'pg_control')), /pg_control is missing/],
    [
      'a control file of noise',
      () => overwrite(inDatabase('global', 'pg_control')),
      /do not belong together/,
    ],
    [
      'a log cut short',
      async () => truncate(await firstSegment(), 1000),
      /pg_wal\/[0-9A-F]{24} is cut short/,
    ],
    ['no log', async () => rm(await firstSegment()), /pg_wal has no segment/],
    ['a log of noise', async () => overwrite(await firstSegment()), /do not belong together/],
    ['no transactions', () => rm(inDatabase('pg_xact'), { recursive: true }), /pg_xact is missing/],
    ['no tables', () => rm(inDatabase('base'), { recursive: true }), /base is missing/],
    ['no catalogue', () => rm(inDatabase('base', '5', '1259')), /do not belong together/],
    [
      'another version',
      () => writeFile(inDatabase('PG_VERSION'), '12\n'),
      /says "12", and this build's is 18/,
    ],
    ['a table of noise', () => overwrite(inDatabase(files.migrations)), /invalid page in block 0/],
    ['a table that is gone', () => rm(inDatabase(files.migrations)), /could not open file/],
  ])('%s: one line says what was found, where, and how to restore', async (_name, damage, found) => {
    await damage()
    const refused = await opening().catch((error: unknown) => error)
    expect(refused).toBeInstanceOf(DatabaseUnusable)
    const { message } = refused as Error
    expect(message).toMatch(found)
    expect(message).toContain(inDatabase())
    expect(message).toMatch(/^DATA_DIR: [^\n]*npm run restore -- FILE[^\n]*$/)
    expect(message).not.toContain('Aborted')
  })

  it.each([
    ['when it is opened', () => truncate(inDatabase('global', 'pg_control'), 100)],
    ['when the program first reads it', () => overwrite(inDatabase(files.pair))],
  ])('ends the program with code 1 and that line alone, %s', async (_name, damage) => {
    await damage()
    const { code, errors } = await start(dataDirectory)
    expect(errors).toMatch(/^DATA_DIR: [^\n]* is damaged [^\n]*npm run restore -- FILE[^\n]*\n$/)
    expect(code).toBe(1)
  })
})
