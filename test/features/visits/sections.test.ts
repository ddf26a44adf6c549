import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { card } from '../../../src/core/card.ts'
import { translatorOf } from '../../../src/core/i18n.ts'
import type { Locale } from '../../../src/core/request.ts'
import { daysOfWeek } from '../../../src/core/time/day.ts'
import { createHistory } from '../../../src/features/history/index.ts'
import { createVisits } from '../../../src/features/visits/index.ts'
import { administrator, type Office, officerOf, openOffice } from '../../harness/office.ts'
import { plain } from '../../harness/plain.ts'

let office: Office

const logVisits = async () => {
  office = await openOffice(createVisits, createHistory)
  const jinan = await officerOf(office, 1, 'assisting')
  await office.say(jinan, '互访 2025-02-10..2025-02-12 济南→武隆 王建国副市长带队 12人 考察产业园')
  await office.say(jinan, '互访 2025-02-24..2025-02-26 武隆→济南 李明区长带队 8人 对接劳务协作')
  await office.say(jinan, '互访 3月5日至7日 济南→武隆 20人 召开联席会议')
  await office.say(administrator, '互访 2025-02-26 淄博→石柱 6人 产业合作')
}

const visits = () => {
  const found = office.features.find(({ name }) => name === 'visits')
  if (!found?.status || !found.digest) throw new Error('no sections')
  return { status: found.status, digest: found.digest }
}

describe('the status section', () => {
  beforeAll(logVisits)

  it('says how a pair stands', async () => {
    const blocks = await office.database.transact((transaction) =>
      visits().status.pair(
        transaction,
        office.pair(1),
        office.clock.today(),
        translatorOf('zh-CN'),
        office.clock.now(),
      ),
    )
    expect(plain(card(...blocks))).toMatchInlineSnapshot(`
      "# 互访
      今年以来: 2批次、20人次
      最近一次: V-2025-0002 · 2月24日（周一）至26日（周三） · 武隆→济南 · 8人
      下一次: V-2025-0003 · 3月5日（周三）至7日（周五） · 济南→武隆 · 20人
      待填成效: 2条，其中逾期1条"
    `)
  })

  it('has a column for batches, person-times and overdue outcomes, with totals', async () => {
    const columns = await office.database.transact((transaction) =>
      visits().status.overview(transaction, office.clock.today(), translatorOf('en')),
    )
    const [jinan, zibo, zaozhuang] = [1, 2, 3].map((position) => office.pair(position).id)
    const cells = columns.map(({ title, cells: by, total }) =>
      [title, ...[jinan, zibo, zaozhuang].map((id) => by.get(id ?? 0)), total].join(' '),
    )
    expect(cells).toEqual(['Visits 2 1 0 3', 'Person-times 20 6 0 26', 'Overdue 1 0 0 1'])
  })
})

