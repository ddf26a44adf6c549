import { readSheet } from 'read-excel-file/node'
import { beforeEach, describe, expect, it } from 'vitest'
import write from 'write-excel-file/node'
import { createDecisions } from '../../../src/features/decisions/index.ts'
import { createHistory } from '../../../src/features/history/index.ts'
import { createImports } from '../../../src/features/imports/index.ts'
import { createProblems } from '../../../src/features/problems/index.ts'
import { createVisits } from '../../../src/features/visits/index.ts'
import { csv, importsIn } from '../../harness/imports.ts'
import { administrator, type Office, officerOf, openOffice, type Person } from '../../harness/office.ts'

let office: Office
let imports: ReturnType<typeof importsIn>
let jinan: Person
const admin: Person = { ...administrator, private: true }

beforeEach(async () => {
  office = await openOffice(createVisits, createDecisions, createProblems, createImports, createHistory)
  imports = importsIn(office)
  jinan = { ...(await officerOf(office, 1, 'assisting')), private: true }
})

const headings = ['方向', '开始日期', '结束日期', '带队领导', '人数', '事由']
const visits = csv(
  headings,
  ['济南→武隆', '3月5日', '3月7日', '王建国副市长', '12', '对接产业项目'],
  ['武隆→济南', '2025年3月12日', '', '', '8', '考察园区'],
)
const list = (person = jinan) => office.read(person, '互访 列表 今年')
const counts = (text: string) =>
  ['新增', '修改', '未变', '存疑', '有误'].map((kind) =>
    Number(new RegExp(`${kind}: (\\d+)`).exec(text)?.[1]),
  )

