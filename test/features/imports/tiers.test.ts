import { beforeEach, describe, expect, it } from 'vitest'
import { createImports } from '../../../src/features/imports/index.ts'
import { createProjects } from '../../../src/features/projects/index.ts'
import { csv, importsIn } from '../../harness/imports.ts'
import { administrator, type Office, officerOf, openOffice, type Person } from '../../harness/office.ts'

let office: Office
let imports: ReturnType<typeof importsIn>
let jinan: Person

beforeEach(async () => {
  office = await openOffice(createProjects, createImports)
  imports = importsIn(office)
  jinan = { ...(await officerOf(office, 1, 'assisting')), private: true }
})

const sent = (...rows: ReadonlyArray<readonly string[]>) => imports.send(jinan, 'a.csv', csv(...rows))

describe('amounts whose heading names no unit, beside those that name theirs', () => {
  it('are wrong, and say how to write the heading', async () => {
    const shown = await sent(
      ['项目名称', '结对', '预算（万元）', '省级（万元）', '市级'],
      ['便民桥', '武隆', '370', '150', '220'],
      ['饮水工程', '武隆', '370', '150', '220万元'],
      ['产业路', '武隆', '370', '150', '2200000'],
    )
    expect(shown.text).toContain('有误: 1')
    expect(shown.text).toContain('存疑: 0')
    expect(shown.text).toContain('请把列名写成“市级（万元）”或“市级（元）”')
    expect(shown.text).not.toContain('连同存疑')
    await imports.press(jinan, shown.card, '执行')
    const stored = await office.database.client.project.findMany({ orderBy: { id: 'asc' } })
    expect(stored.map(({ name, city }) => [name, city?.toFixed(2)])).toEqual([
      ['饮水工程', '2200000.00'],
      ['产业路', '2200000.00'],
    ])
  })

  it('are wrong too beside cells that name it', async () => {
    const shown = await sent(['项目名称', '结对', '预算', '市级'], ['便民桥', '武隆', '1280万', '1,280'])
    expect(shown.text).toContain('有误: 1')
    expect(shown.text).toContain('“市级（万元）”')
    expect(await office.database.client.project.count()).toBe(0)
  })
})

it.each([
  ['其中：省级', '其中:市级', '其中-县级（万元）'],
  ['其中省级资金', '其中 — 市级', '其中、县级配套资金（万元）'],
  ['Of which: Provincial funds', 'of which from the city', 'of which county funds (10,000 yuan)'],
])('%s, %s and %s are read as without their first words', async (province, city, county) => {
  const shown = await sent(
    ['项目名称', '结对', '预算', province, city, county],
    ['便民桥', '武隆', '220万', '150万', '50万', '20'],
  )
  expect(shown.text).toContain('新增: 1')
  expect(shown.text).not.toContain('未读取的列')
  await imports.press(jinan, shown.card, '执行')
  expect(await office.read(jinan, '/project show P-2025-0001')).toContain(
    '省级150万元、市级50万元、县级20万元',
  )
})

describe('tiers that do not come to the budget', () => {
  const headings = ['编号', '项目名称', '结对', '预算（万元）', '省级（万元）', '市级（万元）'] as const

  it('are asked about, with both sums', async () => {
    const shown = await sent(
      headings,
      ['', '便民桥', '武隆', '220', '150', '50'],
      ['', '产业路', '武隆', '220', '150', '70'],
      ['', '饮水工程', '武隆', '220', '150', ''],
    )
    expect(shown.text).toContain('新增: 2')
    expect(shown.text).toContain('存疑: 1')
    expect(shown.text).toContain('各级资金合计200万元，与预算220万元不符')
    const done = await imports.press(jinan, shown.card, '连同存疑')
    expect(done.text).toContain('新增3条')
  })

  it('are asked about when a row changes the budget alone, and not when it changes something else', async () => {
    const shown = await sent(headings, ['', '便民桥', '武隆', '200', '150', '50'])
    await imports.press(jinan, shown.card, '执行')
    const raised = await sent(['编号', '预算（万元）'], ['P-2025-0001', '220'])
    expect(raised.text).toContain('存疑: 1')
    expect(raised.text).toContain('各级资金合计200万元，与预算220万元不符')
    await imports.press(jinan, raised.card, '连同存疑')
    const moved = await sent(['编号', '实施单位'], ['P-2025-0001', '水利局'])
    expect(moved.text).toContain('修改: 1')
  })
})

