import { beforeEach, describe, expect, it } from 'vitest'
import { card, facts, heading, lineAction } from '../../../src/core/card.ts'
import { createStatus } from '../../../src/features/status/index.ts'
import type { FeatureFactory } from '../../../src/programme/feature.ts'
import type { ContextOptions, World } from '../../harness/context.ts'
import { worldOf } from '../../harness/context.ts'
import { plain } from '../../harness/plain.ts'

/** Two features that have something to say, one of them with records. */
const letters: FeatureFactory = ({ registry }) => ({
  name: 'letters',
  commands: [],
  status: {
    pair: async (_transaction, pair, today) => [
      heading('Letters'),
      facts(['Count', `${pair.position} on ${today}`]),
    ],
    overview: async () => [
      {
        title: 'Letters',
        cells: new Map(registry.pairs.map(({ id, position }) => [id, `${position}`])),
        total: '105',
      },
    ],
  },
  pairActions: (pair) => [lineAction('List', `/letter list ${pair?.position}`)],
  records: {
    prefix: 'L',
    show: async (_context, reference) => card(heading(`the letter ${reference}`)),
  },
})

const parcels: FeatureFactory = ({ registry }) => ({
  name: 'parcels',
  commands: [],
  status: {
    pair: async () => [],
    overview: async () => [
      { title: 'Parcels', cells: new Map([[registry.pairs[0]?.id ?? 0, '7']]), total: '7' },
    ],
  },
})

let world: World
beforeEach(async () => {
  world = await worldOf(createStatus, [letters, parcels])
})

const ask = async (line: string, options: ContextOptions = {}) => plain((await world.run(line, options)).card)

const pairAt = (index: number) => {
  const pair = world.registry.pairs[index]
  if (!pair) throw new Error('there are 14 pairs')
  return pair
}

describe('the status of a pair', () => {
  it('is what the features say, with the cut-off date and buttons at the foot', async () => {
    expect(await ask('/status 武隆')).toBe(
      [
        '# 济南—武隆 工作进展',
        '(quiet) 截至3月3日',
        '# Letters',
        'Count: 1 on 2025-03-03',
        '[List] /letter list 1',
        '[全部结对] /status all',
      ].join('\n'),
    )
  })

  it('speaks English', async () => {
    const said = await ask('/status Wulong', { locale: 'en' })
    expect(said).toContain('# Jinan–Wulong: how it stands\n(quiet) As of 3 March')
    expect(said).toContain('[List] /letter list 1\n[All pairs] /status all')
  })

  it('is that of the channel when none is named', async () => {
    expect(await ask('/status', { scope: { kind: 'pair', pair: pairAt(4) } })).toContain(
      '# 烟台—巫山 工作进展',
    )
  })

  it('is that of the officer in a private chat', async () => {
    const { client } = world.database
    const officer = await client.officer.create({
      data: {
        name: '李明',
        role: 'officer',
        side: 'assisting',
        scope: 'pair',
        pairId: pairAt(2).id,
        createdAt: new Date(0),
        createdBy: 'test',
      },
    })
    await client.account.create({ data: { reference: 'test:li', name: '李明', officerId: officer.id } })
    expect(await ask('/status', { account: 'test:li', private: true })).toContain('# 枣庄—丰都 工作进展')
  })

  it('is that of all pairs for somebody who serves no pair of their own', async () => {
    expect(await ask('/status', { scope: { kind: 'none' } })).toContain('# 14对结对工作进展')
  })

  it('says so when no feature has anything', async () => {
    world = await worldOf(createStatus, [parcels])
    expect(await ask('/status 武隆')).toContain('暂无记录。')
  })

  it('is refused to a stranger outside the channel of the pair', async () => {
    const stranger = { account: 'test:stranger' }
    await expect(ask('/status 武隆', stranger)).rejects.toThrow('programme.right.read')
    await expect(ask('/status all', stranger)).rejects.toThrow('programme.right.read')
    await expect(
      ask('/status all', { ...stranger, scope: { kind: 'pair', pair: pairAt(0) } }),
    ).rejects.toThrow('programme.right.read')
    expect(await ask('/status', { ...stranger, scope: { kind: 'pair', pair: pairAt(0) } })).toContain(
      '济南—武隆',
    )
  })
})

describe('the status of all pairs', () => {
  it('is a table in administrative order with totals', async () => {
    const lines = (await ask('/status all')).split('\n')
    expect(lines.slice(0, 5)).toEqual([
      '# 14对结对工作进展',
      '(quiet) 截至3月3日',
      '结对 | Letters | Parcels',
      '济南—武隆 | 1 | 7',
      '淄博—石柱 | 2 | —',
    ])
    expect(lines.at(-1)).toBe('合计 | 105 | 7')
    expect(lines).toHaveLength(2 + 1 + 14 + 1)
  })

  it('is the answer in a channel of the programme, to anybody', async () => {
    const said = await ask('/status', {
      account: 'test:stranger',
      scope: { kind: 'programme' },
      locale: 'en',
    })
    expect(said).toContain('# How the 14 pairs stand')
    expect(said).toContain('Total | 105 | 7')
  })
})

describe('the status of a record', () => {
  it('is shown by the feature that keeps it', async () => {
    expect(await ask('/status l-2025-7')).toBe('# the letter L-2025-0007')
  })
})
