import { beforeEach, describe, expect, it } from 'vitest'
import { createFunds } from '../../../src/features/funds/index.ts'
import { createProjects } from '../../../src/features/projects/index.ts'
import type { FeatureFactory } from '../../../src/programme/feature.ts'
import {
  administrator,
  type Office,
  officerOf,
  openOffice,
  type Person,
  stranger,
} from '../../harness/office.ts'
import { plain } from '../../harness/plain.ts'
import { all, errorsOf, noSchema, parsed, texts, values } from './iati-schema.ts'

const reader: Person = { ...administrator, private: true }
let office: Office

/** What a line is answered with: the words, and the document. */
const exported = async (line: string, person = reader) => {
  const { card } = await office.say(person, line)
  const [file] = card.blocks.flatMap((block) => (block.type === 'file' ? [block.file] : []))
  if (!file) throw new Error(`no file: ${plain(card)}`)
  const { content } = await office.database.client.file.findUniqueOrThrow({ where: { id: file.id } })
  const document = Buffer.from(content).toString('utf8')
  return {
    file,
    words: plain(card),
    document,
    activities: all(parsed(document), 'iati-activities/iati-activity'),
  }
}

const identifiers = (activities: Awaited<ReturnType<typeof exported>>['activities']) =>
  activities.flatMap((activity) => texts(activity, 'iati-identifier'))

const ofProject = async (line = '/export iati 武隆', reference = 'P-2025-0001') => {
  const { activities } = await exported(line)
  const found = activities.find((activity) => identifiers([activity])[0]?.endsWith(reference))
  if (!found) throw new Error(`no ${reference}`)
  return found
}

/** Enters money and confirms it. */
const enter = async (line: string) => {
  const { card } = await office.say(reader, line)
  await office.press(reader, card, '确认')
}

const transactions = (activity: Awaited<ReturnType<typeof ofProject>>) =>
  all(activity, 'transaction').map((one) =>
    [
      one.getAttribute('ref'),
      ...values(one, 'transaction-type', 'code'),
      ...texts(one, 'value'),
      ...values(one, 'value', 'value-date'),
      ...texts(one, 'description/narrative'),
      ...texts(one, 'provider-org/narrative').slice(0, 1),
      ...texts(one, 'receiver-org/narrative').slice(0, 1),
    ].join(' | '),
  )

const greenhouses =
  '项目 登记 武隆 火炉镇蔬菜大棚 预算500万元 省级200万 市级300万 产业合作 2025年3月10日至11月30日 惠及120户360人 实施单位:武隆区农业农村委'

beforeEach(async () => {
  office = await openOffice(createProjects, createFunds)
})

/** Copies of the only project there is, up to so many. */
const copied = (most: number) =>
  office.database.client.$executeRaw`
    INSERT INTO project SELECT copy.* FROM project, generate_series(2, ${most}::int) AS number,
      jsonb_populate_record(project, jsonb_build_object('id', number + 1000,
        'reference', 'P-2024-' || lpad(number::text, 4, '0'))) AS copy`

