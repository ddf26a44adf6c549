import { strFromU8, unzipSync } from 'fflate'
import mammoth from 'mammoth'
import { beforeAll, describe, expect, it } from 'vitest'
import { createDecisions } from '../../../src/features/decisions/index.ts'
import { createMeetings } from '../../../src/features/meetings/index.ts'
import { type Office, officerOf, openOffice, type Person } from '../../harness/office.ts'

let office: Office
let jinan: Person
let wulong: Person
const reference = 'M-2025-0001'

/** The document that a person is given, as bytes. */
const documentFor = async (person: Person): Promise<Buffer> => {
  const { card } = await office.say(person, `会议 纪要文件 ${reference}`)
  const block = card.blocks.find(({ type }) => type === 'file')
  if (block?.type !== 'file') throw new Error('no document')
  const row = await office.database.client.file.findUnique({ where: { id: block.file.id } })
  return Buffer.from(row?.content ?? [])
}
/** What another reader of Word documents finds in it, a paragraph a line. */
const read = async (buffer: Buffer): Promise<string[]> =>
  (await mammoth.extractRawText({ buffer })).value.split('\n').filter((line) => line !== '')

beforeAll(async () => {
  office = await openOffice(createDecisions, createMeetings)
  jinan = { ...(await officerOf(office, 1, 'assisting')), private: true }
  wulong = { ...(await officerOf(office, 1, 'recipient')), private: true }
  await office.say(jinan, '会议 3月20日下午2点半 济南 联席会议 地点:市民中心 议题:产业协作、劳务协作')
  await office.say(wulong, `会议 代会 ${reference} 李明副局长`)
  office.moveTo('2025-03-21T10:00')
  const text =
    '会议听取了“产业协作”情况汇报。\n议定事项：\n一、冷链项目开工；\n二、互派干部。\n会议要求抓紧落实。'
  await office.say(jinan, `会议 纪要 ${reference} 主持人:王建国\n${text}`)
  const owners = '支援方:济南市发展改革委 受援方:联络员'
  await office.say(jinan, `议定事项 冷链项目开工 ${owners} 会议:${reference} 期限:4月30日`)
  await office.say(jinan, `议定事项 互派干部 ${owners} 会议:${reference} 期限:5月30日`)
})

describe('the document of minutes', () => {
  it('says all that belongs there in the official order, and nothing twice', async () => {
    expect(await read(await documentFor(jinan))).toEqual([
      '济南市·武隆区东西部协作2025年第一次联席会议纪要',
      '（征求意见稿）',
      '时间：2025年3月20日14:30至16:30（北京时间）',
      '地点：市民中心',
      '主持人：王建国',
      '出席：武隆：李明副局长',
      '一、议题',
      '1．产业协作',
      '2．劳务协作',
      '二、会议内容',
      '会议听取了“产业协作”情况汇报。',
      '会议要求抓紧落实。',
      '三、议定事项',
      `1．冷链项目开工。支援方：济南市发展改革委；受援方：联络员；完成时限：2025年4月30日（D-2025-0001）。`,
      `2．互派干部。支援方：济南市发展改革委；受援方：联络员；完成时限：2025年5月30日（D-2025-0002）。`,
      '本纪要由济南起草。',
    ])
  })

  it('has the fonts of official documents for Chinese, and a page number', async () => {
    const parts = unzipSync(await documentFor(jinan))
    const body = strFromU8(parts['word/document.xml'] ?? new Uint8Array())
    const fontOf = (words: string) =>
      new RegExp(`w:eastAsia="([^"]+)"(?:(?!<w:t[ >]).)*<w:t[^>]*>${words}`, 'u').exec(body)?.[1]
    expect([fontOf('济南市'), fontOf('一、议题'), fontOf('时间'), fontOf('会议听取')]).toEqual([
      '宋体',
      '黑体',
      '黑体',
      '仿宋',
    ])
    expect(body).toContain('w:w="11906"')
    expect(
      Object.entries(parts).some(([name, part]) => /footer/.test(name) && strFromU8(part).includes('PAGE')),
    ).toBe(true)
  })

  it('is the same bytes while the minutes are the same, and in the language of who reads it', async () => {
    const first = await documentFor(jinan)
    office.moveTo('2025-03-24T10:00')
    expect((await documentFor(wulong)).equals(first)).toBe(true)
    const english = await read(await documentFor({ ...wulong, locale: 'en' }))
    expect(english).toContain(
      'Minutes of the First Joint Meeting of Jinan and Wulong for East–West Cooperation, 2025',
    )
    expect(english).toContain('Time: 20 March 2025 14:30–16:30 (Beijing time)')
    expect(english.at(-1)).toBe('Written by Jinan.')
  })

  it('of final minutes says what was agreed then, whatever is postponed', async () => {
    office.moveTo('2025-03-25T10:00')
    await office.say(wulong, `会议 确认纪要 ${reference}`)
    await office.say(jinan, `会议 定稿 ${reference}`)
    await office.say(wulong, '议定事项 延期 D-2025-0001 6月30日 设计变更')
    const lines = await read(await documentFor(jinan))
    expect(lines).not.toContain('（征求意见稿）')
    expect(lines.join()).toContain('完成时限：2025年4月30日（D-2025-0001）')
    expect(lines.at(-1)).toBe('本纪要由济南起草，武隆于2025年3月25日确认，2025年3月25日定稿。')
  })

  it('keeps what the text says was agreed on until all of it is entered', async () => {
    await office.say(wulong, `会议 重开纪要 ${reference} 另有事项`)
    const more = Array.from({ length: 12 }, (_, index) => `${index + 1}. 事项甲${index + 1}`).join('\n')
    const { card } = await office.say(jinan, `会议 纪要 ${reference} 会议听取汇报。\n议定事项：\n${more}`)
    const labels = card.blocks.flatMap((block) =>
      block.type === 'actions' ? block.actions.map(({ label }) => label) : [],
    )
    expect(labels.filter((label) => /^登记事项\d/u.test(label))).toHaveLength(8)
    const lines = await read(await documentFor(jinan))
    expect(lines).toContain('12. 事项甲12')
    expect(lines).toContain('议定事项：')
  })

  it('names persons, and so is given in private only', async () => {
    await expect(office.say({ ...jinan, private: false }, `/meeting document ${reference}`)).rejects.toThrow(
      'minutes.document.inPrivate',
    )
  })
})
