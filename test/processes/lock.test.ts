import { mkdir, mkdtemp, rm, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeEach, expect, test } from 'vitest'
import { DataDirectoryInUse, lockDataDirectory } from '../../src/db/lock.ts'
import { listeningLogger } from '../harness/logger.ts'
import { kill, lineOf, spawnProgram } from '../harness/program.ts'

let directory: string
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'luyu-lock-'))
  return () => rm(directory, { recursive: true })
})

test('a second process is refused at once, and told who the first is', async () => {
  const holder = spawnProgram('test/processes/holder.ts', { parameters: [directory] })
  await lineOf(holder, () => true)
  const logger = listeningLogger()
  const second = lockDataDirectory(directory, logger)
  await expect(second).rejects.toThrow(DataDirectoryInUse)
  await expect(second).rejects.toThrow(`in use by process ${holder.pid}: stop it first`)
  expect(logger.lines).toEqual([])
  await kill(holder, 'SIGKILL')
})

// Elsewhere only the heartbeat tells, after ten seconds.
test.runIf(process.platform === 'linux')(
  'the lock of a killed process is taken over without waiting',
  async () => {
    const holder = spawnProgram('test/processes/holder.ts', { parameters: [directory] })
    await lineOf(holder, () => true)
    await kill(holder, 'SIGKILL')
    const logger = listeningLogger()
    const unlock = await lockDataDirectory(directory, logger)
    expect(logger.lines).toEqual([])
    await unlock()
  },
)

test('the same process cannot take it twice, and can again after giving it back', async () => {
  const unlock = await lockDataDirectory(directory, listeningLogger())
  await expect(lockDataDirectory(directory, listeningLogger())).rejects.toThrow(DataDirectoryInUse)
  await unlock()
  await (await lockDataDirectory(directory, listeningLogger()))()
})

test('a lock without heartbeat, of an owner that nobody can see, is taken over', async () => {
  const lock = join(directory, 'lock')
  await mkdir(lock)
  await writeFile(
    join(directory, 'lock-owner'),
    JSON.stringify({ pid: 1, scope: 'elsewhere', startedAt: '1' }),
  )
  await utimes(lock, 0, 0)
  await (await lockDataDirectory(directory, listeningLogger()))()
})
