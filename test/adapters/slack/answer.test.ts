import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { actions, card, fileBlock, lineAction, text } from '../../../src/core/card.ts'
import type { Reply } from '../../../src/core/ports.ts'
import { conversationReference } from '../../../src/core/request.ts'
import { slackSecrets } from '../../harness/slack.ts'
import type { SlackPerson } from '../../harness/slack-person.ts'
import { openStage, patient, type Stage } from './stage.ts'

let stage: Stage
let person: SlackPerson
beforeEach(async () => {
  stage = await openStage('http', patient)
  person = stage.slack.person('U1', 'wang')
})
afterEach(() => stage.stop())

const reply = (words: string, more: Partial<Reply> = {}): Reply => ({
  locale: 'en',
  card: card(text(words)),
  ...more,
})
const answer = (more: Reply) => stage.adapter.answer(stage.last(), more)
const said = () =>
  stage.slack.unread().map(({ kind, channel, user, text: words }) => ({ kind, channel, user, text: words }))
const long = (parts: number) => card(...Array.from({ length: parts * 3 }, () => text('x'.repeat(3_000))))

describe('an answer', () => {
  it('is posted to the channel of a slash command', async () => {
    await person.command('C1', 'pairs')
    await answer(reply('14 pairs'))
    expect(said()).toEqual([{ kind: 'message', channel: 'C1', user: undefined, text: '14 pairs' }])
  })

  it('comes by the response_url where the bot is no member', async () => {
    await person.command('C2', 'pairs')
    await answer(reply('for all'))
    await answer(reply('for you', { audience: 'actor' }))
    expect(said()).toEqual([
      { kind: 'message', channel: 'C2', user: undefined, text: 'for all' },
      { kind: 'ephemeral', channel: 'C2', user: 'U1', text: 'for you' },
    ])
  })

  it('for the person only is ephemeral in a channel and an ordinary message in private', async () => {
    await person.command('C1', 'visit')
    await answer(reply('not allowed', { audience: 'actor' }))
    await person.direct('visit')
    await answer(reply('not allowed', { audience: 'actor' }))
    expect(said()).toEqual([
      { kind: 'ephemeral', channel: 'C1', user: 'U1', text: 'not allowed' },
      { kind: 'message', channel: 'D1', user: undefined, text: 'not allowed' },
    ])
  })

  it('for the person only, with more parts than a response_url takes, goes to them in private', async () => {
    await person.command('C2', 'pairs')
    await answer(reply('', { audience: 'actor', card: long(6) }))
    const messages = stage.slack.unread()
    expect(messages.length).toBeGreaterThan(5)
    expect(new Set(messages.map(({ channel }) => channel))).toEqual(new Set(['D1']))
  })

  it('for the person only, after the response_url has expired, goes to them in private', async () => {
    await person.command('C2', 'pairs')
    stage.clock.moveTo(new Date(stage.clock.now().getTime() + 31 * 60_000))
    await answer(reply('late', { audience: 'actor' }))
    expect(said()).toEqual([{ kind: 'message', channel: 'D1', user: undefined, text: 'late' }])
  })

  it('takes the place of the pressed card', async () => {
    await person.command('C1', 'list')
    await answer(reply('', { card: card(text('page 1'), actions(lineAction('Next', '/list page:2'))) }))
    const [first] = stage.slack.unread()
    await person.press('Next')
    await answer(reply('page 2', { replace: true }))
    expect(stage.slack.unread()).toMatchObject([
      { kind: 'update', ts: first?.ts, text: 'page 2', buttons: [] },
    ])
  })

  it('takes the place of a card that only the presser sees', async () => {
    const asked = card(text('sure?'), actions(lineAction('Yes', '/yes')))
    await person.command('C1', 'cancel')
    await answer(reply('', { card: asked, audience: 'actor' }))
    const [first] = stage.slack.unread()
    await person.press('Yes')
    await answer(reply('still for you', { audience: 'actor', replace: true }))
    expect(stage.slack.unread()).toMatchObject([{ kind: 'update', ts: first?.ts, user: 'U1' }])
  })

  it('for all, to a card that only the presser sees, is posted for all', async () => {
    await person.command('C1', 'cancel')
    await answer(
      reply('', { card: card(text('sure?'), actions(lineAction('Yes', '/yes'))), audience: 'actor' }),
    )
    stage.slack.unread()
    await person.press('Yes')
    await answer(reply('cancelled', { replace: true }))
    expect(said()).toEqual([{ kind: 'message', channel: 'C1', user: undefined, text: 'cancelled' }])
  })

  it('is posted anew when the pressed card is gone', async () => {
    await person.command('C1', 'list')
    await answer(reply('', { card: card(actions(lineAction('Next', '/list page:2'))) }))
    stage.slack.unread()
    await person.press('Next')
    stage.slack.fail('chat.update', { kind: 'error', code: 'message_not_found' })
    await answer(reply('page 2', { replace: true }))
    expect(stage.slack.unread()).toMatchObject([{ text: 'page 2' }])
  })

  it('says its words when Slack does not take its blocks', async () => {
    await person.command('C1', 'x')
    stage.slack.fail('chat.postMessage', { kind: 'error', code: 'invalid_blocks' })
    await answer(reply('<!channel> *all* the words'))
    expect(stage.slack.unread()).toMatchObject([{ text: '&lt;!channel&gt; *all* the words', blocks: [] }])
  })

  it('brings its files', async () => {
    const file = fileBlock(stage.files.put('visits.csv', 'text/csv', Buffer.from('a,b')))
    await person.command('C1', 'export')
    await answer(reply('', { card: card(text('Here'), file) }))
    await person.command('C1', 'export')
    await answer(reply('', { card: card(file), audience: 'actor' }))
    expect(said()).toEqual([
      { kind: 'message', channel: 'C1', user: undefined, text: 'Here' },
      { kind: 'file', channel: 'C1', user: undefined, text: 'visits.csv' },
      { kind: 'file', channel: 'D1', user: undefined, text: 'visits.csv' },
    ])
  })
})

