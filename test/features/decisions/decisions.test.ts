import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { card } from '../../../src/core/card.ts'
import { translatorOf } from '../../../src/core/i18n.ts'
import { daysOfWeek } from '../../../src/core/time/day.ts'
import { createDecisions } from '../../../src/features/decisions/index.ts'
import { createHistory } from '../../../src/features/history/index.ts'
import { createMeetings } from '../../../src/features/meetings/index.ts'
import { administrator, type Office, officerOf, openOffice, type Person } from '../../harness/office.ts'
import { plain } from '../../harness/plain.ts'

let office: Office
let jinan: Person
let wulong: Person

const open = async () => {
  office = await openOffice(createDecisions, createMeetings, createHistory)
  jinan = await officerOf(office, 1, 'assisting')
  wulong = await officerOf(office, 1, 'recipient')
}
const owners = '支援方:济南市发展改革委 受援方:联络员'

/** What was said since the last look: to whom, and its first words. */
const said = (): string[] => office.sent.splice(0).map(({ to, card }) => `${to} ${card.summary}`)

const morning = async (day: string): Promise<string[]> => {
  office.moveTo(`2025-${day}T09:00`)
  await office.runDue()
  return said()
}

describe('an agreed item whose day has passed', () => {
  beforeEach(open)

  it('is asked for once, of those who answer for it, on the next workday', async () => {
    await office.say(jinan, `议定事项 武隆 报送培训名单 ${owners} 期限:3月14日`)
    await office.say(jinan, `议定事项 武隆 互派挂职干部 支援方:test:assisting-1 受援方:联络员 期限:3月14日`)
    expect(await morning('03-14')).toEqual([])
    expect(await morning('03-17')).toEqual([
      'test:assisting-1 您负责的2条议定事项期限已过，尚未办结：',
      'test:recipient-1 您负责的2条议定事项期限已过，尚未办结：',
    ])
    expect(await morning('03-18')).toEqual([])
  })

  it('is not asked for when it was postponed, done or cancelled; a new day has its own reminder', async () => {
    await office.say(jinan, `议定事项 武隆 报送培训名单 ${owners} 期限:3月14日`)
    await office.say(jinan, `议定事项 武隆 互派挂职干部 ${owners} 期限:3月14日`)
    await office.say(jinan, `议定事项 武隆 冷链项目开工 ${owners} 期限:3月14日`)
    await office.say(wulong, '议定事项 延期 D-2025-0001 3月20日 等待批复')
    await office.say(wulong, '议定事项 办结 D-2025-0002 已到岗')
    await office.say(wulong, '议定事项 取消 D-2025-0003 另行商定')
    expect(await morning('03-17')).toEqual([])
    expect(await morning('03-21')).toEqual([
      expect.stringContaining('test:assisting-1 议定事项 D-2025-0001（报送培训名单）'),
      expect.stringContaining('test:recipient-1'),
    ])
    await office.say(wulong, '议定事项 延期 D-2025-0001 4月2日 名单有调整')
    const shown = await office.read({ ...wulong, private: true }, '议定事项 查看 D-2025-0001')
    expect(shown).toContain(
      '延期记录: 3月14日（周五）延至3月20日（周四）：等待批复\n3月20日（周四）延至4月2日（周三）：名单有调整',
    )
    expect(await office.read(wulong, '议定事项 延期 D-2025-0001 两周 等待审批')).toContain('4月16日')
    await expect(office.say(wulong, '议定事项 延期 D-2025-0001 4月1日 提前')).rejects.toThrow(
      'decisions.notLater',
    )
  })
})

