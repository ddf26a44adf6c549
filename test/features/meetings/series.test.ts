import { beforeEach, describe, expect, it } from 'vitest'
import type { Card } from '../../../src/core/card.ts'
import { sendingTransactions } from '../../../src/delivery/outbox.ts'
import { createHistory } from '../../../src/features/history/index.ts'
import { createMeetings } from '../../../src/features/meetings/index.ts'
import { dueHandlers } from '../../../src/programme/records/due.ts'
import { createDueTimes } from '../../../src/schedule/due-times.ts'
import { deliveryFixture } from '../../delivery/fakes.ts'
import { keepingLogger } from '../../harness/app.ts'
import { administrator, type Office, officerOf, openOffice, type Person } from '../../harness/office.ts'
import { plain } from '../../harness/plain.ts'

const quarterly = '会议 系列 每季度第二个周四下午2点半 济南 联席会议 议题:产业协作'

let office: Office
let jinan: Person
let wulong: Person

beforeEach(async () => {
  office = await openOffice(createMeetings, createHistory)
  jinan = await officerOf(office, 1, 'assisting')
  wulong = await officerOf(office, 1, 'recipient')
  await office.bind('test:ours', 1)
})

const count = () => office.database.client.meeting.count()
const said = () =>
  office.sent.splice(0).map(({ to, card }) => `${to}: ${plain(card).split('\n')[0]?.replace('# ', '')}`)

const agree = async (person: Person, line: string, words = '安排'): Promise<Card> => {
  const { card } = await office.say(person, line)
  return (await office.press(person, card, words)).card
}

