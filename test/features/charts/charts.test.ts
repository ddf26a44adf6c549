import { decode } from 'fast-png'
import { beforeEach, describe, expect, it } from 'vitest'
import { actionsOf, type BlockOf, type Card } from '../../../src/core/card.ts'
import { createCharts } from '../../../src/features/charts/index.ts'
import { createMeetings } from '../../../src/features/meetings/index.ts'
import { createVisits } from '../../../src/features/visits/index.ts'
import {
  administrator,
  type Office,
  officerOf,
  openOffice,
  type Person,
  stranger,
} from '../../harness/office.ts'
import { plain } from '../../harness/plain.ts'

let office: Office
let jinan: Person

beforeEach(async () => {
  office = await openOffice(createVisits, createMeetings, createCharts)
  jinan = await officerOf(office, 1, 'assisting')
})

const log = (words: string) => office.say(jinan, `互访 登记 ${words}`)
const chart = async (line: string, person: Person = jinan): Promise<Card> =>
  (await office.say(person, line)).card
const tableOf = (card: Card) =>
  card.blocks.find((block): block is BlockOf<'table'> => block.type === 'table')?.rows ?? []
const altOf = (card: Card) => card.blocks.flatMap((block) => (block.type === 'image' ? [block.alt] : []))[0]

describe('the chart of visits', () => {
  it('counts the person-times of visits that have begun, up to the same day of both years', async () => {
    await log('方向:济南→武隆 日期:2024-01-31..2024-02-02 人数:10')
    await log('方向:武隆→济南 日期:2024-03-03 人数:5')
    await log('方向:济南→武隆 日期:2024-03-04 人数:100')
    await log('方向:济南→武隆 日期:2025-02-10 人数:12')
    await log('方向:济南→武隆 日期:2025-03-03..2025-03-05 人数:8')
    await log('方向:武隆→济南 日期:2025-03-04 人数:100')
    await log('方向:武隆→济南 日期:2025-01-06 人数:100')
    await office.say(jinan, '互访 取消 V-2025-0007 重复登记')
    await office.say(administrator, '互访 登记 方向:淄博→石柱 日期:2025-01-06 人数:7')
    const card = await chart('图表')
    expect(tableOf(card)).toEqual([
      ['1月', '0', '10'],
      ['2月', '12', '0'],
      ['3月', '8', '5'],
    ])
    expect(altOf(card)).toBe(
      '济南—武隆 每月互访人次。今年以来2批次、20人次；上年同期2批次、15人次。人次同比增长33.3%。',
    )
    const all = await chart('图表 全部', administrator)
    expect(tableOf(all)[0]).toEqual(['1月', '7', '10'])
    expect(altOf(all)).toContain('鲁渝协作 每月互访人次')
  })

  it('compares 29 February with the 28th, and says nothing of growth from nothing', async () => {
    office.moveTo('2024-02-29T10:00')
    await log('方向:济南→武隆 日期:2024-02-29 人数:3')
    expect(altOf(await chart('图表'))).toBe(
      '济南—武隆 每月互访人次。今年以来1批次、3人次；上年同期0批次、0人次。',
    )
    await log('方向:济南→武隆 日期:2023-02-28 人数:4')
    expect(tableOf(await chart('图表'))[1]).toEqual(['2月', '3', '4'])
  })

  it('is a picture as wide as a phone, kept under a name that says what is in it', async () => {
    await log('方向:济南→武隆 日期:2025-02-10 人数:12')
    const { blocks } = await chart('图表')
    const [picture] = blocks
    if (picture?.type !== 'image') throw new Error('no picture')
    expect(picture.file.name).toBe('济南-武隆-每月互访人次-2025-03-03.png')
    const row = await office.database.client.file.findUniqueOrThrow({ where: { id: picture.file.id } })
    expect(decode(row.content)).toMatchObject({ width: 1080 })
    // The same is drawn again as the same bytes, and kept once.
    await chart('图表')
    expect(await office.database.client.file.count()).toBe(1)
  })
})

describe('/chart', () => {
  it('shows the first that has something, with buttons for the others', async () => {
    expect(plain(await chart('图表'))).toBe('济南—武隆暂无可以画成图表的数据。')
    await office.say(jinan, '会议 2025年2月20日上午9点 济南 联席会议 已召开')
    const card = await chart('图表')
    expect(altOf(card)).toBe('济南—武隆 每月会议次数。今年以来1次；上年同期0次。')
    expect(actionsOf(card).map(({ label, press }) => [label, press.values.text])).toEqual([
      ['互访', '/chart 500156 which:visits'],
    ])
    const none = await chart('/chart 500156 which:visits')
    expect(plain(none)).toContain('济南—武隆暂无可以画成图表的数据。')
    expect(actionsOf(none).map(({ label }) => label)).toEqual(['会议'])
  })

  it.each(['图表 济南 互访', 'chart Wulong visits', '/chart 武隆 图表:人次'])(
    'is told what to show: %s',
    async (line) => {
      await log('方向:济南→武隆 日期:2025-02-10 人数:12')
      await office.say(jinan, '会议 2025年2月20日上午9点 济南 联席会议 已召开')
      expect(altOf(await chart(line))).toContain('每月互访人次')
    },
  )

  it('counts meetings of the whole programme where all is asked for', async () => {
    await office.say(jinan, '会议 2025年2月20日上午9点 济南 联席会议 已召开')
    await office.say(administrator, '会议 2025年2月21日上午9点 山东 工作推进会 已召开')
    expect(tableOf(await chart('图表 全部 会议', administrator))[1]).toEqual(['2月', '2', '0'])
    expect(tableOf(await chart('图表 武隆 会议'))[1]).toEqual(['2月', '1', '0'])
  })

  it('is refused to whoever may not read the pair', async () => {
    await expect(chart('图表 武隆', stranger)).rejects.toThrow()
  })
})