describe('agreed items', () => {
  beforeAll(async () => {
    await open()
    await office.say(jinan, `议定事项 武隆 4月底前冷链项目开工建设 ${owners} 期限:4月30日`)
    await office.say(jinan, `议定事项 武隆 报送培训名单 ${owners} 10个工作日内`)
    await office.say(
      administrator,
      `议定事项 武隆 互派挂职干部2名 支援方:test:assisting-1 受援方:武隆区农业农村委 4月2日前`,
    )
    await office.say(administrator, `议定事项 石柱 召开座谈会 ${owners} 期限:3月5日`)
  })

  it.each([
    [1, '4月底前冷链项目开工建设', '2025-04-30', 1],
    [2, '报送培训名单', '2025-03-17', 1],
    [3, '互派挂职干部2名', '2025-04-02', 1],
    [4, '召开座谈会', '2025-03-05', 2],
  ])('are read whole, with a day or workdays: %i', async (number, about, due, position) => {
    const reference = `D-2025-${`${number}`.padStart(4, '0')}`
    const found = await office.database.client.decision.findUnique({ where: { reference } })
    expect(found).toMatchObject({ about, pairId: office.pair(position).id })
    expect(found?.dueOn.toISOString().slice(0, 10)).toBe(due)
  })

  it.each([
    [`议定事项 武隆 报名单 ${owners} 期限:3月1日`, 'decisions.pastDue'],
    [`议定事项 武隆 报名单 支援方:张三 受援方:联络员 期限:4月1日`, 'programme.owner.unknown'],
    [`议定事项 武隆 报名单 ${owners} 期限:4月1日 会议:M-2025-0001`, 'records.unknownReferenced'],
    [`议定事项 报名单 ${owners} 期限:4月1日`, 'programme.whichPair'],
    ['议定事项 办结 D-2025-0001', 'decisions.noteOrFile'],
  ])('are asked about: %s', async (line, problem) => {
    await expect(office.say(administrator, line)).rejects.toThrow(problem)
  })

  it('name the meeting that agreed on them, and are put on the agenda of the next one, once', async () => {
    const { record: meeting } = await office.say(administrator, '/meeting 3月20日下午2点半 武隆 联席会议')
    const { record } = await office.say(
      administrator,
      `议定事项 武隆 考察产业园 ${owners} 期限:5月30日 ${meeting}`,
    )
    expect(await office.read(administrator, `议定事项 查看 ${record}`)).toContain(`会议: ${meeting}`)
    const put = await office.say(wulong, `议定事项 列入议题 ${record}`)
    expect(plain(put.card)).toContain(`${record} 已列入会议 ${meeting} 的议题。`)
    expect(plain((await office.say(wulong, `/decision agenda ${record}`)).card)).toContain('没有变化')
    // Its agenda begins with what earlier meetings left open, and names nothing twice.
    const shown = await office.read(administrator, `/meeting show ${meeting}`)
    expect(shown).toContain('议题: 1. D-2025-0002 报送培训名单（议定事项，未办结）\n2. D-2025-0003')
    expect(shown).toContain(`4. 考察产业园（${record}）`)
    expect(shown.split(`${record}`)).toHaveLength(2)
    expect(await office.read(wulong, `议定事项 查看 ${record}`)).toContain(`会议议题: 已列入 ${meeting}`)
    // Where no meeting is set it waits for the next one.
    expect(await office.read(administrator, '/decision agenda D-2025-0004')).toContain(
      'D-2025-0004 已列入待议议题，安排会议后自动列入。',
    )
    await office.say(administrator, `议定事项 取消 ${record}`)
  })

  it('have a number within their meeting, without hole or double, and no other than its pair', async () => {
    const { record: meeting } = await office.say(administrator, '/meeting 4月20日下午2点半 武隆 座谈会')
    const enter = async (about: string) =>
      String((await office.say(administrator, `议定事项 ${about} ${owners} 期限:5月30日 ${meeting}`)).record)
    const title = async (reference: string) =>
      (await office.read(administrator, `议定事项 查看 ${reference}`)).split('\n')[1]
    const [first, second, third] = [await enter('建产业园'), await enter('派教师'), await enter('办展销会')]
    expect(await title(third)).toBe(`会议 ${meeting} 议定事项第3项`)
    await office.say(administrator, `议定事项 取消 ${first}`)
    expect([await title(second), await title(third)]).toEqual([
      `会议 ${meeting} 议定事项第1项`,
      `会议 ${meeting} 议定事项第2项`,
    ])
    expect(await title(first)).toContain('已取消')
    await office.say(administrator, `/undo ${first}`)
    expect(await title(third)).toBe(`会议 ${meeting} 议定事项第3项`)
    for (const reference of [first, second, third])
      await office.say(administrator, `议定事项 取消 ${reference}`)
  })

  it('are listed as mine, my pair’s and overdue, those that are due first', async () => {
    office.moveTo('2025-03-20T10:00')
    const listed = async (person: Person, line: string) =>
      (await office.read(person, line)).match(/D-2025-\d+/g)?.map((found) => Number(found.slice(-4))) ?? []
    const atWork = { ...jinan, private: true }
    expect(await listed(atWork, '待办')).toEqual([2, 3, 1])
    expect(await listed(atWork, '/tasks mine')).toEqual([3])
    // Where nobody is named the liaison officers of the side answer; the unit of the other one does for itself.
    expect(await listed({ ...wulong, private: true }, '待办 我的')).toEqual([2, 1])
    expect(await listed(atWork, '待办 逾期')).toEqual([2])
    expect(await listed(administrator, '/tasks overdue')).toEqual([4, 2])
  })

  it('stay in status and summary until they are done, what is overdue first', async () => {
    office.moveTo('2025-03-20T10:00')
    const { status, digest } = office.features.find(({ name }) => name === 'decisions') ?? {}
    const today = office.clock.today()
    const week = daysOfWeek('2025-W12')
    if (!status || !digest || !week) throw new Error('no sections')
    const [blocks, columns, data] = await office.database.transact(async (transaction) => [
      await status.pair(transaction, office.pair(1), today, translatorOf('zh-CN'), office.clock.now()),
      await status.overview(transaction, today, translatorOf('en')),
      await digest.collect(transaction, week, today),
    ])
    expect(plain(card(...blocks))).toBe('# 议定事项\n未办结: 3条，其中逾期1条')
    expect(columns.map(({ title, total }) => `${title} ${total}`)).toEqual(['Agreed items 4', 'Overdue 2'])
    const told = digest.present(data, [office.pair(1)], translatorOf('zh-CN'))
    expect(plain(card(...told.blocks))).toMatchInlineSnapshot(`
      "# 未办结的议定事项
      - D-2025-0002 · 3月17日（周一） · 已逾期 | 报送培训名单 · 支援方：济南市发展改革委 · 受援方：联络员
      - D-2025-0003 · 4月2日（周三） · 办理中 | 互派挂职干部2名 · 受援方：武隆区农业农村委
      - D-2025-0001 · 4月30日（周三） · 办理中 | 4月底前冷链项目开工建设 · 支援方：济南市发展改革委 · 受援方：联络员"
    `)
    expect(told.overdue.lines).toEqual(['D-2025-0002 报送培训名单：期限3月17日（周一），未办结'])
  })
})
