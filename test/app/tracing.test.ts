import { PassThrough } from 'node:stream'
import { setImmediate } from 'node:timers/promises'
import { inspect } from 'node:util'
import { expect, it } from 'vitest'
import { createApp } from '../../src/app/app.ts'
import { traced, withinRequest } from '../../src/app/tracing.ts'
import { readConfig } from '../../src/config.ts'
import type { Logger } from '../../src/core/ports.ts'
import { stoppedClock } from '../../src/core/time/clock.ts'
import { testDatabase } from '../harness/database.ts'

const recording = () => {
  const lines: Array<Record<string, unknown> & { message: string }> = []
  const keep = (details: object, message: string) => void lines.push({ ...details, message })
  const logger: Logger = { debug: keep, info: keep, warn: keep, error: keep, child: () => logger }
  return { logger, lines }
}

it('names the request in every line that is logged while it is at work, however many are at once', async () => {
  const { logger, lines } = recording()
  const log = traced(logger).child({ part: 'x' })
  await Promise.all(
    ['a', 'b'].map((id) =>
      withinRequest(id, async () => {
        await setImmediate()
        log.warn({ id }, 'deep inside')
      }),
    ),
  )
  log.info({}, 'outside')
  expect(lines).toEqual([
    { request: 'a', id: 'a', message: 'deep inside' },
    { request: 'b', id: 'b', message: 'deep inside' },
    { message: 'outside' },
  ])
})

it('follows a line from its receipt to its answer under one name, without its words', async () => {
  const { logger, lines } = recording()
  const [input, output] = [new PassThrough(), new PassThrough()]
  const app = await createApp(readConfig({ PORT: '0' }), {
    logger,
    clock: stoppedClock(new Date('2025-03-03T02:00:00Z'), 'Asia/Shanghai'),
    database: await testDatabase(),
    terminal: { input, output, interactive: false },
  })
  await app.start()
  input.end('/visit 3月5日 济南→武隆 12人 机密事由\n')
  await app.ended
  await app.stop()
  const followed = lines.filter(({ request }) => request !== undefined)
  expect(followed.map(({ message }) => message)).toEqual(expect.arrayContaining(['received', 'answered']))
  expect(new Set(followed.map(({ request }) => request)).size).toBe(1)
  expect(inspect(lines, { depth: 9 })).not.toContain('机密事由')
})
