import { afterEach, describe, expect, it } from 'vitest'
import { actions, card, lineAction, text } from '../../../src/core/card.ts'
import { formButton } from '../../../src/core/form/button.ts'
import { conversationReference } from '../../../src/core/request.ts'
import { openStage, patient, type Stage, type Transport } from './stage.ts'

let stage: Stage
afterEach(() => stage.stop())

describe.each<Transport>(['http', 'socket'])('what people do on Slack, over %s', (transport) => {
  it('is a line after the slash command, without it help', async () => {
    stage = await openStage(transport)
    const person = stage.slack.person('U1', '王建国')
    expect(await person.command('C1', '互访 3月5日 <济南→武隆> & more')).toMatchObject({
      status: 200,
      body: undefined,
    })
    expect(stage.last()).toMatchObject({
      conversation: 'slack:T1/C1',
      private: false,
      actor: { account: 'slack:T1/U1', name: '王建国' },
      input: { kind: 'line', text: '/互访 3月5日 <济南→武隆> & more' },
      opensForms: true,
    })
    await person.command('C1', '  ')
    expect(stage.last().input).toEqual({ kind: 'line', text: 'help' })
  })

  it('is a line after a mention, answered in its thread', async () => {
    stage = await openStage(transport)
    const person = stage.slack.person('U1', 'wang')
    await person.mention('C1', 'status 武隆', { thread: '1741.000100' })
    expect(stage.last()).toMatchObject({
      conversation: 'slack:T1/C1',
      input: { kind: 'line', text: 'status 武隆' },
      opensForms: false,
    })
    await stage.adapter.answer(stage.last(), { locale: 'en', card: card(text('In the thread')) })
    expect(await stage.slack.next()).toMatchObject({
      channel: 'C1',
      thread: '1741.000100',
      text: 'In the thread',
    })
  })

  it('is a private line in a direct message, which may be edited', async () => {
    stage = await openStage(transport)
    const person = stage.slack.person('U1', 'wang')
    await person.direct('互访 武隆 12人')
    const first = stage.last()
    expect(first).toMatchObject({
      conversation: 'slack:T1/D1',
      private: true,
      input: { kind: 'line', text: '互访 武隆 12人' },
    })
    await person.editDirect('互访 武隆 15人')
    expect(stage.last()).toMatchObject({
      message: first.message,
      input: { kind: 'line', text: '互访 武隆 15人', edited: true },
    })
  })

  it('is a press of a button, with its meaning', async () => {
    stage = await openStage(transport)
    const button = lineAction('Next', '/visit list page:2')
    await stage.adapter.send(conversationReference('slack:T1/C1'), card(actions(button)), 'en')
    await stage.slack.person('U1', 'wang').press('Next')
    expect(stage.last()).toMatchObject({
      conversation: 'slack:T1/C1',
      input: { kind: 'press', press: button.press },
    })
  })

  it('is a press of a button whose meaning is longer than Slack keeps', async () => {
    stage = await openStage(transport)
    const button = formButton('Edit', 'note edit', { body: '“考察”\n🏭'.repeat(500) })
    await stage.adapter.send(conversationReference('slack:T1/C1'), card(actions(button)), 'en')
    await stage.slack.person('U1', 'wang').press('Edit')
    expect(stage.last().input).toEqual({ kind: 'press', press: button.press })
  })

  it('is the line of a shortcut, with the message it was used on', async () => {
    stage = await openStage(transport)
    const person = stage.slack.person('U1', 'wang')
    await person.shortcut('new_record')
    expect(stage.last()).toMatchObject({
      conversation: 'slack:T1/U1',
      private: true,
      input: { kind: 'line', text: 'record' },
    })
    await person.shortcut('from_message', { channel: 'C1', text: '3月5日\n$& 12人' })
    expect(stage.last()).toMatchObject({
      conversation: 'slack:T1/C1',
      input: { kind: 'line', text: 'record 3月5日 $& 12人' },
    })
    expect((await person.shortcut('unheard_of')).status).toBe(200)
    expect(stage.received).toHaveLength(2)
  })

  it('has the same id when Slack sends it again', async () => {
    stage = await openStage(transport)
    const again = {
      type: 'event_callback',
      team_id: 'T1',
      event_id: 'Ev9',
      event: { type: 'app_mention', user: 'U1', channel: 'C1', ts: '1.2', text: '<@UBOT> help' },
    }
    await stage.slack.deliver('events_api', again)
    expect((await stage.slack.deliver('events_api', again)).status).toBe(200)
    expect(stage.received).toHaveLength(1)
  })

  it('does not include what the bot, other bots and Slack itself say', async () => {
    stage = await openStage(transport)
    const base = { type: 'message', channel_type: 'im', channel: 'D1', ts: '1.2', text: 'hello' }
    const events = [
      { ...base, user: 'UBOT' },
      { ...base, user: 'U2', bot_id: 'B7' },
      { ...base, subtype: 'message_deleted' },
      { ...base, user: 'U1', channel_type: 'channel' },
      {
        ...base,
        subtype: 'message_changed',
        message: { user: 'U1', ts: '1.1', text: 'a' },
        previous_message: { text: 'a' },
      },
    ]
    for (const [index, event] of events.entries()) {
      const authorizations = [{ user_id: 'UBOT' }]
      const body = { type: 'event_callback', team_id: 'T1', event_id: `E${index}`, authorizations, event }
      expect((await stage.slack.deliver('events_api', body)).status).toBe(200)
    }
    expect(stage.received).toEqual([])
  })
})

