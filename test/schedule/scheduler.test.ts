import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { card } from '../../src/core/card.ts'
import type { Job } from '../../src/core/job.ts'
import { conversationReference } from '../../src/core/request.ts'
import { stoppedClock } from '../../src/core/time/clock.ts'
import type { Database, Transaction } from '../../src/db/database.ts'
import { sendingTransactions } from '../../src/delivery/outbox.ts'
import { createJobs, readLastRuns } from '../../src/schedule/jobs.ts'
import { createScheduler } from '../../src/schedule/scheduler.ts'
import { recordingLogger } from '../delivery/fakes.ts'
import { testDatabase } from '../harness/database.ts'

let database: Database
beforeEach(async () => {
  database = await testDatabase()
})

const weekly: Pick<Job<Transaction>, 'name' | 'cron' | 'catchUpHours'> = {
  name: 'digest',
  cron: '0 9 * * 1',
  catchUpHours: 72,
}

/** A process with one job, begun on Monday 3 March 2025 at 10:00 in Shanghai. */
const fixture = (job: Partial<Job<Transaction>> = {}) => {
  const clock = stoppedClock(new Date('2025-03-03T02:00:00Z'), 'Asia/Shanghai')
  const { logger, lines } = recordingLogger()
  const runs: string[] = []
  let commits = 0
  const start = () => {
    const jobs = createJobs({
      database,
      clock,
      logger,
      transact: sendingTransactions(database, clock, () => {
        commits += 1
      }),
      jobs: [
        {
          ...weekly,
          run: async ({ slot, late, send }) => {
            runs.push(`${slot.toISOString()}${late ? ' late' : ''}`)
            await send({
              to: conversationReference('fake:room'),
              card: card(),
              locale: 'en',
              key: `digest:${slot.toISOString()}`,
            })
          },
          ...job,
        },
      ],
    })
    return createScheduler([jobs], logger)
  }
  return {
    clock,
    lines,
    runs,
    start,
    commits: () => commits,
    messages: () => database.client.outboxMessage.count(),
    at: async (scheduler: ReturnType<typeof start>, instant: string) => {
      clock.moveTo(new Date(instant))
      await scheduler.tick()
    },
  }
}