describe('what nobody can be rung by', () => {
  it('is everything that is said', async () => {
    await stage.adapter.send(conversationReference('slack:T1/C1'), card(text('<!channel> @here <@U1>')), 'en')
    const [call] = stage.slack.calls.filter(({ method }) => method === 'chat.postMessage')
    expect(call?.content).toMatchObject({
      text: '&lt;!channel&gt; @here &lt;@U1&gt;',
      parse: 'none',
      link_names: 'false',
      mrkdwn: 'false',
    })
  })
})

describe('an unasked message', () => {
  const to = conversationReference('slack:T1/C1')
  const failure = (words = 'hello') =>
    stage.adapter.send(to, card(text(words)), 'en').then(
      () => undefined,
      (error: unknown) => error,
    )

  it('goes to a channel, or to a person in private, and its ids are told', async () => {
    expect(await stage.adapter.send(to, card(text('hello')), 'en')).toEqual({
      messages: [stage.slack.shown[0]?.ts],
    })
    await stage.adapter.send(conversationReference('slack:T1/U7'), card(text('hello')), 'en')
    expect(stage.slack.shown.map(({ channel }) => channel)).toEqual(['C1', 'D7'])
  })

  it('fails in one of four ways, and says when it may have arrived', async () => {
    const { slack } = stage
    const cases = [
      [
        { kind: 'rate-limited', seconds: 7 },
        { failure: 'rate-limited', retryAfter: 7, uncertain: false },
      ],
      [
        { kind: 'status', status: 500 },
        { failure: 'transient', uncertain: false },
      ],
      [
        { kind: 'status', status: 504 },
        { failure: 'transient', uncertain: true },
      ],
      [
        { kind: 'cut', effect: true },
        { failure: 'transient', uncertain: true },
      ],
      [
        { kind: 'cut', effect: false },
        { failure: 'transient', uncertain: true },
      ],
      [
        { kind: 'error', code: 'internal_error' },
        { failure: 'transient', uncertain: true },
      ],
      [{ kind: 'error', code: 'is_archived' }, { failure: 'gone' }],
      [{ kind: 'error', code: 'channel_not_found' }, { failure: 'gone' }],
      [{ kind: 'error', code: 'not_in_channel' }, { failure: 'gone' }],
      [{ kind: 'error', code: 'token_revoked' }, { failure: 'gone' }],
      [{ kind: 'error', code: 'account_inactive' }, { failure: 'gone' }],
    ] as const
    for (const [given, expected] of cases) {
      slack.fail('chat.postMessage', given)
      expect(await failure()).toMatchObject({ name: 'DeliveryError', ...expected })
    }
    for (let time = 0; time < 2; time += 1)
      slack.fail('chat.postMessage', { kind: 'error', code: 'msg_too_long' })
    expect(await failure()).toMatchObject({ failure: 'rejected' })
  })

  it('is tried once only, so that a lost answer never posts it twice', async () => {
    stage.slack.fail('chat.postMessage', { kind: 'cut', effect: true })
    await failure()
    expect(stage.slack.shown).toHaveLength(1)
  })

  it('was not sent when no connection was made', async () => {
    await stage.slack.stop()
    expect(await failure()).toMatchObject({ failure: 'transient', uncertain: false })
  })

  it('with several parts waits for a limit in its middle, and is uncertain after a failure there', async () => {
    const { slack, adapter } = stage
    slack.failLater('chat.postMessage', 1, { kind: 'rate-limited', seconds: 3 })
    const { messages } = await adapter.send(to, long(2), 'en')
    expect(messages).toHaveLength(slack.shown.length)
    expect(new Set(slack.shown.map(({ text: words }) => words.split('\n').at(-1)))).toEqual(
      new Set(['(1/2)', '(2/2)']),
    )
    slack.failLater('chat.postMessage', 1, { kind: 'status', status: 500 })
    await expect(adapter.send(to, long(2), 'en')).rejects.toMatchObject({
      failure: 'transient',
      uncertain: true,
    })
  })
})

describe('the log', () => {
  it('never holds a token, whatever goes wrong', async () => {
    const { slack, log } = stage
    await person.command('C1', 'x')
    for (const failure of [
      { kind: 'error', code: 'invalid_auth' },
      { kind: 'error', code: 'invalid_blocks' },
      { kind: 'status', status: 500 },
      { kind: 'cut', effect: false },
      { kind: 'rate-limited', seconds: 1 },
    ] as const) {
      slack.fail('chat.postMessage', failure)
      const outcome = await answer(reply('x')).catch((error: unknown) => error)
      log.warn({ err: outcome }, 'as the front logs it')
    }
    expect(log.lines.length).toBeGreaterThan(5)
    for (const secret of Object.values(slackSecrets)) expect(log.lines.join('\n')).not.toContain(secret)
  })
})