describe('a sheet that somebody sends', () => {
  it('is shown first, and written when that is agreed to', async () => {
    const shown = await imports.send(jinan, '台账.csv', visits)
    expect(shown.text).toMatchInlineSnapshot(`
      "# 导入预演：台账.csv
      内容: 互访
      新增: 2
      修改: 0
      未变: 0
      存疑: 0
      有误: 0
      (plain) 将写入：济南—武隆 2条。
      (quiet) 前几行的理解：
      - 台账 第2行 | 济南→武隆 · 3月5日（周三）至7日（周五） · 副市长王建国 · 12人
      - 台账 第3行 | 武隆→济南 · 3月12日（周三） · 8人
      尚未写入。点“执行”后一次写入，全部成功或全部不写；此前如有记录被他人修改，将不执行。有误的行不会写入。
      [执行（2条）] /import carry 1
      [放弃] /import drop 1"
    `)
    expect(await list()).toContain('没有符合条件的互访')
    const done = await imports.press(jinan, shown.card, '执行')
    expect(done.text).toMatchInlineSnapshot(`
      "(success) “台账.csv”导入完成：新增2条，修改0条。
      新增的编号：V-2025-0001 至 V-2025-0002。
      (quiet) 每条记录可单独撤销，例如“撤销 V-2025-0001”。"
    `)
    expect(await list()).toContain('共2条')
    expect(await office.read(jinan, '/visit show V-2025-0001')).toContain('副市长王建国')
    const audit = await office.database.client.auditEntry.findMany({ orderBy: { id: 'asc' } })
    expect(
      audit.map(({ reference, action, account, version }) => ({ reference, action, account, version })),
    ).toEqual([
      { reference: 'V-2025-0001', action: 'enter', account: jinan.account, version: 1 },
      { reference: 'V-2025-0002', action: 'enter', account: jinan.account, version: 1 },
    ])
    // What is asked of any visit is asked of these, by one reminder each that is written down, and no message.
    expect((await office.database.client.due.findMany()).map(({ reference }) => reference).sort()).toEqual([
      'V-2025-0001',
      'V-2025-0002',
    ])
  })

  it('is carried out once', async () => {
    const { card } = await imports.send(jinan, '台账.csv', visits)
    await imports.press(jinan, card, '执行')
    await expect(imports.press(jinan, card, '执行')).rejects.toThrow('imports.state.carried')
    expect(await list()).toContain('共2条')
  })

  it('is left alone when it is dropped, too old, or somebody else’s', async () => {
    const first = await imports.send(jinan, '台账.csv', visits)
    await office.say(jinan, '/import drop')
    await expect(imports.press(jinan, first.card, '执行')).rejects.toThrow('imports.state.dropped')
    const second = await imports.send(jinan, '台账.csv', visits)
    await expect(imports.press(admin, second.card, '执行')).rejects.toThrow('imports.unknown')
    office.moveTo('2025-03-04T10:01')
    await expect(imports.press(jinan, second.card, '执行')).rejects.toThrow('imports.expired')
    expect(await office.database.client.visit.count()).toBe(0)
  })

  it('makes no twins when it is sent again, corrected or not', async () => {
    const { card } = await imports.send(jinan, '台账.csv', visits)
    await imports.press(jinan, card, '执行')
    const again = await imports.send(jinan, '台账.csv', visits)
    expect(again.text).toContain('无需导入')
    expect(counts(again.text)).toEqual([0, 0, 2, 0, 0])

    const corrected = csv(headings, ['济南→武隆', '3月5日', '3月7日', '王建国副市长', '15', '对接产业项目'])
    const doubtful = await imports.send(jinan, '台账.csv', corrected)
    expect(counts(doubtful.text)).toEqual([0, 0, 0, 1, 0])
    expect(doubtful.text).toContain('很像 V-2025-0001')
    await expect(office.say(jinan, '/import carry')).rejects.toThrow('imports.onlyDoubtful')
    const done = await imports.press(jinan, doubtful.card, '连同存疑')
    expect(done.text).toContain('新增0条，修改1条')
    expect(await office.read(jinan, '/visit show V-2025-0001')).toContain('人数: 15人')

    const other = csv(['编号', ...headings], ['新增', '济南→武隆', '3月5日', '', '', '3', '另一批'])
    const fresh = await imports.send(jinan, '台账.csv', other)
    expect(counts(fresh.text)).toEqual([1, 0, 0, 0, 0])
  })

  it('changes the records that it names, and leaves what it does not say', async () => {
    await office.say(jinan, '互访 3月5日至7日 济南→武隆 王建国副市长带队 12人 对接产业项目')
    const shown = await imports.send(
      jinan,
      'a.csv',
      csv(['编号', '人数'], ['V-2025-0001', '20'], ['V-2025-0009', '3']),
    )
    expect(counts(shown.text)).toEqual([0, 1, 0, 0, 1])
    expect(shown.text).toContain('没有编号为 V-2025-0009 的互访')
    await imports.press(jinan, shown.card, '执行')
    const visit = await office.read(jinan, '/visit show V-2025-0001')
    expect(visit).toContain('人数: 20人')
    expect(visit).toContain('对接产业项目')
    await office.say(jinan, '/undo V-2025-0001')
    expect(await office.read(jinan, '/visit show V-2025-0001')).toContain('人数: 12人')
  })

  it('is refused when a record was changed since it was shown, and nothing of it is written', async () => {
    await office.say(jinan, '互访 3月5日至7日 济南→武隆 12人 对接产业项目')
    const sheet = csv(
      ['编号', ...headings],
      ['V-2025-0001', '', '', '', '', '20', ''],
      ['', '武隆→济南', '3月12日', '', '', '8', ''],
    )
    const shown = await imports.send(jinan, 'a.csv', sheet)
    expect(counts(shown.text)).toEqual([1, 1, 0, 0, 0])
    await office.say(jinan, '/visit edit V-2025-0001 13人')
    const refused = await imports.press(jinan, shown.card, '执行')
    expect(refused.text).toMatchInlineSnapshot(
      `"(problem) 没有执行导入“a.csv”：预演之后情况有变（a 第2行：V-2025-0001 在预演之后有变化）。没有写入任何内容，请重新发送文件。"`,
    )
    expect(await office.database.client.visit.count()).toBe(1)
    await expect(imports.press(jinan, shown.card, '执行')).rejects.toThrow('imports.state.dropped')
  })

  it('is refused when somebody has entered the same meanwhile', async () => {
    const shown = await imports.send(jinan, '台账.csv', visits)
    await office.say(jinan, '互访 3月12日 武隆→济南 8人')
    expect((await imports.press(jinan, shown.card, '执行')).text).toContain('没有执行导入')
    expect(await office.database.client.visit.count()).toBe(1)
  })

  it('is asked about when two of its rows may be one, and wrong when they name one record', async () => {
    await office.say(jinan, '互访 3月5日至7日 济南→武隆 12人 对接产业项目')
    const shown = await imports.send(
      jinan,
      'a.csv',
      csv(
        ['编号', '方向', '日期', '人数'],
        ['V-2025-0001', '', '', '20'],
        ['v2025-1', '', '', '21'],
        ['', '武隆→济南', '4月1日', '3'],
        ['', '武隆→济南', '4月1日', '4'],
      ),
    )
    expect(counts(shown.text)).toEqual([1, 1, 0, 1, 1])
    expect(shown.text).toContain('与第2行都是 V-2025-0001')
    const done = await imports.press(jinan, shown.card, '连同存疑')
    expect(done.text).toContain('新增2条，修改1条')
  })
})

