import { beforeEach, describe, expect, it } from 'vitest'
import { instantAt } from '../../../src/core/time/day.ts'
import { createChannels } from '../../../src/features/channels/index.ts'
import { createDigest } from '../../../src/features/digest/index.ts'
import { createMeetings } from '../../../src/features/meetings/index.ts'
import { createProblems } from '../../../src/features/problems/index.ts'
import { createVisits } from '../../../src/features/visits/index.ts'
import { administrator, type Office, officerOf, openOffice, type Person } from '../../harness/office.ts'
import { plain } from '../../harness/plain.ts'

const zone = 'Asia/Shanghai'
let office: Office
let jinan: Person
let english: Person

beforeEach(async () => {
  office = await openOffice(createVisits, createMeetings, createProblems, createDigest, createChannels)
  jinan = await officerOf(office, 1, 'assisting')
  english = { ...(await officerOf(office, 1, 'recipient')), locale: 'en' }
  // Where they speak, and another channel of the pair.
  await office.bind('test:office', 1)
  await office.bind('test:other', 1)
})

const said = (to = 'test:office') => {
  const heard = office.sent.filter((message) => message.to === to).map(({ card }) => plain(card))
  office.sent.splice(0)
  return heard
}
const settings = () =>
  office.database.client.channel.findFirstOrThrow({ where: { conversation: 'test:office' } })

/** The scheduler's minute at that time: the job at its slot, and what has come due. */
const live = async (wallClock: string, isHouse = false): Promise<string[]> => {
  office.moveTo(wallClock)
  const job = office.features.find(({ name }) => name === 'digest')?.jobs?.[0]
  if (isHouse)
    await office.database.transact((transaction) =>
      Promise.resolve(
        job?.run({
          transaction,
          clock: office.clock,
          slot: instantAt(wallClock, zone),
          late: false,
          send: async (message) => {
            const isNew = office.sent.every(({ key }) => key !== message.key)
            if (isNew) office.sent.push(message)
            return isNew
          },
        }),
      ),
    )
  await office.runDue()
  return office.sent.map(({ to, key }) => `${to} ${key.split(':')[1]}`)
}

