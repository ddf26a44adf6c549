import { readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { decode } from 'fast-png'
import { afterEach, expect, it } from 'vitest'
import { stoppedClock } from '../../src/core/time/clock.ts'
import { instantAt } from '../../src/core/time/day.ts'
import { startApp, zone } from '../harness/app.ts'
import { testDatabase } from '../harness/database.ts'
import { until } from '../harness/rooms.ts'
import { openSlackChannel } from '../harness/slack-channel.ts'
import { startFakeTelegram } from '../harness/telegram.ts'
import { answered } from '../harness/telegram-group.ts'

let stops: Array<() => Promise<unknown>> = []
afterEach(async () => {
  for (const stop of stops.reverse()) await stop()
  stops = []
})
const clock = () => stoppedClock(instantAt('2025-03-10T10:00', zone), zone)

it('a chart comes to Telegram as a photo, with its words below it', async () => {
  const telegram = await startFakeTelegram()
  stops.push(telegram.close)
  const environment = {
    TELEGRAM_BOT_TOKEN: telegram.token,
    TELEGRAM_API_ROOT: telegram.apiRoot,
    ADMINS: `telegram:${telegram.person.id}`,
  }
  const running = await startApp(await testDatabase(), environment, undefined, clock())
  stops.push(running.app.stop)
  const chat = telegram.person.id
  const heard = async () => {
    await answered(telegram, running.app)
    return telegram.unread(chat).splice(0)
  }
  telegram.say(chat, '/visit 3月5日 济南→武隆 12人 商议产业合作')
  await heard()
  telegram.say(chat, '/chart 武隆')
  const [photo, words, ...more] = await heard()
  expect(decode(photo?.files[0]?.content ?? Buffer.alloc(0))).toMatchObject({ width: 1080 })
  expect(photo?.text).toContain('济南—武隆 每月互访人次。今年以来1批次、12人次')
  expect(words?.text).toContain('3月')
  expect(words?.buttons).toContain('会议')
  expect(more).toEqual([])
  expect(running.logger.problems).toEqual([])
})

it('a chart is uploaded to Slack, below its words', async () => {
  const { slack, running, wang: person, close } = await openSlackChannel('2025-03-10T10:00')
  stops.push(close)
  await person.direct('互访 3月5日 济南→武隆 12人 商议产业合作')
  await running.app.settled()
  slack.unread()
  await person.direct('图表 武隆')
  await running.app.settled()
  const shown = slack.unread()
  expect(shown.map(({ kind }) => kind)).toEqual(['message', 'file'])
  expect(shown[0]?.text).toContain('济南—武隆 每月互访人次')
  expect(decode(shown[1]?.files[0] ?? Buffer.alloc(0))).toMatchObject({ width: 1080 })
  expect(running.logger.problems).toEqual([])
})

it('a chart is written where the terminal says', async () => {
  const directory = join(tmpdir(), `luyu-charts-${process.pid}`)
  stops.push(() => rm(directory, { recursive: true, force: true }))
  const running = await startApp(
    await testDatabase(),
    { DATA_DIR: directory, LOCALE: 'zh-CN' },
    undefined,
    clock(),
  )
  stops.push(running.app.stop)
  let heard = ''
  running.output.on('data', (chunk: Buffer) => {
    heard += chunk.toString('utf8')
  })
  running.input.write('/visit 3月5日 济南→武隆 12人\n武隆今年互访图表\n:press 9999\n')
  await until(() => heard.includes('9999'))
  const written = new RegExp(`${directory}/files/.+$`, 'm').exec(heard)?.[0] ?? ''
  expect(decode(await readFile(written))).toMatchObject({ width: 1080 })
})