describe('a series', () => {
  it('is shown with what is to be known of each day before anything is written', async () => {
    await office.say(jinan, '会议 7月10日下午3点 武隆 座谈会')
    said()
    const { card } = await office.say(jinan, quarterly)
    expect(plain(card)).toMatchInlineSnapshot(`
      "# 会议系列，请确认
      周期: 每季度第二个周四
      主办方: 济南（济南—武隆）
      类型: 联席会议
      形式: 线下
      议题: 产业协作
      - 4月10日（周四）14:30至16:30（北京时间）
      - 7月10日（周四）14:30至16:30（北京时间） | 与会议 M-2025-0001 冲突，不安排这一次。
      - 10月9日（周四）14:30至16:30（北京时间）
      - 2026年1月8日（周四）14:30至16:30（北京时间）
      (warning) 确认后发至1个频道。受邀2人，未回复的会前私下提醒。确认前不保存、不发送。
      [安排3次] meetings.series
      [取消] form.cancel"
    `)
    expect(await count()).toBe(1)
    expect(said()).toEqual([])
    expect(plain((await office.press(jinan, card, '安排3次')).card)).toMatchInlineSnapshot(`
      "(success) 已安排3次会议。各次可单独改期、取消。
      (quiet) 日历文件可导入手机或电脑日历。此后改期、取消，文件不会自动更新。
      file M-2025-0002-series.ics
      # 会议系列：每季度第二个周四
      主办方: 济南（济南—武隆）
      类型: 联席会议
      形式: 线下
      议题: 产业协作
      - 第1次 · M-2025-0002 · 4月10日（周四）14:30至16:30（北京时间） · 待召开
      - 第2次 · M-2025-0003 · 10月9日（周四）14:30至16:30（北京时间） · 待召开
      - 第3次 · M-2025-0004 · 2026年1月8日（周四）14:30至16:30（北京时间） · 待召开
      [下一次 M-2025-0002] /meeting show M-2025-0002
      [取消其余各次] form.begin"
    `)
    expect(await count()).toBe(4)
    // One notice for all, not one for each.
    expect(said()).toEqual(['test:ours: 会议系列：每季度第二个周四'])
    await expect(office.press(jinan, card, '安排3次')).rejects.toThrow('meetings.preview.gone')
  })

  it('has an English twin', async () => {
    const english = { ...jinan, locale: 'en' } as const
    const { card } = await office.say(
      english,
      'meeting series first Monday of every month 9:00-10:30 Wulong work conference until 5 May',
    )
    expect(plain(card)).toMatchInlineSnapshot(`
      "# A series of meetings: please confirm
      How often: first Monday of every month
      Host: Wulong (Jinan–Wulong)
      Kind: Work conference
      Format: In person
      - Mon 7 Apr 09:00–10:30 (Beijing time)
      - Mon 5 May 09:00–10:30 (Beijing time) | A public holiday.
      (warning) Once you confirm, this goes to 1 channel. 2 officers are invited, and reminded in private until they answer. Until then nothing is kept or sent.
      [Schedule 2 meetings] meetings.series
      [Only the one on a workday] meetings.series
      [Cancel] form.cancel"
    `)
  })

  it('marks days off and make-up workdays, and may leave them out', async () => {
    // 5 May 2025 is a holiday; Sunday 27 April 2025 is worked.
    const holidays = await office.say(jinan, '会议 系列 每月第一个周一上午9点 济南 工作会议 4次')
    expect(plain(holidays.card)).toContain('5月5日（周一）09:00至11:00（北京时间） | 休息日（节假日）。')
    await office.press(jinan, holidays.card, '只安排工作日的2次')
    expect(await count()).toBe(2)
    const sundays = await office.read(jinan, '会议 系列 每周日上午9点 济南 座谈会 至4月30日')
    expect(sundays).toContain('4月27日（周日）09:00至11:00（北京时间） | 周末，调休上班。')
    expect(sundays).toContain('4月20日（周日）09:00至11:00（北京时间） | 休息日（周末）。')
  })

  it('is understood where one meeting is scheduled, too', async () => {
    const shown = await office.read(jinan, '/meeting 每两周周三上午9点至10点 武隆 座谈会 线上 共3次')
    expect(shown).toContain('周期: 每2周周三')
    expect(shown).toContain('- 3月5日（周三）09:00至10:00')
    expect(shown).toContain('- 4月2日（周三）09:00至10:00')
    const until = await office.read(jinan, '会议 每月15日下午3点 济南 工作会议 至6月30日')
    expect(until).toContain('- 3月15日（周六）15:00至17:00（北京时间） | 休息日（周末）。')
    expect(until).not.toContain('7月15日')
    expect(await count()).toBe(0)
  })

  it('is bounded, and says why there is none', async () => {
    await expect(office.say(jinan, quarterly.replace('议题', '30次 议题'))).rejects.toThrow('24')
    await expect(office.say(jinan, '会议 系列 每周三上午9点 济南 座谈会 至2027年底')).rejects.toThrow(
      'series.many',
    )
    await expect(office.say(jinan, '会议 系列 每周三上午9点 济南 座谈会 至3月4日')).rejects.toThrow(
      'series.none',
    )
    await expect(office.say(jinan, '会议 系列 每季度 上午9点 济南 座谈会')).rejects.toThrow('没有说清')
    const zibo = await officerOf(office, 2, 'assisting')
    await expect(office.say(zibo, quarterly)).rejects.toThrow('programme.right.otherPair')
  })

  it('is meetings of their own, which say their place in it and are moved alone', async () => {
    await agree(jinan, quarterly)
    said()
    expect(await office.read(jinan, '会议 查看 M-2025-0002')).toContain('系列: 第2次，共4次')
    await office.say(jinan, '会议 改期 M-2025-0002 7月17日下午2点半')
    expect(said()).toEqual(['test:ours: 会议变更'])
    expect(await office.read(jinan, '会议 查看系列 M-2025-0001')).toMatchInlineSnapshot(`
      "# 会议系列：每季度第二个周四
      主办方: 济南（济南—武隆）
      类型: 联席会议
      形式: 线下
      议题: 产业协作
      - 第1次 · M-2025-0001 · 4月10日（周四）14:30至16:30（北京时间） · 待召开
      - 第2次 · M-2025-0002 · 7月17日（周四）14:30至16:30（北京时间） · 待召开
      - 第3次 · M-2025-0003 · 10月9日（周四）14:30至16:30（北京时间） · 待召开
      - 第4次 · M-2025-0004 · 2026年1月8日（周四）14:30至16:30（北京时间） · 待召开
      [下一次 M-2025-0001] /meeting show M-2025-0001
      [取消其余各次] form.begin"
    `)
    await office.say(jinan, '/undo')
    expect(await office.read(jinan, '会议 查看 M-2025-0002')).toContain('7月10日（周四）14:30')
    await office.say(jinan, '会议 9月18日上午9点 济南 座谈会')
    await expect(office.say(jinan, '会议 查看系列 M-2025-0005')).rejects.toThrow('series.notOne')
  })

  it('is called off with one command that is agreed to, and one notice', async () => {
    await agree(jinan, quarterly)
    await office.say(jinan, '会议 取消 M-2025-0003')
    office.moveTo('2025-04-11T09:00')
    said()
    // The office of the tests agrees at once; that it is asked first is told by the conversations.
    const stopped = await office.read(jinan, '会议 取消系列 M-2025-0001 工作调整')
    expect(stopped).toContain('已取消2次会议：M-2025-0002、M-2025-0004。')
    expect(said()).toEqual(['test:ours: 会议系列取消'])
    expect(await office.read(jinan, '会议 查看 M-2025-0001')).toContain('已召开')
    expect(await office.read(jinan, '会议 查看 M-2025-0004')).toContain('取消原因: 工作调整')
    await expect(office.say(jinan, '会议 取消系列 M-2025-0001')).rejects.toThrow('series.over')
    const undone = await office.read(jinan, '/undo')
    expect(undone).toContain('一并取消的会议也已恢复：M-2025-0002')
    for (const reference of ['M-2025-0002', 'M-2025-0004'])
      expect(await office.read(jinan, `会议 查看 ${reference}`)).toContain('待召开')
    expect(await office.read(jinan, '会议 查看 M-2025-0003')).toContain('已取消')
  })

  it('of all pairs is told once to all channels, and only what was shown is written', async () => {
    await office.bind('test:zibo', 2)
    const line = '会议 系列 每季度第二个周四上午9点 山东 工作会议 4次'
    const { card } = await office.say(administrator, line)
    expect(plain(card)).toContain('确认后发至2个频道')
    await agree(administrator, '会议 4月10日上午10点 重庆 座谈会', '确认发布')
    said()
    // Another meeting has taken a slot meanwhile.
    await expect(office.press(administrator, card, '安排4次')).rejects.toThrow('meetings.preview.gone')
    await agree(administrator, line, '安排3次')
    expect(said()).toEqual(['test:ours: 会议系列：每季度第二个周四', 'test:zibo: 会议系列：每季度第二个周四'])
  })
})

