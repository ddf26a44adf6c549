import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { RunningApp } from '../harness/app.ts'
import { openSlackChannel } from '../harness/slack-channel.ts'
import type { FakeTelegram, FakeUser } from '../harness/telegram.ts'
import { answered, openTelegramGroup } from '../harness/telegram-group.ts'

let telegram: FakeTelegram
let running: RunningApp
let wang: FakeUser
let group: number
let start: () => Promise<RunningApp>
const smith: FakeUser = { id: 2002, first_name: 'Smith', language_code: 'en' }

beforeEach(async () => {
  ;({ telegram, wang, group, running, start } = await openTelegramGroup(smith))
})

afterEach(async () => {
  await running.app.stop()
  await telegram.close()
})

const settle = async () => {
  await answered(telegram, running.app)
}
const say = async (from: FakeUser, text: string, chat = group) => {
  telegram.say(chat, text, { from })
  await settle()
}
const press = async (from: FakeUser, label: string) => {
  telegram.press(group, label, { from })
  await settle()
}
const standing = () =>
  telegram.messages.filter(({ chat, from }) => chat === group && from.id === telegram.me.id)
const texts = () => standing().map(({ text }) => text)
const labels = (index: number) =>
  (standing().at(index)?.markup?.inline_keyboard ?? []).flat().map(({ text }) => text)

const log = '/visit 3月5日至7日 济南→武隆 12人 考察产业园'

describe('a visit’s card in a group', () => {
  it('is edited where it stands when the visit is changed elsewhere, also after a restart', async () => {
    await say(wang, log, wang.id)
    await say(wang, '/visit show V-2025-0001')
    expect(texts()).toEqual([expect.stringContaining('12')])
    await running.app.stop()
    running = await start()
    await say(wang, '/visit edit V-2025-0001 people:20', wang.id)
    expect(texts()).toEqual([expect.stringContaining('20')])
    await say(wang, '/undo', wang.id)
    expect(texts()).toEqual([expect.stringContaining('12')])
  })

  it('is the one with which the visit was logged there: what no longer applies cannot be pressed on it', async () => {
    await say(wang, log)
    expect(labels(0)).toContain('修改')
    await say(wang, '/visit cancel V-2025-0001 改期')
    expect(texts()[0]).toContain('已取消')
    expect(labels(0)).toEqual(['互访台账'])
  })

  it('asked for again is posted anew, and the former one loses its buttons', async () => {
    await say(wang, log, wang.id)
    await say(wang, '/visit show V-2025-0001')
    await say(wang, '/visit show V-2025-0001')
    expect([labels(0), labels(1).length > 0]).toEqual([[], true])
    await say(wang, '/visit edit V-2025-0001 people:20', wang.id)
    expect(texts()).toEqual([expect.stringContaining('12'), expect.stringContaining('20')])
  })

  it('is posted anew, once, when somebody deleted it', async () => {
    await say(wang, log, wang.id)
    await say(wang, '/visit show V-2025-0001')
    telegram.erase(group, standing()[0]?.id ?? 0)
    for (const people of [20, 21]) await say(wang, `/visit edit V-2025-0001 people:${people}`, wang.id)
    expect(texts()).toEqual([expect.stringContaining('21')])
  })

  it('is in the group’s language, whoever asked for it or turns its pages', async () => {
    await say(wang, log, wang.id)
    await say(smith, '/lang en', smith.id)
    await say(smith, '/visit show V-2025-0001')
    expect(texts()).toEqual([expect.stringContaining('武隆')])
    await say(smith, '/visit edit V-2025-0001 people:20', smith.id)
    expect(texts()).toEqual([expect.stringContaining('武隆')])
    for (let day = 1; day <= 9; day += 1) await say(wang, `/visit 4月${day}日 济南→武隆 5人`, wang.id)
    await say(smith, '/visit list')
    expect(texts().at(-1)).toContain('第1页，共2页')
    await press(smith, '下一页')
    expect(texts().at(-1)).toContain('第2页，共2页')
  })

  it('answers a button that it has no more, politely and to the presser alone', async () => {
    await say(wang, log, wang.id)
    await say(wang, '/visit show V-2025-0001')
    const old = standing()[0]?.markup
    await say(wang, '/visit cancel V-2025-0001 改期', wang.id)
    const card = standing()[0]
    if (!card || !old) throw new Error('no card stands')
    // A client that has not seen the edit yet still shows the old buttons.
    const { markup, ...now } = card
    Object.assign(card, { markup: old })
    telegram.press(group, '修改', { from: wang })
    Object.assign(card, { ...now, markup })
    await settle()
    expect(await telegram.notice()).toMatchObject({ text: expect.stringContaining('这个按钮属于旧卡片') })
    expect(standing()).toHaveLength(1)
  })

  it('hears no more of the visit once the group is bound to something else', async () => {
    await say(wang, log, wang.id)
    await say(wang, '/visit show V-2025-0001')
    const [before] = texts()
    await say(wang, '/unbind')
    await press(wang, '确认')
    await say(wang, '/visit edit V-2025-0001 people:20', wang.id)
    expect(texts()[0]).toBe(before)
    expect(texts().join()).not.toContain('20人')
  })
})

it('a visit’s card on Slack is edited where it stands after a restart', async () => {
  const { slack, wang: person, start: open, running: first } = await openSlackChannel()
  let program = first
  const direct = async (line: string) => {
    await person.direct(line)
    await program.app.settled()
  }
  await direct(log)
  await person.command('C1', 'visit show V-2025-0001')
  await program.app.settled()
  await program.app.stop()
  program = await open()
  await direct('/visit edit V-2025-0001 people:20')
  expect(slack.standing('C1').map(({ text }) => text)).toEqual([expect.stringContaining('20')])
  await program.app.stop()
  await slack.stop()
})
