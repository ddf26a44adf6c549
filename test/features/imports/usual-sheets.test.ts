import { beforeEach, describe, expect, it } from 'vitest'
import write from 'write-excel-file/node'
import { createFunds } from '../../../src/features/funds/index.ts'
import { createImports } from '../../../src/features/imports/index.ts'
import { createProjects } from '../../../src/features/projects/index.ts'
import { createVisits } from '../../../src/features/visits/index.ts'
import { csv, importsIn } from '../../harness/imports.ts'
import { administrator, type Office, officerOf, openOffice, type Person } from '../../harness/office.ts'

let office: Office
let imports: ReturnType<typeof importsIn>
let jinan: Person

beforeEach(async () => {
  office = await openOffice(createProjects, createVisits, createFunds, createImports)
  imports = importsIn(office)
  jinan = { ...(await officerOf(office, 1, 'assisting')), private: true }
})

const show = (reference: string) => office.read(jinan, `/project show ${reference}`)

describe('the columns of usual tables', () => {
  it('say who benefits, who is responsible, and from which month to which', async () => {
    const shown = await imports.send(
      jinan,
      'a.csv',
      csv(
        ['填报单位：武隆区乡村振兴局', '', '', '', '', '', '', '', '单位：万元'],
        [
          '序号',
          '项目名称',
          '县区',
          '建设期限',
          '总投资',
          '受益户数',
          '受益人口',
          '其中脱贫户',
          '责任单位',
          '备注',
        ],
        ['1', '蔬菜大棚', '武隆', '2025.3-2025.11', '65', '120', '1,360', '30', '后坪乡政府', '重点'],
        ['2', '饮水工程', '武隆', '2025年3月至11月', '120.5', '50户', '', '', '水利局', ''],
        ['合计', '', '', '', '185.5', '', '', '', '', ''],
      ),
    )
    expect(shown.text).toContain('新增: 2')
    expect(shown.text).toContain('没有认出、未读取的列：其中脱贫户、备注。')
    expect(shown.text).toContain('已略过1行合计')
    await imports.press(jinan, shown.card, '执行')
    const [greenhouse, water] = [await show('P-2025-0001'), await show('P-2025-0002')]
    expect(greenhouse).toContain('120户、1360人')
    expect(greenhouse).toContain('实施单位: 后坪乡政府')
    expect(greenhouse).toContain('3月1日')
    expect(greenhouse).toContain('11月30日')
    expect(water).toContain('受益情况: 50户')
  })

  it('take Start, End, From and To for days, and a month for its first or its last', async () => {
    for (const [start, end] of [
      ['Start', 'End'],
      ['From', 'To'],
    ] as const) {
      const shown = await imports.send(
        jinan,
        'a.csv',
        csv(
          ['Project', 'County', 'Budget (10,000 yuan)', start, end, 'Households', 'Responsible unit'],
          [`Tea plant ${start}`, 'Wulong', '65', 'March 2025', '2025-11-30', '120', 'Tea office'],
          [`Road ${start}`, 'Wulong', '650', '2025.3', '2025/11', '', ''],
        ),
      )
      expect(shown.text).toContain(`Tea plant ${start} · 2025年3月1日至11月30日`)
      expect(shown.text).toContain(`Road ${start} · 2025年3月1日至11月30日`)
    }
  })

  it.each([
    ['2025.3-11', '2025年3月1日至11月30日'],
    ['2025/3-2025/11', '2025年3月1日至11月30日'],
    ['2025.03—2026.05', '2025年3月1日至2026年5月31日'],
    ['2025.3.1-2025.11.30', '2025年3月1日至11月30日'],
    ['2025-2026', '2025年1月1日至2026年12月31日'],
  ])('read %s as days', async (typed, days) => {
    const sheet = csv(['项目名称', '县区', '起止年限'], ['甲厂', '武隆', typed])
    expect((await imports.send(jinan, 'a.csv', sheet)).text).toContain(`甲厂 · ${days}`)
  })

  it('do not take a number 2025.1 for January: it may have been 2025.10', async () => {
    const content = await write(
      [
        ['项目名称', '县区', '开工时间'].map((value) => ({ value })),
        [{ value: '甲厂' }, { value: '武隆' }, { value: 2025.1, type: Number }],
      ],
      { sheet: '计划' },
    ).toBuffer()
    expect((await imports.send(jinan, 'a.xlsx', content)).text).toContain('看不出是1月还是10月')
  })

  it('keep one of two that mean the same, and name the other; of two amounts nobody chooses', async () => {
    const row = ['甲厂', '武隆', '乙局', '甲局']
    const shown = await imports.send(jinan, 'a.csv', csv(['项目名称', '县区', '业主单位', '实施单位'], row))
    expect(shown.text).toContain('甲局')
    expect(shown.text).toContain('未读取的列：业主单位。')
    const refused = await imports.send(
      jinan,
      'b.csv',
      csv(['项目名称', '县区', '预算（元）', '总投资（元）'], ['甲厂', '武隆', '650000', '700000']),
    )
    expect(refused.text).toContain('有重复的列：预算（元）、总投资（元）')
  })
})

