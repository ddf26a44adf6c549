import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { RunningApp } from '../harness/app.ts'
import type { FakeTelegram, FakeUser } from '../harness/telegram.ts'
import { answered, openTelegramGroup } from '../harness/telegram-group.ts'

let telegram: FakeTelegram
let running: RunningApp
let wang: FakeUser
let group: number
const li: FakeUser = { id: 2002, first_name: '李四', language_code: 'zh' }

beforeEach(async () => {
  ;({ telegram, wang, group, running } = await openTelegramGroup(li))
})

afterEach(async () => {
  await running.app.stop()
  await telegram.close()
})

const settle = async () => {
  await answered(telegram, running.app)
}
const say = async (from: FakeUser, text: string) => {
  const replyTo = telegram.messages.findLast(({ from: { id } }) => id === telegram.me.id)?.id
  telegram.say(group, text, { from, ...(!text.startsWith('/') && replyTo !== undefined && { replyTo }) })
  await settle()
}
const press = async (from: FakeUser, label: string, data?: string) => {
  telegram.press(group, label, { from, ...(data !== undefined && { data }) })
  await settle()
}
/** What the bot has standing in the group. */
const standing = () =>
  telegram.messages.filter(({ chat, from }) => chat === group && from.id === telegram.me.id)
const dataOf = (label: string) =>
  standing()
    .flatMap(({ markup }) => markup?.inline_keyboard?.flat() ?? [])
    .findLast(({ text }) => text === label)?.callback_data

describe('a form in a group', () => {
  it('leaves nothing behind but the record', async () => {
    await say(wang, '/visit')
    await press(wang, '济南→武隆')
    await say(wang, '2月30日')
    await say(wang, '3月5日')
    await press(wang, '跳过')
    await say(wang, '12')
    expect(standing()).toHaveLength(2)
    await say(wang, '考察产业园')
    expect(standing().map(({ text }) => text)).toEqual([expect.stringContaining('已登记互访 V-2025-0001')])
  })

  it("makes way for nobody else's", async () => {
    await say(wang, '/visit')
    await say(li, '/visit')
    await press(li, '武隆→济南')
    expect(standing().map(({ text }) => text)).toEqual([
      expect.stringContaining('请填写方向'),
      expect.stringContaining('请填写日期'),
    ])
    await press(wang, '济南→武隆')
    await say(wang, '3月5日')
    await press(wang, '取消')
    expect(standing().map(({ text }) => text)).toEqual([
      expect.stringContaining('请填写日期'),
      expect.stringContaining('已取消'),
    ])
  })

  it('has its calendar turned, and a day picked in it, by nobody but who was asked', async () => {
    await say(wang, '/visit')
    await press(wang, '济南→武隆')
    const days = () =>
      standing()
        .at(-1)
        ?.markup?.inline_keyboard?.flat()
        .map(({ text, callback_data }) => `${text} ${callback_data}`)
    const asked = days()
    telegram.press(group, '5', { from: li })
    await settle()
    expect(days()).toEqual(asked)
    const notices = [await telegram.notice(), await telegram.notice()].map(({ text }) => text)
    expect(notices).toContain('这份表单由他人填写，请使用您自己的表单。')
    await press(wang, '5')
    expect(days()).not.toEqual(asked)
  })

  it('goes on where the group went when it became a supergroup', async () => {
    await say(wang, '/visit')
    await press(wang, '济南→武隆')
    group = telegram.migrate(group)
    await settle()
    await say(wang, '/status')
    await say(wang, '3月5日')
    expect(standing().at(-1)?.text).toContain('带队领导')
  })

  it('keeps its open question while the person looks something up', async () => {
    await say(wang, '/visit')
    await say(wang, '/status')
    expect(standing()[0]?.text).toContain('请填写方向')
    await press(wang, '济南→武隆')
    expect(standing()[0]?.text).toContain('请填写日期')
  })

  it('takes a late press for the question that it stood under', async () => {
    await say(wang, '/visit')
    const other = dataOf('武隆→济南')
    await press(wang, '济南→武隆')
    await press(wang, '5')
    const single = dataOf('仅此一天')
    await press(wang, '仅此一天')
    await press(wang, '跳过')
    // The people are asked for; the buttons of the direction and of the day come late.
    await press(wang, '上一步', other)
    await press(wang, '上一步', single)
    expect(standing().at(-1)?.text).toContain('填写“人数”')
    expect(standing().some(({ text }) => text.includes('❌'))).toBe(false)
    await say(wang, '12')
    await press(wang, '跳过')
    const card = standing().at(-1)?.text ?? ''
    expect(card).toContain('方向：武隆→济南')
    expect(card).toContain('日期：3月5日')
    expect(card).toContain('人数：12人')
  })
})

it('turns the pages of a list in its place, and shows long purposes in brief', async () => {
  for (let day = 1; day <= 9; day += 1)
    await say(wang, `/visit 2025-01-${day * 3} 济南→武隆 ${day}人 ${'考察产业园'.repeat(90)}`)
  await say(wang, '/visit list')
  const before = standing().length
  expect(standing().at(-1)?.text.length).toBeLessThan(1500)
  await press(wang, '下一页')
  expect(standing()).toHaveLength(before)
  expect(standing().at(-1)?.text).toContain('第2页，共2页')
})

describe('the edit button of a record', () => {
  beforeEach(() => say(wang, '/visit 3月5日 济南→武隆 12人 考察产业园'))

  it('leaves the record standing, also when the edit is given up', async () => {
    await press(wang, '修改')
    await press(wang, '取消')
    expect(standing().map(({ text }) => text)).toEqual([
      expect.stringContaining('已登记互访 V-2025-0001'),
      expect.stringContaining('未作任何改动'),
    ])
  })

  it('changes everything but which record it is', async () => {
    await press(wang, '修改')
    expect(dataOf('修改编号')).toBeUndefined()
    await press(wang, '修改人数')
    await say(wang, '15')
    await press(wang, '确认')
    expect(standing().at(-1)?.text).toContain('15人')
  })
})
