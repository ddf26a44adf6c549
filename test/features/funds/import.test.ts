import { beforeEach, describe, expect, it } from 'vitest'
import { createFunds } from '../../../src/features/funds/index.ts'
import { createHistory } from '../../../src/features/history/index.ts'
import { createImports } from '../../../src/features/imports/index.ts'
import { createProjects } from '../../../src/features/projects/index.ts'
import { csv, importsIn } from '../../harness/imports.ts'
import { administrator, type Office, officerOf, openOffice, type Person } from '../../harness/office.ts'

let office: Office
let imports: ReturnType<typeof importsIn>
let jinan: Person
beforeEach(async () => {
  office = await openOffice(createProjects, createFunds, createHistory, createImports)
  imports = importsIn(office)
  jinan = { ...(await officerOf(office, 1, 'recipient')), private: true }
  await office.say(administrator, '项目 登记 武隆 饮水安全工程 预算500万元')
  await office.say(administrator, '项目 登记 武隆 蔬菜大棚建设 预算60万元')
  await office.say(administrator, '项目 登记 武隆 大棚育苗基地 预算60万元')
})

const headings = ['日期', '类别', '项目名称', '资金层级', '金额（万元）', '文号/凭证', '收款单位', '摘要']
const ledger = (...rows: ReadonlyArray<readonly string[]>) =>
  csv(headings, ...rows.map((row) => headings.map((_, place) => row[place] ?? '')))
const received = ['2025-01-15', '到位', '', '市级', '80', '鲁财农[2025]8号', '', '第一批']
const disbursed = ['2025.1.20', '资金拨付', '饮水安全工程', '市级', '50', '武财农〔2025〕12号', '区水利局']
const paid = ['2025年2月10日', '支付工程款', '饮水安全', '市级', '25.5', '记-018', '某建设公司', '进度款']

const counts = (text: string) =>
  ['新增', '未变', '存疑', '有误'].map((kind) => Number(new RegExp(`${kind}: (\\d+)`).exec(text)?.[1]))
const account = () => office.read(jinan, '资金 账户 武隆')
const carryOut = async (...rows: ReadonlyArray<readonly string[]>) => {
  const shown = await imports.send(jinan, '台账.csv', ledger(...rows))
  return imports.press(jinan, shown.card, '执行')
}