describe('the digest section', () => {
  beforeAll(logVisits)

  const present = async (week: string, position: number | undefined, locale: Locale) => {
    const period = daysOfWeek(week)
    if (!period) throw new Error(`no week ${week}`)
    const data = await office.database.transact((transaction) =>
      visits().digest.collect(transaction, period, office.clock.today()),
    )
    const pairs = position === undefined ? office.registry.pairs : [office.pair(position)]
    return visits().digest.present(data, pairs, translatorOf(locale))
  }

  it('says the official sentence, the week, what is planned and what is overdue, without names', async () => {
    const { fragments, yearToDate, blocks, overdue } = await present('2025-W09', 1, 'zh-CN')
    expect({ fragments, yearToDate, overdue }).toMatchInlineSnapshot(`
      {
        "fragments": [
          "开展交流互访1批次、8人次",
        ],
        "overdue": {
          "count": 1,
          "lines": [
            "V-2025-0001 济南→武隆 2月10日至12日：未填成效",
          ],
        },
        "yearToDate": [
          "开展交流互访2批次、20人次",
        ],
      }
    `)
    expect(plain(card(...blocks))).toMatchInlineSnapshot(`
      "# 本周互访
      - 2月24日至26日 · 武隆→济南 · V-2025-0002 | 8人 · 区长带队 · 县级 · 对接劳务协作
      # 近期计划
      - 3月5日至7日 · 济南→武隆 · V-2025-0003 | 20人 · 召开联席会议"
    `)
  })

  it('has an English twin', async () => {
    const { fragments, yearToDate, overdue } = await present('2025-W09', 1, 'en')
    expect({ fragments, yearToDate, overdue }).toMatchInlineSnapshot(`
      {
        "fragments": [
          "1 exchange visit (8 person-times)",
        ],
        "overdue": {
          "count": 1,
          "lines": [
            "V-2025-0001 Jinan→Wulong, 10–12 February: outcome not filed",
          ],
        },
        "yearToDate": [
          "2 exchange visits (20 person-times)",
        ],
      }
    `)
  })

  it('adds all pairs up for the roll-up', async () => {
    const { fragments, yearToDate } = await present('2025-W09', undefined, 'zh-CN')
    expect(fragments).toEqual(['开展交流互访2批次、14人次'])
    expect(yearToDate).toEqual(['开展交流互访3批次、26人次'])
  })

  it('says nothing of a quiet week, nor of a planned visit as if it had happened', async () => {
    expect((await present('2025-W10', 1, 'zh-CN')).fragments).toEqual([])
    expect(await present('2025-W09', 3, 'zh-CN')).toEqual({
      fragments: [],
      yearToDate: [],
      blocks: [],
      overdue: { count: 0, lines: [] },
    })
  })

  it('counts the year in which a week begins, and leaves none out', async () => {
    for (const [day, people] of [
      ['2024-12-23', 1],
      ['2024-12-31', 2],
      ['2025-01-02', 4],
      ['2025-01-07', 8],
    ] as const)
      await office.say(administrator, `互访 ${day} 枣庄→丰都 ${people}人`)
    const totals = async (week: string) => (await present(week, 3, 'zh-CN')).yearToDate
    expect(await totals('2024-W52')).toEqual(['开展交流互访1批次、1人次'])
    expect(await totals('2025-W01')).toEqual(['开展交流互访2批次、3人次'])
    expect(await totals('2025-W02')).toEqual(['开展交流互访2批次、12人次'])
  })

  it('shows five records and says how many more there are', async () => {
    for (let people = 1; people <= 7; people += 1)
      await office.say(administrator, `互访 2025-02-${16 + people} 枣庄→丰都 ${people}人`)
    const { blocks } = await present('2025-W08', 3, 'zh-CN')
    const words = plain(card(...blocks))
    expect(words.match(/枣庄→丰都/g)).toHaveLength(5)
    expect(words).toContain('另有2批次')
  })
})