describe('/channel', () => {
  it('shows every setting with buttons that change it, in both languages', async () => {
    const { card } = await office.say(jinan, '频道')
    expect(plain(card)).toContain('本频道：济南—武隆')
    expect(plain(card)).toMatch(/语言: 中文\n通知: 全部\n人员姓名: 不显示/)
    expect(plain(card)).toContain('周报: 统一时间（下一次：3月10日周一 09:00）')
    expect(plain(card)).toContain('[通知：只要提醒] /channel notices reminders')
    expect(await office.read(jinan, '/channel notices reminders')).toContain('只接收需要办理的提醒')
    expect(await settings()).toMatchObject({ notices: 'reminders' })
    const read = await office.read(english, 'channel')
    expect(read).toMatch(/This channel: Jinan–Wulong[\s\S]*Notices: reminders only/)
    expect(read).toMatch(/Weekly summary: with all others \(next: /)
  })

  it('is for those who may change it', async () => {
    const other = await officerOf(office, 2, 'assisting')
    for (const line of ['频道', '频道 通知 全部', '频道 姓名 显示', '周报 时间 周五 17:00'])
      await expect(office.say(other, line)).rejects.toThrow(/channels\.notYours|programme\.right/)
    expect(await settings()).toMatchObject({ notices: 'all', names: false, digestAt: null })
  })

  it('keeps what was set when the channel is bound anew, and writes each change into the audit', async () => {
    await office.say(jinan, '频道 姓名 显示')
    await office.say(jinan, '周报 时间 周五下午5点')
    await office.say(administrator, '/bind 武隆')
    expect(await settings()).toMatchObject({ names: true, digestAt: '5 17:00' })
    const entries = await office.database.client.auditEntry.findMany({ orderBy: { id: 'asc' } })
    expect(entries.map(({ action }) => action)).toEqual(['names', 'digest-time', 'bind'])
    expect(entries[0]).toMatchObject({ before: { names: false }, after: { names: true } })
  })
})

describe('how much a channel hears', () => {
  it.each([
    ['all', true, true],
    ['reminders', false, true],
    ['none', false, false],
  ] as const)('%s', async (notices, news, reminders) => {
    await office.database.client.channel.updateMany({ data: { notices } })
    await office.say(administrator, '会议 3月20日下午2点半 武隆 联席会议')
    expect(said('test:other').length > 0).toBe(news)
    await office.say(jinan, '问题 武隆 冷链项目用地手续未批')
    expect(said('test:other').length > 0).toBe(reminders)
    // The weekly summary comes whatever it hears beside it, and answers are given.
    expect(await live('2025-03-10T09:00', true)).toContainEqual(expect.stringContaining('2025-W10'))
    expect(await office.read(jinan, '问题 列表')).toContain('Q-2025-0001')
  })

  it('reminders are for the owners where no channel wants them', async () => {
    await office.database.client.channel.updateMany({ data: { notices: 'none' } })
    await office.say(jinan, '问题 武隆 冷链项目用地手续未批')
    expect(office.sent.map(({ to }) => to)).toContain('test:recipient-1')
  })
})

describe('names of persons in a channel', () => {
  const visit = '互访 3月5日 济南→武隆 12人 由副市长王建国带队'

  it('stand nowhere, until the channel is set to show them, and again when it is set back', async () => {
    await office.say(jinan, visit)
    const stranger = { account: 'test:stranger' }
    const shown = async () => [
      await office.read(stranger, '/visit show V-2025-0001'),
      await office.read(stranger, '/visit list 武隆'),
    ]
    for (const words of await shown()) expect(words).not.toContain('王建国')
    expect(await office.read(jinan, '频道 姓名 显示')).toContain('频道内所有人都能看到')
    for (const words of await shown()) expect(words).toContain('王建国')
    await office.say(jinan, '频道 姓名 不显示')
    for (const words of await shown()) expect(words).not.toContain('王建国')
  })

  it('stand on a card that lives on only where they may, and never in the weekly summary', async () => {
    await office.database.client.channel.update({
      where: { conversation: 'test:other' },
      data: { names: true },
    })
    await office.say(jinan, visit)
    const asOf = new Date(office.clock.now().getTime() - 1000)
    for (const conversation of ['test:other', 'test:office'])
      await office.database.client.posted.create({
        data: {
          ...{ topic: 'visit:V-2025-0001', conversation, messages: ['1'], locale: 'zh-CN', asOf },
          card: { blocks: [] },
        },
      })
    await office.say(jinan, '互访 修改 V-2025-0001 人数:15')
    const cards = new Map(office.sent.map(({ to, card }) => [`${to}`, plain(card)]))
    expect(cards.get('test:other')).toContain('王建国')
    expect(cards.get('test:office')).toMatch(/^(?![\s\S]*王建国)[\s\S]*副市长/)
    office.sent.splice(0)
    await live('2025-03-10T09:00', true)
    expect(office.sent).toHaveLength(2)
    for (const { card } of office.sent) expect(plain(card)).not.toContain('王建国')
  })

  it('do not show what another pair’s officer may not read', async () => {
    await office.say(jinan, visit)
    await office.database.client.channel.update({
      where: { conversation: 'test:office' },
      data: { names: true, pairId: office.pair(2).id },
    })
    await expect(office.say({ account: 'test:stranger' }, '/visit show V-2025-0001')).rejects.toThrow()
  })
})

describe('when a channel’s weekly summary comes', () => {
  it('comes at a time of its own, once a week, about the week before', async () => {
    const set = await office.read(jinan, '周报 时间 周五 17:00')
    expect(set).toMatch(/每星期五17:00，内容为上一周[\s\S]*下一次：[^\n]*7/)
    // It would have come on Monday with the others; that is over.
    expect(await live('2025-03-07T16:59')).toEqual([])
    expect(await live('2025-03-07T17:00')).toEqual(['test:office 2025-W09'])
    expect(plain(office.sent[0]?.card ?? { blocks: [] })).not.toContain('补发')
    expect(await live('2025-03-10T09:00', true)).toEqual(['test:office 2025-W09', 'test:other 2025-W10'])
    expect(await live('2025-03-14T17:00')).toHaveLength(3)
    expect(await live('2025-03-14T17:01')).toHaveLength(3)
  })

  it('is made up for once, late, when the program was down', async () => {
    await office.say(jinan, 'digest time Friday 5 pm')
    expect(await live('2025-03-26T08:00')).toEqual(['test:office 2025-W11'])
    expect(plain(office.sent[0]?.card ?? { blocks: [] })).toContain('补发：本应于3月21日发布')
    expect(await live('2025-03-28T17:00')).toEqual(['test:office 2025-W11', 'test:office 2025-W12'])
  })

  it('comes no more when it is turned off, and comes again', async () => {
    expect(await office.read(jinan, '周报 时间 不发')).toContain('不再向本频道发送周报')
    expect(await live('2025-03-10T09:00', true)).toEqual(['test:other 2025-W10'])
    await office.say(jinan, '周报 时间 统一')
    expect(await live('2025-03-17T09:00', true)).toContain('test:office 2025-W11')
  })

  it('is neither lost nor doubled for a week in which the time is changed', async () => {
    await office.say(jinan, '周报 时间 周五 17:00')
    // On Wednesday back to Mondays: this week's was still to come.
    office.moveTo('2025-03-05T11:00')
    await office.say(jinan, '周报 时间 统一')
    expect(await live('2025-03-05T11:01')).toEqual(['test:office 2025-W09'])
    expect(await live('2025-03-10T09:00', true)).toContain('test:office 2025-W10')
    // It has come: Friday says nothing.
    office.moveTo('2025-03-11T11:00')
    await office.say(jinan, '周报 时间 周五 17:00')
    office.sent.splice(0, office.sent.length, ...office.sent.filter(({ key }) => key.startsWith('digest:')))
    const before = office.sent.length
    expect(await live('2025-03-14T17:00')).toHaveLength(before)
  })

  it('is nothing for a channel that was unbound', async () => {
    await office.say(jinan, '周报 时间 周五 17:00')
    await office.database.client.channel.updateMany({ data: { unboundAt: office.clock.now() } })
    expect(await live('2025-03-07T17:00')).toEqual([])
    expect(await office.database.client.due.count()).toBe(0)
  })

  it('asks again for what is no weekday and time', async () => {
    for (const typed of ['明天', '周五', '17:00', '周五 25:00', '周一周二 9:00'])
      await expect(office.say(jinan, `周报 时间 时间:${typed}`)).rejects.toThrow(
        /看不懂时间“[^”]+”。请写明星期几和几点/,
      )
  })
})
