import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PassThrough } from 'node:stream'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { createApp } from '../../src/app/app.ts'
import { readConfig } from '../../src/config.ts'
import { stoppedClock } from '../../src/core/time/clock.ts'
import { instantAt } from '../../src/core/time/day.ts'
import { keepingLogger, zone } from '../harness/app.ts'
import { testDatabase } from '../harness/database.ts'
import { patience } from '../harness/patience.ts'
import { createScreen } from '../harness/screen.ts'

let directory = ''
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'luyu-terminal-'))
})
afterEach(() => rm(directory, { recursive: true }))

/** The whole program, with a person at its terminal. */
const sit = async () => {
  const [input, screen, logger] = [new PassThrough(), createScreen(80), keepingLogger()]
  const app = await createApp(readConfig({ PORT: '0', DATA_DIR: directory }), {
    logger,
    clock: stoppedClock(instantAt('2025-03-03T10:00', zone), zone),
    database: await testDatabase(),
    terminal: { input, output: screen.output, interactive: true },
  })
  await app.start()
  await screen.until('鲁渝')
  const type = async (keys: string, wanted: string | RegExp): Promise<void> => {
    input.write(keys)
    await screen.until(wanted)
  }
  /** Presses Tab until it helps: a busy machine may give up at first. */
  const complete = async (keys: string, wanted: string): Promise<void> => {
    input.write(keys)
    while (!screen.shown().includes(wanted)) {
      const before = screen.raw()
      const given = AbortSignal.timeout(patience / 30)
      input.write('\t')
      while (screen.raw() === before && !given.aborted) await new Promise((resolve) => setImmediate(resolve))
    }
  }
  return { app, input, screen, type, complete, logger }
}

it('completes commands, keys, places and the records that one may see', async () => {
  const { app, input, type, complete, logger } = await sit()
  await complete('互', '> 互访 ')
  await complete('登', '> 互访 登记 ')
  await complete('3月5日 12人 济南→武', '济南→武隆 ')
  await complete('事', '12人 济南→武隆 事由：')
  await type('考察\r', '已登记互访 V-2025-0001')
  await complete('/visit show ', '> /visit show V-2025-0001')
  await type('\u0003:room private\r', '已进入私聊')
  await type(':as 过客\r', '过客@private>')
  await type('/visit show v-2\tx', '> /visit show v-2x')
  input.write('\u0003\u0004')
  await app.ended
  await app.stop()
  expect(logger.problems).toEqual([])
})

it('presses buttons by their numbers, and takes a number where one is asked for', async () => {
  const { app, input, type } = await sit()
  await type('互访 济南→武隆 3月5日\r', '请填写人数')
  await type('3\r', /人数 +3人/)
  await type('2\r', '互访台账 济南—武隆')
  await type(':room 武隆\r', '已进入')
  await type('1\r', '共1条，见所附文件')
  input.write('\u0004')
  await app.ended
  await app.stop()
})

it('keeps invitations out of the history, however they are typed', async () => {
  const { app, input, screen, type } = await sit()
  await type('/officer invite 李明 武隆\r', /join [\w-]{22}|加入 [\w-]{22}/)
  const [code = ''] = /[\w-]{22}/.exec(screen.shown()) ?? []
  await type(':as 李明\r', '李明@main>')
  await type('加入\r', '邀请码')
  await type(`${code}\r`, /欢迎|已/)
  await type(`jion ${code}\r`, '> jion')
  await type('帮助\r', '帮助（help）')
  input.write('\u0004')
  await app.ended
  await app.stop()
  const history = await readFile(join(directory, 'history'), 'utf8')
  expect(history.split('\n')).toEqual(['/officer invite 李明 武隆', ':as 李明', '加入', '帮助', ''])
})
