import { beforeEach, describe, expect, it } from 'vitest'
import type { Card } from '../../../src/core/card.ts'
import { createHistory } from '../../../src/features/history/index.ts'
import { createMeetings } from '../../../src/features/meetings/index.ts'
import { type Office, officerOf, openOffice, type Person } from '../../harness/office.ts'
import { plain } from '../../harness/plain.ts'
import { seenIn } from './calendars.ts'

let office: Office
let jinan: Person

beforeEach(async () => {
  office = await openOffice(createMeetings, createHistory)
  jinan = await officerOf(office, 1, 'assisting')
})

/** The calendar file that a card shows. */
const fileOf = async (card: Card): Promise<string> => {
  const file = card.blocks.flatMap((block) => (block.type === 'file' ? [block.file] : []))[0]
  if (!file) throw new Error(`no file: ${plain(card)}`)
  expect(file).toMatchObject({
    name: expect.stringMatching(/^M-2025-\d{4}\.ics$/),
    mediaType: 'text/calendar',
  })
  const row = await office.database.client.file.findUniqueOrThrow({ where: { id: file.id } })
  return new TextDecoder().decode(row.content)
}

const answered = async (line: string) => (await office.say(jinan, line)).card
const golden = (name: string) => new URL(`golden/${name}.ics`, import.meta.url).pathname

describe('the calendar file of a meeting', () => {
  it('is the same event when the meeting is moved and cancelled, one higher each time', async () => {
    const line =
      '会议 3月20日下午2点半 济南 联席会议 地点:市民中心，3楼; 东厅 议题:产业协作、劳务协作、消费帮扶、“万企兴万村”行动与干部人才交流'
    const created = await fileOf(await answered(line))
    await expect(created).toMatchFileSnapshot(golden('created'))
    const uid = 'm-2025-0001@luyu'
    const summary = '济南市·武隆区东西部协作2025年第一次联席会议'
    expect(seenIn(created)).toEqual({
      method: 'PUBLISH',
      events: [
        {
          uid,
          summary,
          sequence: 0,
          start: '2025-03-20T06:30:00.000Z',
          end: '2025-03-20T08:30:00.000Z',
          status: 'CONFIRMED',
        },
      ],
    })

    office.moveTo('2025-03-10T09:00')
    const moved = await fileOf(await answered('会议 改期 M-2025-0001 3月21日上午9点至11点'))
    await expect(moved).toMatchFileSnapshot(golden('moved'))
    const [event] = seenIn(moved).events
    expect(event).toMatchObject({ uid, sequence: 1, start: '2025-03-21T01:00:00.000Z', status: 'CONFIRMED' })

    office.moveTo('2025-03-11T09:00')
    const card = await answered('会议 取消 M-2025-0001 与全市大会冲突')
    const cancelled = await fileOf(card)
    await expect(cancelled).toMatchFileSnapshot(golden('cancelled'))
    expect(seenIn(cancelled)).toMatchObject({
      method: 'PUBLISH',
      events: [{ uid, sequence: 2, start: '2025-03-21T01:00:00.000Z', status: 'CANCELLED' }],
    })
    // Nothing that was handed over can be taken out of a calendar again, and it is said so.
    expect(plain(card)).toContain('请手动删除')
  })

  it('has the whole agenda: standing items, what is written, and what was added', async () => {
    await office.say(jinan, '议题 常设 武隆 资金进度')
    await office.say(jinan, '会议 3月20日下午2点半 济南 联席会议 议题:产业协作')
    await office.say(jinan, '议题 添加 武隆 产业园用地')
    const text = await fileOf(await answered('会议 日历 M-2025-0001'))
    expect(text.replace(/\r\n /gu, '')).toContain(
      '1. 资金进度（常设）\\n2. 产业协作\\n3. 产业园用地（Y-2025-0002）',
    )
    expect(seenIn(text).events).toHaveLength(1)
  })

  it('is there for whoever may read the meeting, in their language', async () => {
    await office.say(jinan, '会议 3月20日下午2点半 济南 联席会议')
    const english = { ...jinan, locale: 'en', private: true } as const
    const { card } = await office.say(english, 'meeting calendar M-2025-0001')
    expect(seenIn(await fileOf(card)).events).toMatchObject([
      { summary: 'First Joint Meeting of Jinan and Wulong for East–West Cooperation, 2025' },
    ])
  })
})
