import { afterEach, describe, expect, it } from 'vitest'
import { stoppedClock } from '../../src/core/time/clock.ts'
import { instantAt } from '../../src/core/time/day.ts'
import type { Database } from '../../src/db/database.ts'
import { type RunningApp, startApp, zone } from '../harness/app.ts'
import { testDatabase } from '../harness/database.ts'
import { bindRoom } from '../harness/rooms.ts'
import { createSlackServer, slackSecrets } from '../harness/slack.ts'
import { startFakeTelegram } from '../harness/telegram.ts'

const at = (wallClock: string) => instantAt(wallClock, zone)

/** Telegram, Slack and three bound channels; any number of programs may be started on them. */
const open = async () => {
  const clock = stoppedClock(at('2025-03-09T20:00'), zone)
  const database: Database = await testDatabase()
  const telegram = await startFakeTelegram()
  const slack = await createSlackServer(clock)
  slack.addChannel('C1')
  const [first, second] = [telegram.addGroup(), telegram.addGroup()]
  const environment = {
    TELEGRAM_BOT_TOKEN: telegram.token,
    TELEGRAM_API_ROOT: telegram.apiRoot,
    SLACK_BOT_TOKEN: slackSecrets.botToken,
    SLACK_SIGNING_SECRET: slackSecrets.signingSecret,
    SLACK_API_URL: slack.apiUrl,
  }
  const running: RunningApp[] = []
  const start = async () => {
    const app = await startApp(database, environment, undefined, clock)
    running.push(app)
    return app
  }
  const stop = async (app: RunningApp) => {
    running.splice(running.indexOf(app), 1)
    await app.app.stop()
  }
  /** What each channel was told, in order. */
  const told = () => ({
    first: telegram
      .callsOf('sendMessage')
      .filter(({ chat_id }) => Number(chat_id) === first)
      .map(({ text }) => String(text)),
    second: telegram
      .callsOf('sendMessage')
      .filter(({ chat_id }) => Number(chat_id) === second)
      .map(({ text }) => String(text)),
    slack: slack.shown.filter(({ channel }) => channel === 'C1').map(({ text }) => text),
  })
  const bind = async () => {
    await bindRoom(database, `telegram:${first}`, '武隆', 'zh-CN')
    await bindRoom(database, `telegram:${second}`, undefined, 'zh-CN')
    await bindRoom(database, 'slack:T1/C1', '武隆', 'en')
  }
  const close = async () => {
    for (const app of [...running]) await stop(app)
    await telegram.close()
    await slack.stop()
  }
  return { clock, database, telegram, slack, start, stop, told, bind, close, first, second }
}

let place: Awaited<ReturnType<typeof open>>
afterEach(() => place.close())

const counts = () => Object.values(place.told()).map((said) => said.length)

describe('the weekly summary', () => {
  it('reaches every bound channel once, in its language, on Monday at nine', async () => {
    place = await open()
    const { app } = await place.start()
    await place.bind()
    await app.runDue()
    expect(counts()).toEqual([0, 0, 0])
    place.clock.moveTo(at('2025-03-10T08:59'))
    await app.runDue()
    expect(counts()).toEqual([0, 0, 0])
    place.clock.moveTo(at('2025-03-10T09:00'))
    await app.runDue()
    place.clock.moveTo(at('2025-03-10T09:01'))
    await app.runDue()
    const { first, second, slack } = place.told()
    expect([first.length, second.length, slack.length]).toEqual([1, 1, 1])
    expect(first[0]).toContain('第10周')
    expect(first[0]).toContain('武隆')
    expect(second[0]).toContain('14对结对')
    expect(slack[0]).toContain('Wulong')
    expect(slack[0]).not.toMatch(/\p{Script=Han}/u)
  })

  it('is sent by one of two programs on one database', async () => {
    place = await open()
    const [one, other] = [await place.start(), await place.start()]
    await place.bind()
    place.clock.moveTo(at('2025-03-10T09:00'))
    await Promise.all([one.app.runDue(), other.app.runDue()])
    await Promise.all([one.app.runDue(), other.app.runDue()])
    expect(counts()).toEqual([1, 1, 1])
  })

  it('is made up for when the program was down at nine, says so, and is not sent twice', async () => {
    place = await open()
    const before = await place.start()
    await place.bind()
    await before.app.runDue()
    await place.stop(before)
    place.clock.moveTo(at('2025-03-10T14:00'))
    const after = await place.start()
    await after.app.runDue()
    await place.stop(after)
    const again = await place.start()
    await again.app.runDue()
    expect(counts()).toEqual([1, 1, 1])
    expect(place.told().first[0]).toContain('补发')
  })

  it.each(['2025-03-13T10:00', '2025-03-17T08:59'])(
    'is made up for as long as the next one is not due: %s',
    async (back) => {
      place = await open()
      const before = await place.start()
      await place.bind()
      await before.app.runDue()
      await place.stop(before)
      place.clock.moveTo(at(back))
      const { app } = await place.start()
      await app.runDue()
      expect(counts()).toEqual([1, 1, 1])
      expect(place.told().first[0]).toMatch(/第10周[\s\S]*补发：本应于3月10日发布/)
      place.clock.moveTo(at('2025-03-17T09:00'))
      await app.runDue()
      expect(counts()).toEqual([2, 2, 2])
    },
  )

  it('survives a platform that refuses at first', async () => {
    place = await open()
    const { app } = await place.start()
    await place.bind()
    place.telegram.trouble('sendMessage', {
      error_code: 429,
      description: 'Too Many Requests',
      parameters: { retry_after: 3 },
    })
    place.clock.moveTo(at('2025-03-10T09:00'))
    await app.runDue()
    place.clock.moveTo(at('2025-03-10T09:01'))
    await app.runDue()
    const said = place.told()
    expect(new Set([...said.first, ...said.second]).size).toBe(2)
    expect(said.slack).toHaveLength(1)
  })
})
