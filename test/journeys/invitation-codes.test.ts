import { afterEach, beforeEach, expect, it } from 'vitest'
import { stoppedClock } from '../../src/core/time/clock.ts'
import { instantAt } from '../../src/core/time/day.ts'
import type { Database } from '../../src/db/database.ts'
import { startApp, zone } from '../harness/app.ts'
import { testDatabase } from '../harness/database.ts'
import { createSlackServer, slackSecrets } from '../harness/slack.ts'
import { placesOf } from '../harness/stored.ts'
import { type FakeUser, startFakeTelegram } from '../harness/telegram.ts'
import { answered } from '../harness/telegram-group.ts'

const stops: Array<() => Promise<unknown>> = []
let database: Database
const codeIn = (text: string): string => /Ly[A-Za-z0-9]{20}/.exec(text)?.[0] ?? ''

/** The whole program on both platforms at once; `ask` resolves to what the person is answered. */
const open = async () => {
  const clock = stoppedClock(instantAt('2025-03-03T10:00', zone), zone)
  const telegram = await startFakeTelegram()
  const slack = await createSlackServer(clock)
  const start = async () => {
    const running = await startApp(
      database,
      {
        TELEGRAM_BOT_TOKEN: telegram.token,
        TELEGRAM_API_ROOT: telegram.apiRoot,
        SLACK_BOT_TOKEN: slackSecrets.botToken,
        SLACK_SIGNING_SECRET: slackSecrets.signingSecret,
        SLACK_API_URL: slack.apiUrl,
        ADMINS: `slack:T1/U1,telegram:${telegram.person.id}`,
      },
      undefined,
      clock,
    )
    slack.sendTo(`http://127.0.0.1:${running.port}/slack/events`)
    return running
  }
  let running = await start()
  const stop = () => running.app.stop()
  stops.push(telegram.close, slack.stop, () => stop())
  const heard = async (chat: number) => {
    await answered(telegram, running.app)
    return telegram
      .unread(chat)
      .splice(0)
      .map(({ text }) => text)
      .join('\n')
  }
  return {
    telegram,
    slack,
    clock,
    ask: async (chat: number, line: string, from?: FakeUser) => {
      telegram.say(chat, line, from && { from })
      return heard(chat)
    },
    heard,
    askSlack: async (person: ReturnType<typeof slack.person>, line: string) => {
      await person.direct(line)
      await running.app.settled()
      return slack
        .unread()
        .map(({ text }) => text)
        .join('\n')
    },
    restart: async () => {
      await stop()
      running = await start()
    },
  }
}

beforeEach(async () => {
  database = await testDatabase()
})
afterEach(async () => {
  for (const stop of stops.splice(0).reverse()) await stop()
})

it('a code is shown once and stands nowhere in the database, however it is made and sent', async () => {
  const { telegram, slack, ask, askSlack } = await open()
  const admin = telegram.person.id
  const wang = slack.person('U1', 'wang')
  const invited = await ask(admin, '/officer invite 李明 武隆')
  const first = codeIn(invited)
  expect(invited).toContain(`https://t.me/luyu_bot?start=${first}`)
  const li: FakeUser = { id: 3001, first_name: '李明', language_code: 'zh' }
  telegram.addPerson(li)
  // With words around it, in a question's place, and at last as Telegram's link sends it.
  await ask(li.id, `您好，我的邀请码是${first}，怎么用？`, li)
  await ask(li.id, '/join', li)
  await ask(li.id, first.slice(0, 20), li)
  await ask(li.id, `${first}x`, li)
  await ask(li.id, '/cancel', li)
  await ask(li.id, `/jion ${first}`, li)
  expect(await ask(li.id, `/start ${first}`, li)).toContain('Welcome, 李明')

  const second = codeIn(await askSlack(wang, 'officer invite 王芳 济南'))
  const fang = slack.person('U2', 'fang')
  await fang.command('D2', `join ${second}`)
  expect(await askSlack(fang, 'whoami')).toContain('王芳')

  const third = codeIn(await askSlack(wang, 'officer invite 周敏 武隆'))
  expect(await askSlack(wang, `officer withdraw ${third}`)).toContain('周敏 is withdrawn')
  for (const code of [first, second, third]) {
    expect(code).not.toBe('')
    expect(await placesOf(database, code)).toEqual([])
    expect(await placesOf(database, code.slice(0, 18))).toEqual([])
  }
})

