import { beforeEach, describe, expect, it } from 'vitest'
import type { Database } from '../../src/db/database.ts'
import { type RunningApp, startApp } from '../harness/app.ts'
import { testDatabase } from '../harness/database.ts'

let database: Database
let running: RunningApp
beforeEach(async () => {
  database = await testDatabase()
  running = await startApp(database, {}, '2025-03-03T10:00')
  await running.app.runDue()
  return () => running.app.stop()
})

const read = async () => {
  const [found] = await database.statements.$queryRaw<{ bytes: number; cut: string }[]>`
    SELECT pg_relation_size('reference_sequence')::int AS bytes, redo_lsn::text AS cut FROM pg_control_checkpoint()`
  return found
}

const comeAndGo = async () => {
  await database.statements.$executeRaw`
    INSERT INTO reference_sequence (kind, year, last)
    SELECT chr(65 + number % 26), 2000 + number / 26, 1 FROM generate_series(0, 2000) AS number`
  await database.statements.$executeRaw`DELETE FROM reference_sequence`
}

const isServer = Boolean(process.env.DATABASE_URL)

describe('the night', () => {
  it.skipIf(isServer)(
    'gives back the room of rows that are gone, and cuts the log, on the embedded database',
    async () => {
      await comeAndGo()
      const before = await read()
      expect(before?.bytes).toBeGreaterThan(50_000)
      running.clock.moveTo(new Date('2025-03-03T19:59:00Z'))
      await running.app.runDue()
      expect(await read()).toEqual(before)
      running.clock.moveTo(new Date('2025-03-03T20:00:00Z'))
      await running.app.runDue()
      const after = await read()
      expect(after?.bytes).toBe(0)
      expect(after?.cut).not.toBe(before?.cut)
      expect(running.logger.problems).toEqual([])
    },
  )

  it.skipIf(isServer)(
    'is made up for in the morning, and whoever asks meanwhile waits for one table',
    async () => {
      await comeAndGo()
      running.clock.moveTo(new Date('2025-03-04T02:00:00Z'))
      let isOver = false
      const night = running.app.runDue().then(() => {
        isOver = true
      })
      let served = 0
      while (!isOver) {
        await database.statements.$queryRaw`SELECT 1`
        served += 1
      }
      await night
      expect((await read())?.bytes).toBe(0)
      // There are more than a hundred tables, with the system's own.
      expect(served).toBeGreaterThan(100)
    },
  )

  it.runIf(isServer)('is a server’s own business', async () => {
    await comeAndGo()
    running.clock.moveTo(new Date('2025-03-03T20:00:00Z'))
    await running.app.runDue()
    const jobs = await database.client.jobState.findMany({ where: { job: 'schedule.vacuum' } })
    expect(jobs).toEqual([])
  })
})
