import { beforeEach, describe, expect, it } from 'vitest'
import { card } from '../../../src/core/card.ts'
import { translatorOf } from '../../../src/core/i18n.ts'
import type { Locale } from '../../../src/core/request.ts'
import { toDay } from '../../../src/core/time/day.ts'
import { createHistory } from '../../../src/features/history/index.ts'
import { createMeetings } from '../../../src/features/meetings/index.ts'
import {
  administrator,
  type Office,
  officerOf,
  openOffice,
  type Person,
  stranger,
} from '../../harness/office.ts'
import { plain } from '../../harness/plain.ts'

const scheduled = '会议 3月20日下午2点半 济南 联席会议 议题：产业协作、劳务协作'

let office: Office
let jinan: Person
let wulong: Person

beforeEach(async () => {
  office = await openOffice(createMeetings, createHistory)
  jinan = await officerOf(office, 1, 'assisting')
  wulong = await officerOf(office, 1, 'recipient')
})

/** What is told to all pairs is agreed to first. */
const forAll = async (line: string): Promise<string> => {
  const { card: preview } = await office.say(administrator, line)
  return plain((await office.press(administrator, preview, '确认发布')).card)
}

const numbers = async () =>
  Object.fromEntries(
    (await office.database.client.meeting.findMany({ orderBy: { id: 'asc' } })).map(
      ({ reference, number }) => [reference, number],
    ),
  )

describe('scheduling a meeting', () => {
  it('shows every value as understood, under the official title', async () => {
    const { card: shown, record } = await office.say(jinan, scheduled)
    expect(record).toBe('M-2025-0001')
    expect(plain(shown)).toMatchInlineSnapshot(`
      "(success) 已登记会议 M-2025-0001。
      # 会议 M-2025-0001
      济南市·武隆区东西部协作2025年第一次联席会议
      时间: 3月20日（周四）14:30至16:30（北京时间）
      主办方: 济南（济南—武隆）
      形式: 线下
      地点或链接: 未填
      议题: 产业协作；劳务协作
      状态: 待召开
      (quiet) 日历文件可导入手机或电脑日历。此后改期、取消，文件不会自动更新。
      file M-2025-0001.ics
      [参加] /meeting accept M-2025-0001
      [不参加] form.begin
      [派人参加] form.begin
      [修改] form.begin
      [会议清单] /meeting list pair:"武隆"
      [撤销] /undo M-2025-0001 version:1"
    `)
  })

  it('has an English twin', async () => {
    const english = { ...jinan, locale: 'en' } as const
    expect(
      await office.read(english, 'meeting 20 March 2:30-4pm Wulong symposium online'),
    ).toMatchInlineSnapshot(`
      "(success) Meeting M-2025-0001 is logged.
      # Meeting M-2025-0001
      First Symposium of Wulong and Jinan for East–West Cooperation, 2025
      Time: Thu 20 Mar 14:30–16:00 (Beijing time)
      Host: Wulong (Jinan–Wulong)
      Format: Online
      Place or link: not given
      Agenda: not given
      Status: To come
      (quiet) The file can be imported into a calendar. It does not follow when the meeting is moved or cancelled later.
      file M-2025-0001.ics
      [Attend] /meeting accept M-2025-0001
      [Decline] form.begin
      [Send a deputy] form.begin
      [Use the usual agenda] /meeting template M-2025-0001
      [Edit] form.begin
      [Undo] /undo M-2025-0001 version:1"
    `)
  })

  it('is the whole programme’s when a province hosts it', async () => {
    const said = await forAll('会议 4月2日上午9点 山东 工作会议 全部结对')
    expect(said).toContain('山东省·重庆市东西部协作2025年第一次工作会议')
    expect(said).toContain('主办方: 山东（全部结对）')
    // Each pair reads it, and only those who write for all may change it.
    expect(await office.read(wulong, '会议 查看 M-2025-0001')).toContain('第一次工作会议')
    await expect(office.say(jinan, '会议 取消 M-2025-0001')).rejects.toThrow('wholeProgramme')
    expect(await office.read(jinan, '会议 4月2日上午9点半 济南 座谈会')).toContain(
      '同一时段另有会议：M-2025-0001',
    )
  })

  it('calls an autonomous county by its short name, as titles do', async () => {
    expect(await office.read(administrator, '会议 3月20日上午9点 石柱 座谈会')).toContain(
      '石柱·淄博市东西部协作2025年第一次座谈会',
    )
  })

  it('is for officers of the pair', async () => {
    await expect(office.say(stranger, scheduled)).rejects.toThrow('programme.right.stranger')
    const zibo = await officerOf(office, 2, 'assisting')
    await expect(office.say(zibo, scheduled)).rejects.toThrow('programme.right.otherPair')
  })
})

