import { beforeEach, describe, expect, it } from 'vitest'
import { createImports } from '../../../src/features/imports/index.ts'
import { createProjects } from '../../../src/features/projects/index.ts'
import { csv, importsIn } from '../../harness/imports.ts'
import { type Office, officerOf, openOffice, type Person } from '../../harness/office.ts'

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
    const shown = await sent(
      ['项目名称', '结对', '预算', '市级'],
      ['便民桥', '武隆', '1280万', '1,280'],
    )
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
  expect(await office.read(jinan, '/project show P-2025-0001')).toContain('省级150万元、市级50万元、县级20万元')
})
