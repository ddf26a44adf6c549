import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { card, text } from '../../../src/core/card.ts'
import { conversationReference } from '../../../src/core/request.ts'
import type { Database } from '../../../src/db/database.ts'
import { enqueue } from '../../../src/delivery/outbox.ts'
import { type RunningApp, startApp } from '../../harness/app.ts'
import { testDatabase } from '../../harness/database.ts'
import { bindRoom } from '../../harness/rooms.ts'
import { type FakeTelegram, startFakeTelegram } from '../../harness/telegram.ts'

let database: Database
let telegram: FakeTelegram
let running: RunningApp
beforeEach(async () => {
  database = await testDatabase()
  telegram = await startFakeTelegram()
  running = await startApp(database, {
    TELEGRAM_BOT_TOKEN: telegram.token,
    TELEGRAM_API_ROOT: telegram.apiRoot,
    ADMINS: `telegram:${telegram.person.id}`,
  })
})
afterEach(async () => {
  await running.app.stop()
  await telegram.close()
})

const put = (to: string, words: string) =>
  database.transact((transaction) =>
    enqueue(
      transaction,
      { to: conversationReference(to), card: card(text(words)), locale: 'zh-CN', key: `${to}/${words}` },
      running.clock.now(),
    ),
  )
const me = () => telegram.person.id
/** What the bot says to the administrator next, when something is done. */
const heardAfter = async (doing: () => unknown): Promise<string> => {
  doing()
  return (await telegram.next(me())).text
}
/** Lets the worker look at the outbox: nobody told it that there is something. */
const delivered = async () => {
  running.clock.moveTo(new Date(running.clock.now().getTime() + 6_000))
  await running.app.settled()
}
const audited = () =>
  database.client.$queryRaw<unknown[]>`SELECT action, reference FROM audit WHERE feature = 'deliveries'`
const kicked = { error_code: 403, description: 'Forbidden: bot was kicked from the supergroup chat' }

/** A message that a group did not take, the only one. Gives its number here and the group. */
const failing = async () => {
  const group = telegram.addGroup()
  telegram.trouble('sendMessage', kicked)
  await put(`telegram:${group}`, '机密内容')
  await delivered()
  const row = await database.client.outboxMessage.findFirstOrThrow({ where: { state: 'failed' } })
  return { group, code: `M${row.id}` }
}
const saidIn = (group: number) =>
  telegram.callsOf('sendMessage').filter(({ chat_id }) => Number(chat_id) === group)

describe('what was not sent', () => {
  it('is shown with the reason, without its words, and sent again by a button', async () => {
    const { group, code } = await failing()
    await bindRoom(database, `telegram:${group}`, '武隆', 'zh-CN')
    const shown = await heardAfter(() => telegram.say(me(), '有哪些消息没发出去'))
    expect(shown).toContain('1项未能完成')
    expect(shown).toContain(code)
    expect(shown).toContain('机器人已被移出')
    expect(shown).toContain('武隆')
    expect(shown).not.toContain('机密内容')
    const answer = await heardAfter(() => telegram.press(me(), `重新发送 ${code}`))
    expect(answer).toContain(`${code} 将重新发送`)
    expect(answer).toContain('请确认机器人已重新加入')
    await delivered()
    expect(saidIn(group)).toHaveLength(2)
    const after = await heardAfter(() => telegram.say(me(), '/deliveries'))
    expect(after).toContain('没有未能发送的消息')
    expect(await audited()).toEqual([{ action: 'resend', reference: code }])
  })

  it('is dropped after a question, and neither comes back nor can be sent any more', async () => {
    const { group, code } = await failing()
    await heardAfter(() => telegram.say(me(), `/deliveries drop ${code}`))
    expect(await heardAfter(() => telegram.press(me(), '确认'))).toContain(`${code} 不再发送`)
    expect(await heardAfter(() => telegram.say(me(), `/deliveries drop ${code}`))).toContain('可能已经处理')
    await delivered()
    expect(saidIn(group)).toHaveLength(1)
  })

  it('is shown page by page', async () => {
    for (let number = 0; number < 6; number += 1) await put('telegram:-7', `${number}`)
    await database.client.outboxMessage.updateMany({ data: { state: 'failed', failure: 'rejected' } })
    expect(await heardAfter(() => telegram.say(me(), '投递'))).toContain('第1页')
    expect(await heardAfter(() => telegram.say(me(), '/deliveries page:2'))).toMatch(/6项[\s\S]*第2页/)
  })

  it('is for administrators only', async () => {
    const { group, code } = await failing()
    const wang = telegram.addPerson({ id: 2002, first_name: '王芳' })
    for (const line of [
      '/deliveries',
      `/deliveries resend ${code}`,
      `/deliveries drop ${code}`,
      '有哪些消息没发出去',
    ]) {
      telegram.say(wang.id, line, { from: wang })
      const { text: words } = await telegram.next(wang.id)
      expect(words).not.toContain(String(group))
    }
    expect(await database.client.outboxMessage.count({ where: { state: 'failed' } })).toBe(1)
    expect(await audited()).toEqual([])
  })
})

