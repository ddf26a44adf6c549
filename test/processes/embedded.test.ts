import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeEach, expect, test } from 'vitest'
import { openDatabase } from '../../src/db/database.ts'
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
