import { beforeEach, describe, expect, it } from 'vitest'
import { createOfficers } from '../../src/features/officers/index.ts'
import { mayWrite } from '../../src/programme/people/rights.ts'
import { contextFor, type World, worldOf } from '../harness/context.ts'

let world: World
beforeEach(async () => {
  world = await worldOf(createOfficers)
})

const pairNamed = (name: string) => {
  const read = world.registry.readPair(name)
  if (read.kind !== 'value') throw new Error(name)
  return read.value
}
const later = new Date('2025-03-02T00:00:00Z')
const earlier = new Date('2025-03-01T00:00:00Z')
const entry = { createdAt: earlier, createdBy: 'test:admin' }

/** Everything that is for one pair. */
const rows = {
  officer: (pairId: number) =>
    world.database.client.officer.create({
      data: { name: '李明', role: 'officer', scope: 'pair', pairId, ...entry },
    }),
  invitation: (pairId: number) =>
    world.database.client.invitation.create({
      data: {
        codeHash: '0'.repeat(64),
        name: '李明',
        role: 'officer',
        scope: 'pair',
        pairId,
        expiresAt: later,
        ...entry,
      },
    }),
  channel: (pairId: number) =>
    world.database.client.channel.create({
      data: {
        conversation: 'test:room',
        scope: 'pair',
        pairId,
        locale: 'zh-CN',
        boundAt: earlier,
        boundBy: 'test:admin',
      },
    }),
}
const tables = Object.keys(rows) as Array<keyof typeof rows>

describe('a pair that is deleted by hand', () => {
  it.each(tables)('is kept by its %s', async (table) => {
    const { id } = pairNamed('武隆')
    await rows[table](id)
    await expect(world.database.client.pair.delete({ where: { id } })).rejects.toMatchObject({
      code: 'P2003',
    })
    expect(await world.database.client.pair.count({ where: { id } })).toBe(1)
  })

  it('is kept by the pairs below it, which never come to stand beside the 14', async () => {
    const { id, assisting, recipient } = pairNamed('武隆')
    await world.database.client.pair.create({
      data: { parentId: id, position: 1, assistingId: recipient.id, recipientId: assisting.id },
    })
    await expect(world.database.client.pair.delete({ where: { id } })).rejects.toMatchObject({
      code: 'P2003',
    })
  })

  it('lets no officer write for others', async () => {
    await world.run('/officer add telegram:42 李明 武隆')
    const { id } = pairNamed('武隆')
    await expect(world.database.client.pair.delete({ where: { id } })).rejects.toThrow()
    const writable = await world.database.transact(async (transaction) => {
      const context = await contextFor(transaction, world.registry, { account: 'telegram:42' })
      return world.registry.pairs.filter((pair) => mayWrite(context, pair))
    })
    expect(writable.map((pair) => pair.id)).toEqual([id])
  })
})

describe('a scope', () => {
  it.each(tables)('of one pair cannot lose it in the table of %ss', async (table) => {
    await rows[table](pairNamed('武隆').id)
    await expect(
      world.database.client.$executeRawUnsafe(`UPDATE ${table} SET pair_id = NULL`),
    ).rejects.toThrow(`${table}_scope_agrees`)
  })

  it.each(tables)('of all pairs cannot name one in the table of %ss', async (table) => {
    await rows[table](pairNamed('武隆').id)
    await expect(
      world.database.client.$executeRawUnsafe(`UPDATE ${table} SET scope = 'programme'`),
    ).rejects.toThrow(`${table}_scope_agrees`)
  })
})
