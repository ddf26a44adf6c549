import { inspect } from 'node:util'
import { expect, it } from 'vitest'
import { actions, card, fileBlock, lineAction, text } from '../../../src/core/card.ts'
import { DeliveryError } from '../../../src/core/errors.ts'
import type { Adapter } from '../../../src/core/ports.ts'
import { conversationReference } from '../../../src/core/request.ts'
import { jpeg, png } from '../../harness/files.ts'
import { connect, reply, say } from './support.ts'

const failed = async (
  adapter: Adapter,
  conversation: string,
  whole = say('周报'),
): Promise<DeliveryError> => {
  const error: unknown = await adapter
    .send(conversationReference(conversation), whole, 'zh-CN')
    .catch((thrown) => thrown)
  if (!(error instanceof DeliveryError)) throw new Error(`not a DeliveryError: ${inspect(error)}`)
  return error
}
const long = card({
  type: 'list',
  items: Array.from({ length: 900 }, (_, index) => ({ text: `第${index}条记录` })),
})
const slowDown = {
  error_code: 429,
  description: 'Too Many Requests: retry after 3',
  parameters: { retry_after: 3 },
}

it('follows a group that became a supergroup, and says where it went', async () => {
  const { telegram, adapter, intake } = await connect()
  const group = telegram.addGroup('group')
  telegram.say(group, '/pairs')
  const request = await intake.next()
  const to = telegram.migrate(group, { silent: true })
  const sent = await adapter.send(conversationReference(`telegram:${group}`), say('周报'), 'zh-CN')
  expect(sent.movedTo).toBe(`telegram:${to}`)
  expect((await telegram.next(to)).text).toBe('周报')
  await adapter.answer(request, reply(say('十四对')))
  expect((await telegram.next(to)).text).toBe('十四对')
  expect(intake.moves).toEqual([[`telegram:${group}`, `telegram:${to}`]])
})

it('sends to the whole group when the topic is gone', async () => {
  const { telegram, adapter, logger } = await connect()
  const group = telegram.addGroup()
  const topic = telegram.addTopic(group)
  telegram.removeTopic(group, topic)
  await adapter.send(conversationReference(`telegram:${group}/${topic}`), say('周报'), 'zh-CN')
  expect((await telegram.next(group)).message.topic).toBeUndefined()
  expect(logger.entries.join('\n')).toContain('topic is gone')
})

it('sends plain, once, when entities are refused', async () => {
  const { telegram, adapter } = await connect()
  const refusal = { error_code: 400, description: "Bad Request: can't parse entities: unsupported" }
  telegram.trouble('sendMessage', refusal)
  await adapter.send(conversationReference('telegram:1001'), card({ type: 'heading', text: '周报' }), 'zh-CN')
  const { message } = await telegram.next(1001)
  expect([message.text, message.entities]).toEqual(['周报', []])
  telegram.trouble('sendMessage', refusal)
  telegram.trouble('sendMessage', refusal)
  expect((await failed(adapter, 'telegram:1001', card({ type: 'heading', text: '周报' }))).failure).toBe(
    'rejected',
  )
})

it('is gone for a person who blocked the bot', async () => {
  const { telegram, adapter } = await connect()
  telegram.block(telegram.person.id)
  expect((await failed(adapter, `telegram:${telegram.person.id}`)).failure).toBe('gone')
})

it('waits between the parts of a long message rather than saying the first part twice', async () => {
  const { telegram, adapter, pauses } = await connect()
  const first = telegram.nextCall('sendMessage')
  const sending = adapter.send(conversationReference('telegram:1001'), long, 'zh-CN')
  await first
  telegram.trouble('sendMessage', slowDown)
  const sent = await sending
  expect(pauses).toContain(3000)
  const texts = telegram.unread(1001).map((shown) => shown.text)
  expect(texts.length).toBe(sent.messages.length)
  expect(texts.length).toBeGreaterThan(1)
  expect(texts.map((said) => /（\d+\/\d+）$/.exec(said)?.[0])).toEqual(
    texts.map((_, index) => `（${index + 1}/${texts.length}）`),
  )
})

