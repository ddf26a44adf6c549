import { beforeEach, describe, expect, it } from 'vitest'
import { createHistory } from '../../../src/features/history/index.ts'
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

let office: Office
let jinan: Person
let wulong: Person

beforeEach(async () => {
  office = await openOffice(createMeetings, createHistory)
  jinan = await officerOf(office, 1, 'assisting')
  wulong = await officerOf(office, 1, 'recipient')
  const pairId = office.pair(1).id
  const at = office.clock.now()
  await office.database.client.channel.create({
    data: {
      conversation: 'test:ours',
      locale: 'zh-CN',
      scope: 'pair',
      pairId,
      boundAt: at,
      boundBy: 'test:admin',
    },
  })
  await office.say(jinan, '会议 3月20日下午2点半 济南 联席会议')
  // The card that was sent to the channel stands there.
  await office.database.client.posted.create({
    data: {
      topic: 'meeting:M-2025-0001',
      conversation: 'test:ours',
      locale: 'zh-CN',
      messages: ['1'],
      card: {},
      asOf: at,
    },
  })
  office.sent.splice(0)
})

const show = () => office.read(jinan, '会议 查看 M-2025-0001')
const press = async (person: Person, words: string) => {
  const { card } = await office.say(person, '会议 查看 M-2025-0001')
  const buttons = card.blocks.flatMap((block) => (block.type === 'actions' ? block.actions : []))
  return buttons.find(({ label }) => label === words)?.press
}

describe('an answer to a meeting', () => {
  it('is given by who is invited, of the pair or of the programme, and by nobody else', async () => {
    const zibo = await officerOf(office, 2, 'assisting')
    for (const verb of ['accept', 'decline', 'deputy'])
      await expect(office.say(zibo, `/meeting ${verb} M-2025-0001 李明`)).rejects.toThrow('answer.notAsked')
    expect(await show()).not.toContain('参加1人')
    await office.say(jinan, '会议 修改 M-2025-0001 邀请:联络员、淄博')
    await office.say(zibo, '/meeting accept M-2025-0001')
    expect(await show()).toContain('参加1人')
  })

  it('is counted by side on the card that stands, for the person alone in words, and changed by another', async () => {
    expect((await press(wulong, '参加'))?.values.text).toBe('/meeting accept M-2025-0001')
    expect((await press(wulong, '不参加'))?.action).toBe('form.begin')
    const answer = await office.say(wulong, '/meeting accept M-2025-0001')
    expect(answer.audience).toBe('actor')
    expect(plain(answer.card)).toBe('(success) 已回复参加会议 M-2025-0001。')
    await office.say(jinan, '会议 代会 M-2025-0001 李明副局长')
    const [, last] = office.sent.splice(0)
    expect(last).toMatchObject({ to: 'test:ours', topic: 'meeting:M-2025-0001' })
    expect(plain(last?.card ?? { blocks: [] })).toContain(
      '回执 济南: 参加0人、派人1人、不参加0人\n回执 武隆: 参加1人、派人0人、不参加0人',
    )
    await office.say(wulong, '会议 不参加 M-2025-0001 在外出差')
    expect(await show()).toContain('回执 武隆: 参加0人、派人0人、不参加1人')
    // A change of the meeting keeps them; undo takes back none of them.
    await office.say(jinan, '会议 改期 M-2025-0001 3月21日上午9点')
    await office.say(jinan, '/undo')
    expect(await show()).toContain('3月20日（周四）14:30')
    expect(await show()).toContain('回执 武隆: 参加0人、派人0人、不参加1人')
  })

  it('names people to officers in private only', async () => {
    await office.say(jinan, '会议 代会 M-2025-0001 李明副局长')
    await office.say(wulong, '会议 不参加 M-2025-0001 在外出差')
    expect(await office.read({ ...jinan, private: true }, '会议 回执 M-2025-0001')).toMatchInlineSnapshot(`
      "# 会议回执 M-2025-0001
      济南市·武隆区东西部协作2025年第一次联席会议
      回执 济南: 参加0人、派人1人、不参加0人
      回执 武隆: 参加0人、派人0人、不参加1人
      - test:assisting-1：派人参加 | 李明副局长
      - test:recipient-1：不参加 | 在外出差"
    `)
    const inChannel = await office.read(jinan, '会议 回执 M-2025-0001')
    expect(inChannel).toContain('不参加1人')
    expect(inChannel).not.toMatch(/李明|出差|test:/)
    expect(office.sent.map(({ card }) => plain(card)).join()).not.toMatch(/李明|出差/)
  })

  it('names nobody to officers of other pairs, whose card offers nothing that they may not press', async () => {
    await office.say(jinan, '会议 代会 M-2025-0001 李明副局长')
    await office.say(wulong, '会议 不参加 M-2025-0001 在外出差')
    const elsewhere = { ...(await officerOf(office, 2, 'assisting')), private: true }
    const answers = await office.read(elsewhere, '会议 回执 M-2025-0001')
    expect(answers).toContain('不参加1人')
    expect(answers).toContain('姓名只向本结对的联络员显示。')
    expect(answers).not.toMatch(/李明|出差|test:/)
    for (const label of ['参加', '修改', '套用常用议程']) {
      expect(await press({ ...jinan, private: true }, label)).toBeDefined()
      expect(await press(elsewhere, label)).toBeUndefined()
    }
    // Where everybody reads along the card is the same for all.
    expect(await press(jinan, '参加')).toBeDefined()
  })

  it('is an officer’s, to a meeting that is still to come', async () => {
    const ours = { kind: 'pair', pair: office.pair(1) } as const
    await expect(office.say({ ...stranger, scope: ours }, '会议 参加 M-2025-0001')).rejects.toThrow(
      'meetings.answer.officers',
    )
    // Nor is it offered to an administrator who is no officer, where nobody else reads along.
    await expect(office.say(administrator, '会议 参加 M-2025-0001')).rejects.toThrow('answer.administrator')
    expect(await press({ ...administrator, private: true }, '参加')).toBeUndefined()
    office.moveTo('2025-03-20T14:30')
    await expect(office.say(wulong, '会议 参加 M-2025-0001')).rejects.toThrow('meetings.answer.past')
    office.moveTo('2025-03-04T09:00')
    await office.say(jinan, '会议 取消 M-2025-0001')
    await expect(office.say(wulong, '会议 不参加 M-2025-0001 出差')).rejects.toThrow(
      'meetings.answer.cancelled',
    )
    expect(await press(wulong, '参加')).toBeUndefined()
  })
})
