import { beforeEach, describe, expect, it } from 'vitest'
import { createHistory } from '../../../src/features/history/index.ts'
import { createVisits } from '../../../src/features/visits/index.ts'
import {
  administrator,
  type Office,
  officerOf,
  openOffice,
  type Person,
  stranger,
} from '../../harness/office.ts'
import { plain } from '../../harness/plain.ts'

const logged = '互访 3月5日至7日 济南→武隆 王建国副市长带队 12人 考察产业园'

let office: Office
let jinan: Person
let wulong: Person

beforeEach(async () => {
  office = await openOffice(createVisits, createHistory)
  jinan = await officerOf(office, 1, 'assisting')
  wulong = await officerOf(office, 1, 'recipient')
})

const visits = () => office.database.client.visit.findMany({ orderBy: { id: 'asc' } })
const history = (reference: string) =>
  office.database.client.auditEntry.findMany({ where: { reference }, orderBy: { id: 'asc' } })

describe('logging a visit', () => {
  it('shows every value as understood, with the level that follows from the title', async () => {
    const { card, record } = await office.say(jinan, logged)
    expect(record).toBe('V-2025-0001')
    expect(plain(card)).toMatchInlineSnapshot(`
      "(success) 已登记互访 V-2025-0001。
      # 互访 V-2025-0001
      方向: 济南→武隆
      日期: 3月5日（周三）至7日（周五）
      带队领导: 副市长王建国
      级别: 市级（按职务推断，可修改）
      人数: 12人
      事由: 考察产业园
      状态: 计划中
      [修改] form.begin
      [互访台账] /visit list pair:"武隆"
      [撤销] /undo V-2025-0001 version:1"
    `)
  })

  it('takes a past visit in English', async () => {
    expect(
      await office.read(
        { ...jinan, locale: 'en' },
        'visit log from:Jinan to:Wulong date:2025-02-10..2025-02-12 head:"Wang Jianguo" title:"Vice Mayor" people:12 purpose:"industrial park"',
      ),
    ).toMatchInlineSnapshot(`
      "(success) Exchange visit V-2025-0001 is logged.
      # Exchange visit V-2025-0001
      Direction: Jinan→Wulong
      Dates: Mon 10 to Wed 12 Feb
      Head of delegation: Wang Jianguo, Vice Mayor
      Level: City (from the title; may be edited)
      People: 12
      Purpose: industrial park
      Status: Past, outcome awaited
      [File the outcome] form.begin
      [Edit] form.begin
      [All visits] /visit list pair:"Wulong"
      [Undo] /undo V-2025-0001 version:1"
    `)
  })

  it('takes a planned visit whose head has no title', async () => {
    expect(await office.read(wulong, '互访 下周三 武隆到济南 李明 8人 对接劳务协作')).toMatchInlineSnapshot(`
      "(success) 已登记互访 V-2025-0001。
      # 互访 V-2025-0001
      方向: 武隆→济南
      日期: 3月12日（周三）
      带队领导: 李明
      级别: 未填
      人数: 8人
      事由: 对接劳务协作
      状态: 计划中
      (warning) 级别还没有填，请选择：
      [省部级] /visit edit V-2025-0001 level:provincial
      [市级] /visit edit V-2025-0001 level:city
      [县级] /visit edit V-2025-0001 level:county
      [乡镇级] /visit edit V-2025-0001 level:township
      [其他] /visit edit V-2025-0001 level:other
      [修改] form.begin
      [互访台账] /visit list pair:"武隆"
      [撤销] /undo V-2025-0001 version:1"
    `)
  })

  it('is refused to the officer of another pair and to strangers', async () => {
    const zibo = await officerOf(office, 2, 'assisting')
    await expect(office.say(zibo, logged)).rejects.toMatchObject({
      notice: { key: 'programme.right.otherPair' },
    })
    await expect(office.say(stranger, logged)).rejects.toMatchObject({
      notice: { key: 'programme.right.stranger' },
    })
    expect(await visits()).toEqual([])
  })
})