it('a code that is sent alone is told how to use it, and what was made of it is seen nowhere', async () => {
  const { telegram, ask } = await open()
  const admin = telegram.person.id
  const code = codeIn(await ask(admin, '/officer invite 李明 武隆'))
  const person = (id: number, language: string): FakeUser => ({
    id,
    first_name: 'Li',
    language_code: language,
  })
  const [english, chinese] = [person(3001, 'en'), person(3002, 'zh')]
  for (const each of [english, chinese]) telegram.addPerson(each)
  for (const line of [code, `my invitation code is ${code}`])
    expect(await ask(english.id, line, english), line).toContain('please send “join CODE”')
  for (const line of [code, `我的邀请码是${code}`, `您好，邀请码 ${code} 怎么用`])
    expect(await ask(chinese.id, line, chinese), line).toContain('发送“加入 邀请码”')
  // Wherever else what was typed is said again.
  for (const line of [
    `/jion ${code}`,
    `/visit ${code}`,
    `/visit 3月5日 济南→武隆 3人 事由：${code}`,
    'V-2025-0001',
    `/visit edit V-2025-0001 人数 ${code}`,
    `/cancel`,
    `/status ${code}`,
    `/problem 武隆：${code} 不能用`,
    `/officer suspend ${code}`,
    `/cancel`,
    `/officer withdraw Ly${'0'.repeat(20)}`,
    `/history ${code}`,
    `/help ${code}`,
  ]) {
    const said = await ask(admin, line)
    expect(said, line).not.toBe('')
    expect(said, line).not.toMatch(/sealed/iu)
  }
  expect(telegram.messages.map(({ text }) => text).join('\n')).not.toMatch(/sealed/iu)
  expect(await ask(english.id, `join ${code}`, english)).toContain('Welcome, 李明')
})

it('what the database holds of a code makes nobody an officer', async () => {
  const { telegram, ask } = await open()
  const code = codeIn(await ask(telegram.person.id, '/officer invite 李明 武隆'))
  const li: FakeUser = { id: 3001, first_name: 'Li', language_code: 'en' }
  telegram.addPerson(li)
  await ask(li.id, `hello ${code}`, li)
  const [request] = await database.client.$queryRaw<{ seal: string }[]>`
    SELECT substring(request::text FROM 'sealed[0-9a-f]{64}') AS seal FROM inbox WHERE account = 'telegram:3001'`
  const [{ codeHash } = { codeHash: '' }] = await database.client.invitation.findMany()
  expect(request?.seal).toMatch(/^sealed/)
  for (const stolen of [request?.seal, codeHash, `sealed${codeHash}`])
    expect(await ask(li.id, `/join ${stolen}`, li)).toContain('An invitation code has 22 letters and digits')
  expect(await ask(li.id, `/join ${code}`, li)).toContain('Welcome, 李明')
})

it('an answer that did not arrive says that the code was shown, and offers a new one', async () => {
  const { telegram, ask } = await open()
  const admin = telegram.person.id
  telegram.trouble('sendMessage', 'drop after')
  await ask(admin, '/officer invite 李明 武隆')
  const said = telegram.messages.map(({ text }) => text).join('\n')
  expect(said).toContain('邀请码已显示过一次，系统不作保存')
  const renewed = await ask(admin, '/officer renew 李明')
  expect(codeIn(renewed)).not.toBe('')
  expect(await ask(admin, '/officer')).toContain('待加入（1份邀请）')
})

it('five wrong codes lock the account for an hour, through a restart, in groups and for /start too', async () => {
  const { telegram, ask, clock, restart } = await open()
  const code = codeIn(await ask(telegram.person.id, '/officer invite 李明 武隆'))
  const li: FakeUser = { id: 3001, first_name: '李', language_code: 'zh' }
  telegram.addPerson(li)
  const wrong = `Ly${'0'.repeat(20)}`
  expect(await ask(li.id, `/join ${wrong}`, li)).toContain('再错4次，将锁定一小时')
  const group = telegram.addGroup()
  telegram.say(group, `/join ${wrong}`, { from: li })
  await ask(li.id, `/start ${wrong}`, li)
  await restart()
  expect(await ask(li.id, `/start ${wrong}`, li)).toContain('再错1次')
  expect(await ask(li.id, `/join ${wrong}`, li)).toContain('2025年3月3日11:00前不再受理')
  expect(await ask(li.id, `/join ${code}`, li)).toContain('不再受理')
  clock.moveTo(instantAt('2025-03-03T11:00', zone))
  expect(await ask(li.id, `/join ${wrong}`, li)).toContain('再错4次')
  expect(await ask(li.id, `/join ${code}`, li)).toContain('李明，您好')
  expect(await database.client.codeTries.count()).toBe(0)
})
