import { beforeEach, describe, expect, it } from 'vitest'
import { createHistory } from '../../../src/features/history/index.ts'
import { createMeetings } from '../../../src/features/meetings/index.ts'
import { administrator, type Office, officerOf, openOffice, type Person } from '../../harness/office.ts'
import { plain } from '../../harness/plain.ts'

let office: Office
let jinan: Person
let wulong: Person

beforeEach(async () => {
  office = await openOffice(createMeetings, createHistory)
  jinan = await officerOf(office, 1, 'assisting')
  wulong = await officerOf(office, 1, 'recipient')
  await office.bind('test:ours', 1)
  await office.bind('test:english', 1, 'en')
  await office.bind('test:others', 2)
})

/** What was said since it was last looked at: to whom, and the first line. */
const said = () =>
  office.sent.splice(0).map(({ to, card }) => `${to}: ${plain(card).split('\n')[0]?.replace('# ', '')}`)

/** Moves the clock from one due time to the next, runs what is due twice each time, as two processes do; notes when what was said. */
const pass = async (until: string): Promise<string[]> => {
  const heard: string[] = []
  const next = () =>
    office.database.client.due.findFirst({
      where: { at: { lte: new Date(`${until}+08:00`) } },
      orderBy: { at: 'asc' },
    })
  for (let due = await next(); due; due = await next()) {
    office.clock.moveTo(due.at)
    await Promise.all([office.runDue(), office.runDue()])
    const clock = new Date(due.at.getTime() + 8 * 3_600_000).toISOString().slice(5, 16)
    heard.push(...said().map((line) => `${clock} ${line}`))
  }
  office.moveTo(until)
  return heard
}

describe('reminders of a meeting', () => {
  it('come once each, 3 workdays and 1 hour before, to the channels of the pair and to who has not answered; the host is asked for the agenda', async () => {
    // Thursday 10 April: the Friday before it is a holiday (清明).
    await office.say(jinan, '会议 4月10日下午2点半 济南 联席会议')
    said()
    expect(await pass('2025-04-10T16:00')).toEqual([
      '04-02T09:00 test:assisting-1: 会议议题还没有填',
      '04-07T09:00 test:ours: 会议提醒',
      '04-07T09:00 test:english: Meeting ahead',
      '04-07T09:00 test:assisting-1: 会议提醒',
      '04-07T09:00 test:recipient-1: 会议提醒',
      '04-10T13:30 test:ours: 会议提醒',
      '04-10T13:30 test:english: Meeting ahead',
      '04-10T13:30 test:assisting-1: 会议提醒',
      '04-10T13:30 test:recipient-1: 会议提醒',
    ])
  })

  it('say how the meeting stands when they are said', async () => {
    await office.say(jinan, '会议 4月10日下午2点半 济南 联席会议 议题:产业协作 地点:市民中心')
    said()
    office.moveTo('2025-04-07T09:00')
    await office.runDue()
    expect(plain(office.sent[0]?.card ?? { blocks: [] })).toMatchInlineSnapshot(`
      "# 会议提醒
      济南市·武隆区东西部协作2025年第一次联席会议
      距开会还有3个工作日。
      时间: 4月10日（周四）14:30至16:30（北京时间）
      地点或链接: 市民中心
      形式: 线下
      主办方: 济南（济南—武隆）
      议题: 产业协作
      [参加] /meeting accept M-2025-0001
      [不参加] form.begin
      [派人参加] form.begin
      [查看会议] /meeting show M-2025-0001
      [日历文件] /meeting calendar M-2025-0001"
    `)
  })

  it('follow a meeting that is moved, and end with one that is cancelled', async () => {
    await office.say(jinan, '会议 4月10日下午2点半 济南 联席会议 议题:产业协作')
    await office.say(jinan, '会议 6月12日上午9点 济南 联席会议 议题:劳务协作')
    await office.say(jinan, '会议 参加 M-2025-0001')
    await office.say(wulong, '会议 参加 M-2025-0001')
    said()
    expect(await pass('2025-04-09T12:00')).toHaveLength(2)
    await office.say(jinan, '会议 改期 M-2025-0001 4月17日上午9点')
    await office.say(jinan, '会议 取消 M-2025-0002')
    said()
    expect(await pass('2025-06-12T10:00')).toEqual([
      '04-14T09:00 test:ours: 会议提醒',
      '04-14T09:00 test:english: Meeting ahead',
      '04-17T08:00 test:ours: 会议提醒',
      '04-17T08:00 test:english: Meeting ahead',
      '04-24T09:00 test:assisting-1: 会议 M-2025-0001 已过5个工作日，还没有纪要，请贵方作为主办方起草。',
    ])
  })

  it('are not made up for when a meeting is scheduled late, nor said when it has begun', async () => {
    await office.say(jinan, '会议 3月4日上午9点 济南 座谈会')
    said()
    await office.runDue()
    expect(said()).toEqual([])
    office.moveTo('2025-03-04T09:30')
    await office.runDue()
    expect(said()).toEqual([])
  })

  it('of a meeting of all pairs go to all channels', async () => {
    await office.bind('test:programme', undefined)
    const { card } = await office.say(administrator, '会议 4月10日下午2点半 山东 工作会议 议题:年度协议')
    await office.press(administrator, card, '确认发布')
    said()
    office.moveTo('2025-04-10T13:30')
    await office.runDue()
    const channels = ['programme', 'ours', 'english', 'others']
    expect(said().map((line) => line.split(':')[1])).toEqual([...channels, 'assisting-1', 'recipient-1'])
  })
})

describe('a notice', () => {
  it('is one for one change, however much it changed, and not where the change was made', async () => {
    const here = { ...jinan }
    await office.say(here, '会议 4月10日下午2点半 济南 联席会议')
    expect(said()).toEqual(['test:ours: 会议 M-2025-0001', 'test:english: Meeting M-2025-0001'])
    await office.say(here, '会议 修改 M-2025-0001 4月11日上午9点 线上 武隆')
    expect(plain(office.sent[0]?.card ?? { blocks: [] })).toMatchInlineSnapshot(`
      "# 会议变更
      武隆区·济南市东西部协作2025年第一次联席会议
      时间: 4月11日（周五）09:00至11:00（北京时间），原为4月10日（周四）14:30至16:30（北京时间）
      主办方: 武隆（济南—武隆），原为济南（济南—武隆）
      形式: 线上，原为线下
      [参加] /meeting accept M-2025-0001
      [不参加] form.begin
      [派人参加] form.begin
      [查看会议] /meeting show M-2025-0001
      [日历文件] /meeting calendar M-2025-0001"
    `)
    expect(office.sent[0]?.card.summary).toBe(
      '会议变更 武隆区·济南市东西部协作2025年第一次联席会议 · 4月11日（周五）09:00至11:00（北京时间） · 武隆（济南—武隆） · 线上',
    )
    expect(said()).toEqual(['test:ours: 会议变更', 'test:english: A meeting has changed'])
    // Whoever is interested reads the agenda on the card, which follows.
    await office.say(here, '会议 修改 M-2025-0001 议题:产业协作')
    expect(said()).toEqual([])
    await office.say(here, '会议 取消 M-2025-0001 天气原因')
    expect(said()).toEqual(['test:ours: 会议取消', 'test:english: A meeting is cancelled'])
  })

  it('is not for a meeting that took place', async () => {
    await office.say(jinan, '会议 2025年2月20日上午9点 济南 联席会议 已召开')
    expect(said()).toEqual([])
  })
})
