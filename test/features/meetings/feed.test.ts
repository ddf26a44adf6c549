import { beforeEach, describe, expect, it } from 'vitest'
import type { Card } from '../../../src/core/card.ts'
import { createMeetings } from '../../../src/features/meetings/index.ts'
import {
  administrator,
  type Office,
  officerOf,
  openOffice,
  type Person,
  stranger,
} from '../../harness/office.ts'
import { plain } from '../../harness/plain.ts'
import { seenIn } from './calendars.ts'

const publicUrl = 'https://luyu.example.org'

let office: Office
let jinan: Person
let channel: Pick<Person, 'scope'>

beforeEach(async () => {
  office = await openOffice((tools) => createMeetings({ ...tools, publicUrl }))
  jinan = await officerOf(office, 1, 'assisting')
  channel = { scope: { kind: 'pair', pair: office.pair(1) } }
})

const addressIn = (card: Card): string => {
  const [address] = /^https:\/\/luyu\.example\.org\/calendar\/[\w-]{43}\.ics$/mu.exec(plain(card)) ?? []
  if (address === undefined) throw new Error(`no address: ${plain(card)}`)
  return address
}

const ask = async (person: Person, line = '会议 订阅') => addressIn((await office.say(person, line)).card)

/** What a calendar program is given. */
const read = (address: string) =>
  office.database.transact(async (transaction) => {
    const documents = office.features.flatMap((feature) => feature.documents ?? [])[0]
    const name = address.slice(`${publicUrl}${documents?.path}`.length)
    return documents?.read({ transaction, clock: office.clock }, name)
  })

const events = async (address: string) => {
  const document = await read(address)
  return document ? seenIn(document.content).events.map(({ uid, status }) => `${uid} ${status}`) : undefined
}