describe('a ledger of payments', () => {
  const ledger = [
    ['日期', '项目名称', '金额（元）', '收款单位', '凭证号'],
    ['2025-03-01', '甲厂', '200000', '某公司', '记-12'],
  ]
  it.each([
    ['in Chinese', ledger],
    [
      'in English',
      [
        ['Date', 'Project', 'County', 'Amount (yuan)', 'Payee', 'Voucher'],
        ['2025-03-01', 'Tea plant', 'Wulong', '200000', 'Some company', '12'],
      ],
    ],
  ])('%s is not read as projects, and what it lacks is said', async (_, rows) => {
    const shown = await imports.send(jinan, '流水.csv', csv(...rows))
    expect(shown.text).toContain('工作表“流水”像是资金台账，缺少必需的列：类型、资金层级，没有读取。')
    expect(await office.database.client.importRow.count()).toBe(0)
  })

  it('is named where other sheets of its file are read', async () => {
    const cells = (rows: string[][]) => rows.map((row) => row.map((value) => ({ value })))
    const plan = [
      ['项目名称', '县区'],
      ['甲厂', '武隆'],
    ]
    const content = await write([
      { data: cells(plan), sheet: '计划' },
      { data: cells(ledger), sheet: '流水' },
    ]).toBuffer()
    const shown = await imports.send(jinan, 'a.xlsx', content)
    expect(shown.text).toContain('新增: 1')
    expect(shown.text).toContain('工作表“流水”像是资金台账')
  })

  it('is read as projects by whoever says that it is one of projects', async () => {
    const rows = [
      ['项目名称', '县区', '金额（元）', '日期'],
      ['甲厂', '武隆', '200000', ''],
    ]
    expect((await imports.send(jinan, 'a.csv', csv(...rows))).text).toContain('没有读取')
    expect((await imports.send(jinan, 'a.csv', csv(...rows), '项目')).text).toContain('新增: 1')
  })
})

describe('twins', () => {
  it.each([
    ['Tea Plant', 'tea plant'],
    ['Tea plants', 'Tea Plant'],
    ['Ｔｅａ　ｐｌａｎｔ', 'Tea plant'],
    ['Tea  plant.', 'Tea plant'],
    ['蔬菜大棚（一期）', '蔬菜大棚(一期)'],
    ['蔬菜大棚。', '蔬菜大棚'],
    ['“蔬菜”大棚', '蔬菜 大棚'],
  ])('%s and %s are asked about', async (one, other) => {
    const sheet = (name: string) => csv(['项目名称', '县区', '预算（万元）'], [name, '武隆', '65'])
    const first = await imports.send(jinan, 'a.csv', sheet(one))
    await imports.press(jinan, first.card, '执行')
    const again = await imports.send(jinan, 'b.csv', sheet(other))
    expect(again.text).toContain('存疑: 1')
    expect(again.text).toContain('很像 P-2025-0001')
    const same = await imports.send(jinan, 'c.csv', sheet(one))
    expect(same.text).toContain('未变: 1')
    const both = csv(['项目名称', '县区'], [one, '云阳'], [other, '云阳'])
    const shown = await imports.send({ ...administrator, private: true }, 'd.csv', both)
    expect(shown.text).toContain('新增: 1')
    expect(shown.text).toContain('与本表前面一行很像')
  })

  it('do not come of characters that nobody sees: they are left out of a name', async () => {
    const sheet = csv(['项\u200b目名称', '县区'], ['蔬\u200b菜大\ufeff棚', '武隆'])
    const shown = await imports.send(jinan, 'a.csv', sheet)
    await imports.press(jinan, shown.card, '执行')
    const project = await office.database.client.project.findFirst()
    expect(project?.name).toBe('蔬菜大棚')
    const again = await imports.send(jinan, 'b.csv', csv(['项目名称', '县区'], ['蔬菜大棚', '武隆']))
    expect(again.text).toContain('未变: 1')
  })

  it('other numbers are other projects', async () => {
    const sheet = csv(['项目名称', '县区'], ['道路1.5公里', '武隆'], ['道路15公里', '武隆'])
    expect((await imports.send(jinan, 'a.csv', sheet)).text).toContain('新增: 2')
  })
})

it('the words of the button for doubtful rows are understood when they are typed', async () => {
  const sheet = csv(['项目名称', '县区', '预算'], ['甲厂', '武隆', '65'])
  for (const [place, words] of [
    '连同存疑',
    '导入 连同存疑',
    'With doubtful ones',
    '连同存疑（1条）',
    'With doubtful ones (1)',
  ].entries()) {
    await imports.send(jinan, 'a.csv', csv(['项目名称', '县区', '预算'], [`${place}号厂`, '武隆', '65']))
    await office.say(jinan, words)
    await office.runTasks()
    expect(await office.database.client.project.count()).toBe(place + 1)
  }
  await imports.send(jinan, 'a.csv', sheet)
  await office.say(jinan, '导入 放弃')
  await expect(office.say(jinan, '连同存疑')).rejects.toThrow('imports.state.dropped')
})
