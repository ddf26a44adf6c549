import { beforeEach, describe, expect, it } from 'vitest'
import { card } from '../../../src/core/card.ts'
import { translatorOf } from '../../../src/core/i18n.ts'
import { daysOfWeek } from '../../../src/core/time/day.ts'
import { createHistory } from '../../../src/features/history/index.ts'
import { createInspections } from '../../../src/features/inspections/index.ts'
import { createProjects } from '../../../src/features/projects/index.ts'
import { type Office, officerOf, openOffice, type Person, stranger } from '../../harness/office.ts'
import { plain } from '../../harness/plain.ts'

let office: Office
let wulong: Person
const province: Person = { account: 'test:province' }

const on = async (day: string): Promise<string[]> => {
  office.moveTo(`2025-${day}T09:00`)
  await office.runDue()
  return office.sent
    .splice(0)
    .flatMap(({ to, card: { summary }, topic, anew }) => (anew || !topic ? [`${to} ${summary}`] : []))
}
const fails = (person: Person, line: string) => expect(office.say(person, line)).rejects

beforeEach(async () => {
  office = await openOffice(createProjects, createInspections, createHistory)
  wulong = await officerOf(office, 1, 'recipient')
  await office.database.client.officer.create({
    data: {
      name: 'test:province',
      role: 'supervisor',
      side: 'recipient',
      scope: 'programme',
      createdAt: office.clock.now(),
      createdBy: 'test:admin',
      accounts: { create: { reference: 'test:province', name: 'test:province' } },
    },
  })
  await office.bind('test:pair-1', 1)
  await office.bind('test:pair-2', 2)
  await office.say(wulong, '项目 登记 武隆 蔬菜大棚')
})

describe('an inspection', () => {
  it.each([
    ['滴灌未装 整改 4月15日前 评分 85', '3月3日', '4月15日', '滴灌未装'],
    ['滴灌未装，4月15日前完成整改', '3月3日', '4月15日', '滴灌未装'],
    ['滴灌未装 限4月15日前整改', '3月3日', '4月15日', '滴灌未装'],
    ['3月1日 滴灌未装 要求3月底前整改到位', '3月1日', '3月31日', '滴灌未装'],
    ['滴灌未装 整改 滴灌4月20日前装好', '3月3日', '4月20日', '滴灌未装'],
    ['no drip irrigation; rectify by 15 April; score 85', '3月3日', '4月15日', 'no drip irrigation'],
    ['no drip irrigation, to be rectified by 20 June', '3月3日', '6月20日', 'no drip irrigation'],
    [
      'on 1 March, no drip irrigation, rectify: install it by 20 June',
      '3月1日',
      '6月20日',
      'no drip irrigation',
    ],
  ])('takes a last day for the deadline, and for no day of inspection: %s', async (line, on, due, found) => {
    const said = await office.read(province, `督查 登记 P-2025-0001 ${line}`)
    expect(said).toMatch(new RegExp(`督查日期: ${on}`, 'u'))
    expect(said).toMatch(new RegExp(`整改期限: ${due}`, 'u'))
    expect(said).toContain(`发现情况: ${found}\n`)
    expect(said).toContain('待整改')
    expect(said).not.toContain('没有看懂')
  })

  it('has no score by points that are taken off, and the deadline that is called so', async () => {
    const said = await office.read(
      province,
      '督查 登记 P-2025-0001 现场较乱扣5分 整改:完善安全围挡 期限下周五',
    )
    expect(said).toContain('发现情况: 现场较乱扣5分')
    expect(said).toContain('评分: 未填')
    expect(said).toContain('整改要求: 完善安全围挡\n')
    expect(said).toContain('整改期限: 3月14日（周五）')
    expect(await office.read(province, '督查 登记 P-2025-0001 台账缺页 扣5分 期限下周五')).toContain(
      '评分: 未填',
    )
    const english: Person = { ...province, locale: 'en' }
    expect(await office.read(english, 'inspect log P-2025-0001 untidy site, 5 points deducted')).toContain(
      'untidy site, 5 points deducted',
    )
  })

  it('that asks for rectification is told to the pair, asked about when its day has passed, and closed by a note', async () => {
    const entered = await office.read(
      province,
      '督查 P-2025-0001 现场管理较乱 75分 督查单位:省协作办 整改:"完善安全围挡" 期限:3月20日',
    )
    expect(entered).toContain('评分: 75分')
    expect(entered).toContain('整改期限: 3月20日（周四）')
    expect(entered).toContain('已通知结对群组')
    expect(await on('03-20')).toEqual([
      'test:pair-1 督查 I-2025-0001（项目 P-2025-0001）提出整改要求，请按期整改并填报。',
    ])
    expect(await on('03-21')).toEqual([
      'test:recipient-1 督查 I-2025-0001（完善安全围挡）整改期限3月20日（周四）已过，尚未完成整改。',
    ])
    expect(await office.read(wulong, '督查 列表 武隆 逾期')).toContain('I-2025-0001')
    await fails(wulong, '督查 整改 I-2025-0001').toThrow()
    expect(await office.read(wulong, '督查 整改 I-2025-0001 围挡已补齐')).toContain('整改已完成')
    expect(await on('03-25')).toEqual([])
    expect(await office.read(wulong, '项目 查看 P-2025-0001')).toContain(
      '督查检查: I-2025-0001 · 3月3日 · 75分 · 已整改',
    )
  })

  it('without rectification is done with; asked for later, it needs its day', async () => {
    expect(await office.read(province, '检查 武隆 台账齐全 3月2日 评分:92分')).toContain('无须整改')
    await fails(wulong, '督查 整改 I-2025-0001 好了').toThrow('nothingToRectify')
    await fails(province, '督查 修改 I-2025-0001 整改:"补报监理日志"').toThrow('needsDue')
    await office.say(province, '督查 修改 I-2025-0001 整改:"补报监理日志" 期限:3月10日')
    expect(await office.read(province, '督查 查看 I-2025-0001')).toContain('状态: 待整改')
  })

  it('takes no day to come, no more than a hundred points, no project that is not there, and nobody who is not known', async () => {
    await fails(province, '督查 P-2025-0001 台账齐全 日期:2025-03-09').toThrow('future')
    await fails(province, '督查 P-2025-0001 台账齐全 评分:101分').toThrow()
    await fails(province, '督查 P-2025-0009 台账齐全').toThrow()
    await fails(province, '督查 P-2025-0001 台账不全 整改:补齐 期限:2025-02-28').toThrow('dueBefore')
    await fails(stranger, '督查 武隆 台账齐全').toThrow()
  })

  it('is in the weekly summary and on the pair’s card', async () => {
    await office.say(province, '督查 P-2025-0001 现场管理较乱 整改:"完善安全围挡" 期限:3月5日')
    await on('03-07')
    const feature = office.features.find(({ name }) => name === 'inspections')
    const period = daysOfWeek('2025-W10')
    const pair = office.pair(1)
    if (!feature?.digest || !feature.status || !period) throw new Error('no summary')
    const { digest, status } = feature
    const [today, translate] = [office.clock.today(), translatorOf('en')]
    await office.database.transact(async (transaction) => {
      const { fragments, overdue } = digest.present(
        await digest.collect(transaction, period, today),
        [pair],
        translate,
      )
      expect(fragments).toEqual(['1 inspection'])
      expect(overdue.lines).toEqual([expect.stringContaining('to be rectified by')])
      const blocks = await status.pair(transaction, pair, today, translate, office.clock.now())
      expect(plain(card(...blocks))).toContain('To be rectified: 1, 1 of them overdue')
    })
  })
})