describe('the same visit from both sides', () => {
  const theirs = '互访 3月6日 济南赴武隆 15人 产业园考察座谈 级别:市级'

  it('is set beside the first report and asked about, before anything is written', async () => {
    await office.say(jinan, logged)
    const { card, record } = await office.say({ ...wulong, private: true }, theirs)
    expect(record).toBeUndefined()
    expect(plain(card)).toMatchInlineSnapshot(`
      "# 可能已经登记
      (warning) 同一结对、同一方向、日期重叠的互访已有登记。请核对：是同一次，还是另一次？同一次只统计一次。
      项目 | V-2025-0001 | 本次填报
      方向 | 济南→武隆 | 济南→武隆
      日期 | 3月5日（周三）至7日（周五） | 3月6日（周四）
      带队领导 | 副市长王建国 | 未填
      级别 | 市级 | 市级
      人数 | 12人 | 15人
      事由 | 考察产业园 | 产业园考察座谈
      状态 | 计划中 | 计划中
      [同一次：V-2025-0001] visits.same
      [另一次互访] visits.another
      [取消] form.cancel"
    `)
    expect(await visits()).toHaveLength(1)
  })

  it('as the same visit it counts once, keeps what was said and credits both', async () => {
    await office.say(jinan, '互访 3月5日至7日 济南→武隆 12人')
    const { card } = await office.say(wulong, `${theirs} 带队:王建国副市长`)
    const answer = await office.press(wulong, card, '同一次')
    expect(answer.replace).toBe(true)
    expect(await visits()).toMatchObject([
      { people: 12, headName: '王建国', purpose: '产业园考察座谈', version: 2 },
    ])
    const credits = await office.database.client.visitCredit.findMany({ orderBy: { account: 'asc' } })
    expect(credits.map(({ side }) => side)).toEqual(['assisting', 'recipient'])
    await expect(office.press(wulong, card, '同一次')).rejects.toMatchObject({
      notice: { key: 'visits.same.gone' },
    })
  })

  it('as the same visit it says what it reports otherwise, and that the first report stands', async () => {
    await office.say(jinan, logged)
    const { card } = await office.say(wulong, theirs)
    const answer = await office.press(wulong, card, '同一次')
    expect(plain(answer.card)).toContain('日期、人数、事由与原登记不同，以原登记为准')
    expect(await visits()).toMatchObject([{ people: 12, purpose: '考察产业园' }])
  })

  it('as another visit it gets a reference of its own', async () => {
    await office.say(jinan, logged)
    const { card } = await office.say(wulong, theirs)
    const { record } = await office.press(wulong, card, '另一次')
    expect(record).toBe('V-2025-0002')
    expect(await visits()).toHaveLength(2)
  })

  it('reported by both sides at the same moment it is logged once', async () => {
    const answers = await Promise.all([office.say(jinan, logged), office.say(wulong, logged)])
    expect(answers.filter(({ record }) => record !== undefined)).toHaveLength(1)
    expect(await visits()).toHaveLength(1)
  })

  it('the same line twice asks too; the other direction and other days do not', async () => {
    await office.say(jinan, logged)
    expect((await office.say(jinan, logged)).record).toBeUndefined()
    expect((await office.say(jinan, '互访 3月5日至7日 武隆→济南 8人')).record).toBe('V-2025-0002')
    expect((await office.say(jinan, '互访 3月8日 济南→武隆 8人')).record).toBe('V-2025-0003')
  })
})

