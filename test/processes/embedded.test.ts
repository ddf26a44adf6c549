import { once } from 'node:events'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { beforeEach, describe, expect, test } from 'vitest'
import { openDatabase } from '../../src/db/database.ts'
import { listeningLogger } from '../harness/logger.ts'
import { builtProgram, kill, lineOf, spawnProgram } from '../harness/program.ts'

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

describe('what a power cut would find', () => {
  /** Says one line after the other to the program, each when the last was answered; returns what is printed for each. */
  const printedFor = async (lines: readonly [string, string][], settings: Record<string, string>) => {
    const child = spawnProgram(builtProgram, {
      environment: {
        DATA_DIR: dataDirectory,
        PORT: '0',
        NODE_OPTIONS: '--import=./test/processes/telling-fsync.mjs',
        ...settings,
      },
    })
    let said = ''
    child.stderr.on('data', (chunk: Buffer) => {
      said += chunk
    })
    const output = createInterface(child.stdout)[Symbol.asyncIterator]()
    const printed: string[] = []
    for (const [line, answer] of lines) {
      child.stdin.write(`${line}\n`)
      let heard = ''
      while (!heard.includes(answer)) {
        const { value, done } = await output.next()
        if (done) throw new Error(`the program ended: ${said}`)
        heard += `${value}\n`
      }
      printed.push(heard)
    }
    child.stdin.end()
    await once(child, 'close')
    return printed
  }
  const lines: [string, string][] = [
    ['/whoami', 'console:admin'],
    ['/visit 2025年3月5日至7日 济南→武隆 王建国副市长带队 12人 考察产业园', '已登记互访'],
  ]

  test('with SYNC_COMMITS an answer comes after its commit was forced to the disk', async () => {
    const [, visit] = await printedFor(lines, { SYNC_COMMITS: 'on' })
    expect(visit).toMatch(/forced to the disk: \S*\/pg_wal\/[0-9A-F]{24}\n/)
  })

  test('without it nothing is forced to the disk', async () => {
    const printed = await printedFor(lines, {})
    expect(printed.join('')).not.toContain('forced to the disk')
  })
})
