import { beforeAll, describe, expect, it } from 'vitest'
import type { Answer } from '../../../src/core/command.ts'
import { createDigest } from '../../../src/features/digest/index.ts'
import { createPairs } from '../../../src/features/pairs/index.ts'
import { createStatus } from '../../../src/features/status/index.ts'
import { createVisits } from '../../../src/features/visits/index.ts'
import { type World, worldOf } from '../../harness/context.ts'

let world: World
beforeAll(async () => {
  world = await worldOf(createPairs, createVisits, createStatus, createDigest)
})

const words = ({ card }: Answer) => JSON.stringify(card.blocks)

describe('/pairs', () => {
  it('lists the 14 in administrative order with codes and agreement', async () => {
    const { card } = await world.run('/pairs')
    const table = card.blocks.find((block) => block.type === 'table')
    expect(table?.rows).toHaveLength(14)
    expect(table?.rows[0]).toEqual(['1', '济南市', '武隆区', '370100 / 500156', '2010-12-13'])
    expect(table?.rows[13]?.slice(1, 3)).toEqual(['滨州市', '奉节县'])
  })

  it('speaks English', async () => {
    const { card } = await world.run('/pairs', { locale: 'en' })
    const table = card.blocks.find((block) => block.type === 'table')
    expect(table?.rows[12]?.[2]).toBe('Pengshui Miao and Tujia Autonomous County')
  })
})

describe('/pair', () => {
  it('shows names, codes, former names, agreement and institutions', async () => {
    const said = words(await world.run('/pair 武隆'))
    for (const piece of [
      '济南市 · Jǐnán · Jinan City',
      '武隆区 · Wǔlóng · Wulong District',
      '武隆县 Wulong County · 500232 · 至2016年',
      '2010年12月13日',
      '重庆市扶贫开发办公室',
      '武隆区：暂无机构记录',
    ])
      expect(said).toContain(piece)
  })

  it('names institutions with the years in which they are on record', async () => {
    const said = words(await world.run('/pair Yunyang', { locale: 'en' }))
    expect(said).toContain('Yunyang County Rural Revitalisation Bureau (2022)')
    expect(said).toContain('Weihai City: no institution on record')
  })

  it('leads to what the features offer of the pair', async () => {
    const { card } = await world.run('/pair 开县')
    const buttons = card.blocks.flatMap((block) => (block.type === 'actions' ? block.actions : []))
    expect(buttons.map(({ press }) => press.values.text)).toEqual([
      '/visit list pair:"开州"',
      '/status 500154',
      '/digest preview 500154',
    ])
  })

  it('stands for the pair of the channel, and for the list elsewhere', async () => {
    const pair = world.registry.pairs[0]
    if (!pair) throw new Error('there are pairs')
    expect((await world.run('/pair', { scope: { kind: 'pair', pair } })).card.summary).toBe('济南—武隆')
    expect((await world.run('/pair')).card.summary).toBe('结对名录（14对）')
  })

  it('tells names of officers to officers in private only, and counts channels', async () => {
    await world.database.transact(async (transaction) => {
      const now = new Date('2025-03-01T00:00:00Z')
      const officer = await transaction.officer.create({
        data: {
          name: '李明',
          role: 'officer',
          side: 'recipient',
          scope: 'pair',
          pairId: world.registry.pairs[0]?.id ?? 0,
          createdAt: now,
          createdBy: 'test:admin',
        },
      })
      await transaction.account.create({ data: { reference: 'test:li', name: 'li', officerId: officer.id } })
      for (const [conversation, broken] of [
        ['telegram:-1', null],
        ['telegram:-2', now],
        ['console:武隆', null],
      ] as const)
        await transaction.channel.create({
          data: {
            conversation,
            scope: 'pair',
            pairId: world.registry.pairs[0]?.id ?? 0,
            locale: 'zh-CN',
            boundAt: now,
            boundBy: 'test:admin',
            brokenSince: broken,
          },
        })
    })
    const inChannel = words(
      await world.run('/pair 武隆', { account: 'test:li', conversation: 'telegram:-1' }),
    )
    expect(inChannel).toContain('受援方1名')
    expect(inChannel).not.toContain('李明')
    expect(inChannel).toContain('Telegram 2个（其中1个发送失败）')
    expect(inChannel).toContain('终端 1个')
    expect(words(await world.run('/pair 武隆', { account: 'test:li', private: true }))).toContain(
      '受援方：李明',
    )
    const stranger = { account: 'test:nobody', conversation: 'telegram:-1', private: true }
    // A private chat that is bound is nobody's channel: whoever is an officer no more reads nothing there.
    await expect(world.run('/pair 武隆', stranger)).rejects.toMatchObject({
      notice: { key: 'programme.right.read' },
    })
  })

  it('is not for strangers outside its channel', async () => {
    await expect(world.run('/pair 武隆', { account: 'test:nobody' })).rejects.toMatchObject({
      notice: { key: 'programme.right.read' },
    })
    await expect(
      world.run('/pair 奉节', { account: 'test:nobody', conversation: 'telegram:-1' }),
    ).rejects.toMatchObject({ notice: { key: 'programme.right.read' } })
  })
})