describe('a calendar feed', () => {
  it('of an officer has what they are invited to by name, of other pairs too', async () => {
    const address = await ask({ ...jinan, private: true })
    await office.say(administrator, '会议 3月20日下午2点半 淄博 联席会议')
    await office.say(administrator, '会议 4月17日下午2点半 淄博 座谈会')
    expect(await events(address)).toEqual([])
    await office.database.client.officer.updateMany({ data: { name: '张伟' } })
    await office.say(administrator, '会议 修改 M-2025-0001 邀请:石柱、张伟')
    expect(await events(address)).toEqual(['m-2025-0001@luyu CONFIRMED'])
    await office.say(administrator, '会议 修改 M-2025-0001 邀请:石柱')
    expect(await events(address)).toEqual([])
  })

  it('has each meeting of a series as an event of its own, which moves and is cancelled alone', async () => {
    const address = await ask({ ...jinan, ...channel })
    const seen = async () => {
      const document = await read(address)
      // Both readers agree at each step, or this fails.
      return seenIn(document?.content ?? '').events.map(
        ({ uid, sequence, start, status }) => `${uid} ${sequence} ${start.slice(0, 16)} ${status}`,
      )
    }
    const { card } = await office.say(jinan, '会议 系列 每季度第二个周四下午2点半 济南 联席会议 3次')
    await office.press(jinan, card, '安排3次')
    const [first, second, third] = [1, 2, 3].map((number) => `m-2025-000${number}@luyu`)
    const planned = [
      `${first} 0 2025-04-10T06:30 CONFIRMED`,
      `${second} 0 2025-07-10T06:30 CONFIRMED`,
      `${third} 0 2025-10-09T06:30 CONFIRMED`,
    ]
    expect(await seen()).toEqual(planned)
    await office.say(jinan, '会议 改期 M-2025-0002 7月17日上午9点')
    const moved = [planned[0], `${second} 1 2025-07-17T01:00 CONFIRMED`, planned[2]]
    expect(await seen()).toEqual(moved)
    await office.say(jinan, '会议 取消 M-2025-0003')
    expect(await seen()).toEqual([moved[0], moved[1], `${third} 1 2025-10-09T06:30 CANCELLED`])
    await office.say(jinan, '会议 取消系列 M-2025-0001')
    expect(await seen()).toEqual([
      `${first} 1 2025-04-10T06:30 CANCELLED`,
      `${second} 2 2025-07-17T01:00 CANCELLED`,
      `${third} 1 2025-10-09T06:30 CANCELLED`,
    ])
  })

  it('follows each step of a meeting, and keeps what is cancelled for 60 days', async () => {
    const address = await ask({ ...jinan, ...channel })
    expect(await events(address)).toEqual([])
    await office.say(jinan, '会议 3月20日下午2点半 济南 联席会议')
    const { card } = await office.say(administrator, '会议 4月2日上午9点 山东 工作会议 全部结对')
    await office.press(administrator, card, '确认发布')
    await office.say(administrator, '会议 4月3日上午9点 烟台 座谈会')
    const [first, all] = ['m-2025-0001@luyu', 'm-2025-0002@luyu']
    expect(await events(address)).toEqual([`${first} CONFIRMED`, `${all} CONFIRMED`])
    const before = await read(address)
    expect(await read(address)).toEqual(before)
    expect(before?.mediaType).toBe('text/calendar; charset=utf-8')
    // A feed is no message to anybody, and names nobody.
    expect(before?.content).not.toMatch(/METHOD|ATTENDEE|ORGANIZER|test:/)

    office.moveTo('2025-03-10T09:00')
    await office.say(jinan, '会议 改期 M-2025-0001 3月21日上午9点')
    expect(seenIn((await read(address))?.content ?? '').events[0]).toMatchObject({
      sequence: 1,
      start: '2025-03-21T01:00:00.000Z',
    })
    await office.say(jinan, '会议 取消 M-2025-0001 天气原因')
    expect(await events(address)).toEqual([`${first} CANCELLED`, `${all} CONFIRMED`])
    office.moveTo('2025-05-08T09:00')
    expect(await events(address)).toEqual([`${first} CANCELLED`, `${all} CONFIRMED`])
    office.moveTo('2025-05-10T09:00')
    expect(await events(address)).toEqual([`${all} CONFIRMED`])
  })

  it('has one address for a channel, which whoever writes there may revoke', async () => {
    const reader = { ...stranger, ...channel }
    const address = await ask({ ...jinan, ...channel })
    expect(await ask(reader)).toBe(address)
    await expect(office.say(reader, '会议 订阅 停用')).rejects.toThrow('programme.right.stranger')
    expect(await office.read({ ...jinan, ...channel }, '会议 订阅 停用')).toContain('已停用')
    expect(await events(address)).toBeUndefined()
    const next = await ask({ ...jinan, ...channel })
    expect(next).not.toBe(address)
    expect(await events(next)).toEqual([])
  })

  it('is an officer’s own in private, for as long as they are one', async () => {
    const address = await ask({ ...jinan, private: true })
    expect(address).not.toBe(await ask({ ...jinan, ...channel }))
    await office.say(jinan, '会议 3月20日下午2点半 济南 联席会议')
    expect(await events(address)).toHaveLength(1)
    await office.database.client.officer.updateMany({ data: { active: false } })
    expect(await events(address)).toBeUndefined()
    await expect(office.say({ ...stranger, private: true }, '会议 订阅')).rejects.toThrow(
      'meetings.feed.whose',
    )
  })

  it('is nothing at any other address', async () => {
    await ask({ ...jinan, ...channel })
    for (const name of ['', 'x.ics', `${'a'.repeat(43)}.ics`, '../healthz'])
      expect(await read(`${publicUrl}/calendar/${name}`)).toBeUndefined()
  })

  it('is not offered where nothing is reached from outside', async () => {
    const inside = await openOffice(createMeetings)
    await expect(inside.say(administrator, '会议 订阅')).rejects.toThrow('meetings.feed.unavailable')
  })
})