describe('what is wrong with a sheet', () => {
  it('is said row by row and column by column, and comes back with the reasons', async () => {
    const sheet = await write(
      [
        [{ value: '二〇二五年互访台账' }],
        ['方向', '开始日期', '结束日期', '人数（人）', '事由', '经费'].map((value) => ({ value })),
        [
          { value: '济南→武隆' },
          { value: 45_721, type: Number },
          null,
          { value: 12, type: Number },
          null,
          null,
        ],
        [
          { value: '济南→云阳' },
          { value: new Date('2025-03-05T00:00:00Z'), type: Date, format: 'yyyy-mm-dd' },
          { value: new Date('2025-03-01T00:00:00Z'), type: Date, format: 'yyyy-mm-dd' },
          { value: Number('110101199003071234'), type: Number },
          { value: '=HYPERLINK("x")', type: String },
          null,
        ],
        [
          null,
          { value: '=TODAY()', type: 'Formula' },
          null,
          { value: '很多' },
          null,
          { value: 3, type: Number },
        ],
        [{ value: '合计' }, null, null, { value: 20, type: Number }],
      ],
      { sheet: '互访' },
    ).toBuffer()
    const shown = await imports.send(jinan, '互访.xlsx', sheet)
    expect(shown.text).toMatchInlineSnapshot(`
      "# 导入预演：互访.xlsx
      内容: 互访
      新增: 1
      修改: 0
      未变: 0
      存疑: 0
      有误: 2
      (plain) 将写入：济南—武隆 1条。
      (quiet) 前几行的理解：
      - 互访 第3行 | 济南→武隆 · 3月5日（周三） · 12人
      - 互访 第4行 | A列 方向：济南与云阳没有结对。济南属于：济南—武隆；云阳属于：威海—云阳；C列 结束日期：结束日期早于开始日期；D列 人数：数字超过15位，表格软件已丢失末尾几位，请把该列设为文本后重新填写
      - 互访 第5行 | A列 方向：没有填写，而新增的记录必须填写，例如：济南→武隆；B列 开始日期：单元格是公式，请粘贴为数值；D列 人数：“很多”不是数量。请写整数，例如 12 或“12人”
      (warning) “互访”中没有认出、未读取的列：经费。
      (quiet) “互访”中已略过1行合计。
      尚未写入。点“执行”后一次写入，全部成功或全部不写；此前如有记录被他人修改，将不执行。有误的行不会写入。
      [执行（1条）] /import carry 1
      [放弃] /import drop 1"
    `)
    const [file] = shown.files
    expect(file?.name).toBe('互访-待更正.xlsx')
    expect(await readSheet(file?.content ?? Buffer.alloc(0))).toMatchInlineSnapshot(`
      [
        [
          "方向",
          "开始日期",
          "结束日期",
          "人数（人）",
          "事由",
          "经费",
          "原因",
        ],
        [
          "济南→云阳",
          2025-03-05T00:00:00.000Z,
          2025-03-01T00:00:00.000Z,
          "110101199003071230",
          "=HYPERLINK("x")",
          null,
          "A列 方向：济南与云阳没有结对。济南属于：济南—武隆；云阳属于：威海—云阳
      C列 结束日期：结束日期早于开始日期
      D列 人数：数字超过15位，表格软件已丢失末尾几位，请把该列设为文本后重新填写",
        ],
        [
          null,
          "==TODAY()",
          null,
          "很多",
          null,
          3,
          "A列 方向：没有填写，而新增的记录必须填写，例如：济南→武隆
      B列 开始日期：单元格是公式，请粘贴为数值
      D列 人数：“很多”不是数量。请写整数，例如 12 或“12人”",
        ],
      ]
    `)
    await imports.press(jinan, shown.card, '执行')
    expect(await office.read(jinan, '/visit show V-2025-0001')).toContain('3月5日')
  })

  it('is mended in the file that came back, which is sent again as it is', async () => {
    const shown = await imports.send(
      jinan,
      'a.csv',
      csv(['方向', '日期', '人数'], ['济南→武隆', '3月5日', '很多']),
    )
    const [file] = shown.files
    const text = new TextDecoder().decode(file?.content)
    expect(file?.name).toBe('a-待更正.csv')
    expect(text).toMatch(/^方向,日期,人数,原因\r\n济南→武隆,3月5日,很多,C列 人数：/)
    const again = await imports.send(jinan, 'a.csv', new TextEncoder().encode(text.replace('很多', '7')))
    expect(counts(again.text)).toEqual([1, 0, 0, 0, 0])
    expect(again.text).not.toContain('没有认出')
  })

  it('is said of the whole sheet where headings lack, are there twice, or are nobody’s', async () => {
    const refused = async (...rows: string[][]) => (await imports.send(jinan, 'a.csv', csv(...rows))).text
    expect(await refused(['方向', '人数'], ['济南→武隆', '3'])).toContain('缺少必需的列：日期')
    expect(
      await refused(['方向', '日期', '人数', '人数（人）'], ['济南→武隆', '3月5日', '3', '3']),
    ).toContain('有重复的列：人数、人数（人）')
    expect(await refused(['甲', '乙'], ['1', '2'])).toContain('没有认出任何工作表')
    expect(await refused(['方向', '日期', '人数'])).toContain('没有数据')
    const either = csv(['结对', '内容'], ['武隆', '道路施工受阻'])
    expect((await imports.send(jinan, 'a.csv', either)).text).toContain('新增: 1')
  })

  it('is that its pair is not the officer’s to write for', async () => {
    const shown = await imports.send(
      jinan,
      'a.csv',
      csv(['方向', '日期', '人数'], ['济南→武隆', '3月5日', '3'], ['威海→云阳', '3月5日', '3']),
    )
    expect(counts(shown.text)).toEqual([1, 0, 0, 0, 1])
    expect(shown.text).toContain('威海—云阳')
    // A right that is taken away before it is carried out is none.
    await office.say(jinan, '/import carry')
    await office.database.client.officer.updateMany({ data: { role: 'viewer' } })
    await office.runTasks()
    expect(await office.database.client.visit.count()).toBe(0)
  })
})

