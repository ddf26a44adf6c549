import { beforeEach, describe, expect, it } from 'vitest'
import { stoppedClock } from '../../src/core/time/clock.ts'
import type { Database } from '../../src/db/database.ts'
import { sendingTransactions } from '../../src/delivery/outbox.ts'
import { createJobs } from '../../src/schedule/jobs.ts'
import { createScheduler } from '../../src/schedule/scheduler.ts'
import { recordingLogger } from '../delivery/fakes.ts'
import { testDatabase } from '../harness/database.ts'

let database: Database
beforeEach(async () => {
  database = await testDatabase()
})

const minute = 60_000

/** Two processes on one database, with one job that writes down its runs. */
const twoProcesses = async (cron: string, zone: string, from: string) => {
  const clock = stoppedClock(new Date(from), zone)
  const runs: string[] = []
  const start = () => {
    const { logger } = recordingLogger()
    const job = {
      ...{ name: 'job', cron, catchUpHours: 24 * 7 },
      run: async ({ slot, late }: { readonly slot: Date; readonly late: boolean }) => {
        runs.push(`${slot.toISOString().slice(0, 16)}${late ? ' late' : ''}`)
      },
    }
    const transact = sendingTransactions(database, clock, () => {})
    return createScheduler([createJobs({ database, clock, logger, transact, jobs: [job] })], logger)
  }
  const both = [start(), start()]
  const tick = () => Promise.all(both.map((scheduler) => scheduler.tick()))
  await tick()
  return {
    runs,
    moveTo: async (instant: string) => {
      clock.moveTo(new Date(instant))
      await tick()
    },
    /** Every so many minutes both look. */
    pass: async (until: string, step = 30) => {
      while (clock.now() < new Date(until)) {
        clock.moveTo(new Date(clock.now().getTime() + step * minute))
        await tick()
      }
    },
  }
}

describe('a job at half past two in a zone with daylight saving', () => {
  it('runs once on the day that has no half past two, and once on the days around it', async () => {
    const { runs, pass } = await twoProcesses('30 2 * * *', 'Europe/Berlin', '2025-03-28T23:00:00Z')
    await pass('2025-03-31T12:00:00Z')
    expect(runs.map((slot) => slot.slice(0, 10))).toEqual(['2025-03-29', '2025-03-30', '2025-03-31'])
    expect(runs[0]).toBe('2025-03-29T01:30')
    expect(runs[2]).toBe('2025-03-31T00:30')
  })

  it('runs once on the day that has it twice, and once on the days around it', async () => {
    const { runs, pass } = await twoProcesses('30 2 * * *', 'Europe/Berlin', '2025-10-24T23:00:00Z')
    await pass('2025-10-27T12:00:00Z')
    expect(runs.map((slot) => slot.slice(0, 10))).toEqual(['2025-10-25', '2025-10-26', '2025-10-27'])
    expect(runs[0]).toBe('2025-10-25T00:30')
    expect(runs[2]).toBe('2025-10-27T01:30')
  })

  it.each([
    ['2025-03-29T12:00:00Z', '2025-03-30T12:00:00Z'],
    ['2025-10-25T12:00:00Z', '2025-10-26T12:00:00Z'],
  ])('is made up for once when both were down from %s to %s', async (from, until) => {
    const { runs, moveTo } = await twoProcesses('30 2 * * *', 'Europe/Berlin', from)
    await moveTo(until)
    await moveTo(until.replace('12:00', '13:00'))
    expect(runs).toHaveLength(1)
    expect(runs[0]).toMatch(/ late$/)
  })
})

describe('a job of the calendar', () => {
  it('of every 29th runs in February of leap years, and then only', async () => {
    const { runs, moveTo, pass } = await twoProcesses('0 9 29 2 *', 'Asia/Shanghai', '2027-02-20T00:00:00Z')
    await pass('2027-03-05T00:00:00Z', 12 * 60)
    expect(runs).toEqual([])
    await moveTo('2028-02-28T00:00:00Z')
    await pass('2028-03-02T00:00:00Z', 30)
    expect(runs).toEqual(['2028-02-29T01:00'])
  })

  it('of every Monday runs from week 53 into week 1 without a gap', async () => {
    const { runs, pass } = await twoProcesses('0 9 * * 1', 'Asia/Shanghai', '2026-12-20T00:00:00Z')
    await pass('2027-01-12T00:00:00Z', 60)
    expect(runs).toEqual(['2026-12-21T01:00', '2026-12-28T01:00', '2027-01-04T01:00', '2027-01-11T01:00'])
  })
})

describe('a clock that jumps', () => {
  it('forward runs the latest only, as late; back runs nothing again', async () => {
    const { runs, moveTo } = await twoProcesses('0 9 * * *', 'Asia/Shanghai', '2025-03-03T02:00:00Z')
    await moveTo('2025-03-06T05:00:00Z')
    expect(runs).toEqual(['2025-03-06T01:00 late'])
    await moveTo('2025-03-04T00:00:00Z')
    await moveTo('2025-03-04T01:00:00Z')
    await moveTo('2025-03-06T01:00:00Z')
    await moveTo('2025-03-07T01:00:00Z')
    expect(runs.filter((run) => run.startsWith('2025-03-06'))).toEqual(['2025-03-06T01:00 late'])
    expect(runs.at(-1)).toBe('2025-03-07T01:00')
  })
})
