import { setTimeout } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { budget } from '../../src/adapters/telegram/limits.ts'
import { DeliveryError } from '../../src/core/errors.ts'
import type { Adapter } from '../../src/core/ports.ts'
import { systemTimer } from '../../src/delivery/pace.ts'
import { createDeliveryWorker } from '../../src/delivery/worker.ts'
import { testDatabase } from '../harness/database.ts'
import { deliveryFixture } from './fakes.ts'

/** A platform that counts as Telegram does: whoever sends too much, from wherever, is refused. */
const strictPlatform = (model: Adapter) => {
  const times: Array<{ readonly to: string; readonly at: number }> = []
  const refused: string[] = []
  const within = (milliseconds: number, to?: string) =>
    times.filter((one) => one.at > performance.now() - milliseconds && (to === undefined || one.to === to))
      .length
  const adapter: Adapter = {
    ...model,
    budget,
    send: async (to) => {
      // On the way there and back messages overtake each other.
      await setTimeout(Math.random() * 40)
      times.push({ to, at: performance.now() })
      if (within(1_000) > 30 || within(1_000, to) > 1 || within(60_000, to) > 20) {
        refused.push(to)
        throw new DeliveryError('rate-limited', 'Too Many Requests', { retryAfter: 3 })
      }
      await setTimeout(Math.random() * 40)
      return { messages: [`m${times.length}`] }
    },
  }
  return { adapter, times, refused }
}

it('two processes together keep within a platform’s budget, and use it', async ({ skip }) => {
  const database = await testDatabase()
  if (database.kind === 'embedded') skip('only one process owns an embedded database')
  const { put, options } = deliveryFixture(database)
  const fake = options.adapters.get('fake')
  if (!fake) throw new Error('no fake')
  const { adapter, times, refused } = strictPlatform(fake)
  for (let number = 0; number < 200; number++) await put('weekly summary', `fake:${number}`)
  for (const words of ['a second', 'a third']) await put(words, 'fake:0')
  const workers = ['one', 'other'].map((process) =>
    createDeliveryWorker({
      ...options,
      adapters: new Map([['fake', adapter]]),
      process,
      timer: systemTimer,
      isShared: true,
    }),
  )
  const began = performance.now()
  await Promise.all(workers.map((worker) => worker.drain()))
  const took = (performance.now() - began) / 1000
  expect(refused).toEqual([])
  expect(times).toHaveLength(202)
  expect(new Set(times.map(({ to }) => to)).size).toBe(200)
  // 202 messages, at most 29 in any second.
  expect(took).toBeGreaterThan(6)
  expect(took).toBeLessThan(12)
})