describe('requests over HTTP', () => {
  const body = JSON.stringify({ type: 'url_verification', challenge: 'c-1' })
  const json = { 'content-type': 'application/json' }

  it('are taken when Slack signed them within five minutes of now, and refused otherwise', async () => {
    stage = await openStage('http')
    const { slack, clock } = stage
    const at = (seconds: number) => new Date(clock.now().getTime() + seconds * 1000)
    expect(await slack.post(body, { ...json, ...slack.sign(body) })).toEqual({
      status: 200,
      body: '{"challenge":"c-1"}',
    })
    expect((await slack.post(body, { ...json, ...slack.sign(body, at(-299)) })).status).toBe(200)
    for (const headers of [
      {},
      slack.sign(body, at(-301)),
      slack.sign(body, at(301)),
      slack.sign(`${body} `),
      { ...slack.sign(body), 'x-slack-signature': 'v0=00' },
      { ...slack.sign(body), 'x-slack-signature': '' },
      { ...slack.sign(body), 'x-slack-request-timestamp': 'soon' },
    ])
      expect((await slack.post(body, { ...json, ...headers })).status).toBe(401)
  })

  it('that are unsigned get nowhere by claiming to be a certificate check', async () => {
    stage = await openStage('http')
    const form = { 'content-type': 'application/x-www-form-urlencoded' }
    expect((await stage.slack.post('ssl_check=1&command=/luyu&text=x', form)).status).toBe(401)
    expect(stage.received).toEqual([])
  })

  it('are refused when they are too large or no JSON', async () => {
    stage = await openStage('http')
    const large = 'x'.repeat(1_100_000)
    expect((await stage.slack.post(large, { ...json, ...stage.slack.sign(large) })).status).toBe(413)
    expect((await stage.slack.post('{', { ...json, ...stage.slack.sign('{') })).status).toBe(400)
  })

  it('are sent away before the start and after the stop', async () => {
    stage = await openStage('http')
    await stage.adapter.stop()
    expect((await stage.slack.post(body, { ...json, ...stage.slack.sign(body) })).status).toBe(503)
  })

  it('are taken while the Web API is away', async () => {
    stage = await openStage('http')
    stage.slack.fail('auth.test', { kind: 'status', status: 503 })
    expect((await stage.slack.person('U1', 'wang').command('C1', 'help')).status).toBe(200)
  })
})

describe('Socket Mode', () => {
  it('connects again after Slack hangs up', async () => {
    stage = await openStage('socket')
    const { slack } = stage
    const before = slack.calls.filter(({ method }) => method === 'apps.connections.open').length
    const again = slack.nextConnection()
    slack.disconnect()
    await again
    expect(slack.calls.filter(({ method }) => method === 'apps.connections.open').length).toBe(before + 1)
    await slack.person('U1', 'wang').direct('still there')
    expect(stage.last().input).toMatchObject({ text: 'still there' })
  })
  it('connects again after Slack could not be reached', async () => {
    stage = await openStage('socket', patient)
    const { slack } = stage
    slack.fail('apps.connections.open', { kind: 'status', status: 500 })
    slack.fail('apps.connections.open', { kind: 'cut', effect: false })
    slack.fail('apps.connections.open', { kind: 'error', code: 'token_revoked' })
    const again = slack.nextConnection()
    slack.disconnect()
    await again
    await slack.person('U1', 'wang').direct('still there')
    expect(stage.last().input).toMatchObject({ text: 'still there' })
  })
})

describe('what is signed and holds nothing that Slack sends', () => {
  const json = { 'content-type': 'application/json' }
  const form = { 'content-type': 'application/x-www-form-urlencoded' }

  it.each([
    ['null', json],
    ['[]', json],
    ['"event"', json],
    ['{', json],
    ['', json],
    ['payload=null', form],
    ['payload=%5B1%5D', form],
    ['payload=7', form],
    ['payload=%7B', form],
    ['payload=null', { 'content-type': 'application/x-www-form-urlencoded; charset=utf-8' }],
  ])('%s is refused, and the next request is taken', async (body, headers) => {
    stage = await openStage('http')
    const { slack } = stage
    expect(await slack.post(body, { ...headers, ...slack.sign(body) })).toMatchObject({ status: 400 })
    expect((await slack.person('U1', 'wang').command('C1', 'help')).status).toBe(200)
    expect(stage.received).toHaveLength(1)
  })

  const user = { id: 'U1', name: 'wang' }
  const team = { id: 'T1' }
  const submitted = (view: object) => ({
    type: 'view_submission',
    user,
    team,
    view: { id: 'V1', callback_id: 'form', state: { values: {} }, ...view },
  })

  it.each<[string, object]>([
    [
      'a shortcut that every object has',
      { type: 'shortcut', user, team, callback_id: 'constructor', trigger_id: '1' },
    ],
    ['a message shortcut of such a name', { type: 'message_action', user, team, callback_id: '__proto__' }],
    ['a form that holds another program’s words', submitted({ private_metadata: 'theirs' })],
    ['a form that holds another shape', submitted({ private_metadata: '{"draft":[1]}' })],
    [
      'a button of another program',
      { type: 'block_actions', user, team, channel: { id: 'C1' }, actions: [{ value: '{"action":1}' }] },
    ],
    ['what Slack may send one day', { type: 'hello' }],
  ])('%s is acknowledged and passed over', async (_, payload) => {
    stage = await openStage('http')
    const { slack } = stage
    const body = new URLSearchParams({ payload: JSON.stringify(payload) }).toString()
    expect(await slack.post(body, { ...form, ...slack.sign(body) })).toMatchObject({ status: 200 })
    expect(stage.received).toHaveLength(0)
  })
})