/** A process of the program: what looks for times that have come, and what delivers, on the database of all. */
const processOn = ({ database, features, clock }: Office) => {
  const { worker, delivered } = deliveryFixture(database, { clock }, 'test')
  const { look } = createDueTimes({
    database,
    handlers: dueHandlers(features),
    clock,
    logger: keepingLogger(),
    transact: sendingTransactions(database, clock, () => undefined),
  })
  return { look, worker, delivered }
}

describe('the clock across a series with a move and a cancellation', () => {
  it('has each reminder arrive once, at the right local time, with two processes on one database', async () => {
    const processes = [processOn(office), processOn(office)]
    /** Moves the clock from one due time to the next, and has both processes look and deliver at once each time. */
    const pass = async (until: string): Promise<string[]> => {
      const heard: string[] = []
      const next = () =>
        office.database.client.due.findFirst({
          where: { at: { lte: new Date(`${until}+08:00`) } },
          orderBy: { at: 'asc' },
        })
      for (let due = await next(); due; due = await next()) {
        office.clock.moveTo(due.at)
        for (let round = 0; round < 2; round += 1) {
          await Promise.all(processes.map(({ look }) => look()))
          await Promise.all(processes.map(({ worker }) => worker.drain()))
        }
        const local = new Date(due.at.getTime() + 8 * 3_600_000).toISOString().slice(0, 16)
        const told = processes.flatMap(({ delivered }) => delivered.splice(0))
        for (const { to, words } of told.sort((one, other) => (one.to < other.to ? -1 : 1)))
          heard.push(`${local} ${to} ${words.join(' ')}`)
      }
      office.moveTo(until)
      return heard
    }
    await agree(jinan, quarterly)
    // The second is accepted by one side and moved by a week, the third is cancelled.
    await office.say(wulong, '会议 参加 M-2025-0002')
    const first = await pass('2025-06-01T09:00')
    await office.say(jinan, '会议 改期 M-2025-0002 7月17日上午9点')
    await office.say(jinan, '会议 取消 M-2025-0003')
    const rest = await pass('2026-02-01T09:00')
    const all = ['test:assisting-1', 'test:ours', 'test:recipient-1']
    const unanswered = ['test:assisting-1', 'test:ours']
    const at = (time: string, told: readonly string[], words: string) =>
      told.map((to) => `${time} ${to} 济南市·武隆区东西部协作${words}`)
    const minutesAreLate = (time: string, reference: string) =>
      expect.stringMatching(`^${time} test:assisting-1 会议 ${reference} 已过5个工作日，还没有纪要`)
    expect(first).toEqual([
      // Three workdays before 10 April: the Friday before it is a holiday.
      ...at('2025-04-07T09:00', all, '2025年第一次联席会议 距开会还有3个工作日。'),
      ...at('2025-04-10T13:30', all, '2025年第一次联席会议 会议今天14:30（北京时间）开始。'),
      minutesAreLate('2025-04-17T09:00', 'M-2025-0001'),
    ])
    expect(rest).toEqual([
      ...at('2025-07-14T09:00', unanswered, '2025年第二次联席会议 距开会还有3个工作日。'),
      ...at('2025-07-17T08:00', unanswered, '2025年第二次联席会议 会议今天09:00（北京时间）开始。'),
      minutesAreLate('2025-07-24T09:00', 'M-2025-0002'),
      ...at('2026-01-05T09:00', all, '2026年第一次联席会议 距开会还有3个工作日。'),
      ...at('2026-01-08T13:30', all, '2026年第一次联席会议 会议今天14:30（北京时间）开始。'),
      minutesAreLate('2026-01-15T09:00', 'M-2025-0004'),
    ])
  })
})