describe('the reminder', () => {
  beforeEach(logVisits)

  /** The visits that were asked about, message by message. */
  const said = () => office.sent.map(({ card: shown }) => plain(shown).match(/V-\d{4}-\d{4}/)?.[0])

  it('asks whoever logged a visit for the outcome, five workdays after its end, once', async () => {
    office.moveTo('2025-03-04T09:00')
    await office.runDue()
    expect(said()).toEqual(['V-2025-0001'])
    const [message] = office.sent
    expect(message?.to).toBe('test:assisting-1')
    expect(message && plain(message.card)).toMatchInlineSnapshot(`
      "# 请填写互访成效
      互访 V-2025-0001（济南→武隆，2月10日至12日）结束已满5个工作日，尚未填写成效。
      [填写成效] form.begin"
    `)

    await office.runDue()
    office.moveTo('2025-03-05T09:00')
    await office.runDue()
    expect(said()).toEqual(['V-2025-0001', 'V-2025-0002', 'V-2025-0004'])
  })

  it('is one message however many visits are due', async () => {
    const wulong = await officerOf(office, 1, 'recipient')
    for (let day = 1; day <= 9; day += 1)
      await office.say(wulong, `互访 2025-01-${day * 3} 济南→武隆 ${day}人 考察产业园`)
    office.moveTo('2025-03-04T09:00')
    await office.runDue()
    const messages = office.sent.filter(({ to }) => to === 'test:recipient-1')
    expect(messages).toHaveLength(1)
    const words = messages.map(({ card: shown }) => plain(shown)).join()
    expect(words).toContain('您登记的9次互访')
    for (const number of [5, 9]) expect(words).toContain(`V-2025-000${number}`)
    expect(words).not.toContain('V-2025-0010')
    expect(words).toContain('另有4批次')
    expect(words.match(/form\.begin/g)).toHaveLength(5)
    expect(words).toContain('/visit list status:awaiting')
  })

  it('comes on the morning after for a visit that is entered late, and not twice because its text is edited', async () => {
    office.moveTo('2025-03-04T09:00')
    await office.runDue()
    office.moveTo('2025-03-04T09:01')
    await office.say(administrator, '互访 2025-01-20 枣庄→丰都 3人')
    await office.say(administrator, '互访 修改 V-2025-0001 15人')
    office.moveTo('2025-03-05T08:59')
    await office.runDue()
    expect(said()).toEqual(['V-2025-0001'])
    office.moveTo('2025-03-05T09:00')
    await office.runDue()
    expect(said()).toEqual(['V-2025-0001', 'V-2025-0005', 'V-2025-0002'])
  })

  it('follows a visit whose days are changed, and comes back with one that is taken up again', async () => {
    await office.say(administrator, '互访 修改 V-2025-0001 2025-02-20..2025-02-28')
    office.moveTo('2025-03-05T08:00')
    await office.say(administrator, '互访 取消 V-2025-0004')
    office.moveTo('2025-03-05T09:00')
    await office.runDue()
    expect(said()).toEqual(['V-2025-0002'])
    await office.say(administrator, '撤销')
    office.moveTo('2025-03-06T09:00')
    await office.runDue()
    expect(said()).toEqual(['V-2025-0002', 'V-2025-0004'])
    office.moveTo('2025-03-07T09:00')
    await office.runDue()
    expect(said()).toEqual(['V-2025-0002', 'V-2025-0004', 'V-2025-0001'])
  })

  it('asked too early, because new holidays moved the day, waits for the right morning', async () => {
    await office.database.client.due.updateMany({ data: { at: office.clock.now() } })
    await office.runDue()
    expect(said()).toEqual(['V-2025-0001'])
    office.moveTo('2025-03-05T09:00')
    await office.runDue()
    expect(said().slice(1)).toEqual(['V-2025-0002', 'V-2025-0004'])
  })

  it('leaves alone the visits of officers who have left', async () => {
    await office.database.client.officer.updateMany({ data: { active: false } })
    office.moveTo('2025-03-05T09:00')
    await office.runDue()
    expect(said()).toEqual(['V-2025-0004'])
  })

  it('leaves alone what is cancelled or has its outcome', async () => {
    await office.say(administrator, '互访 取消 V-2025-0001')
    await office.say(administrator, '互访 完成 V-2025-0002 签订协议')
    await office.say(administrator, '互访 完成 V-2025-0004 签订协议')
    office.moveTo('2025-03-06T09:00')
    await office.runDue()
    expect(office.sent).toEqual([])
  })

  it('speaks the officer’s language, and warns when the year’s holidays are not known', async () => {
    await office.database.client.account.update({
      where: { reference: 'test:assisting-1' },
      data: { locale: 'en' },
    })
    office.moveTo('2039-03-04T09:00')
    await office.runDue()
    const first = office.sent[0]
    expect(first?.locale).toBe('en')
    expect(first && plain(first.card)).toContain('public holidays of 2039 are not known')
  })
})
