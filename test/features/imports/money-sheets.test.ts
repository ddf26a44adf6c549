import { beforeEach, describe, expect, it } from 'vitest'
import write from 'write-excel-file/node'
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

/** What becomes of amounts under a heading: yuan, or why not; `?` before what a person is asked about. */
const amounts = async (heading: string, cells: readonly string[], ...above: string[]) => {
  const rows = cells.map((cell, place) => [`${place}号加工厂`, '武隆', cell])
  const shown = await imports.send(
    jinan,
    'a.csv',
    csv(...above.map((text) => [text, '', '']), ['项目名称', '结对', heading], ...rows),
  )
  const staged = await office.database.client.importRow.findMany({ orderBy: { position: 'asc' } })
  if (staged.length === 0) return shown.text
  return staged.map(({ kind, data }) => {
    const { budget } = (data ?? {}) as { budget?: string }
    return `${kind === 'doubtful' ? '?' : ''}${budget ?? kind}`
  })
}

describe('amounts in a sheet', () => {
  it.each([
    ['预算（元）', '650000', '650000.00'],
    ['金额（元）', '650000', '650000.00'],
    ['预算（万元）', '65', '650000.00'],
    ['预算(单位:万元)', '65.1234', '651234.00'],
    ['预算【亿元】', '0.5', '50000000.00'],
    ['预算万元', '65', '650000.00'],
    ['项目总投资（千元）', '650', '650000.00'],
    ['Budget (10,000 yuan)', '65', '650000.00'],
    ['Budget (10 thousand yuan)', '1,065.5', '10655000.00'],
    ['Budget (万元)', '65', '650000.00'],
    ['Budget, CNY 10k', '65', '650000.00'],
    ["Budget ('000 yuan)", '650', '650000.00'],
    ['Budget in million yuan', '0.65', '650000.00'],
    ['Total budget [RMB million]', '0.65', '650000.00'],
    ['Budget - yuan', '650000', '650000.00'],
    ['预算（必填）', '650000', '650000.00'],
    ['预算', '65万', '650000.00'],
    ['预算（万元）', '六十五', '650000.00'],
    ['预算（万元）', '65万元', '650000.00'],
  ])('under %s, %s', async (heading, cell, budget) => {
    expect(await amounts(heading, [cell])).toEqual([budget])
  })

  it.each([
    ['Budget (USD)', '用的是外币'],
    ['预算（万美元）', '用的是外币'],
    ['Budget, €', '用的是外币'],
    ['预算（2025年）', '“2025年”不是金额单位'],
    ['Budget (lakh)', '“lakh”不是金额单位'],
    ['预算（元/亩）', '“元/亩”不是金额单位'],
    ['预算（元、万元）', '“元、万元”不是金额单位'],
  ])('under %s are not guessed: sheet, column and what is expected are named', async (heading, reason) => {
    const said = await amounts(heading, ['650000'])
    expect(said).toContain(`工作表“a”C列“${heading}”`)
    expect(said).toContain(reason)
    expect(said).toContain('“预算（元）”或“预算（万元）”')
    expect(await office.database.client.project.count()).toBe(0)
  })

  it('have the unit that stands above the headings, one and of yuan', async () => {
    expect(await amounts('预算', ['65'], '2025年计划表', '单位：万元、户')).toEqual(['650000.00'])
    expect(await amounts('Budget', ['0.65'], 'Plan (million yuan)')).toContain('650000.00')
  })

  it.each([['单位：万美元'], ['计划表（单位：元、万元）'], ['单位：若干元']])(
    'are refused where %s stands above the headings',
    async (above) => {
      const said = await amounts('预算', ['65'], above)
      expect(said).toContain('不能确定C列“预算”的人民币单位')
    },
  )

  it('take no office for a unit', async () => {
    expect(await amounts('预算', ['650000'], '填报单位：武隆区财政局（盖章）')).toEqual(['650000.00'])
  })

  it('of other countries are refused cell by cell', async () => {
    expect(await amounts('预算（元）', ['$65,000', '6万美元', '65000 EUR', '650000'])).toEqual([
      'wrong',
      'wrong',
      'wrong',
      '650000.00',
    ])
    const [row] = await office.database.client.importRow.findMany({ orderBy: { position: 'asc' } })
    expect(row?.problems).toMatchObject([
      { column: 'budget', problem: { key: 'fields.money.foreign', values: { text: '$65,000' } } },
    ])
  })

  it('of no unit are asked about where small ones stand among them, and such as are yuan in any case are not', async () => {
    expect(await amounts('预算', ['65', '12000', '650000', '5万元', ''])).toEqual([
      '?65.00',
      '?12000.00',
      '650000.00',
      '50000.00',
      'new',
    ])
  })

  it('are asked about where a unit makes them too much, or the cell says a lesser one', async () => {
    expect(await amounts('预算（万元）', ['65', '650000', '65元'])).toEqual([
      '650000.00',
      '?6500000000.00',
      '?65.00',
    ])
  })

  it('of several tiers have a unit too, or are asked about', async () => {
    const shown = await imports.send(
      jinan,
      'a.csv',
      csv(['项目名称', '结对', '资金来源（万元）'], ['甲厂', '武隆', '省级60、市级5']),
    )
    expect(shown.text).toContain('省级60万元、市级5万元')
    const unsure = await imports.send(
      jinan,
      'b.csv',
      csv(['项目名称', '结对', '资金来源'], ['甲厂', '武隆', '省级60、市级5']),
    )
    expect(unsure.text).toContain('存疑: 1')
  })

  it('are what a cell’s format shows of them', async () => {
    const rows: ReadonlyArray<readonly [format: string, number: number, budget: string]> = [
      ['#,##0.00', 650_000, '650000.00'],
      ['_ ¥* #,##0.00_ ;_ ¥* -#,##0.00_ ', 650_000, '650000.00'],
      ['0.00"万元"', 65, '650000.00'],
      ['0!.0,"万元"', 650_000, '650000.00'],
      ['"$"#,##0', 650_000, 'wrong'],
      ['[$€-2] #,##0', 650_000, 'wrong'],
      ['#,##0"美元"', 650_000, 'wrong'],
    ]
    const content = await write(
      [
        ['项目名称', '结对', '预算（元）'].map((value) => ({ value })),
        ...rows.map(([format, value], place) => [
          { value: `${place}号加工厂` },
          { value: '武隆' },
          { value, type: Number, format },
        ]),
      ],
      { sheet: '计划' },
    ).toBuffer()
    await imports.send(jinan, 'a.xlsx', content)
    const staged = await office.database.client.importRow.findMany({ orderBy: { position: 'asc' } })
    expect(staged.map(({ kind, data }) => (data as { budget?: string } | null)?.budget ?? kind)).toEqual(
      rows.map(([, , budget]) => budget),
    )
  })
})
