import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeEach, expect, test } from 'vitest'
import { backUp, restore } from '../../src/db/backup.ts'
import { openDatabase } from '../../src/db/database.ts'
import { DataDirectoryInUse } from '../../src/db/lock.ts'
import { listeningLogger } from '../harness/logger.ts'
import { kill, lineOf, spawnProgram } from '../harness/program.ts'

let dataDirectory: string
beforeEach(async () => {
  dataDirectory = await mkdtemp(join(tmpdir(), 'luyu-embedded-'))
  return () => rm(dataDirectory, { recursive: true })
})

const open = (logger = listeningLogger()) => openDatabase({ dataDirectory, logger })
const sequence = { kind: 'V', year: 2025 }

test('a killed process loses nothing that it had acknowledged', async () => {
  const writer = spawnProgram('test/processes/writer.ts', { parameters: [dataDirectory] })
  const acknowledged = Number(await lineOf(writer, (line) => Number(line) >= 30))
  await kill(writer, 'SIGKILL')

  const database = await open()
  const { last } = await database.client.referenceSequence.findUniqueOrThrow({
    where: { kind_year: sequence },
  })
  expect(last).toBeGreaterThanOrEqual(acknowledged)
  await database.close()
})

test('a first start that was broken off is begun anew', async () => {
  await mkdir(join(dataDirectory, 'database'))
  await writeFile(join(dataDirectory, 'database', 'PG_VERSION'), '18\n')
  await writeFile(join(dataDirectory, 'database-unfinished'), '')
  const database = await open()
  expect(await database.client.referenceSequence.count()).toBe(0)
  await database.close()
})

test('a backup holds everything, is made of a stopped program only, and never replaces a database', async () => {
  const file = join(dataDirectory, 'backup.tar.gz')
  const database = await open()
  await database.client.referenceSequence.create({ data: { ...sequence, last: 7 } })
  await expect(backUp(dataDirectory, file, listeningLogger())).rejects.toThrow(DataDirectoryInUse)
  await database.close()

  await backUp(dataDirectory, file, listeningLogger())
  await expect(restore(dataDirectory, file, listeningLogger())).rejects.toThrow('exists already')
  await rm(join(dataDirectory, 'database'), { recursive: true })
  await restore(dataDirectory, file, listeningLogger())

  const logger = listeningLogger()
  const restored = await open(logger)
  expect(await restored.client.referenceSequence.findFirst()).toMatchObject({ last: 7 })
  expect(logger.lines).toEqual([])
  await restored.close()
})

test('a file that is no backup leaves no database behind', async () => {
  const file = join(dataDirectory, 'backup.tar.gz')
  await writeFile(file, 'not a backup')
  await expect(restore(dataDirectory, file, listeningLogger())).rejects.toThrow('is no backup')
  // What is marked as unfinished is begun anew: see above.
  const left = await readdir(dataDirectory)
  expect(left.includes('database') && !left.includes('database-unfinished')).toBe(false)
})
