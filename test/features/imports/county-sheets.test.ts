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

describe('tables as county offices keep them', () => {
  it('have their unit above the headings, and a heading’s own wins', async () => {
    const shown = await imports.send(
      jinan,
      'a.csv',
      csv(
        ['武隆区2025年东西部协作项目计划表', '', ''],
        ['', '', '单位：万元'],
        ['项目名称', '结对', '总投资', '省级资金（元）'],
        ['蜂蜜加工厂', '武隆', '65', '5000'],
      ),
    )
    expect(shown.text).toContain('a 第4行 | 济南—武隆 · 蜂蜜加工厂 · 65万元 · 省级5,000元')
    await imports.press(jinan, shown.card, '执行')
    expect(await office.read(jinan, '/project show P-2025-0001')).toContain('65万元')
  })

  it('are asked about where small amounts have no unit', async () => {
    const shown = await imports.send(
      jinan,
      'a.csv',
      csv(['项目名称', '结对', '预算'], ['甲厂', '武隆', '65']),
    )
    expect(shown.text).toContain('存疑: 1')
    expect(shown.text).toContain('是否为万元？')
    const done = await imports.press(jinan, shown.card, '连同存疑')
    expect(done.text).toContain('新增1条')
    const sure = await imports.send(
      jinan,
      'b.csv',
      csv(['项目名称', '结对', '预算'], ['乙厂', '武隆', '650000']),
    )
    expect(sure.text).toContain('新增: 1')
  })

  it('name the places of the row’s pair, days in two columns, and tiers without a mark between', async () => {
    const shown = await imports.send(
      jinan,
      'a.csv',
      csv(
        ['项目名称', '结对', '项目地点', '项目类别', '开工时间', '完工时间', '资金来源'],
        ['甲厂', '武隆区', '后坪乡', '人才', '2025年3月1日', '2025年12月31日', '省级60万元市级40万元'],
      ),
    )
    expect(shown.text).toContain('新增: 1')
    await imports.press(jinan, shown.card, '执行')
    const project = await office.read(jinan, '/project show P-2025-0001')
    expect(project).toMatch(/武隆区后坪/u)
    expect(project).toContain('省级60万元、市级40万元')
    expect(project).toContain('12月31日')
  })

  it('are named by pair where they are not just the room’s', async () => {
    const sheet = csv(['项目名称', '结对'], ['甲厂', '武隆'])
    expect((await imports.send(jinan, 'a.csv', sheet)).text).toContain('(plain) 将写入：济南—武隆 1条')
    await office.bind('test:office', 1)
    expect((await imports.send(jinan, 'a.csv', sheet)).text).not.toContain('将写入')
    const both = csv(['项目名称', '结对'], ['甲厂', '武隆'], ['乙厂', '云阳'])
    const shown = await imports.send({ ...administrator, private: true }, 'b.csv', both)
    expect(shown.text).toContain('(warning) 将写入：济南—武隆 1条、威海—云阳 1条')
  })

  it('may be carried out on another day, and by number when that is long after', async () => {
    await imports.send(jinan, 'a.csv', csv(['项目名称', '结对'], ['甲厂', '武隆']))
    office.moveTo('2025-03-04T09:00')
    await expect(office.say(jinan, '/import carry')).rejects.toThrow('imports.older')
    await office.say(jinan, '/import carry 1')
    await office.runTasks()
    expect(office.sent.map(({ card }) => JSON.stringify(card)).join()).toContain('“a.csv”导入完成')
  })
})
