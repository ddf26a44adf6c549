import { beforeEach, describe, expect, it } from 'vitest'
import { card } from '../../../src/core/card.ts'
import { translatorOf } from '../../../src/core/i18n.ts'
import { daysOfWeek, toDay } from '../../../src/core/time/day.ts'
import { createHistory } from '../../../src/features/history/index.ts'
import { createProjects } from '../../../src/features/projects/index.ts'
import { createSupervision } from '../../../src/features/supervision/index.ts'
import type { FeatureFactory } from '../../../src/programme/feature.ts'
import type { ProjectMoney } from '../../../src/programme/money-offers.ts'
import { sendingTo } from '../../harness/context.ts'
import { administrator, type Office, officerOf, openOffice, type Person } from '../../harness/office.ts'
import { plain } from '../../harness/plain.ts'

let office: Office
let jinan: Person
let wulong: Person
const province: Person = { account: 'test:province' }
let money: Map<string, ProjectMoney>

/** A ledger that says what the test says. */
const createLedger: FeatureFactory = () => ({
  name: 'ledger',
  commands: [],
  moneyOf: async (_transaction, references) =>
    new Map([...money].filter(([reference]) => references.includes(reference))),
})
const sums: ProjectMoney = {
  planned: '1000000.00',
  received: '0.00',
  committed: '0.00',
  disbursed: '0.00',
  paid: '0.00',
  retention: '0.00',
}

const said = (): string[] =>
  office.sent
    .splice(0)
    .flatMap(({ to, card: { summary }, topic, anew }) => (anew || !topic ? [`${to} ${summary}`] : []))

/** As the program does it every morning at six. */
const morning = async (day: string): Promise<string[]> => {
  office.moveTo(`2025-${day}T06:00`)
  for (const job of office.features.flatMap(({ jobs = [] }) => jobs))
    await office.database.transact((transaction) =>
      job.run({
        transaction,
        clock: office.clock,
        slot: office.clock.now(),
        late: false,
        send: sendingTo(office.sent),
      }),
    )
  office.moveTo(`2025-${day}T09:00`)
  await office.runDue()
  return said()
}

const statesOf = async () =>
  (await office.database.client.supervision.findMany({ orderBy: { id: 'asc' } })).map(
    ({ reference, project, rule, state, owner }) => `${reference} ${project} ${rule} ${state} ${owner}`,
  )

beforeEach(async () => {
  money = new Map()
  office = await openOffice(createProjects, createSupervision, createHistory, createLedger)
  jinan = await officerOf(office, 1, 'assisting')
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
  await office.say(jinan, '项目 登记 武隆 蔬菜大棚 实施单位:武隆区农业农村委')
  await office.say(jinan, '项目 推进 P-2025-0001 立项 批复:武发改12号')
})