describe('an IATI document', () => {
  it('has a bound, and says how to narrow what is more', async () => {
    await office.say(reader, greenhouses)
    await copied(1_001)
    await expect(office.say(reader, '/export iati 武隆')).rejects.toThrow('projects.iati.many')
    await office.database.client
      .$executeRaw`UPDATE project SET state = 'cancelled', cancel_reason = '重复', starts_on = '2023-03-01', ends_on = '2023-11-30' WHERE reference LIKE 'P-2024-%'`
    expect((await exported('/export iati 武隆 2025年')).words).toContain('共1个项目')
  })

  it('tells of a project and its money in both languages, as an XML file', async () => {
    await office.say(reader, greenhouses)
    await office.say(reader, '项目 修改 P-2025-0001 英文名称:Vegetable greenhouses, Huolu')
    const { file, words, document, activities } = await exported('/export iati 武隆')
    expect(file).toMatchObject({ name: 'IATI-数据-济南-武隆-2025-03-03.xml', mediaType: 'application/xml' })
    expect(words).toContain('共1个项目，0笔资金往来')
    expect(document).toContain(
      '<iati-activities version="2.03" generated-datetime="2025-03-03T02:00:00.000Z">',
    )
    const [activity] = activities
    if (!activity) throw new Error('no activity')
    expect(activity.getAttribute('default-currency')).toBe('CNY')
    expect(activity.hasAttribute('humanitarian')).toBe(false)
    expect(texts(activity, 'title/narrative')).toEqual(['蔬菜大棚', 'Vegetable greenhouses, Huolu'])
    expect(texts(activity, 'description/narrative')).toEqual([
      '济南—武隆东西部协作项目。类别：产业合作；性质：建设类；地点：武隆区火炉镇；受益情况：120户、360人。',
      'A project of East–West cooperation, Jinan–Wulong. Category: Industrial cooperation; Nature: Construction; Place: Huolu Town, Wulong District; Beneficiaries: 120 households, 360 people.',
    ])
    expect(
      all(activity, 'participating-org').map((one) => [one.getAttribute('role'), ...texts(one, 'narrative')]),
    ).toEqual([
      ['1', '济南市', 'Jinan City'],
      ['2', '武隆区', 'Wulong District'],
      ['4', '武隆区农业农村委'],
    ])
    expect(values(activity, 'recipient-country', 'code')).toEqual(['CN'])
    expect(values(activity, 'location', 'ref')).toEqual(['500156104'])
    expect(texts(activity, 'location/name/narrative')).toEqual([
      '武隆区火炉镇',
      'Huolu Town, Wulong District',
    ])
    expect(values(activity, 'sector', 'code')).toEqual(['industry'])
    expect(texts(activity, 'budget/value')).toEqual(['5000000.00'])
    expect(texts(activity, 'planned-disbursement/value')).toEqual(['2000000.00', '3000000.00'])
    expect(texts(activity, 'planned-disbursement/provider-org/narrative')).toEqual([
      '山东省',
      'Shandong Province',
      '济南市',
      'Jinan City',
    ])
  })

  it('has the state, and the days that are known, whichever stage a project has come to', async () => {
    await office.say(reader, '项目 登记 武隆 电商培训 预算20万元')
    const standing = async () => {
      const activity = await ofProject()
      const dates = all(activity, 'activity-date').map(
        (one) => `${one.getAttribute('type')}: ${one.getAttribute('iso-date')}`,
      )
      return [...values(activity, 'activity-status', 'code'), ...dates].join(', ')
    }
    expect(await standing()).toBe('1, 1: 2025-03-03')
    expect(texts(await ofProject(), 'activity-date/narrative')).toEqual([
      '录入日期；尚无计划工期',
      'Day of entry; no dates are planned yet',
    ])
    expect((await exported('/export iati 武隆')).words).toContain('其中1个项目既无计划工期')
    await office.say(reader, '项目 推进 P-2025-0001 立项 批复:武发改〔2025〕12号')
    office.moveTo('2025-03-20T09:00')
    await office.say(reader, '项目 推进 P-2025-0001 在建 公示:区政府网站')
    expect(await standing()).toBe('2, 2: 2025-03-20')
    await office.say(reader, '项目 暂停 P-2025-0001 汛期')
    expect(await standing()).toBe('6, 2: 2025-03-20')
    office.moveTo('2025-05-06T09:00')
    await office.say(reader, '项目 恢复 P-2025-0001')
    expect(await standing()).toBe('2, 2: 2025-03-20')
    await office.say(reader, '项目 修改 P-2025-0001 工期:2025年4月至6月')
    await office.say(reader, '项目 推进 P-2025-0001 完成')
    expect(await standing()).toBe('3, 1: 2025-04-01, 2: 2025-03-20, 3: 2025-06-30, 4: 2025-05-06')
    await office.say(reader, '项目 推进 P-2025-0001 验收 验收:合格')
    expect(await standing()).toBe('4, 1: 2025-04-01, 2: 2025-03-20, 3: 2025-06-30, 4: 2025-05-06')
    await office.say(reader, '项目 退回 P-2025-0001 立项 重新公示')
    expect(await standing()).toBe('1, 1: 2025-04-01, 3: 2025-06-30')
    await office.say(reader, '项目 取消 P-2025-0001 不再实施')
    expect(await standing()).toBe('5, 1: 2025-04-01, 3: 2025-06-30')
  })

  it('has the entries that stand, each as what the standard calls it, and nothing of those taken back', async () => {
    await office.say(reader, greenhouses)
    await enter('资金 安排 90万 P-2025-0001 市级 凭证 黔财农〔2025〕12号')
    await enter('资金 到位 80.05万 武隆 市级')
    await enter('资金 到位 3万 武隆 县级 实物')
    await enter('资金 合同 70万 P-2025-0001 市级')
    await enter('资金 拨付 60万 P-2025-0001 市级')
    await enter('资金 支付 40.5万 P-2025-0001 市级 收款单位:张三建筑队')
    await enter('资金 扣留质保金 5万 P-2025-0001 市级')
    await enter('资金 支付质保金 2万 P-2025-0001 市级')
    await enter('资金 退回 1万 P-2025-0001 市级')
    await enter('资金 退回 1.23万 武隆 市级')
    await enter('资金 拨付 7万 P-2025-0001 市级')
    await enter('资金 红冲 F-2025-0011 原因:重复录入')
    const { document, words } = await exported('/export iati 武隆')
    expect(words).toContain('共1个项目、1个专项资金账户，9笔资金往来')
    expect(document).not.toContain('张三')
    expect(transactions(await ofProject())).toEqual([
      'F-2025-0001 | 11 | 900000.00 | 2025-03-03 | 资金安排，凭证黔财农〔2025〕12号 | Planned by the giver, document 黔财农〔2025〕12号 | 济南市 | 武隆区',
      'F-2025-0004 | 2 | 700000.00 | 2025-03-03 | 合同 | Contract | 武隆区',
      'F-2025-0005 | 3 | 600000.00 | 2025-03-03 | 拨付 | Disbursed | 武隆区 | 武隆区农业农村委',
      'F-2025-0006 | 4 | 405000.00 | 2025-03-03 | 支付 | Paid | 武隆区',
      'F-2025-0008 | 4 | 20000.00 | 2025-03-03 | 支付质保金 | Retention money paid | 武隆区',
      'F-2025-0009 | 3 | -10000.00 | 2025-03-03 | 退回 | Returned | 武隆区 | 武隆区农业农村委',
    ])
    const account = await ofProject('/export iati 武隆', 'ACCOUNT-370100-500156')
    expect(texts(account, 'title/narrative')).toContain('济南—武隆东西部协作专项资金账户')
    expect(transactions(account)).toEqual([
      'F-2025-0002 | 1 | 800500.00 | 2025-03-03 | 资金到位 | Received | 济南市 | 武隆区',
      'F-2025-0003 | 1 | 30000.00 | 2025-03-03 | 资金到位（实物） | Received (in kind) | 济南市所辖区县 | 武隆区',
      'F-2025-0010 | 1 | -12300.00 | 2025-03-03 | 退回 | Returned | 济南市 | 武隆区',
    ])
  })

  it('is valid by the published schema', async ({ skip }) => {
    if (noSchema) skip(noSchema)
    await office.say(reader, greenhouses)
    await office.say(reader, '项目 登记 武隆 电商培训]]><b>&amp;"x"')
    await office.say(
      reader,
      '项目 登记 石柱 道路硬化 预算9.99元 2024年2月29日至2027年5月1日 地点:名录里没有的地方',
    )
    await enter('资金 到位 80万 武隆 市级')
    await enter('资金 拨付 60万 P-2025-0001 市级')
    await enter('资金 退回 1万 P-2025-0001 市级')
    const { document } = await exported('/export iati')
    expect(await errorsOf(document)).toEqual([])
    // The schema does look.
    expect(await errorsOf(document.replace(/<activity-status[^>]*>/u, ''))).not.toEqual([])
  })

  it('holds a budget of several years by years, to the last fen', async () => {
    await office.say(reader, '项目 登记 武隆 道路硬化 预算100.01元 2024年2月29日至2026年3月1日')
    const activity = await ofProject()
    expect(values(activity, 'budget/period-start', 'iso-date')).toEqual([
      '2024-02-29',
      '2025-03-01',
      '2026-03-01',
    ])
    expect(values(activity, 'budget/period-end', 'iso-date')).toEqual([
      '2025-02-28',
      '2026-02-28',
      '2026-03-01',
    ])
    expect(texts(activity, 'budget/value')).toEqual(['50.00', '49.87', '0.14'])
  })

  it('is of a pair, of a year, or of all that may be read, in plain words too', async () => {
    await office.say(reader, greenhouses)
    await office.say(reader, '项目 登记 石柱 道路硬化 2024年2月至5月')
    const references = async (line: string) => identifiers((await exported(line)).activities)
    const [wulong, shizhu] = ['LUYU-UNREGISTERED-P-2025-0001', 'LUYU-UNREGISTERED-P-2025-0002']
    expect(await references('/export iati')).toEqual([wulong, shizhu])
    expect(await references('/导出 IATI 石柱')).toEqual([shizhu])
    expect(await references('/export iati 2024')).toEqual([shizhu])
    expect(await references('/iati 武隆 今年')).toEqual([wulong])
    expect(await office.read({ ...reader, locale: 'en' }, '/export iati Wulong 2031')).toContain(
      'No project fits',
    )
    const jinan = { ...(await officerOf(office, 1, 'assisting')), private: true }
    expect(identifiers((await exported('/export iati', jinan)).activities)).toEqual([wulong])
    await expect(office.say({ ...stranger, private: true }, '/export iati 武隆')).rejects.toThrow()
  })

  it('is told in English to who reads English, with the words of both languages inside', async () => {
    await office.say(reader, greenhouses)
    const { words, file } = await exported('/export iati Wulong', { ...reader, locale: 'en' })
    expect(words).toContain('1 project and 0 transactions by the IATI standard 2.03')
    expect(words).toContain('please do not publish it')
    expect(file.name).toBe('IATI-data-Jinan-Wulong-2025-03-03.xml')
  })

  it('is published under the name that the operator gives', async () => {
    const publisher = { identifier: 'CN-USCI-EXAMPLE', name: '某协作办公室' }
    const published: FeatureFactory = (tools) => createProjects({ ...tools, publisher })
    office = await openOffice(published, createFunds)
    await office.say(reader, greenhouses)
    const { words, activities } = await exported('/export iati 武隆')
    expect(words).not.toContain('请勿对外发布')
    expect(identifiers(activities)).toEqual(['CN-USCI-EXAMPLE-P-2025-0001'])
    expect(activities.flatMap((one) => values(one, 'reporting-org', 'ref'))).toEqual(['CN-USCI-EXAMPLE'])
    expect(activities.flatMap((one) => texts(one, 'reporting-org/narrative'))).toEqual(['某协作办公室'])
  })
})
