import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { RunningApp } from '../harness/app.ts'
import type { SlackServer } from '../harness/slack.ts'
import { openSlackChannel } from '../harness/slack-channel.ts'
import type { FakeTelegram, FakeUser } from '../harness/telegram.ts'
import { answered, openTelegramGroup } from '../harness/telegram-group.ts'

/** A card for all in a channel, and somebody there who may not do what its buttons do. */
const refusal = '联络员身份'
const log = '/visit 3月5日至7日 济南→武隆 12人'
const show = 'visit show V-2025-0001'
let running: RunningApp

describe('on Telegram', () => {
  let telegram: FakeTelegram
  let wang: FakeUser
  let group: number
  const tooOld = {
    error_code: 400,
    description: 'Bad Request: query is too old and response timeout expired or query ID is invalid',
  }

  beforeEach(async () => {
    ;({ telegram, wang, group, running } = await openTelegramGroup())
    telegram.say(wang.id, log, { from: wang })
    await settle()
    telegram.say(group, `/${show}`, { from: wang })
    await settle()
    telegram.unread(group).splice(0)
  })
  afterEach(async () => {
    await running.app.stop()
    await telegram.close()
  })

  const settle = async () => {
    await answered(telegram, running.app)
  }
  const press = async (from: FakeUser, label = '修改') => {
    telegram.press(group, label, { from })
    await settle()
  }
  const stranger = (started = true) =>
    telegram.addPerson({ id: 3001, first_name: '路人', language_code: 'zh' }, started)

  it('the presser reads it on the button that they pressed', async () => {
    await press(stranger())
    expect(await telegram.notice()).toEqual({ text: expect.stringContaining(refusal), alert: true })
    expect([telegram.unread(group), telegram.unread(3001), telegram.whispers]).toEqual([[], [], []])
  })

  it('or in the group, seen by nobody else, when that is too late', async () => {
    telegram.trouble('answerCallbackQuery', tooOld)
    await press(stranger())
    expect(telegram.whispers).toEqual([{ chat: group, user: 3001, text: expect.stringContaining(refusal) }])
    const [call] = telegram.callsOf('sendMessage').slice(-1)
    expect(call?.ephemeral_message_parameters).toEqual({
      receiver_user_id: 3001,
      callback_query_id: expect.any(String),
    })
    expect([telegram.unread(group), telegram.unread(3001)]).toEqual([[], []])
  })

  it('or in private, when the group does not take it either', async () => {
    telegram.trouble('answerCallbackQuery', tooOld)
    telegram.tire()
    telegram.trouble('sendMessage', tooOld)
    await press(stranger())
    expect(telegram.whispers).toEqual([])
    expect(telegram.unread(group)).toEqual([])
    expect((await telegram.next(3001)).text).toContain(refusal)
  })

  it('or, when they never talked to the bot, in few words in the group', async () => {
    telegram.trouble('answerCallbackQuery', tooOld)
    telegram.trouble('sendMessage', tooOld)
    await press(stranger(false))
    expect((await telegram.next(group)).text).toMatch(/联络员身份[\s\S]*t\.me\/luyu_bot/)
  })

  it('a card loses the buttons that no longer apply', async () => {
    const labels = () =>
      telegram.messages
        .findLast(({ chat, text }) => chat === group && text.startsWith('互访 V-2025-0001'))
        ?.markup?.inline_keyboard?.flat()
        .map(({ text }) => text)
    expect(labels()).toContain('修改')
    running.clock.moveTo(new Date('2025-03-10T02:00:00Z'))
    telegram.say(group, `/${show}`, { from: wang })
    await settle()
    expect(labels()).toContain('填写成效')
    telegram.say(wang.id, '/visit done V-2025-0001 签约3个项目', { from: wang })
    await settle()
    expect(labels()).not.toContain('填写成效')
    telegram.say(wang.id, '/visit cancel V-2025-0001 改期', { from: wang })
    await settle()
    expect(labels()).not.toContain('修改')
  })
})

describe('on Slack', () => {
  let slack: SlackServer
  let close: () => Promise<void>
  beforeEach(async () => {
    const opened = await openSlackChannel()
    ;({ slack, running, close } = opened)
    const { wang } = opened
    await wang.direct(log)
    await running.app.settled()
    await wang.command('C1', show)
    await running.app.settled()
    slack.unread()
  })
  afterEach(() => close())

  const said = async (deed: Promise<unknown>) => {
    await deed
    await running.app.settled()
    return slack.unread().map(({ kind, channel, user, text }) => ({ kind, channel, user, text }))
  }
  const text = expect.stringContaining(refusal)
  /** A press as Slack tells it of a message that is too old for answers by its url. */
  const pressWithoutUrl = () => {
    const card = slack.standing('C1').at(-1)
    const button = card?.buttons.find(({ label }) => label === '修改')
    return slack.deliver('interactive', {
      ...{ type: 'block_actions', team: { id: 'T1' }, user: { id: 'U3', name: 'stranger', team_id: 'T1' } },
      ...{ channel: { id: 'C1' }, container: { message_ts: card?.ts }, trigger_id: 't.1' },
      actions: [{ type: 'button', value: button?.value }],
    })
  }

  it('the presser alone sees it in the channel', async () => {
    expect(await said(slack.person('U3', 'stranger').press('修改'))).toEqual([
      { kind: 'ephemeral', channel: 'C1', user: 'U3', text },
    ])
  })

  it.each(['channel_not_found', 'user_not_in_channel', 'messages_tab_disabled'])(
    'also by another way, when Slack refuses the first: %s',
    async (code) => {
      slack.fail('chat.postEphemeral', { kind: 'error', code })
      slack.fail('chat.postEphemeral', { kind: 'error', code })
      expect(await said(slack.person('U3', 'stranger').press('修改'))).toEqual([
        { kind: 'ephemeral', channel: 'C1', user: 'U3', text },
      ])
    },
  )

  it.each(['user_not_in_channel', 'messages_tab_disabled'])(
    'or in private, when there is no other: %s',
    async (code) => {
      slack.fail('chat.postEphemeral', { kind: 'error', code })
      slack.fail('chat.postEphemeral', { kind: 'error', code })
      expect(await said(pressWithoutUrl())).toEqual([
        { kind: 'message', channel: 'D3', user: undefined, text },
      ])
    },
  )

  it('a card loses the buttons that no longer apply', async () => {
    // The weekly summary may have come since.
    const labels = () =>
      slack
        .standing('C1')
        .findLast(({ text }) => text.startsWith('互访 V-2025-0001'))
        ?.buttons.map(({ label }) => label)
    expect(labels()).toContain('修改')
    const wang = slack.person('U1', 'wang')
    running.clock.moveTo(new Date('2025-03-10T02:00:00Z'))
    await said(wang.command('C1', show))
    expect(labels()).toContain('填写成效')
    await said(wang.direct('/visit done V-2025-0001 签约3个项目'))
    expect(labels()).not.toContain('填写成效')
    await said(wang.direct('/visit cancel V-2025-0001 改期'))
    expect(labels()).not.toContain('修改')
  })
})
