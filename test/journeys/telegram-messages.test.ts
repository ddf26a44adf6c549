import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Database } from '../../src/db/database.ts'
import type { RunningApp } from '../harness/app.ts'
import type { FakeMessage, FakeTelegram, FakeUser } from '../harness/telegram.ts'
import { answered, openTelegramGroup } from '../harness/telegram-group.ts'

let opened: Awaited<ReturnType<typeof openTelegramGroup>>
let database: Database
let telegram: FakeTelegram
let running: RunningApp
let wang: FakeUser
let group: number

beforeAll(async () => {
  opened = await openTelegramGroup()
  ;({ database, telegram, wang, running } = opened)
})
beforeEach(async () => {
  group = await opened.again()
})
afterAll(() => opened.close())

const settle = async () => {
  await answered(telegram, running.app)
}
type Said = Parameters<typeof telegram.say>[2]
/** What the bot says, where it was spoken to, because of a message. */
const say = async (text: string, options: Said = {}, chat: number = wang.id) => {
  const message = telegram.say(chat, text, { from: wang, ...options })
  await settle()
  return { message, said: heard(chat) }
}
const heard = (chat: number) =>
  telegram
    .unread(chat)
    .splice(0)
    .map(({ text, buttons }) => [text, ...buttons].join('\n'))
    .join('\n')
const edit = async (message: FakeMessage, text: string) => {
  telegram.edit(message, text)
  await settle()
  return heard(message.chat)
}
const press = async (chat: number, label: string, from = wang) => {
  telegram.press(chat, label, { from })
  await settle()
  return heard(chat)
}
const visits = () => database.client.visit.findMany({ orderBy: { id: 'asc' } })
const log = '/visit 3月5日至7日 济南→武隆 12人 考察产业园'

describe('what is neither words nor a file', () => {
  const place = { latitude: 29.3, longitude: 107.7 }
  const sent = [
    ['表情', { sticker: { file_id: 's', file_unique_id: 's', type: 'regular', width: 1, height: 1 } }],
    ['位置', { location: place }],
    ['位置', { location: place, venue: { location: place, title: '武隆区政府', address: '建设中路' } }],
    ['名片', { contact: { phone_number: '13800000000', first_name: '李明' } }],
    ['投票', { poll: { id: '1', question: '几点走', options: [] } }],
    ['不能记入', { dice: { emoji: '🎲', value: 6 } }],
    [
      '语音和视频无法识别',
      { voice: { file_id: 'v', file_unique_id: 'v', duration: 3, mime_type: 'audio/ogg' } },
    ],
  ] as const

  it('is answered in private with what can be sent, and in a group only where it replies to us', async () => {
    for (const [words, extra] of sent) {
      const { said } = await say('', { extra })
      expect(said).toContain(words)
      expect(said).toContain('请')
      expect((await say('', { extra }, group)).said).toBe('')
    }
    telegram.edit((await say('', { extra: { location: place } })).message, '')
    await settle()
    expect(heard(wang.id)).toBe('')
    await say(log)
    await say('/visit cancel')
    const { said } = await say('', { extra: sent[0][1] })
    expect(said).toContain('表情收到了')
    expect(said).toContain('还在等您回答')
  })
})

describe('an edited message that ran a command', () => {
  const cases = [
    ['/undo', '/undo V-2025-0001'],
    ['/visit edit V-2025-0001 people:20', '/visit edit V-2025-0001 people:30'],
    ['/officer invite 李明 武隆', '/officer invite 李四 武隆'],
    ['/officer add telegram:77 李明 武隆', '/officer add telegram:78 李明 武隆'],
    ['/lang en', '/lang zh'],
  ] as const

  it.each(cases)('runs nothing again: %s', async (line, changed) => {
    await say(log)
    await say('/visit edit V-2025-0001 people:15')
    const { message } = await say(line)
    const audit = () => database.client.auditEntry.count()
    const before = await audit()
    expect(await edit(message, line)).toBe('')
    expect(await edit(message, `${line} `.replace(' ', '  '))).toBe('')
    const said = await edit(message, changed)
    expect(said).toMatch(/这条命令已经执行，修改消息不会改变它|has run already/)
    expect(await audit()).toBe(before)
  })

  it('is shown what takes it back', async () => {
    await say(log)
    const { message } = await say('/visit edit V-2025-0001 people:20')
    expect(await edit(message, '/visit edit V-2025-0001 people:30')).toMatch(/撤销”[\s\S]*\n撤销/)
    await press(wang.id, '撤销')
    expect((await visits())[0]?.people).toBe(12)
  })

  it('asks anew when what ran only looked something up', async () => {
    const { message } = await say('/pair 武隆')
    expect(await edit(message, '/pair  武隆')).toBe('')
    expect(await edit(message, '/pair 云阳')).toContain('云阳')
  })

  it('does not log again what is no log any more', async () => {
    const { message } = await say(log)
    expect(await edit(message, '/vist 3月5日至7日 济南→武隆 13人')).toContain('这条命令已经执行')
    expect(await edit(message, '算了')).toContain('这条命令已经执行')
    expect(await edit(message, log.replace('12', '13'))).toContain('13人')
    expect(await visits()).toMatchObject([{ people: 13 }])
  })

  it('corrects no answer that a form has taken, and mends one that it has not', async () => {
    await say('/visit')
    await press(wang.id, '济南→武隆')
    const { message, said } = await say('2月30日')
    expect(said).toContain('日期')
    expect(await edit(message, '3月5日')).toContain('请填写带队领导')
    expect(await edit(message, '3月6日')).toContain('这条回答已经读过')
    expect(await visits()).toHaveLength(0)
  })
})