describe('a place that several counties have', () => {
  const placed = async (person: Person, ...rows: ReadonlyArray<readonly string[]>) => {
    const shown = await imports.send(person, 'a.csv', csv(...rows))
    expect(shown.text).toContain(`新增: ${rows.length - 1}`)
    await imports.press(person, shown.card, '执行')
    const stored = await office.database.client.project.findMany({ orderBy: { id: 'asc' } })
    return stored.map(({ siteCode }) => siteCode?.slice(0, 6))
  }

  it('is that of the row’s pair, however that is written', async () => {
    const admin = { ...administrator, private: true }
    expect(
      await placed(
        admin,
        ['项目名称', '结对', '实施地点'],
        ['甲厂', '武隆', '江口镇'],
        ['乙厂', '济南—武隆', '后坪乡'],
        ['丙厂', '云阳县', '江口镇'],
        ['丁厂', '500156', '江口镇'],
      ),
    ).toEqual(['500156', '500156', '500235', '500156'])
  })

  it('is that of the pair of whoever imports, or of the room, where no column says it', async () => {
    expect(await placed(jinan, ['项目名称', '实施地点', '预算（万元）'], ['甲厂', '江口镇', '65'])).toEqual([
      '500156',
    ])
  })
})

describe('a table of projects that was exported', () => {
  it.each(['zh-CN', 'en'] as const)(
    'calls no two columns the same, and takes new rows: %s',
    async (locale) => {
      const reader: Person = { ...jinan, locale }
      await office.say(jinan, '项目 登记 结对:武隆 蜂蜜加工厂 预算65万')
      const { card } = await office.say(reader, '/project export pair:武隆 format:csv')
      const [file] = card.blocks.flatMap((block) => (block.type === 'file' ? [block.file] : []))
      const { content } = await imports.contentOf(file?.id ?? '')
      const headings =
        content
          .toString('utf8')
          .replace(/^\uFEFF/u, '')
          .split('\r\n')[0]
          ?.split(',') ?? []
      expect(new Set(headings).size).toBe(headings.length)
      const [name, pair] = locale === 'en' ? ['Name', 'Pair'] : ['名称', '结对']
      const row = headings.map((heading) => (heading === name ? '乙厂' : heading === pair ? '武隆' : ''))
      const more = Buffer.concat([content, Buffer.from(`${row.join(',')}\r\n`)])
      const shown = await imports.send(jinan, 'a.csv', more)
      expect(shown.text).toContain('未变: 1')
      expect(shown.text).toContain('新增: 1')
    },
  )

  it('by an older version may be filled in either of two columns of one name', async () => {
    const shown = await sent(
      ['编号', '名称', '结对', '名称'],
      ['', '甲厂', '武隆', ''],
      ['', '', '武隆', '乙厂'],
    )
    expect(shown.text).toContain('新增: 2')
    await imports.press(jinan, shown.card, '执行')
    const stored = await office.database.client.project.findMany({ orderBy: { id: 'asc' } })
    expect(stored.map(({ name }) => name)).toEqual(['甲厂', '乙厂'])
  })
})

it('what a row changes is shown field by field, before it is carried out', async () => {
  await office.say(jinan, '项目 登记 结对:武隆 蜂蜜加工厂 预算65万')
  await office.say(jinan, '项目 登记 结对:武隆 便民桥 预算70万')
  const shown = await sent(
    ['编号', '预算（万元）', '实施单位'],
    ['P-2025-0001', '80', '水利局'],
    ['P-2025-0002', '90', ''],
  )
  expect(shown.text).toContain('修改: 2')
  expect(shown.text).toContain(
    'a 第2行 | P-2025-0001 · 预算：65万元 (650,000元) → 80万元 (800,000元) · 实施单位：（空） → 水利局',
  )
  expect(shown.text).toContain('修改的内容：预算 2条、实施单位 1条。')
})