describe('changing a visit', () => {
  beforeEach(() => office.say(jinan, logged))

  it('shows what is different and keeps the version before', async () => {
    expect(await office.read(jinan, '互访 修改 V-2025-0001 15人 3月6日至8日')).toMatchInlineSnapshot(`
      "(success) 已修改互访 V-2025-0001。
      项目 | 原为 | 现为
      日期 | 3月5日（周三）至7日（周五） | 3月6日（周四）至8日（周六）
      人数 | 12人 | 15人
      [修改] form.begin
      [互访台账] /visit list pair:"武隆"
      [撤销] /undo V-2025-0001 version:2"
    `)
    expect(await history('V-2025-0001')).toMatchObject([
      { version: 1, before: null, after: { people: 12, startsOn: '2025-03-05' } },
      { version: 2, before: { people: 12, startsOn: '2025-03-05' }, after: { people: 15 } },
    ])
  })

  it('changes one part of the head and the level that follows', async () => {
    await office.say(jinan, 'visit edit V-2025-0001 title:区长')
    expect(await visits()).toMatchObject([{ headName: '王建国', headTitle: '区长', level: 'county' }])
  })

  it('with the reference alone shows the visit and how to change it', async () => {
    const text = await office.read({ ...jinan, private: true }, '互访 修改 v-2025-1')
    expect(text).toContain('王建国')
    expect(text).toContain('人数:15')
  })

  it('by editing the message edits the record', async () => {
    const { card, record } = await office.say(jinan, logged.replace('12人', '14人'), 'V-2025-0001')
    expect(record).toBe('V-2025-0001')
    expect(plain(card)).toContain('人数 | 12人 | 14人')
    expect(await visits()).toHaveLength(1)
  })

  it('warns when the visit now looks like another one', async () => {
    await office.say(jinan, '互访 3月20日 济南→武隆 8人')
    expect(await office.read(jinan, '互访 修改 V-2025-0002 日期:3月7日')).toContain('与 V-2025-0001 方向相同')
  })

  it('is cancelled with a reason, and then no longer changed or counted', async () => {
    expect(await office.read(jinan, '互访 取消 V-2025-0001 因天气原因改期')).toContain(
      '取消原因: 因天气原因改期',
    )
    await expect(office.say(jinan, '互访 修改 V-2025-0001 15人')).rejects.toMatchObject({
      notice: { key: 'records.alreadyCancelled' },
    })
    expect((await office.say(jinan, logged)).record).toBe('V-2025-0002')
  })

  it('takes an outcome only once it has begun', async () => {
    const done = '互访 完成 V-2025-0001 签订劳务协作协议2份'
    await expect(office.say(jinan, done)).rejects.toMatchObject({ notice: { key: 'visits.notBegun' } })
    office.moveTo('2025-03-10T09:00')
    const text = await office.read(jinan, done)
    expect(text).toContain('成效: 签订劳务协作协议2份')
    expect(text).toContain('状态: 已开展，成效已填')
  })

  it('shows an outcome as it was and as it is when another one replaces it', async () => {
    office.moveTo('2025-03-10T09:00')
    await office.say(jinan, '互访 完成 V-2025-0001 签订劳务协作协议2份')
    const text = await office.read(jinan, '/visit done V-2025-0001 签订劳务协作协议3份')
    expect(text).toContain('已修改互访 V-2025-0001')
    expect(text).toContain('成效 | 签订劳务协作协议2份 | 签订劳务协作协议3份')
    const english = await office.read({ ...jinan, locale: 'en' }, '/visit done V-2025-0001 two agreements')
    expect(english).toContain('签订劳务协作协议3份 | two agreements')
    expect(await office.read(jinan, '互访 完成 V-2025-0001 two agreements')).toContain('没有变化')
    expect(await visits()).toMatchObject([{ version: 4 }])
  })

  it('does not point a cancelled visit’s reader to a button that is not there', async () => {
    expect(await office.read(jinan, '互访 修改 V-2025-0001')).toContain('修改请点')
    await office.say(jinan, '互访 取消 V-2025-0001')
    const text = await office.read(jinan, '互访 修改 V-2025-0001')
    expect(text).toContain('状态: 已取消')
    expect(text).not.toContain('修改请点')
  })

  it('is refused for a reference that does not exist', async () => {
    await expect(office.say(jinan, '互访 查看 V-2025-0099')).rejects.toMatchObject({
      notice: { key: 'records.unknown', values: { reference: 'V-2025-0099' } },
    })
  })
})