it('does not know whether a message arrived of which only the first part did', async () => {
  const { telegram, adapter } = await connect()
  const first = telegram.nextCall('sendMessage')
  const failing = failed(adapter, 'telegram:1001', long)
  await first
  telegram.block(1001)
  expect(await failing).toMatchObject({ failure: 'transient', uncertain: true })
})

it('knows that nothing arrived when no connection was made', async () => {
  const { adapter } = await connect({ apiRoot: 'http://127.0.0.1:9', start: false })
  expect(await failed(adapter, 'telegram:1001')).toMatchObject({ failure: 'transient', uncertain: false })
})

it('does not know it when no answer comes in time, or a proxy answers', async () => {
  const { telegram, adapter } = await connect({ requestSeconds: 0.1, start: false })
  telegram.trouble('sendMessage', 'hang')
  expect(await failed(adapter, 'telegram:1001')).toMatchObject({ failure: 'transient', uncertain: true })
  telegram.trouble('sendMessage', 'bad gateway')
  expect(await failed(adapter, 'telegram:1001')).toMatchObject({ failure: 'transient', uncertain: true })
})

it('sends pictures as an album and a document below the words, and tells the ids of all', async () => {
  const { telegram, adapter, files } = await connect()
  const photos = ['一', '二'].map((mark) =>
    fileBlock(files.put(`${mark}.jpg`, 'image/jpeg', jpeg(mark)), mark),
  )
  const sheet = fileBlock(files.put('互访.csv', 'text/csv', Buffer.from('a,b')))
  const next = actions(lineAction('下一页', '/visit list page:2'))
  const sent = await adapter.send(
    conversationReference('telegram:1001'),
    card(text('周报'), ...photos, sheet, next),
    'zh-CN',
  )
  const shown = telegram.unread(1001)
  expect(sent.messages).toEqual(shown.map(({ message }) => String(message.id)))
  expect(
    shown.map(({ message, text: words, files: [file], buttons }) => [
      message.method,
      words,
      file?.file,
      buttons,
    ]),
  ).toEqual([
    ['sendMessage', '周报', undefined, []],
    ['sendPhoto', '一', '一.jpg', []],
    ['sendPhoto', '二', '二.jpg', []],
    ['sendDocument', '', '互访.csv', ['下一页']],
  ])
  expect(telegram.callsOf('sendMediaGroup')).toHaveLength(1)
})

it('sends a picture that Telegram cannot show as a document', async () => {
  const { telegram, adapter, files } = await connect()
  telegram.trouble('sendPhoto', { error_code: 400, description: 'Bad Request: PHOTO_INVALID_DIMENSIONS' })
  const plan = fileBlock(files.put('总图.png', 'image/png', png('总图')), '总平面图')
  await adapter.send(conversationReference('telegram:1001'), card(plan), 'zh-CN')
  expect(await telegram.next(1001)).toMatchObject({ text: '总平面图', message: { method: 'sendDocument' } })
  const large = {
    ...plan,
    file: { ...files.put('大图.png', 'image/png', png('大')), size: 11 * 1024 * 1024 },
  }
  await adapter.send(conversationReference('telegram:1001'), card(large as typeof plan), 'zh-CN')
  expect(await telegram.next(1001)).toMatchObject({ message: { method: 'sendDocument' } })
})

it('never shows the token, whatever goes wrong', async () => {
  const { telegram, adapter, logger } = await connect({ requestSeconds: 0.1 })
  for (const trouble of ['hang', 'drop before', 'drop after', 'bad gateway', slowDown] as const) {
    telegram.trouble('sendMessage', trouble)
    const error = await failed(adapter, 'telegram:1001')
    expect(inspect(error, { depth: 20, showHidden: true }) + error.stack).not.toContain(telegram.token)
  }
  expect(logger.entries.join('\n')).not.toContain(telegram.token)
})