describe('a ledger that is dropped', () => {
  it('is shown, carried out in the order of its days, and stands in the account', async () => {
    const shown = await imports.send(jinan, '台账.csv', ledger(paid, disbursed, received))
    expect(shown.text).toMatchInlineSnapshot(`
      "# 导入预演：台账.csv
      内容: 资金台账
      新增: 3
      修改: 0
      未变: 0
      存疑: 0
      有误: 0
      (plain) 将写入：济南—武隆 3条。
      (quiet) 前几行的理解：
      - 台账 第2行 | 支付 · 25.5万元 · 市级 · 2月10日（周一） · P-2025-0001 · 饮水安全工程
      - 台账 第3行 | 拨付 · 50万元 · 市级 · 1月20日（周一） · P-2025-0001 · 饮水安全工程
      - 台账 第4行 | 到位 · 80万元 · 市级 · 1月15日（周三）
      (quiet) 按名称认出的项目：“饮水安全”为 P-2025-0001 饮水安全工程。
      (warning) 其中2条属于尚未立项、已暂停或已取消的项目，请核对：P-2025-0001。
      尚未写入。点“执行”后一次写入，全部成功或全部不写；此前如有记录被他人修改，将不执行。有误的行不会写入。
      [执行（3条）] /import carry 1
      [放弃] /import drop 1"
    `)
    const done = await imports.press(jinan, shown.card, '执行')
    expect(done.text).toContain('新增3条')
    expect(await account()).toContain('专户余额: 30万元 (300,000元)')
    const entry = await office.read(jinan, '/fund show F-2025-0003')
    expect(entry).toContain('25.5万元')
    expect(entry).toContain('进度款、某建设公司')
    const audit = await office.database.client.auditEntry.findMany({ where: { feature: 'funds' } })
    expect(audit.map(({ reference, action, account: by }) => [reference, action, by])).toEqual(
      [1, 2, 3].map((number) => [`F-2025-000${number}`, 'enter', jinan.account]),
    )
  })

  it('is read in English, its amounts in yuan, and a tier’s money pays for no other', async () => {
    const english: Person = { ...jinan, locale: 'en' }
    const shown = await imports.send(
      english,
      'ledger.csv',
      csv(
        ['Date', 'Type', 'Project no.', 'Tier', 'Amount (yuan)', 'Voucher'],
        ['15 Jan 2025', 'Received', '', 'Provincial', '600,000.50', 'V-1'],
        ['16 Jan 2025', 'Disbursed', 'P-2025-0001', 'provincial', '250000', 'V-2'],
        ['17 Jan 2025', 'Payment', 'P-2025-0001', 'City', '1', 'V-3'],
      ),
    )
    expect(shown.text).toContain('New: 2')
    expect(shown.text).toContain('The City money disbursed to P-2025-0001 and not paid comes to 0 yuan')
    await imports.press(english, shown.card, 'Carry out')
    expect(await account()).toContain('350,000.50元')
  })

  it('makes no twins when it is sent again: every row is asked about, and the file that comes back settles it', async () => {
    await carryOut(received, disbursed)
    const again = await imports.send(jinan, '台账.csv', ledger(received, disbursed))
    expect(counts(again.text)).toEqual([0, 0, 2, 0])
    expect(again.text).toContain('很可能就是 F-2025-0001')
    const [file] = again.files
    expect(new TextDecoder().decode(file?.content)).toContain('编号,原因')
    const settled = await imports.send(jinan, 'b.csv', file?.content ?? new Uint8Array())
    expect(counts(settled.text)).toEqual([0, 2, 0, 0])
    // Equal ones are legitimate.
    const done = await imports.press(jinan, again.card, '连同存疑')
    expect(done.text).toContain('新增2条')
    expect(await account()).toContain('专户余额: 60万元 (600,000元)')
  })

  it('comes back with its unit in the heading, where that stood above', async () => {
    const shown = await imports.send(
      jinan,
      'a.csv',
      csv(
        ['单位：万元', '', '', ''],
        ['日期', '类别', '资金层级', '金额'],
        ['2025-01-15', '到位', '市级', '80'],
        ['2025-01-16', '到位', '市级', '180'],
      ),
    )
    expect(counts(shown.text)).toEqual([1, 0, 0, 1])
    const text = new TextDecoder().decode(shown.files[0]?.content)
    expect(text).toContain('日期,类别,资金层级,金额（万元）,原因')
    const mended = new TextEncoder().encode(text.replace(',180,', ',18,'))
    const again = await imports.send(jinan, 'b.csv', mended)
    expect(again.text).toContain('到位 · 18万元')
  })

  it('asks about two equal rows, and takes what is said to be another one', async () => {
    const two = await imports.send(jinan, 'a.csv', ledger(received, received))
    expect(counts(two.text)).toEqual([1, 0, 1, 0])
    const said = csv(['编号', ...headings], ['', ...received], ['新增', ...received])
    expect(counts((await imports.send(jinan, 'b.csv', said)).text)).toEqual([2, 0, 0, 0])
  })

  it('leaves alone what was entered by hand some days after the document', async () => {
    const asked = await office.say(jinan, '资金 到位 80万元 市级 鲁财农〔2025〕8号 1月20日')
    await office.press(jinan, asked.card, '确认入账')
    expect(counts((await imports.send(jinan, 'a.csv', ledger(received))).text)).toEqual([0, 0, 1, 0])
  })

  it('is refused when the account has changed so that a row holds no more, and nothing is written', async () => {
    await carryOut(received)
    const shown = await imports.send(jinan, 'a.csv', ledger(disbursed))
    const asked = await office.say(jinan, '资金 拨付 40万元 P-2025-0001 市级')
    await office.press(jinan, asked.card, '确认入账')
    const refused = await imports.press(jinan, shown.card, '执行')
    expect(refused.text).toContain('预演之后情况有变')
    expect(refused.text).toContain('专户余额为40万元')
    expect(await office.database.client.fundEntry.count()).toBe(2)
  })

  it('is refused when an equal entry came meanwhile', async () => {
    const shown = await imports.send(jinan, 'a.csv', ledger(received))
    await carryOut(received)
    expect((await imports.press(jinan, shown.card, '执行')).text).toContain('很可能就是 F-2025-0001')
    expect(await office.database.client.fundEntry.count()).toBe(1)
  })

  it('is only written by who may write for the pair', async () => {
    const other: Person = { ...(await officerOf(office, 2, 'recipient')), private: true }
    const shown = await imports.send(
      other,
      'a.csv',
      csv([...headings, '结对'], [...received, '武隆'], [...disbursed, '', '武隆']),
    )
    expect(counts(shown.text)).toEqual([0, 0, 0, 2])
    expect(shown.text).not.toContain('[执行')
  })

  it('takes days without a year for those of the last one, and says so', async () => {
    const rows = [
      ['12月20日', '到位', '', '市级', '5', '记-1'],
      ['1月5日', '到位', '', '市级', '6', '记-2'],
      ['45667', '到位', '', '市级', '6', '记-3'],
    ]
    const shown = await imports.send(jinan, 'a.csv', ledger(...rows))
    expect(shown.text).toContain(
      '(warning) 其中2条的日期没有写年份，按最近一年理解（2024年12月20日至2025年1月5日），请核对。',
    )
  })

  it('says how many rows are of months that were filed, in one line', async () => {
    await carryOut(received)
    await office.say(jinan, '资金 月报 2025-01 受援方')
    const shown = await imports.send(
      jinan,
      'a.csv',
      ledger(disbursed, ['2025-02-03', '到位', '', '市级', '1', '记-9']),
    )
    expect(shown.text).toContain(
      '(warning) 其中1条的日期在已报送的月报之内，入账后请更正月报（2025年1月），例如：资金 月报 2025-01',
    )
  })
})

