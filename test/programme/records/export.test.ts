import fc from 'fast-check'
import { readSheet } from 'read-excel-file/node'
import { beforeEach, describe, expect, it } from 'vitest'
import { createDecisions } from '../../../src/features/decisions/index.ts'
import { createMeetings } from '../../../src/features/meetings/index.ts'
import { createProblems } from '../../../src/features/problems/index.ts'
import { createVisits } from '../../../src/features/visits/index.ts'
import { writeCsv } from '../../../src/programme/records/export/csv.ts'
import { type Office, officerOf, openOffice, type Person, stranger } from '../../harness/office.ts'
import { plain } from '../../harness/plain.ts'

let office: Office
let jinan: Person

beforeEach(async () => {
  office = await openOffice(createVisits, createMeetings, createDecisions, createProblems)
  jinan = { ...(await officerOf(office, 1, 'assisting')), private: true }
})

/** The file that a line is answered with. */
const fileOf = async (person: Person, line: string): Promise<{ name: string; content: Buffer }> => {
  const { card } = await office.say(person, line)
  const [id] = card.blocks.flatMap((block) => (block.type === 'file' ? [block.file.id] : []))
  if (id === undefined) throw new Error(`no file: ${plain(card)}`)
  const { name, content } = await office.database.client.file.findUniqueOrThrow({ where: { id } })
  return { name, content: Buffer.from(content) }
}
const sheetOf = async (person: Person, line: string) => readSheet((await fileOf(person, line)).content)

describe('an exported table', () => {
  const visit = '互访 3月5日至7日 济南→武隆 王建国副市长带队 12人 对接产业项目'

  it('has typed cells under the names of the fields, in the reader’s language', async () => {
    await office.say(jinan, visit)
    expect(await sheetOf(jinan, '互访 导出 武隆 今年')).toMatchInlineSnapshot(`
      [
        [
          "编号",
          "方向",
          "开始日期",
          "结束日期",
          "带队领导",
          "级别",
          "人数",
          "事由",
          "成效",
          "状态",
          "取消原因",
        ],
        [
          "V-2025-0001",
          "济南→武隆",
          2025-03-05T00:00:00.000Z,
          2025-03-07T00:00:00.000Z,
          "副市长王建国",
          "市级",
          12,
          "对接产业项目",
          null,
          "计划中",
          null,
        ],
      ]
    `)
    expect(
      (await sheetOf({ ...jinan, locale: 'en' }, '/export visits Wulong 2025')).slice(0, 1),
    ).toMatchInlineSnapshot(`
      [
        [
          "Reference",
          "Direction",
          "From",
          "To",
          "Head of delegation",
          "Level",
          "People",
          "Purpose",
          "Outcome",
          "Status",
          "Reason for cancelling",
        ],
      ]
    `)
  })

  it('holds what the list holds, whatever page that shows, and says how to have less', async () => {
    for (let day = 1; day <= 12; day++) await office.say(jinan, `互访 1月${day}日 济南→武隆 ${day}人 座谈`)
    const rows = await sheetOf(jinan, '/导出 互访 武隆 一月')
    expect(rows).toHaveLength(13)
    expect(await office.read(jinan, '/导出 互访 武隆 二月')).toContain('没有符合条件的互访')
    expect(await office.read(jinan, '互访 列表 武隆 一月')).toContain('[导出表格] /visit export pair:')
  })

  it('gives no names to a channel, and nothing to strangers', async () => {
    await office.say(jinan, visit)
    const shared = await fileOf({ ...jinan, private: false }, '互访 导出 武隆 csv')
    expect(shared.content.toString()).not.toContain('王建国')
    expect(shared.content.toString()).toContain('副市长')
    await expect(office.say({ ...stranger, private: true }, '互访 导出 武隆')).rejects.toThrow()
  })

  it('is there for meetings, agreed items and problems', async () => {
    await office.say(jinan, '会议 3月20日下午2点半 济南 联席会议 议题：产业协作')
    await office.say(
      jinan,
      '议定事项 武隆 冷链项目开工建设 支援方:济南市发展改革委 受援方:武隆区农业农村委 期限:4月30日',
    )
    await office.say(jinan, '问题 武隆 道路施工受阻')
    expect((await sheetOf(jinan, '/导出 会议 武隆')).slice(1)).toMatchInlineSnapshot(`
      [
        [
          "M-2025-0001",
          "济南市·武隆区东西部协作2025年第一次联席会议",
          2025-03-20T00:00:00.000Z,
          "14:30",
          120,
          "济南（济南—武隆）",
          "联席会议",
          "线下",
          null,
          "1. D-2025-0001 冷链项目开工建设（议定事项，未办结）
      2. 产业协作",
          null,
          null,
          "待召开",
          null,
        ],
      ]
    `)
    expect((await sheetOf(jinan, '/导出 议定事项 武隆')).slice(1)).toMatchInlineSnapshot(`
      [
        [
          "D-2025-0001",
          null,
          "济南—武隆",
          "冷链项目开工建设",
          "济南市发展改革委",
          "武隆区农业农村委",
          2025-04-30T00:00:00.000Z,
          null,
          null,
          null,
          "办理中",
          null,
        ],
      ]
    `)
    expect((await sheetOf(jinan, '/导出 问题 武隆')).slice(1)).toMatchInlineSnapshot(`
      [
        [
          "Q-2025-0001",
          "济南—武隆",
          "道路施工受阻",
          "联络员",
          "联络员",
          null,
          2025-03-03T00:00:00.000Z,
          null,
          null,
          null,
          "待受理",
          null,
        ],
      ]
    `)
  })
})

describe('a CSV file', () => {
  const texts = (titles: string[], rows: string[][]) =>
    new TextDecoder('utf-8', { ignoreBOM: true }).decode(writeCsv({ titles, rows }))

  it('is marked as UTF-8, and holds no formula', () => {
    expect(
      texts(
        ['编号', '事由'],
        [
          ['V-2025-0001', '=1+1'],
          ['-3', '他说"好"\n再议'],
        ],
      ),
    ).toBe('\uFEFF编号,事由\r\nV-2025-0001,\'=1+1\r\n\'-3,"他说""好""\n再议"\r\n')
  })

  it('is read back as it was written', () => {
    const cell = fc.string({ unit: fc.constantFrom('a', ',', '"', '\n', '\r', '中', ' ', '=') })
    fc.assert(
      fc.property(fc.array(fc.tuple(cell, cell), { maxLength: 5 }), (rows) => {
        const parsed = parse(texts(['one', 'two'], rows))
        expect(parsed.slice(1)).toEqual(
          rows.map((row) => row.map((text) => text.replace(/^[=+\-@\t\r]/u, "'$&"))),
        )
      }),
    )
  })
})

/** RFC 4180, as a spreadsheet reads it. */
const parse = (text: string): string[][] => {
  const rows: string[][] = []
  const field = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/gy
  field.lastIndex = 1
  let row: string[] = []
  for (let match = field.exec(text); match; match = field.exec(text)) {
    row.push((match[1]?.replaceAll('""', '"') ?? match[2]) || '')
    if (match[3] === ',') continue
    rows.push(row)
    row = []
  }
  return rows
}
