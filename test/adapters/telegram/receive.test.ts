import { expect, it } from 'vitest'
import type { Adapter } from '../../../src/core/ports.ts'
import { connect, serve } from './support.ts'

const secret = 'a-secret_1'

const connectWebhook = async () => {
  const known: { adapter?: Adapter } = {}
  const root = await serve(() => known.adapter)
  const url = `${root}/telegram/webhook`
  const connected = await connect({ webhook: { url, secret }, start: false })
  known.adapter = connected.adapter
  const start = async () => {
    const ready = connected.telegram.nextCall('setWebhook')
    await connected.adapter.start(connected.intake.front)
    await ready
  }
  const post = async (body: string, given: string | undefined = secret) => {
    const headers = {
      'content-type': 'application/json',
      ...(given !== undefined && { 'x-telegram-bot-api-secret-token': given }),
    }
    return (await fetch(url, { method: 'POST', headers, body })).status
  }
  return { ...connected, url, start, post }
}

const update = (id: number, text: string) =>
  JSON.stringify({
    update_id: id,
    message: {
      message_id: id,
      date: 0,
      chat: { id: 1001, type: 'private' },
      from: { id: 1001, is_bot: false, first_name: 'x' },
      text,
    },
  })

it('does not move on in polling before an update is stored', async () => {
  const { telegram, intake, pauses } = await connect()
  intake.failNext(3)
  const said = telegram.say(telegram.person.id, '/first')
  const again = telegram.nextCall('getUpdates')
  expect((await intake.next()).input).toMatchObject({ text: '/first' })
  expect((await again).payload.offset).toBe(said.update + 1)
  expect(pauses.length).toBe(3)
  telegram.say(telegram.person.id, '/second')
  expect((await intake.next()).input).toMatchObject({ text: '/second' })
})

it('passes over what is not as Telegram describes it, and takes what comes behind', async () => {
  const { telegram, intake } = await connect()
  const { person } = telegram
  const message = {
    message_id: 1,
    date: 0,
    chat: { id: person.id, type: 'private' },
    from: person,
    text: '/odd',
  }
  for (const odd of [
    { message: null },
    { message: { ...message, chat: { id: '', type: 'private' } } },
    { message: { ...message, from: { id: {} } } },
    { edited_message: { ...message, message_id: 2 ** 60 } },
    { callback_query: { id: '1', from: person, message, data: 5 } },
    { callback_query: { id: '1', from: null, message, data: 'a' } },
  ])
    telegram.deliver(odd)
  telegram.say(person.id, '/first')
  expect((await intake.next()).input).toMatchObject({ text: '/first' })
})

it('takes an update once that Telegram delivers twice', async () => {
  const { telegram, intake } = await connect()
  const said = telegram.say(telegram.person.id, '/first')
  await intake.next()
  telegram.redeliver(said.update)
  telegram.say(telegram.person.id, '/second')
  expect((await intake.next()).input).toMatchObject({ text: '/second' })
})

it('goes on polling through every kind of trouble', async () => {
  const { telegram, intake, logger } = await connect()
  const slow = {
    error_code: 429,
    description: 'Too Many Requests: retry after 5',
    parameters: { retry_after: 5 },
  }
  for (const trouble of [
    'drop before',
    'drop after',
    'bad gateway',
    slow,
    { error_code: 500, description: 'x' },
  ] as const)
    telegram.trouble('getUpdates', trouble)
  telegram.say(telegram.person.id, '/one')
  await intake.next()
  telegram.say(telegram.person.id, '/two')
  expect((await intake.next()).input).toMatchObject({ text: '/two' })
  expect(logger.entries.join('\n')).not.toContain(telegram.token)
})

it('starts when Telegram cannot be reached, and connects when it can', async () => {
  const { telegram, adapter, intake } = await connect({ start: false })
  telegram.trouble('getMe', 'drop before')
  telegram.trouble('getMe', { error_code: 502, description: 'Bad Gateway' })
  const ready = telegram.nextCall('getUpdates')
  await adapter.start(intake.front)
  await ready
  expect(telegram.callsOf('getMe')).toHaveLength(3)
})

it('stops at once in the middle of a long poll, or of a pause', async () => {
  const { adapter } = await connect()
  await adapter.stop()
  const { waitFor } = await import('../../../src/adapters/telegram/retry.ts')
  const unreachable = await connect({ apiRoot: 'http://127.0.0.1:9', start: false, wait: waitFor })
  await unreachable.adapter.start(unreachable.intake.front)
  await unreachable.adapter.stop()
})

it('shows its commands in menus of each language, only those that Telegram allows', async () => {
  const { telegram } = await connect()
  while (telegram.menus.size < 6) await telegram.nextCall('setMyCommands')
  expect(telegram.menus.get('all_private_chats zh')).toEqual([{ command: 'visit', description: '互访' }])
  expect(telegram.menus.get('all_group_chats en')).toEqual([{ command: 'visit', description: 'Visits' }])
  expect(telegram.menus.get('all_group_chats default')).toEqual([{ command: 'visit', description: '互访' }])
})

it('works without menus when Telegram refuses them', async () => {
  const { telegram, adapter, intake, logger } = await connect({ start: false })
  telegram.trouble('setMyCommands', { error_code: 400, description: 'Bad Request: BOT_COMMAND_INVALID' })
  await adapter.start(intake.front)
  telegram.say(telegram.person.id, '/pairs')
  await intake.next()
  await adapter.stop()
  expect(logger.entries.join('\n')).toContain('command menus not set')
})

it('answers a webhook only when the update is stored, so that Telegram sends it again', async () => {
  const { telegram, intake, start } = await connectWebhook()
  await start()
  intake.failNext(2)
  const said = telegram.say(telegram.person.id, '/pairs')
  expect((await intake.next()).id).toBe(`telegram:4242:${said.update}`)
  telegram.redeliver(said.update)
  telegram.say(telegram.person.id, '/visit')
  expect((await intake.next()).input).toMatchObject({ text: '/visit' })
  expect(telegram.deliveries.map(({ status }) => status).slice(0, 4)).toEqual([500, 500, 200, 200])
  expect(telegram.callsOf('setWebhook')).toMatchObject([
    {
      secret_token: secret,
      allowed_updates: ['message', 'edited_message', 'channel_post', 'callback_query', 'my_chat_member'],
    },
  ])
})

it('takes nothing over the webhook that is not from Telegram or is no update', async () => {
  const { intake, start, post } = await connectWebhook()
  expect(await post(update(1, '/too-early'))).toBe(503)
  await start()
  expect(await post(update(2, '/forged'), 'another')).toBe(401)
  expect(await post(update(3, '/forged'), '')).toBe(401)
  expect(await post('{"update_id":')).toBe(400)
  expect(await post('[]')).toBe(400)
  expect(await post('{"update_id":"1"}')).toBe(400)
  expect(await post(JSON.stringify({ update_id: 4, padding: 'x'.repeat(1024 * 1024) }))).toBe(413)
  expect(await post('{"update_id":5,"message":{"text":5}}')).toBe(200)
  expect(await post(update(6, '/good'))).toBe(200)
  expect((await intake.next()).input).toMatchObject({ text: '/good' })
})

it('takes nothing more over the webhook once it stops', async () => {
  const { adapter, start, post } = await connectWebhook()
  await start()
  await adapter.stop()
  expect(await post(update(1, '/late'))).toBe(503)
})
