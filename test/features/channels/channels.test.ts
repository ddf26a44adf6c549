import { beforeEach, describe, expect, it } from 'vitest'
import type { Answer } from '../../../src/core/command.ts'
import { createChannels } from '../../../src/features/channels/index.ts'
import { type World, worldOf } from '../../harness/context.ts'

let world: World
const now = new Date('2025-03-01T00:00:00Z')
const words = ({ card }: Answer) => JSON.stringify(card.blocks)

beforeEach(async () => {
  world = await worldOf(createChannels)
  await world.database.transact(async (transaction) => {
    const officer = await transaction.officer.create({
      data: {
        name: '李明',
        role: 'officer',
        side: 'recipient',
        scope: 'pair',
        pairId: pairId('武隆'),
        createdAt: now,
        createdBy: 'test:admin',
      },
    })
    await transaction.account.create({ data: { reference: 'test:li', name: 'li', officerId: officer.id } })
    await transaction.officer.create({
      data: {
        name: '张管理',
        role: 'administrator',
        scope: 'programme',
        createdAt: now,
        createdBy: 'test:admin',
      },
    })
  })
})

const pairId = (name: string): number => {
  const read = world.registry.readPair(name)
  if (read.kind !== 'value') throw new Error(name)
  return read.value.id
}
const bindings = async () =>
  (await world.database.client.channel.findMany({ orderBy: { id: 'asc' } })).map(
    ({ conversation, scope, pairId: pair, locale, unboundAt }) => ({
      conversation,
      scope,
      pair,
      locale,
      bound: unboundAt === null,
    }),
  )

describe('/bind', () => {
  it('binds a channel to a pair and says what works and what to do otherwise', async () => {
    const answer = await world.run('/bind 武隆')
    expect(words(answer)).toContain('本频道已绑定：济南—武隆')
    expect(words(answer)).toContain('收发正常')
    expect(words(answer)).toContain('如未按时收到周报')
    expect(await bindings()).toEqual([
      { conversation: 'test:room', scope: 'pair', pair: pairId('武隆'), locale: 'zh-CN', bound: true },
    ])
    const [entry] = await world.database.client.auditEntry.findMany()
    expect(entry).toMatchObject({
      feature: 'channels',
      action: 'bind',
      pairId: pairId('武隆'),
      account: 'test:admin',
    })
  })

  it('binds to the whole programme, and says what it was bound to before', async () => {
    await world.run('/bind 武隆')
    const answer = await world.run('/bind 全部')
    expect(words(answer)).toContain('本频道已绑定：全部结对')
    expect(words(answer)).toContain('原先绑定的是：济南—武隆')
    expect(await bindings()).toMatchObject([{ scope: 'programme', pair: null, bound: true }])
  })

  it('keeps the language of the channel when it is bound again, and serves a pair by several channels', async () => {
    await world.run('/bind Wulong', { locale: 'en' })
    await world.run('/bind 武隆')
    await world.run('/bind 武隆', { conversation: 'test:other' })
    expect(await bindings()).toMatchObject([
      { conversation: 'test:room', locale: 'en' },
      { conversation: 'test:other', locale: 'zh-CN' },
    ])
  })

  it('warns of a year whose holidays are not known', async () => {
    expect(words(await world.run('/bind 武隆', { now: '2027-03-03T10:00' }))).toContain(
      '2027年放假安排尚未录入',
    )
    expect(words(await world.run('/bind 武隆'))).not.toContain('尚未录入')
  })

  it('lets an officer bind their own pair only', async () => {
    await world.run('/bind 武隆', { account: 'test:li' })
    await expect(world.run('/bind 奉节', { account: 'test:li' })).rejects.toMatchObject({
      notice: { key: 'programme.right.otherPair', values: { whom: '管理员（张管理）' } },
    })
    await expect(world.run('/bind 全部', { account: 'test:li' })).rejects.toMatchObject({
      notice: { key: 'channels.administratorsOnly' },
    })
  })

  it('lets no officer take the channel of another pair', async () => {
    await world.run('/bind 奉节')
    await expect(world.run('/bind 武隆', { account: 'test:li' })).rejects.toMatchObject({
      notice: { key: 'channels.notYours' },
    })
    expect(await bindings()).toMatchObject([{ pair: pairId('奉节') }])
  })

  it('refuses strangers and names the administrator', async () => {
    await expect(world.run('/bind 武隆', { account: 'test:nobody' })).rejects.toMatchObject({
      notice: { key: 'programme.right.stranger', values: { whom: '管理员（张管理）' } },
    })
  })
})

describe('/unbind', () => {
  it('ends the binding, which may be made again', async () => {
    await world.run('/bind 武隆')
    expect(words(await world.run('/unbind'))).toContain('已解除绑定：济南—武隆')
    expect(await bindings()).toMatchObject([{ bound: false }])
    await world.run('/bind 武隆')
    expect(await bindings()).toMatchObject([{ bound: true }])
  })

  it('says so when there is nothing to end', async () => {
    await expect(world.run('/unbind')).rejects.toMatchObject({ notice: { key: 'channels.notBound' } })
  })
})

describe('/lang', () => {
  it.each(['/lang en', '/lang 英文', '/lang English'])(
    '%s changes the language of the person',
    async (line) => {
      expect(words(await world.run(line, { account: 'test:nobody' }))).toContain('answered in English')
      const account = await world.database.client.account.findUnique({ where: { reference: 'test:nobody' } })
      expect(account?.locale).toBe('en')
    },
  )

  it('changes the language of the channel for those who write for it', async () => {
    await world.run('/bind 武隆')
    expect(words(await world.run('/lang 频道 en', { account: 'test:li' }))).toContain(
      "This channel's summaries",
    )
    expect(await bindings()).toMatchObject([{ locale: 'en' }])
    await expect(world.run('/lang channel zh', { account: 'test:nobody' })).rejects.toMatchObject({
      notice: { key: 'channels.notYours' },
    })
    expect(await bindings()).toMatchObject([{ locale: 'en' }])
  })
})

describe('a private chat', () => {
  it('is no channel, and is told where one is bound', async () => {
    await expect(world.run('/bind 武隆', { private: true })).rejects.toThrow('channels.private')
    expect(await bindings()).toEqual([])
  })
})