describe('a number', () => {
  it('follows the order of meetings, and leaves neither a hole nor a double', async () => {
    await office.say(jinan, scheduled)
    await office.say(wulong, '会议 6月12日上午9点 武隆 联席会议')
    await office.say(jinan, '会议 6月13日上午9点 济南 座谈会')
    await office.say(jinan, '会议 9月18日上午9点 济南 联席会议')
    expect(await numbers()).toEqual({
      'M-2025-0001': 1,
      'M-2025-0002': 2,
      'M-2025-0003': 1,
      'M-2025-0004': 3,
    })
    const cancelled = await office.read(jinan, '会议 取消 M-2025-0001 因天气原因')
    expect(cancelled).toContain('济南市·武隆区东西部协作2025年联席会议')
    expect(cancelled).toContain('会议次序有变：M-2025-0002 现为武隆区·济南市东西部协作2025年第一次联席会议。')
    expect(await numbers()).toMatchObject({ 'M-2025-0001': null, 'M-2025-0002': 1, 'M-2025-0004': 2 })
    // Taken back, all is as before.
    expect(await office.read(jinan, '/undo M-2025-0001')).toContain('第一次联席会议')
    expect(await numbers()).toMatchObject({ 'M-2025-0001': 1, 'M-2025-0002': 2, 'M-2025-0004': 3 })
  })

  it('is one of the new year when a meeting is moved there', async () => {
    await office.say(jinan, scheduled)
    await office.say(jinan, '会议 9月18日上午9点 济南 联席会议')
    const moved = await office.read(jinan, '会议 改期 M-2025-0001 2026年1月15日上午9点')
    expect(moved).toContain('东西部协作2026年第一次联席会议')
    expect(moved).toContain('M-2025-0002 现为济南市·武隆区东西部协作2025年第一次联席会议')
    // New Year is that of Beijing: 31 December 23:30 there is still 2025, whatever the time is in UTC.
    await office.say(jinan, '会议 2025年12月31日晚上11点半 济南 联席会议')
    expect(await numbers()).toEqual({ 'M-2025-0001': 1, 'M-2025-0002': 1, 'M-2025-0003': 2 })
  })

  it('moves with a meeting that changes places with another, and their cards in channels follow', async () => {
    await office.say(jinan, scheduled)
    await office.say(jinan, '会议 9月18日上午9点 济南 联席会议')
    expect(await office.read(jinan, '会议 改期 M-2025-0001 10月9日上午9点')).toContain('第二次联席会议')
    expect(await numbers()).toEqual({ 'M-2025-0001': 2, 'M-2025-0002': 1 })
  })
})

describe('a time that cannot be', () => {
  it('is asked about in the past, unless it is said that the meeting took place', async () => {
    await expect(office.say(jinan, '会议 2025年3月1日下午2点 济南 联席会议')).rejects.toThrow('meetings.past')
    expect(await office.read(jinan, '会议 3月1日下午2点 济南 联席会议 已召开')).toContain('状态: 已召开')
    // What else is corrected of it later asks nothing.
    expect(await office.read(jinan, '会议 修改 M-2025-0001 议题:产业协作')).toContain('产业协作')
    await office.say(jinan, scheduled)
    await expect(office.say(jinan, '会议 改期 M-2025-0002 2025年3月2日上午9点')).rejects.toThrow(
      'meetings.past',
    )
  })

  it('is refused where the pair meets already, which is said', async () => {
    await office.say(jinan, scheduled)
    const beside = '会议 3月20日下午4点 武隆 座谈会'
    await expect(office.say(wulong, beside)).rejects.toThrow('meetings.collides')
    expect(await office.read(wulong, beside.replace('4点', '4点半'))).toContain('M-2025-0002')
    await expect(office.say(wulong, '会议 改期 M-2025-0002 3月20日下午4点')).rejects.toThrow(
      'meetings.collides',
    )
    // A cancelled meeting leaves its slot, and does not come back into one that is taken.
    await office.say(jinan, '会议 取消 M-2025-0001')
    await office.say(wulong, '会议 改期 M-2025-0002 3月20日下午4点')
    await expect(office.say(jinan, '/undo M-2025-0001')).rejects.toThrow('meetings.collides')
  })

  it('may be another pair’s', async () => {
    await office.say(jinan, scheduled)
    expect(await office.read(administrator, '会议 3月20日下午2点半 烟台 联席会议')).toContain('烟台市·巫山县')
  })
})