describe('a forwarded message', () => {
  const origins = {
    'somebody else': { type: 'user', sender_user: { id: 55, is_bot: false, first_name: '张' }, date: 1 },
    'somebody hidden': { type: 'hidden_user', sender_user_name: '张', date: 1 },
    'a group': { type: 'chat', sender_chat: { id: -5, type: 'supergroup', title: '群' }, date: 1 },
    'a channel': {
      ...{ type: 'channel', chat: { id: -6, type: 'channel', title: '频道' }, message_id: 9, date: 1 },
    },
  }

  it.each(Object.entries(origins))(
    'of %s is shown as understood and done by a button',
    async (_who, origin) => {
      const { said } = await say(log, { extra: { forward_origin: origin } })
      expect(said).toContain('转发')
      expect(said).toContain('12人')
      expect(await visits()).toHaveLength(0)
      expect(await press(wang.id, '确认')).toContain('V-2025-0001')
      expect(await visits()).toMatchObject([{ people: 12 }])
    },
  )

  it('of a command without words is asked about too, also in a group', async () => {
    await say(log)
    const { said } = await say('/undo', { extra: { forward_origin: origins['a group'] } }, group)
    expect(said).toContain('转发')
    expect((await visits())[0]?.state).toBe('active')
  })

  it('that lacks something is asked for it, and then about', async () => {
    const { said } = await say('/visit 3月5日 12人', { extra: { forward_origin: origins['a channel'] } })
    expect(said).toContain('请填写方向')
    expect(await press(wang.id, '济南→武隆')).toContain('确认')
    expect(await visits()).toHaveLength(0)
  })

  it('of one’s own is one’s own', async () => {
    const own = { type: 'user', sender_user: { id: wang.id, is_bot: false, first_name: '王' }, date: 1 }
    expect((await say(log, { extra: { forward_origin: own } })).said).toContain('V-2025-0001')
  })
})

describe('a message in the name of a group or channel', () => {
  const groupBot = { id: 1087968824, is_bot: true, first_name: 'Group', username: 'GroupAnonymousBot' }
  const channelBot = { id: 136817688, is_bot: true, first_name: 'Channel', username: 'Channel_Bot' }
  const masks = () => [
    { from: groupBot, sender_chat: { id: group, type: 'supergroup', title: '鲁渝' } },
    { from: channelBot, sender_chat: { id: -1009, type: 'channel', title: '频道' } },
  ]

  it('is answered as a stranger is', async () => {
    for (const extra of masks()) {
      expect((await say('/status', { extra }, group)).said).toContain('济南—武隆')
      expect((await say(`@${telegram.me.username}`, { extra }, group)).said).toContain('帮助')
      expect((await say('/whoami', { extra }, group)).said).toContain('认不出是谁')
      expect((await say('/status 云阳', { extra }, group)).said).toContain('云阳')
    }
  })

  it('is told how to be recognised, by a button that one presses as oneself', async () => {
    for (const extra of masks()) {
      const { said } = await say(log, { extra }, group)
      expect(said).toContain('认不出是谁')
      expect(await visits()).toHaveLength(0)
      expect((await say('/lang en', { extra }, group)).said).toContain('认不出是谁')
    }
    await say('/bind 云阳', { extra: masks()[0] ?? {} }, group)
    expect(await press(group, '/bind 云阳')).toContain('本频道已绑定：威海—云阳')
  })

  it('speaks for nobody, whatever account was registered', async () => {
    await say('/officer add telegram:77 李明 武隆')
    await database.client.account.updateMany({
      where: { reference: 'telegram:77' },
      data: { reference: 'telegram:1087968824' },
    })
    expect((await say('/status 云阳', { extra: masks()[0] ?? {} }, group)).said).toContain('您不能查看')
    expect((await say(log, { extra: masks()[0] ?? {} }, group)).said).toContain('认不出是谁')
  })
})

it('a post of a linked channel is passed over', async () => {
  const telegramItself = { id: 777000, is_bot: false, first_name: 'Telegram' }
  const channel = { id: -1009, type: 'channel', title: '频道' }
  for (const extra of [
    { from: telegramItself, sender_chat: channel, is_automatic_forward: true },
    { from: telegramItself },
  ])
    for (const text of [log, `@${telegram.me.username} 进展`, '/bind 云阳'])
      expect((await say(text, { extra }, group)).said).toBe('')
  expect(await visits()).toHaveLength(0)
  expect(await database.client.account.findUnique({ where: { reference: 'telegram:777000' } })).toBeNull()
})