describe('a row that cannot be entered', () => {
  it.each([
    ['below zero', ['2025-02-01', '支付', '饮水安全工程', '市级', '-3'], 'E列 金额：金额小于零'],
    ['in brackets', ['2025-02-01', '支付', '饮水安全工程', '市级', '(3)'], '金额小于零'],
    ['nothing', ['2025-02-01', '到位', '', '市级', '0'], 'E列 金额：金额须大于零'],
    ['in the future', ['2025-12-01', '到位', '', '市级', '3'], 'A列 日期：日期不能晚于今天'],
    ['too early', ['2009-12-01', '到位', '', '市级', '3'], 'A列 日期：日期不能早于2010年'],
    ['of no project', ['2025-02-01', '拨付', '', '市级', '3'], '项目：登记“拨付”须写明项目编号'],
    [
      'of an unknown one',
      ['2025-02-01', '拨付', '飞机场', '市级', '3'],
      'C列 项目名称：没有叫“飞机场”的项目',
    ],
    [
      'of one of two',
      ['2025-02-01', '拨付', '大棚', '市级', '3'],
      '叫“大棚”的项目有2个（P-2025-0002 蔬菜大棚建设、P-2025-0003',
    ],
    ['of a kind that is none', ['2025-02-01', '罚款', '', '市级', '3'], 'B列 类型：“罚款”不在可选范围内'],
    [
      'without its tier',
      ['2025-02-01', '到位', '', '', '3'],
      'D列 资金层级：没有填写，而新增的记录必须填写，例如：市级',
    ],
    ['over the balance', ['2025-02-01', '拨付', '饮水安全工程', '市级', '3'], '市级专户余额为0元，不足3万元'],
    [
      'above the limit',
      ['2025-02-01', '到位', '', '市级', '150', '鲁财农〔2025〕9号'],
      '超过单笔限额100万元 (1,000,000元)，须由另一方复核，不能导入。请单独登记：资金 登记 类型:到位 金额:150万元',
    ],
    [
      'beyond the budget',
      ['2025-02-01', '合同', '蔬菜大棚建设', '市级', '61'],
      '超出项目 P-2025-0002 蔬菜大棚建设 的预算余额60万元',
    ],
  ])('%s says so, in its column', async (_, row, reason) => {
    const shown = await imports.send(jinan, 'a.csv', ledger(row))
    expect(counts(shown.text)).toEqual([0, 0, 0, 1])
    expect(shown.text).toContain(reason)
    expect(await office.database.client.fundEntry.count()).toBe(0)
  })

  it('is entered by the line that is named for it, and then by a second person', async () => {
    const row = ['2025-02-01', '到位', '', '市级', '150', '鲁财农〔2025〕9号', '某局', '第二批']
    const shown = await imports.send(jinan, 'a.csv', ledger(row))
    const line = /请单独登记：(资金 登记 .+)/u.exec(shown.text)?.[1] ?? ''
    const asked = await office.say(jinan, line)
    await office.press(jinan, asked.card, '确认入账')
    await office.say(await officerOf(office, 1, 'assisting'), '资金 同意 F-2025-0001')
    expect(await account()).toContain('150万元')
    // Now it is there: another one of it is no less for a second person.
    const again = await imports.send(jinan, 'a.csv', ledger(row))
    expect(counts(again.text)).toEqual([0, 0, 0, 1])
    expect(again.text).toContain('很可能就是 F-2025-0001')
  })

  it('differs from what is booked: it is reversed, and never changed', async () => {
    await carryOut(received, disbursed)
    const shown = await imports.send(
      jinan,
      'a.csv',
      csv(['编号', '金额（万元）', '摘要'], ['F-2025-0001', '81', '第一批'], ['F-2025-0009', '1', '']),
    )
    expect(counts(shown.text)).toEqual([0, 0, 0, 2])
    expect(shown.text).toContain(
      'F-2025-0001 登记的是80万元 (800,000元)。资金台账只增不改：请先发送“资金 红冲 F-2025-0001 原因”，再重新登记',
    )
    expect(shown.text).toContain('没有编号为 F-2025-0009 的资金明细')
  })

  it('is of an earlier day than what it is paid from, and is asked about', async () => {
    const shown = await imports.send(
      jinan,
      'a.csv',
      ledger(received, ['2025-01-14', '拨付', '饮水安全工程', '市级', '30', '武财农〔2025〕20号']),
    )
    expect(counts(shown.text)).toEqual([1, 0, 1, 0])
    expect((await imports.press(jinan, shown.card, '连同存疑')).text).toContain('新增2条')
    expect(await account()).toContain('专户余额: 50万元')
  })

  it('hangs on a doubtful one, and is doubtful with it', async () => {
    await carryOut(received, ['2025-01-20', '拨付', '饮水安全工程', '市级', '80', '武财农〔2025〕12号'])
    const next = ['2025-02-20', '拨付', '饮水安全工程', '市级', '30', '武财农〔2025〕20号']
    const shown = await imports.send(jinan, 'a.csv', ledger(received, next))
    expect(counts(shown.text)).toEqual([0, 0, 2, 0])
    expect(shown.text).toContain('轮到这一行时余额不足，要日期更晚或存疑的行入账后才够')
    expect((await imports.press(jinan, shown.card, '连同存疑')).text).toContain('新增2条')
    expect(await account()).toContain('专户余额: 50万元')
  })
})