describe('undo', () => {
  beforeEach(() => office.say(jinan, logged))

  it('takes back an edit, then the logging, then says that nothing is left', async () => {
    await office.say(jinan, '互访 修改 V-2025-0001 15人')
    expect(await office.read(jinan, '撤销')).toContain('人数 | 15人 | 12人')
    expect(await office.read(jinan, '/undo')).toContain('状态: 已取消')
    await expect(office.say(jinan, '/undo')).rejects.toMatchObject({ notice: { key: 'history.nothing' } })
    const entries = await history('V-2025-0001')
    expect(entries.map(({ version }) => version)).toEqual([1, 2, 3, 4])
    const [entered, edited, undone, undoneToo] = entries
    expect([undone?.undoes, undoneToo?.undoes]).toEqual([edited?.id, entered?.id])
  })

  it('by a button means the change that its card told of, however often it is pressed', async () => {
    await office.say(jinan, '互访 修改 V-2025-0001 15人')
    const told = await office.read(jinan, '互访 修改 V-2025-0001 16人')
    const [, line = ''] = /\[撤销\] (.*)/.exec(told) ?? []
    await office.say(jinan, line)
    await expect(office.say(jinan, line)).rejects.toMatchObject({ notice: { key: 'history.notLatest' } })
    expect(await visits()).toMatchObject([{ people: 15 }])
  })

  it('restores a cancelled visit', async () => {
    await office.say(jinan, '互访 取消 V-2025-0001 写错了')
    await office.say(jinan, '撤销')
    expect(await visits()).toMatchObject([{ state: 'active', cancelReason: null }])
  })

  it('takes back a second report and its credit', async () => {
    const { card } = await office.say(wulong, '互访 3月5日 济南→武隆 12人')
    await office.press(wulong, card, '同一次')
    await office.say(wulong, '撤销')
    expect(await office.database.client.visitCredit.count()).toBe(1)
    expect(await visits()).toMatchObject([{ state: 'active' }])
  })

  it('of the logging is refused once the other side reported the visit too', async () => {
    const { card } = await office.say(wulong, logged)
    await office.press(wulong, card, '同一次')
    await expect(office.say(jinan, '撤销')).rejects.toMatchObject({
      notice: { key: 'visits.same.reportedByOthers' },
    })
    expect(await visits()).toMatchObject([{ state: 'active' }])
    await office.say(wulong, '撤销')
    expect(await visits()).toMatchObject([{ state: 'active' }])
    expect(await office.read(jinan, '撤销')).toContain('状态: 已取消')
  })

  it('of one’s own second report keeps the credit of the first', async () => {
    const { card } = await office.say(jinan, `${logged} 级别:省级`)
    await office.say(jinan, '互访 修改 V-2025-0001 15人')
    await office.say(jinan, '撤销')
    await office.press(jinan, card, '同一次')
    await office.say(jinan, '撤销')
    expect(await office.database.client.visitCredit.count()).toBe(1)
  })

  it('is refused when somebody changed the visit since, and for others’ changes', async () => {
    await expect(office.say(wulong, '撤销')).rejects.toMatchObject({ notice: { key: 'history.nothing' } })
    await office.say(wulong, '互访 修改 V-2025-0001 20人')
    await expect(office.say(jinan, '撤销')).rejects.toMatchObject({ notice: { key: 'records.changedSince' } })
  })

  it('of a named record leaves later changes of other records alone', async () => {
    await office.say(jinan, '互访 3月20日 济南→武隆 8人')
    await office.say(jinan, '撤销 v-2025-0001')
    expect(await visits()).toMatchObject([{ state: 'cancelled' }, { state: 'active' }])
    await expect(office.say(jinan, '撤销 V-2025-0001')).rejects.toMatchObject({
      notice: { key: 'history.nothingOf' },
    })
  })

  it('is refused a day later', async () => {
    office.moveTo('2025-03-04T10:01')
    await expect(office.say(jinan, '撤销')).rejects.toMatchObject({ notice: { key: 'history.nothing' } })
  })
})