describe('a red light', () => {
  beforeEach(() => {
    money.set('P-2025-0001', { ...sums, plannedOn: toDay('2025-01-03') })
  })

  it('opens an item for its rule, told to the pair once, and none besides while it is open', async () => {
    expect(await morning('03-03')).toEqual([])
    expect(await office.read(wulong, '项目 查看 P-2025-0001')).toContain(
      '亮灯: 黄灯：资金计划下达59天仍未开工（满45天）',
    )
    expect(await morning('03-04')).toEqual([
      'test:pair-1 项目 P-2025-0001 亮红灯，已开出督办事项 S-2025-0001，请按期办理并填写办理情况。',
    ])
    expect(await morning('03-05')).toEqual([])
    await office.say(jinan, '项目 修改 P-2025-0001 名称:蔬菜大棚基地')
    expect(await statesOf()).toEqual(['S-2025-0001 P-2025-0001 notStarted open 武隆区农业农村委'])
    const shown = await office.read(wulong, '督办 查看 S-2025-0001')
    expect(shown).toContain('亮灯: 红灯：资金计划下达60天仍未开工（满60天）')
    expect(shown).toContain('办理期限: 3月18日（周二）')
    expect(await office.read(wulong, '项目 查看 P-2025-0001')).toContain('督办: S-2025-0001 · 办理中')
  })

  it('is asked about when its day has passed, and closed with a note by who answers for it', async () => {
    await morning('03-04')
    expect(await morning('03-18')).toEqual([])
    expect(await morning('03-19')).toEqual([
      'test:recipient-1 督办事项 S-2025-0001（蔬菜大棚亮红灯，请查明原因并整改）期限3月18日（周二）已过，尚未办结。',
    ])
    expect(await office.read(wulong, '督办 逾期')).toContain('其中逾期1项')
    await expect(office.say(wulong, '督办 办结 S-2025-0001')).rejects.toThrow()
    expect(await office.read(wulong, '督办 办结 S-2025-0001 用地已批，下周开工')).toContain('已办结')
    // The light is still red: what was answered is not asked again.
    expect(await morning('03-20')).toEqual([])
    expect(await statesOf()).toEqual(['S-2025-0001 P-2025-0001 notStarted closed 武隆区农业农村委'])
  })

  it('that goes out by itself is noted on its item, which still asks for a word', async () => {
    await morning('03-04')
    money.clear()
    await morning('03-10')
    expect(await office.read(wulong, '督办 查看 S-2025-0001')).toMatch(
      /灯已熄灭: 3月10日[\s\S]*状态: 灯已熄灭，待说明/,
    )
    expect(await office.read(wulong, '项目 查看 P-2025-0001')).toContain('亮灯: 绿灯')
    // Lit again, it is the same item.
    money.set('P-2025-0001', { ...sums, plannedOn: toDay('2025-01-03') })
    expect(await morning('03-11')).toEqual([])
    expect(await office.read(wulong, '督办 查看 S-2025-0001')).toContain('状态: 办理中')
    expect(await statesOf()).toHaveLength(1)
  })

  it('follows at once where the ledger says that money has moved, and is another item for another rule', async () => {
    await morning('03-04')
    money.set('P-2025-0001', {
      ...sums,
      planned: '0.00',
      disbursed: '1.00',
      disbursedOn: toDay('2025-03-04'),
    })
    await office.database.transact((transaction) => {
      const lights = office.features.flatMap((feature) => feature.lights ?? [])[0]
      const context = { transaction, clock: office.clock, send: sendingTo(office.sent) }
      return lights?.follow(context, ['P-2025-0001']) ?? Promise.reject(new Error('no lights'))
    })
    expect(said()).toEqual([expect.stringContaining('S-2025-0002')])
    expect(await statesOf()).toEqual([
      'S-2025-0001 P-2025-0001 notStarted open 武隆区农业农村委',
      'S-2025-0002 P-2025-0001 outsidePlan open 武隆区农业农村委',
    ])
    expect(await office.read(wulong, '亮灯')).toContain('红灯：未列入资金计划而已拨付或支付')
    expect(await office.read(wulong, '项目 列表 武隆 红灯')).toContain('P-2025-0001')
    expect(await office.read(wulong, '项目 列表 武隆 绿灯')).not.toContain('P-2025-0001')
  })

  it('of several projects at one time is one message to the pair', async () => {
    for (const name of ['饮水安全工程', '冷链中心']) await office.say(jinan, `项目 登记 武隆 ${name}`)
    for (const number of [2, 3]) money.set(`P-2025-000${number}`, { ...sums, plannedOn: toDay('2025-01-03') })
    expect(await morning('03-04')).toEqual(['test:pair-1 因亮红灯新开出3项督办，请按期办理：'])
  })

  it('is one item however many see it at the same time', async () => {
    office.moveTo('2025-03-04T06:00')
    const lights = office.features.flatMap((feature) => feature.lights ?? [])[0]
    await Promise.all(
      [1, 2, 3].map(() =>
        office.database.transact(async (transaction) => {
          const context = { transaction, clock: office.clock, send: sendingTo(office.sent) }
          await lights?.follow(context, ['P-2025-0001'])
        }),
      ),
    )
    expect(await statesOf()).toHaveLength(1)
  })

  it('is counted in the weekly summary and on the pair’s card until it is closed', async () => {
    await morning('03-04')
    const feature = office.features.find(({ name }) => name === 'supervision')
    const pair = office.pair(1)
    const week = async (number: string) => {
      const period = daysOfWeek(number)
      if (!period || !feature?.digest || !feature.status) throw new Error('no summary')
      const { digest, status } = feature
      return office.database.transact(async (transaction) => {
        const data = await digest.collect(transaction, period, office.clock.today())
        const { fragments, overdue } = digest.present(data, [pair], translatorOf('en'))
        const blocks = await status.pair(
          transaction,
          pair,
          office.clock.today(),
          translatorOf('en'),
          office.clock.now(),
        )
        return { fragments, overdue: overdue.count, card: plain(card(...blocks)) }
      })
    }
    expect(await week('2025-W10')).toMatchObject({ fragments: ['1 warning, 0 closed'], overdue: 0 })
    await morning('03-20')
    expect(await week('2025-W12')).toMatchObject({ fragments: [], overdue: 1 })
    await office.say(wulong, '督办 办结 S-2025-0001 已开工')
    const after = await week('2025-W12')
    expect(after).toMatchObject({ fragments: ['0 warnings, 1 closed'], overdue: 0 })
    expect(after.card).toContain('This year: 1 warning, 1 closed')
  })
})

describe('a supervisor', () => {
  it('opens an item by hand, whose day and text those who answer for it do not move', async () => {
    const opened = await office.read(province, '督办 P-2025-0001 工期滞后，请说明原因 期限:3月20日')
    expect(opened).toContain('督办事项 S-2025-0001')
    expect(opened).toContain('结对: 济南—武隆')
    await expect(office.say(wulong, '督办 修改 S-2025-0001 期限:3月31日')).rejects.toThrow('supervisorsOnly')
    await expect(office.say(wulong, '督办 取消 S-2025-0001')).rejects.toThrow('supervisorsOnly')
    await expect(office.say(wulong, '督办 P-2025-0001 请省里支付')).rejects.toThrow('supervisorsOnly')
    expect(await office.read(province, '督办 修改 S-2025-0001 期限:3月31日')).toContain('3月31日')
    expect(await office.read(province, '督办 办结 S-2025-0001 现场核实')).toContain('已办结')
    expect(await office.read(wulong, '督办 武隆')).toContain('已办结1项')
  })

  it('is told what is missing, and what is not there', async () => {
    await expect(office.say(province, '督办 P-2025-0001')).rejects.toThrow()
    await expect(office.say(province, '督办 P-2025-0009 说明')).rejects.toThrow()
    await expect(office.say(province, '督办 P-2025-0001 说明 期限:3月1日')).rejects.toThrow()
    expect(await office.read(administrator, '督办')).toContain('没有')
  })
})
