/**
 * `npx tsx bench/sync-commits.ts`: what SYNC_COMMITS costs on this machine's disk: a bare commit on the embedded database, and a
 * line of an officer's, typed to the whole program, each with it and without, in turn. Never part of the tests.
 */
import fs, { mkdtempSync, rmSync } from 'node:fs'
import { syncBuiltinESMExports } from 'node:module'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { openDatabase } from '../src/db/database.ts'
import { keepingLogger, startApp } from '../test/harness/app.ts'

const rounds = 201
/** Where the database lies decides what it costs: the folder of temporary files is often no disk at all. */
const place = process.env.BENCH_DIRECTORY ?? '.'

let forced = 0
const { fsyncSync } = fs
fs.fsyncSync = (file) => {
  forced += 1
  fsyncSync(file)
}
syncBuiltinESMExports()

const open = async (syncCommits: boolean) => {
  const dataDirectory = mkdtempSync(join(place, 'luyu-bench-'))
  const database = await openDatabase({ dataDirectory, syncCommits, logger: keepingLogger() })
  const { app, input, output } = await startApp(database)
  const lines = createInterface(output)[Symbol.asyncIterator]()
  let day = 0
  return {
    commit: () =>
      database.transact(
        (transaction) => transaction.$executeRaw`
      INSERT INTO reference_sequence (kind, year, last) VALUES ('X', 2000, 1)
      ON CONFLICT (kind, year) DO UPDATE SET last = reference_sequence.last + 1`,
      ),
    say: async () => {
      // Each visit on a day of its own, so that none looks like another one.
      const date = new Date(Date.UTC(2020, 0, ++day))
      const on = `${date.getUTCFullYear()}年${date.getUTCMonth() + 1}月${date.getUTCDate()}日`
      input.write(`/visit ${on} 济南→武隆 王建国副市长带队 12人 考察产业园\n`)
      for (let said = ''; !said.includes('已登记'); ) said += (await lines.next()).value
    },
    close: async () => {
      await app.stop()
      await database.close()
      rmSync(dataDirectory, { recursive: true })
    },
  }
}

const median = (took: readonly number[]): number =>
  [...took].sort((one, other) => one - other)[Math.floor(took.length / 2)] ?? 0

const both = [await open(false), await open(true)]
for (const what of ['commit', 'say'] as const) {
  const took = both.map((): number[] => [])
  forced = 0
  for (let round = 0; round < rounds; round += 1)
    // Neither always comes first: what the one leaves behind strikes the other.
    for (const [index, one] of round % 2 === 0 ? [...both.entries()] : [...both.entries()].reverse()) {
      const begin = performance.now()
      await one[what]()
      took[index]?.push(performance.now() - begin)
    }
  const [without = 0, withIt = 0] = took.map(median)
  process.stdout.write(
    `${what === 'commit' ? 'a bare commit' : 'a line (/visit)'}: ${without.toFixed(1)} ms without, ${withIt.toFixed(1)} ms with, ratio ${(withIt / without).toFixed(2)}; forced to the disk ${(forced / rounds).toFixed(1)} times\n`,
  )
}
for (const one of both) await one.close()
process.exit()