describe('headings and cells', () => {
  it('are read in English and Chinese, GBK and UTF-8', async () => {
    const english = csv(
      ['Direction', 'From', 'To', 'People'],
      ['Jinan to Wulong', '5 March 2025', '7 March 2025', '12'],
    )
    const shown = await imports.send({ ...jinan, locale: 'en' }, 'a.csv', english)
    expect(shown.text).toContain('New: 1')
    // 方向,日期,人数 / 武隆→济南,3月12日,8人
    const gbk = Buffer.from(
      'b7bdcff22cc8d5c6da2cc8cbcafd0d0ace e4c2a1a1fabcc3c4cf2c33d4c23132c8d52c38c8cb0d0a'.replaceAll(' ', ''),
      'hex',
    )
    const read = await imports.send(jinan, 'b.csv', gbk)
    expect(counts(read.text)).toEqual([1, 0, 0, 0, 0])
  })

  it('bring problems and agreed items, without a notice for each', async () => {
    await office.bind('telegram:-1', 1)
    const problems = csv(
      ['结对', '内容', '支援方责任单位'],
      ['武隆', '道路施工受阻', '济南市发展改革委'],
      ['济南—武隆', '冷链项目用地未批', ''],
    )
    const shown = await imports.send(jinan, '问题.csv', problems)
    expect(counts(shown.text)).toEqual([2, 0, 0, 0, 0])
    await imports.press(jinan, shown.card, '执行')
    await office.runDue()
    expect(office.sent.filter(({ to }) => to === 'telegram:-1')).toEqual([])
    expect(await office.read(jinan, '/problem show Q-2025-0002')).toContain('冷链项目用地未批')
    // The rungs above are said as of any other.
    office.moveTo('2025-03-06T09:00')
    await office.runDue()
    expect(office.sent.some(({ key }) => key.includes('problems.rung'))).toBe(true)
    const decisions = csv(
      ['结对', '内容', '支援方', '受援方', '期限'],
      ['武隆', '冷链项目开工建设', '济南市发展改革委', '联络员', '2025/4/30'],
      ['武隆', '冷链项目开工建设二', '济南市发展改革委', '联络员', '2024/4/30'],
    )
    const agreed = await imports.send(jinan, '议定.csv', decisions)
    expect(counts(agreed.text)).toEqual([1, 0, 0, 0, 1])
    await imports.press(jinan, agreed.card, '执行')
    expect(await office.read(jinan, '/decision show D-2025-0001')).toContain('4月30日')
  })
})
