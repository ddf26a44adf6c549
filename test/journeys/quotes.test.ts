import { afterEach, beforeEach, expect, it } from 'vitest'
import { stoppedClock } from '../../src/core/time/clock.ts'
import { instantAt } from '../../src/core/time/day.ts'
import type { Database } from '../../src/db/database.ts'
import { startApp, zone } from '../harness/app.ts'
import { testDatabase } from '../harness/database.ts'
import { jpeg } from '../harness/files.ts'
import { bindRoom } from '../harness/rooms.ts'
import { openSlackChannel } from '../harness/slack-channel.ts'
import { startFakeTelegram } from '../harness/telegram.ts'
import { answered } from '../harness/telegram-group.ts'

let database: Database
let stops: Array<() => Promise<unknown>>
const clock = () => stoppedClock(instantAt('2025-03-10T10:00', zone), zone)
beforeEach(async () => {
  database = await testDatabase()
  stops = []
})
afterEach(async () => {
  for (const stop of stops.reverse()) await stop()
})

it('a problem on Telegram keeps the message that it answers: its words, its link and its photo', async () => {
  const telegram = await startFakeTelegram()
  stops.push(telegram.close)
  const environment = {
    TELEGRAM_BOT_TOKEN: telegram.token,
    TELEGRAM_API_ROOT: telegram.apiRoot,
    ADMINS: `telegram:${telegram.person.id}`,
  }
  const running = await startApp(database, environment, undefined, clock())
  stops.push(running.app.stop)
  const group = telegram.addGroup()
  await bindRoom(database, `telegram:${group}`, '武隆', 'zh-CN')
  const heard = async () => {
    await answered(telegram, running.app)
    return telegram.unread(group).splice(0)
  }
  const colleague = { id: 1002, first_name: '周敏' }
  const photo = jpeg('塌方')
  telegram.send(group, [{ content: photo }], {
    from: colleague,
    caption: '冷链项目进场路塌方，请周敏13812345678联系',
  })
  const asked = telegram.messages.at(-1)?.id ?? 0
  // Nobody spoke to the bot, and it fetches nothing.
  expect(await heard()).toEqual([])
  expect(telegram.downloads).toEqual([])

  telegram.say(group, '/problem 冷链项目进场路塌方', { replyTo: asked })
  const [entered] = await heard()
  expect(entered?.text).toContain('已登记问题 Q-2025-0001')
  expect(entered?.text).toContain('已附1个文件')
  // Names stand in what people write to each other: everybody here has the message itself.
  expect(entered?.text).toContain(`https://t.me/c/${`${group}`.slice(4)}/${asked}`)
  expect(entered?.text).not.toContain('周敏')
  expect(await database.client.problem.findFirst()).toMatchObject({
    about: '冷链项目进场路塌方',
    quoteText: '冷链项目进场路塌方，请周敏…联系',
  })
  const [file] = await database.client.recordFile.findMany({ include: { file: true } })
  expect(file && Buffer.from(file.file.content)).toEqual(photo)

  // Without words of its own it says what the message says; its files are no other command's.
  telegram.say(group, '培训名单至今未报', { from: colleague })
  const other = telegram.messages.at(-1)?.id ?? 0
  telegram.say(group, '/problem', { replyTo: other })
  expect((await heard()).at(-1)?.text).toContain('内容：培训名单至今未报')
  telegram.say(group, '/decision 报送培训名单 支援方:联络员 受援方:联络员 10个工作日内')
  await heard()
  // A photo is a note of what was done.
  telegram.send(group, [{ content: jpeg('名单') }], { caption: '/decision done D-2025-0001' })
  // The card that tells of it, and the one that stands above.
  expect((await heard()).map(({ text }) => text).join('\n')).toContain('议定事项 D-2025-0001 已办结')
  telegram.say(group, '/status', { replyTo: asked })
  expect((await heard()).at(-1)?.text).not.toContain('文件')
  expect(running.logger.problems).toEqual([])
})

it('a message becomes a problem on Slack by its shortcut, also where something is asked first', async () => {
  const { slack, running, wang: admin, close } = await openSlackChannel('2025-03-10T10:00')
  stops.push(close)
  slack.addChannel('C2')

  await admin.shortcut('problem_message', { channel: 'C1', text: '冷链项目进场路塌方' })
  await running.app.settled()
  expect(await database.client.problem.findFirst()).toMatchObject({
    about: '冷链项目进场路塌方',
    quoteText: '冷链项目进场路塌方',
    quoteLink: expect.stringMatching(/^https:\/\/example\.slack\.com\/archives\/C1\/p\d+$/),
  })

  await admin.shortcut('problem_message', { channel: 'C2', text: '培训名单至今未报' })
  await running.app.settled()
  expect(await database.client.problem.count()).toBe(1)
  await admin.press('打开表单')
  await running.app.settled()
  await admin.submit({ pair: '济南—武隆', about: '培训名单未报' })
  await running.app.settled()
  expect(await database.client.problem.findFirst({ orderBy: { id: 'desc' } })).toMatchObject({
    about: '培训名单未报',
    quoteText: '培训名单至今未报',
  })
  expect(running.logger.problems).toEqual([])
})