describe('a broadcast channel', () => {
  it('is bound by whoever presses the button, and gets the summary', async () => {
    const channel = telegram.addChannel()
    telegram.post(channel, '/bind 武隆')
    await settle()
    expect(heard(channel)).toContain('认不出是谁')
    const reader = telegram.addPerson({ id: 3003, first_name: '读者', language_code: 'zh' })
    expect(await press(channel, '/bind 武隆', reader)).toBe('')
    expect(await database.client.channel.count()).toBe(1)
    expect(await press(channel, '/bind 武隆')).toContain('本频道已绑定：济南—武隆')
    // From now on the program knows what it has looked for.
    await running.app.runDue()
    running.clock.moveTo(new Date('2025-03-10T01:00:00Z'))
    await running.app.runDue()
    expect(heard(channel)).toContain('本周')
  })

  it('is not disturbed by what is posted there', async () => {
    const channel = telegram.addChannel()
    telegram.post(channel, '武隆区今日动态')
    await settle()
    expect(heard(channel)).toBe('')
  })
})

describe('our name in the middle of a message', () => {
  it.each([
    '你好 @luyu_bot 进展 武隆',
    '👋 @luyu_bot 进展 武隆',
    '各位领导，麻烦看一下 @luyu_bot，进展 武隆',
    'Hi all @luyu_bot please status Wulong',
    '@luyu_bot 请 进展 武隆',
    '@luyu_bot please /status 武隆',
    '进展 @luyu_bot 武隆',
    '进展 武隆 @luyu_bot',
    '你好@luyu_bot进展 武隆',
  ])('leaves the command what it is: %s', async (words) => {
    expect((await say(words, {}, group)).said).toContain('济南—武隆')
  })

  it('asks nothing of what stood before it', async () => {
    await say('@luyu_bot 你好', {}, group)
    const { said } = await say('今天很忙 @luyu_bot 互访 3月5日 济南→武隆 12人', {}, group)
    expect(said).toContain('V-2025-0001')
    expect(said).not.toContain('很忙')
  })
})

describe('a long word', () => {
  const word = 'x'.repeat(4_000)
  it.each([
    `/${word}`,
    word,
    `/status ${word}`,
    `/visit show ${word}`,
    `/visit ${word}`,
    `/bind ${word}`,
    `/officer remove ${word}`,
    `/officer withdraw ${word}`,
    `/officer add ${word}`,
    `/officer add foo:${word}`,
    `/officer invite 李明 ${word}`,
    `/digest ${word}`,
    `/help ${word}`,
    `/pair ${word}`,
    `/undo ${word}`,
    `/lang ${word}`,
    `/join ${word}`,
  ])('is echoed in brief: case %#', async (line) => {
    const { said } = await say(line)
    expect(said).not.toBe('')
    expect(said).not.toContain('x'.repeat(201))
  })
})

describe('a deactivated officer', () => {
  let li: FakeUser
  beforeEach(async () => {
    li = telegram.addPerson({ id: 2002, first_name: '李明', language_code: 'zh' })
    await say('/officer add telegram:2002 李明 武隆')
    await say(log, { from: li }, li.id)
  })

  it('is named, with what ends, before it is done and after', async () => {
    const { said } = await say('/officer remove 李明')
    expect(said).toContain('停用李明（联络员，济南—武隆）')
    expect(said).toContain('不再收到提醒')
    expect(said).toContain('telegram:2002')
    expect((await database.client.officer.findFirst())?.active).toBe(true)
    expect(await press(wang.id, '确认')).toContain('已停用：李明（联络员，济南—武隆）')
    expect((await say('/officer remove 李明')).said).toContain('李明已停用。如需恢复')
  })

  it('is told so wherever they speak, and whatever they press', async () => {
    await say('/visit show V-2025-0001', {}, group)
    await say('/visit', { from: li }, li.id)
    await say('/officer remove 李明')
    await press(wang.id, '确认')
    const told = '您的登记已停用'
    for (const line of ['/visit list', '/whoami', '/start', log, '/undo', '/status 云阳'])
      expect((await say(line, { from: li }, li.id)).said).toContain(told)
    // The question that was open.
    expect((await say('3月5日', { from: li }, li.id)).said).toContain(told)
    expect(await press(li.id, '济南→武隆', li)).toContain(told)
    await say(`@${telegram.me.username} ${log}`, { from: li }, group)
    expect(heard(li.id)).toContain(told)
    telegram.press(group, '修改', { from: li })
    await settle()
    const notices = [await telegram.notice(), await telegram.notice(), await telegram.notice()]
    expect(notices.at(-1)?.text).toContain(told)
    expect((await say('/status', { from: li }, group)).said).toContain('济南—武隆')
    expect(await visits()).toHaveLength(1)
  })
})
