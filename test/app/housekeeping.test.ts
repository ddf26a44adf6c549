import { beforeEach, describe, expect, it } from 'vitest'
import { card } from '../../src/core/card.ts'
import { conversationReference } from '../../src/core/request.ts'
import { daysBefore, stoppedClock } from '../../src/core/time/clock.ts'
import type { Database } from '../../src/db/database.ts'
import { deliveryHousekeeping, outboxDays } from '../../src/delivery/housekeeping.ts'
import { enqueue } from '../../src/delivery/outbox.ts'
import { housekeeping } from '../../src/intake/housekeeping.ts'
import { loadRegistry } from '../../src/programme/places/load.ts'
import { runDays, scheduleHousekeeping, taskDays } from '../../src/schedule/housekeeping.ts'
import { testDatabase } from '../harness/database.ts'
import { allFeatures } from '../harness/registry.ts'

let database: Database
beforeEach(async () => {
  database = await testDatabase()
})

const now = new Date('2025-03-10T19:30:00Z')
const clock = stoppedClock(now, 'Asia/Shanghai')

const nightly = [housekeeping, deliveryHousekeeping, scheduleHousekeeping]
const tidy = () =>
  database.transact(async (transaction) => {
    const send = () => Promise.reject(new Error('nothing to say'))
    for (const job of nightly) await job.run({ transaction, clock, slot: now, late: false, send })
  })

/** A message said so many days ago, or given up then, or still to be said. */
const message = (days: number, state: 'sent' | 'failed' | 'due') => {
  const at = daysBefore(now, days)
  return database.client.outboxMessage.create({
    data: {
      key: `${state} ${days} days ago`,
      conversation: 'fake:room',
      locale: 'en',
      card: card(),
      state,
      dueAt: at,
      createdAt: daysBefore(now, days + 1),
      ...(state === 'sent' && { sentAt: at }),
      ...(state === 'failed' && { failure: 'gone' }),
    },
  })
}

const task = (conversation: string, days: number | undefined) =>
  database.client.task.create({
    data: {
      name: 'test.count',
      conversation,
      account: 'fake:me',
      locale: 'en',
      work: {},
      leasedUntil: now,
      createdAt: daysBefore(now, 400),
      ...(days !== undefined && { state: 'done', endedAt: daysBefore(now, days) }),
    },
  })

describe('housekeeping', () => {
  it('clears messages that are sent or given up, after a time, and none that waits', async () => {
    for (const state of ['sent', 'failed', 'due'] as const)
      for (const days of [outboxDays - 1, outboxDays + 1]) await message(days, state)
    await tidy()
    const left = await database.client.outboxMessage.findMany({ orderBy: { id: 'asc' } })
    expect(left.map(({ key }) => key)).toEqual([
      `sent ${outboxDays - 1} days ago`,
      `failed ${outboxDays - 1} days ago`,
      `due ${outboxDays - 1} days ago`,
      `due ${outboxDays + 1} days ago`,
    ])
  })

  it('clears the runs of jobs and the tasks that ended long ago, and no task that runs', async () => {
    for (const days of [runDays - 1, runDays + 1]) {
      const ranAt = daysBefore(now, days)
      await database.client.jobRun.create({ data: { job: 'digest', slot: ranAt, late: false, ranAt } })
    }
    await task('fake:new', taskDays - 1)
    await task('fake:old', taskDays + 1)
    await task('fake:running', undefined)
    await tidy()
    expect((await database.client.jobRun.findMany()).map(({ ranAt }) => ranAt)).toEqual([
      daysBefore(now, runDays - 1),
    ])
    const tasks = await database.client.task.findMany({ orderBy: { id: 'asc' } })
    expect(tasks.map(({ conversation }) => conversation)).toEqual(['fake:new', 'fake:running'])
  })

  it('forgets no key and no run as long as a job could make up for its time', async () => {
    const registry = await loadRegistry(database.client)
    const features = allFeatures(registry)
    const jobs = [...features.flatMap(({ jobs: own }) => own ?? []), ...nightly]
    const longest = Math.max(...jobs.map(({ catchUpHours }) => catchUpHours))
    expect(longest).toBeGreaterThanOrEqual(72)
    // Twice as long, for clocks that are wrong and for whoever looks.
    for (const days of [outboxDays, runDays]) expect(days * 24).toBeGreaterThan(2 * longest)

    const summary = { to: conversationReference('fake:room'), card: card(), locale: 'en' } as const
    const send = (at: Date) =>
      database.transact((transaction) => enqueue(transaction, { ...summary, key: 'digest:2025-W10:1' }, at))
    const sentAt = new Date(now.getTime() - longest * 3_600_000)
    await send(sentAt)
    await database.client.outboxMessage.updateMany({ data: { state: 'sent', sentAt } })
    await tidy()
    expect(await send(now)).toBe(false)
  })
})