describe('the list', () => {
  it('counts batches and person-times of what has begun, and turns its pages', async () => {
    for (let day = 1; day <= 10; day += 1)
      await office.say(jinan, `互访 2025-02-${String(day).padStart(2, '0')} 济南→武隆 ${day}人`)
    await office.say(jinan, logged)
    const { card } = await office.say({ ...administrator, private: true }, '互访 列表 武隆 今年')
    expect(plain(card)).toMatchInlineSnapshot(`
      "# 互访台账 济南—武隆 · 1月1日（周三）至12月31日（周三）
      共11条；已开展10批次、55人次。
      - V-2025-0011 · 3月5日（周三）至7日（周五） · 济南→武隆 · 计划中 | 12人 · 副市长王建国 · 市级 · 考察产业园
      - V-2025-0010 · 2月10日（周一） · 济南→武隆 · 已开展，待填成效 | 10人
      - V-2025-0009 · 2月9日（周日） · 济南→武隆 · 已开展，待填成效 | 9人
      - V-2025-0008 · 2月8日（周六） · 济南→武隆 · 已开展，待填成效 | 8人
      - V-2025-0007 · 2月7日（周五） · 济南→武隆 · 已开展，待填成效 | 7人
      - V-2025-0006 · 2月6日（周四） · 济南→武隆 · 已开展，待填成效 | 6人
      - V-2025-0005 · 2月5日（周三） · 济南→武隆 · 已开展，待填成效 | 5人
      - V-2025-0004 · 2月4日（周二） · 济南→武隆 · 已开展，待填成效 | 4人
      (quiet) 第1页，共2页
      [下一页] /visit list pair:"500156" period:"2025-01-01..2025-12-31" page:2
      [导出表格] /visit export pair:"500156" period:"2025-01-01..2025-12-31""
    `)
    expect(await office.read(administrator, '/visit list pair:武隆 period:今年 page:2')).toContain(
      '第2页，共2页',
    )
    expect(await office.read(administrator, '/visit list pair:武隆 page:9')).toContain('第2页，共2页')
  })

  it('narrows by direction, level and status', async () => {
    await office.say(jinan, logged)
    await office.say(jinan, '互访 2月10日 武隆→济南 8人 带队:李明区长')
    const list = (line: string) => office.read(administrator, `互访 列表 ${line}`)
    expect(await list('武隆→济南')).not.toContain('V-2025-0001')
    expect(await list('济南—武隆')).toContain('共2条')
    expect(await list('Jinan–Wulong this year')).toContain('共2条')
    expect(await list('武隆 级别:市级')).not.toContain('V-2025-0002')
    expect(await list('状态:计划中')).toContain('V-2025-0001')
    expect(await list('状态:计划中')).not.toContain('V-2025-0002')
    expect(await list('2024年')).toContain('没有符合条件的互访')
  })

  it('narrows to what is overdue or unfinished, and takes its page in words', async () => {
    for (let day = 1; day <= 9; day += 1) await office.say(jinan, `互访 2025-02-0${day} 济南→武隆 ${day}人`)
    await office.say(jinan, '互访 完成 V-2025-0001 签订协议')
    await office.say(jinan, '互访 2月28日 济南→武隆 8人')
    await office.say(jinan, logged)
    const list = (line: string) => office.read({ ...administrator, private: true }, line)
    const english = (line: string) => office.read({ ...administrator, private: true, locale: 'en' }, line)
    expect(await list('互访 列表 逾期')).toContain('共8条')
    expect(await english('visit list overdue')).toContain('V-2025-0002')
    expect(await list('互访 列表 未完成')).toContain('共10条')
    expect(await english('visit list unfinished')).not.toContain('V-2025-0001')
    expect(await list('互访 列表 第2页')).toContain('第2页，共2页')
    expect(await list('互访 列表 武隆 未完成 第二页')).toContain('第2页，共2页')
    expect(await english('visit list page 2')).toContain('V-2025-0001')
  })

  it('is the pair’s own in a bound channel, also for strangers, and no other pair’s', async () => {
    await office.say(jinan, logged)
    const visitor: Person = { ...stranger, scope: { kind: 'pair', pair: office.pair(1) } }
    expect(await office.read(visitor, '互访 列表')).toContain('V-2025-0001')
    await expect(office.say(visitor, '互访 列表 淄博')).rejects.toMatchObject({
      notice: { key: 'programme.right.read' },
    })
    await expect(office.say(stranger, '互访 查看 V-2025-0001')).rejects.toMatchObject({
      notice: { key: 'records.unknown' },
    })
  })
})