describe('scheduled jobs', () => {
  it('do not run because a database is new', async () => {
    const { start, runs } = fixture()
    const scheduler = start()
    await scheduler.tick()
    await scheduler.tick()
    expect(runs).toEqual([])
  })

  it('run once at their time, and once again the week after', async () => {
    const { start, runs, at, messages, commits } = fixture()
    const scheduler = start()
    await scheduler.tick()
    await at(scheduler, '2025-03-10T00:59:59Z')
    expect(runs).toEqual([])
    await at(scheduler, '2025-03-10T01:00:00Z')
    await at(scheduler, '2025-03-10T01:00:30Z')
    await at(scheduler, '2025-03-10T01:01:00Z')
    await at(scheduler, '2025-03-17T01:00:20Z')
    expect(runs).toEqual(['2025-03-10T01:00:00.000Z', '2025-03-17T01:00:00.000Z'])
    expect(await messages()).toBe(2)
    expect(commits()).toBe(2)
  })

  it('make up for a time missed while the program was down, and say that it is late', async () => {
    const { start, runs, at } = fixture()
    await start().tick()
    await at(start(), '2025-03-12T06:00:00Z')
    await at(start(), '2025-03-12T06:01:00Z')
    expect(runs).toEqual(['2025-03-10T01:00:00.000Z late'])
  })

  it('leave out a time missed by more than the window, and say so', async () => {
    const { start, runs, at, lines } = fixture()
    await start().tick()
    await at(start(), '2025-03-14T06:00:00Z')
    expect(runs).toEqual([])
    expect(lines).toMatchObject([
      { level: 'warn', details: { job: 'digest', skipped: [new Date('2025-03-10T01:00:00Z')] } },
    ])
    await at(start(), '2025-03-14T06:01:00Z')
    expect(lines).toHaveLength(1)
  })

  it('run only for the latest of several missed times, and name the others', async () => {
    const { start, runs, at, lines } = fixture()
    await start().tick()
    await at(start(), '2025-03-24T03:00:00Z')
    expect(runs).toEqual(['2025-03-24T01:00:00.000Z late'])
    expect(lines.find(({ level }) => level === 'warn')?.details).toEqual({
      job: 'digest',
      skipped: [new Date('2025-03-17T01:00:00Z'), new Date('2025-03-10T01:00:00Z')],
    })
  })

  it('run nothing when the clock is moved back, and nothing twice when it comes forward again', async () => {
    const { start, runs, at } = fixture()
    const scheduler = start()
    await scheduler.tick()
    await at(scheduler, '2025-03-10T01:00:00Z')
    await at(scheduler, '2025-03-03T02:00:00Z')
    await at(scheduler, '2025-03-10T01:00:00Z')
    await at(scheduler, '2025-03-17T01:00:00Z')
    expect(runs).toEqual(['2025-03-10T01:00:00.000Z', '2025-03-17T01:00:00.000Z'])
  })

  it('leave nothing behind when they fail, and are tried again', async () => {
    let failing = true
    const { start, at, messages, lines, commits } = fixture({
      run: async ({ send }) => {
        await send({ to: conversationReference('fake:room'), card: card(), locale: 'en', key: 'k' })
        if (failing) throw new Error('no')
      },
    })
    const scheduler = start()
    await scheduler.tick()
    await at(scheduler, '2025-03-10T01:00:00Z')
    expect(await messages()).toBe(0)
    expect(await database.client.jobRun.count()).toBe(0)
    expect(commits()).toBe(0)
    expect(lines).toMatchObject([{ level: 'error', details: { job: 'digest' } }])
    failing = false
    await at(scheduler, '2025-03-10T01:01:00Z')
    await at(scheduler, '2025-03-10T01:02:00Z')
    expect(await messages()).toBe(1)
    expect(commits()).toBe(1)
  })

  it('do not run for a time that a changed timetable would have had', async () => {
    const { start, at, runs } = fixture()
    const scheduler = start()
    await scheduler.tick()
    await at(scheduler, '2025-03-07T06:00:00Z')
    const changed = fixture({ cron: '0 8 * * 5' })
    await changed.at(changed.start(), '2025-03-07T06:01:00Z')
    expect([...runs, ...changed.runs]).toEqual([])
  })

  it('run once when two processes share the database', async () => {
    const one = fixture()
    const other = fixture()
    const schedulers = [one.start(), other.start()]
    await Promise.all(schedulers.map((scheduler) => scheduler.tick()))
    for (const week of ['2025-03-10T01:00:00Z', '2025-03-17T01:00:00Z', '2025-03-24T01:00:00Z']) {
      for (const { clock } of [one, other]) clock.moveTo(new Date(week))
      await Promise.all(schedulers.map((scheduler) => scheduler.tick()))
    }
    expect([...one.runs, ...other.runs]).toHaveLength(3)
    expect(await one.messages()).toBe(3)
  })

  it('say when they last ran', async () => {
    const { start, at } = fixture()
    const scheduler = start()
    await scheduler.tick()
    expect(await readLastRuns(database)).toEqual(new Map())
    await at(scheduler, '2025-03-10T01:00:05Z')
    expect(await readLastRuns(database)).toEqual(new Map([['digest', new Date('2025-03-10T01:00:05Z')]]))
  })

  it('are refused when their timetable cannot be read', () => {
    expect(() => fixture({ cron: 'every monday' }).start()).toThrow('every monday')
  })
})

describe('every minute', () => {
  afterEach(() => {
    vi.useRealTimers()
  })

  it('is looked for what is due, at once and at the full minute, whatever became of the look before', async () => {
    vi.useFakeTimers({
      now: new Date('2025-03-03T02:00:20Z'),
      toFake: ['Date', 'setTimeout', 'clearTimeout'],
    })
    const { logger, lines } = recordingLogger()
    const looks: string[] = []
    const scheduler = createScheduler(
      [
        { name: 'first', look: () => Promise.reject(new Error('no')) },
        { name: 'second', look: async () => void looks.push(new Date().toISOString().slice(11, 19)) },
      ],
      logger,
    )
    scheduler.start()
    await vi.advanceTimersByTimeAsync(120_000)
    await scheduler.stop()
    await vi.advanceTimersByTimeAsync(120_000)
    expect(looks).toEqual(['02:00:20', '02:01:00', '02:02:00'])
    expect(lines.map(({ details }) => details)).toMatchObject(looks.map(() => ({ look: 'first' })))
  })
})
