import { beforeEach, describe, expect, it } from 'vitest'
import { UserError } from '../../../src/core/errors.ts'
import { addDays, instantAt } from '../../../src/core/time/day.ts'
import { createChannels } from '../../../src/features/channels/index.ts'
import { createDigest } from '../../../src/features/digest/index.ts'
import { createVisits } from '../../../src/features/visits/index.ts'
import type { FeatureFactory } from '../../../src/programme/feature.ts'
import { administrator, type Office, officerOf, openOffice } from '../../harness/office.ts'
import { monthsOf } from '../../programme/charts/samples.ts'

let office: Office
/** Pairs, by their places, of which nothing can be drawn. */
let broken: number[]

/** A chart of every pair, which fails where it is told to. */
const drawing: FeatureFactory = () => ({
  name: 'drawing',
  commands: [],
  charts: [
    {
      name: 'months',
      title: 'visits.noun',
      words: [],
      read: async (_transaction, pair, today) => {
        if (pair && broken.includes(pair.position)) throw new Error('cannot be drawn')
        return { ...monthsOf(3), title: `${pair?.position ?? 'all'} ${today}` }
      },
    },
  ],
})

beforeEach(async () => {
  broken = []
  office = await openOffice(createVisits, createDigest, createChannels, drawing)
})

/** The Monday comes: the job runs, and then what has come due; twice, as after a restart. */
const monday = async () => {
  office.moveTo('2025-03-10T09:00')
  const job = office.features.find(({ name }) => name === 'digest')?.jobs?.[0]
  if (!job) throw new Error('no job')
  const slot = instantAt('2025-03-10T09:00', 'Asia/Shanghai')
  const { sent, clock, database } = office
  const send = async (message: (typeof sent)[number]) => sent.push(message) > 0
  await database.transact((transaction) => job.run({ transaction, clock, slot, late: false, send }))
  await office.runDue()
  await office.runDue()
  return sent.map(({ to, key, card }) => [to, key.replace(/(?<=W10):\d+/, ''), card.summary])
}
const want = (conversation: string) =>
  office.database.client.channel.update({ where: { conversation }, data: { digestCharts: true } })

describe('charts after the weekly summary', () => {
  it('follow it where they are wanted, once, as of the end of the week', async () => {
    await office.bind('test:one', 1)
    await office.bind('test:two', 2)
    await office.bind('test:all', undefined, 'en')
    await want('test:two')
    await want('test:all')
    const sent = await monday()
    expect(sent.slice(0, 3).map(([to, key]) => [to, key])).toEqual([
      ['test:one', 'digest:2025-W10'],
      ['test:two', 'digest:2025-W10'],
      ['test:all', 'digest:2025-W10'],
    ])
    expect(sent.slice(3).sort()).toEqual([
      ['test:all', 'digest:2025-W10:months', 'all 2025-03-09'],
      ['test:two', 'digest:2025-W10:months', '2 2025-03-09'],
    ])
    expect(office.sent.find(({ to, key }) => to === 'test:all' && key.endsWith('months'))?.locale).toBe('en')
  })

  it('are left out where nothing can be drawn, and the others come', async () => {
    broken = [2]
    for (const position of [1, 2, 3]) {
      await office.bind(`test:${position}`, position)
      await want(`test:${position}`)
    }
    const sent = await monday()
    expect(sent.map(([to, key]) => `${to} ${key}`)).toEqual(
      expect.arrayContaining([
        'test:1 digest:2025-W10:months',
        'test:2 digest:2025-W10',
        'test:3 digest:2025-W10:months',
      ]),
    )
    expect(sent).toHaveLength(5)
    // It is tried again, and comes once it can.
    broken = []
    office.moveTo('2025-03-10T09:01')
    await office.runDue()
    expect(office.sent.at(-1)).toMatchObject({ to: 'test:2', card: { summary: '2 2025-03-09' } })
    expect(office.sent).toHaveLength(6)
  })

  it('do not come to a channel that was unbound meanwhile', async () => {
    await office.bind('test:one', 1)
    await want('test:one')
    broken = [1]
    await monday()
    broken = []
    await office.database.client.channel.updateMany({ data: { unboundAt: office.clock.now() } })
    office.moveTo(`${addDays(office.clock.today(), 1)}T09:00`)
    await office.runDue()
    expect(office.sent).toHaveLength(1)
  })
})

describe('/digest charts', () => {
  const isOn = async () => (await office.database.client.channel.findFirstOrThrow()).digestCharts

  it('is for whoever may change the channel, and is off again after it was unbound', async () => {
    const jinan = await officerOf(office, 1, 'assisting')
    const zibo = await officerOf(office, 2, 'assisting')
    await expect(office.say(jinan, '周报 图表 开')).rejects.toThrow(UserError)
    await office.say(jinan, '绑定 武隆')
    expect(await isOn()).toBe(false)
    await expect(office.say(zibo, '周报 图表 开')).rejects.toThrow(UserError)
    expect(await isOn()).toBe(false)
    await office.say(jinan, '周报 图表 开')
    expect(await isOn()).toBe(true)
    await office.say(jinan, '绑定 济南')
    expect(await isOn()).toBe(true)
    await office.say(jinan, '解绑')
    await office.say(jinan, '绑定 武隆')
    expect(await isOn()).toBe(false)
    await office.say(administrator, 'digest charts on')
    expect(await isOn()).toBe(true)
    await office.say(administrator, '/digest charts 关')
    expect(await isOn()).toBe(false)
    const entries = await office.database.client.auditEntry.findMany({
      where: { action: 'digest-charts' },
      orderBy: { id: 'asc' },
    })
    expect(entries.map(({ after }) => (after as { digestCharts?: boolean } | null)?.digestCharts)).toEqual([
      true,
      true,
      false,
    ])
  })
})