it('what waits is counted, with where and since when', async () => {
  await put('slack:T1/C1', '周报')
  await put('slack:T1/C1', '提醒')
  expect(await heardAfter(() => telegram.say(me(), '投递'))).toMatch(
    /2条等待发送，最早一条自3\/3 10:00起\nslack:T1\/C1|slack:T1\/C1/,
  )
})

describe('requests', () => {
  it('that were given up are taken up again', async () => {
    const { clock } = running
    const request = {
      ...{ id: 'telegram:given-up', conversation: `telegram:${me()}`, private: true, language: 'zh-CN' },
      actor: { account: `telegram:${me()}`, name: '李明' },
      input: { kind: 'line', text: '/whoami' },
      origin: {},
    }
    await database.client.inbox.create({
      data: {
        ...{ id: request.id, conversation: request.conversation, account: request.actor.account, request },
        ...{ receivedAt: clock.now(), leasedUntil: clock.now(), attempts: 6 },
        ...{ processedAt: clock.now(), answeredAt: clock.now() },
      },
    })
    const shown = await heardAfter(() => telegram.say(me(), '投递'))
    expect(shown).toContain('程序多次中断或超时')
    const code = /Q[0-9a-f]{8}/.exec(shown)?.[0]
    await heardAfter(() => telegram.press(me(), `重新处理 ${code}`))
    expect(await database.client.inbox.findUniqueOrThrow({ where: { id: request.id } })).toMatchObject({
      attempts: 0,
      answeredAt: null,
    })
  })

  /** What was set aside, as an administrator sees it. */
  const setAside = async (request: string) => {
    await database.client.setAside.create({
      data: { id: 'telegram:odd', request, reason: 'unsupported Unicode', receivedAt: running.clock.now() },
    })
    const shown = await heardAfter(() => telegram.say(me(), '投递'))
    return { shown, code: /S[0-9a-f]{8}/.exec(shown)?.[0] }
  }

  it('that could not be stored are taken again, and answered as if they came now', async () => {
    const wang = telegram.addPerson({ id: 2002, first_name: '王芳' })
    const { code } = await setAside(
      JSON.stringify({
        ...{ id: 'telegram:odd', conversation: `telegram:${wang.id}`, private: true, language: 'zh-CN' },
        actor: { account: `telegram:${wang.id}`, name: '王芳' },
        input: { kind: 'line', text: '/whoami' },
        origin: {},
      }),
    )
    expect(await heardAfter(() => telegram.press(me(), `重新处理 ${code}`))).toContain(`${code} 将重新处理`)
    expect(await database.client.setAside.count()).toBe(0)
    expect(await audited()).toEqual([{ action: 'resend', reference: code }])
    // The next look for what is left behind; a start has one.
    await running.app.stop()
    running = await startApp(database, {
      TELEGRAM_BOT_TOKEN: telegram.token,
      TELEGRAM_API_ROOT: telegram.apiRoot,
    })
    expect((await telegram.next(wang.id)).text).toContain(`telegram:${wang.id}`)
  })

  it('that still cannot be stored are said to be so, and dropped', async () => {
    const { shown, code } = await setAside('{"conversation":"\\u0000"}')
    expect(shown).toMatch(/S[0-9a-f]{8}[\s\S]*无法保存[\s\S]*unsupported Unicode/)
    expect(await heardAfter(() => telegram.press(me(), `重新处理 ${code}`))).toContain('仍然无法保存')
    expect(await database.client.setAside.count()).toBe(1)
    await heardAfter(() => telegram.press(me(), `不再发送 ${code}`))
    await heardAfter(() => telegram.press(me(), '确认'))
    expect(await database.client.setAside.count()).toBe(0)
  })
})
