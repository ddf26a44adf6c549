import { expect, it } from 'vitest'
import { connect } from './support.ts'

const lineOf = (request: { readonly input: object }) =>
  'text' in request.input ? request.input.text : undefined

it('turns a private message into a request', async () => {
  const { telegram, intake } = await connect()
  const said = telegram.say(telegram.person.id, '互访 3月5日 济南→武隆')
  expect(await intake.next()).toEqual({
    id: `telegram:4242:${said.update}`,
    conversation: 'telegram:1001',
    private: true,
    actor: { account: 'telegram:1001', name: '李明' },
    locale: 'zh-CN',
    input: { kind: 'line', text: '互访 3月5日 济南→武隆' },
    message: String(said.id),
    opensForms: false,
    origin: { message: said.id },
  })
})

it('hears only commands, mentions and replies to itself in a group', async () => {
  const { telegram, intake } = await connect()
  const group = telegram.addGroup()
  const own = telegram.messages.push({
    id: 900,
    chat: group,
    topic: undefined,
    from: telegram.me,
    replyTo: undefined,
    method: 'sendMessage',
    text: 'who leads?',
    entities: [],
    markup: undefined,
    files: [],
  })
  expect(own).toBe(1)
  const spoken = [
    ['just talk', undefined],
    ['/visit list', '/visit list'],
    ['/visit@luyu_bot list', '/visit list'],
    ['/visit@LUYU_BOT', '/visit'],
    ['/visit@other_bot list', undefined],
    ['@luyu_bot 互访 武隆', '互访 武隆'],
    ['@luyu_bot，互访 武隆', '互访 武隆'],
    ['互访 武隆 @luyu_bot', '互访 武隆'],
    ['@luyu_bot2 hello', undefined],
    ['mail me@luyu_bot', undefined],
    ['@luyu_bot', ''],
    ['/start CODE-1', '/start CODE-1'],
  ] as const
  for (const [words] of spoken) telegram.say(group, words)
  telegram.say(group, '王建国', { replyTo: 900 })
  const expected = [...spoken.flatMap(([, line]) => line ?? []), '王建国']
  const heard: unknown[] = []
  while (heard.length < expected.length) heard.push(lineOf(await intake.next()))
  expect(heard).toEqual(expected)
})

it('reads captions', async () => {
  const { telegram, intake } = await connect()
  telegram.say(telegram.person.id, '/visit 今天', { caption: true })
  expect(lineOf(await intake.next())).toBe('/visit 今天')
})

it('knows topics from mere chains of replies', async () => {
  const { telegram, intake } = await connect()
  const group = telegram.addGroup()
  const topic = telegram.addTopic(group)
  telegram.say(group, '/pairs', { topic })
  expect((await intake.next()).conversation).toBe(`telegram:${group}/${topic}`)
  telegram.say(group, '/pairs', { extra: { message_thread_id: 77 } })
  expect((await intake.next()).conversation).toBe(`telegram:${group}`)
})

it('does not take a message in a topic that it opened for a reply to itself', async () => {
  const { telegram, intake } = await connect()
  const group = telegram.addGroup()
  const opened = { reply_to_message: { from: telegram.me, forum_topic_created: { name: 'x' } } }
  telegram.say(group, 'talk', { extra: opened })
  telegram.say(group, '/pairs')
  expect(lineOf(await intake.next())).toBe('/pairs')
})

it('reads an edited message again, unless it was not meant for it', async () => {
  const { telegram, intake } = await connect()
  const group = telegram.addGroup()
  const talk = telegram.say(group, 'talk')
  const said = telegram.say(group, '/visit 3月5日')
  await intake.next()
  telegram.edit(talk, 'other talk')
  telegram.edit(said, '/visit 3月6日')
  const edited = await intake.next()
  expect(edited.input).toEqual({ kind: 'line', text: '/visit 3月6日', edited: true })
  expect(edited.message).toBe(String(said.id))
})

it('ignores other bots', async () => {
  const { telegram, intake } = await connect()
  const group = telegram.addGroup()
  telegram.say(group, '/pairs', { extra: { from: { id: 5, is_bot: true, first_name: 'other' } } })
  telegram.say(group, '/help')
  expect(lineOf(await intake.next())).toBe('/help')
})

it('tells that a group became a supergroup', async () => {
  const { telegram, intake } = await connect()
  const group = telegram.addGroup('group')
  const to = telegram.migrate(group)
  telegram.say(to, '/pairs')
  await intake.next()
  expect(intake.moves).toEqual([
    [`telegram:${group}`, `telegram:${to}`],
    [`telegram:${group}`, `telegram:${to}`],
  ])
})
