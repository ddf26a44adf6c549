import { beforeEach, describe, expect, it } from 'vitest'
import { createChannels } from '../../../src/features/channels/index.ts'
import { administrator, type Office, officerOf, openOffice, type Person } from '../../harness/office.ts'
import { plain } from '../../harness/plain.ts'

let office: Office
let assisting: Person
let recipient: Person
let other: Person

beforeEach(async () => {
  office = await openOffice(createChannels)
  assisting = await officerOf(office, 1, 'assisting')
  recipient = await officerOf(office, 1, 'recipient')
  other = await officerOf(office, 2, 'recipient')
})

/** What was sent because of a line, but for the self-test. */
const told = async (person: Person, line: string) => {
  office.sent.length = 0
  await office.say(person, line)
  return office.sent
    .filter(({ checkFor }) => checkFor === undefined)
    .map(({ to, card }) => `${to}: ${plain(card)}`)
}
const codeOf = (position: number) => office.pair(position).recipient.shortZh

describe('a channel that is bound or unbound', () => {
  it('is told to both sides of the pair in private, by name, and in its other channels without', async () => {
    await office.bind('test:elsewhere', 1)
    await office.bind('test:foreign', 2)
    const messages = await told(assisting, `/bind ${codeOf(1)}`)
    expect(messages).toHaveLength(2)
    expect(messages[0]).toMatch(
      /^test:recipient-1: 有频道绑定到.+test:office.+绑定人：test:assisting-1（支援方联络员）/,
    )
    expect(messages[1]).toMatch(/^test:elsewhere: .+绑定人：支援方联络员。/)
    expect(messages[1]).not.toContain('assisting-1')
    expect(await told(assisting, `/bind ${codeOf(1)}`)).toEqual([])
    const ended = await told(recipient, '/unbind')
    expect(ended.map((one) => one.slice(0, one.indexOf(' ')))).toEqual([
      'test:assisting-1:',
      'test:elsewhere:',
    ])
    expect(ended[0]).toContain('解除了与')
  })

  it('is told to the former pair too when it is bound to another', async () => {
    await told(administrator, `/bind ${codeOf(1)}`)
    const messages = await told(administrator, `/bind ${codeOf(2)}`)
    expect(messages.filter((one) => one.includes('解除了与'))).toHaveLength(2)
    expect(messages.filter((one) => one.startsWith('test:recipient-2: 有频道绑定到'))).toHaveLength(1)
  })
})

describe('/channels', () => {
  it('shows administrators all of them, with who bound them and what became of the last message', async () => {
    await office.bind('test:whole', undefined)
    await office.bind('test:broken', 2, 'en')
    await office.database.client.channel.update({
      where: { conversation: 'test:broken' },
      data: { brokenSince: office.clock.now(), brokenReason: 'bot was kicked' },
    })
    await office.say(assisting, `/bind ${codeOf(1)}`)
    await office.database.client.outboxMessage.create({
      data: {
        ...{ key: 'k', conversation: 'test:office', locale: 'zh-CN', card: { blocks: [] }, state: 'sent' },
        ...{ dueAt: office.clock.now(), createdAt: office.clock.now(), sentAt: office.clock.now() },
      },
    })
    const list = await office.read(administrator, '/channels')
    expect(list).toMatch(/已绑定频道 3 个[\s\S]*全部结对：test:whole[\s\S]*test:office[\s\S]*test:broken/)
    expect(list).toMatch(
      /2025\/3\/3 10:00 由test:assisting-1（支援方联络员）绑定[\s\S]*最近送达：2025\/3\/3 10:00/,
    )
    expect(list).toMatch(/收不到消息[\s\S]*语言：英文[\s\S]*自 2025\/3\/3 10:00 起收不到消息：bot was kicked/)
    expect(await office.read(administrator, `频道列表 ${codeOf(2)}`)).not.toContain('test:office')
  })

  it('shows officers those of their own pair and nothing of others', async () => {
    await office.bind('test:own', 1)
    await office.bind('test:foreign', 2)
    const list = await office.read(recipient, '/channels')
    expect(list).toContain('已绑定频道 1 个')
    expect(list).toContain('test:own')
    expect(list).not.toContain('test:foreign')
    await expect(office.say(recipient, `/channels ${codeOf(2)}`)).rejects.toMatchObject({
      notice: { key: 'programme.right.otherPair' },
    })
    expect(await office.read(other, '/channels')).toContain('test:foreign')
  })

  it('turns its pages', async () => {
    for (let index = 0; index < 9; index += 1) await office.bind(`test:room-${index}`, 1)
    const { card } = await office.say(administrator, '/channels')
    expect(plain(card)).not.toContain('room-8')
    expect(plain(card)).toContain('第1页，共2页')
    expect(await office.read(administrator, '/channels page:2')).toContain('room-8')
  })
})