describe('asking for meetings', () => {
  beforeEach(async () => {
    await office.say(jinan, '会议 2月20日上午9点 济南 联席会议 已召开')
    await office.say(jinan, scheduled)
    await office.say(wulong, '会议 3月12日上午9点至11点 武隆 座谈会 线上')
  })

  it('lists them, the latest first', async () => {
    expect(await office.read(jinan, '会议 列表 武隆')).toMatchInlineSnapshot(`
      "# 会议清单 济南—武隆
      共3次；已召开1次，待召开2次。
      - M-2025-0003 · 3月12日（周三）09:00至11:00（北京时间） · 座谈会 · 待召开 | 武隆（济南—武隆） · 线上
      - M-2025-0002 · 3月20日（周四）14:30至16:30（北京时间） · 联席会议 · 待召开 | 济南（济南—武隆） · 线下 · 产业协作；劳务协作
      - M-2025-0001 · 2025年2月20日（周四）09:00至11:00（北京时间） · 联席会议 · 已召开 | 济南（济南—武隆） · 线下
      [导出表格] /meeting export pair:"500156""
    `)
    expect(await office.read(jinan, '会议 列表 联席会议 状态:待召开')).toContain('共1次')
    expect(await office.read(jinan, '会议 列表 2月')).toContain('M-2025-0001')
  })

  it('shows the next one, of a type if one is said', async () => {
    expect(await office.read(jinan, '会议 下次 武隆')).toContain('M-2025-0003')
    expect(await office.read(jinan, '会议 下次 武隆 联席会议')).toContain('M-2025-0002')
    expect(await office.read(jinan, '会议 下次 烟台')).toBe('近期没有已安排的会议。')
  })
})

describe('what others ask of meetings', () => {
  const sections = () => {
    const found = office.features.find(({ name }) => name === 'meetings')
    if (!found?.status || !found.digest) throw new Error('no sections')
    return { status: found.status, digest: found.digest }
  }

  beforeEach(async () => {
    await office.say(jinan, '会议 2月20日上午9点 济南 联席会议 已召开')
    await office.say(jinan, scheduled)
    await office.say(administrator, '会议 2月26日上午9点 山东 工作会议 全部结对 已召开')
    await office.say(jinan, '会议 2月27日上午9点 济南 座谈会 已召开')
    await office.say(jinan, '会议 取消 M-2025-0004')
  })

  it('is how a pair stands, and all pairs side by side', async () => {
    const { status } = sections()
    const today = office.clock.today()
    await office.database.transact(async (transaction) => {
      const blocks = await status.pair(
        transaction,
        office.pair(1),
        today,
        translatorOf('zh-CN'),
        office.clock.now(),
      )
      expect(plain(card(...blocks))).toMatchInlineSnapshot(`
        "# 会议
        今年以来: 2次
        最近一次: M-2025-0003 · 2025年2月26日（周三）09:00至11:00（北京时间） · 工作会议 · 线下
        最近纪要: 尚无纪要
        下一次: M-2025-0002 · 3月20日（周四）14:30至16:30（北京时间） · 联席会议 · 线下"
      `)
      const columns = await status.overview(transaction, today, translatorOf('en'))
      const cells = columns.map(({ title, cells: by, total }) =>
        [title, ...[1, 2].map((position) => by.get(office.pair(position).id)), total].join(' '),
      )
      // What was held for all pairs counts for each of them, and once in all.
      expect(cells).toEqual(['Meetings 2 1 2', 'To come 1 0 1'])
    })
  })

  it('has a meeting as the latest one from the minute on which it is over', async () => {
    const { status } = sections()
    const said = () =>
      office.database.transact(async (transaction) =>
        plain(
          card(
            ...(await status.pair(
              transaction,
              office.pair(1),
              office.clock.today(),
              translatorOf('zh-CN'),
              office.clock.now(),
            )),
          ),
        ),
      )
    office.moveTo('2025-03-20T16:00')
    expect(await said()).toMatch(/下一次: M-2025-0002/)
    office.moveTo('2025-03-20T16:31')
    expect(await said()).toMatch(/最近一次: M-2025-0002[\s\S]*下一次: (?!M-)/)
  })

  it('is a piece of the official sentence, and the meetings of the week with those ahead', async () => {
    const { digest } = sections()
    const period = { start: toDay('2025-02-24'), end: toDay('2025-03-02') }
    const present = async (position: number, locale: Locale) => {
      const data = await office.database.transact((transaction) =>
        digest.collect(transaction, period, office.clock.today()),
      )
      return digest.present(data, [office.pair(position)], translatorOf(locale))
    }
    const { fragments, yearToDate, blocks } = await present(1, 'zh-CN')
    expect({ fragments, yearToDate }).toEqual({
      fragments: ['召开工作会议1次'],
      yearToDate: ['召开联席会议1次、工作会议1次'],
    })
    expect(plain(card(...blocks))).toMatchInlineSnapshot(`
      "# 本周会议
      - 2025年2月26日（周三）09:00至11:00（北京时间） · 山东省·重庆市东西部协作2025年第一次工作会议 · M-2025-0003 | 线下"
    `)
    office.moveTo('2025-03-12T10:00')
    const english = await present(2, 'en')
    expect(english).toMatchObject({ fragments: ['1 work conference'], yearToDate: ['1 work conference'] })
  })
})
