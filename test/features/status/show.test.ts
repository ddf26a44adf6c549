import { beforeEach, describe, expect, it } from 'vitest'
import { renderConsole } from '../../../src/adapters/console/render.ts'
import { renderCard as renderOnSlack } from '../../../src/adapters/slack/render.ts'
import { render as renderOnTelegram } from '../../../src/adapters/telegram/render.ts'
import { type Card, card, facts, heading, lineAction, pageAction } from '../../../src/core/card.ts'
import { type Locale, locales } from '../../../src/core/request.ts'
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
    title: 'pairs.code',
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
    title: 'pairs.officers',
    pair: async () => [],
    overview: async () => [
      { title: 'Parcels', cells: new Map([[registry.pairs[0]?.id ?? 0, '7']]), total: '7' },
    ],
  },
})

let world: World
beforeEach(async () => {
  world = await worldOf(createStatus, letters, parcels)
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
    world = await worldOf(createStatus, parcels)
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

/** Ten features with three columns each, as the programme may come to have. */
const titles = [
  'digest.week',
  'digest.pair',
  'pairs.code',
  'pairs.number',
  'pairs.officers',
  'pairs.former',
  'status.total',
  'history.reference',
  'help.command',
  'help.title',
] as const
const ten: readonly FeatureFactory[] = titles.map((title, index) => ({ registry }) => ({
  name: `feature${index}`,
  commands: [],
  status: {
    title,
    pair: async () => [],
    overview: async () =>
      ['甲乙', '批次', '逾期'].map((column, place) => ({
        title: `${column}${index}`,
        cells: new Map(registry.pairs.map(({ id }) => [id, `${id * 100 + place}`])),
        total: '12345',
      })),
  },
}))

describe('the status of all pairs with ten features', () => {
  beforeEach(async () => {
    world = await worldOf(createStatus, ...ten)
  })
  const cardOf = async (line: string, locale: Locale) => (await world.run(line, { locale })).card
  const buttonsOf = ({ blocks }: Card) =>
    blocks.flatMap((block) => (block.type === 'actions' ? block.actions : []))

  it('shows what three of them say first, and a button for each', async () => {
    const said = plain(await cardOf('/status all', 'zh-CN')).split('\n')
    expect(said[2]).toBe('结对 | 甲乙0 | 甲乙1 | 甲乙2')
    expect(said.filter((line) => line.includes('section:'))).toHaveLength(10)
  })

  it('shows all of one in the same place, by button or by its name, and the way back', async () => {
    const [, , , fourth] = buttonsOf(await cardOf('/status all', 'zh-CN'))
    expect(fourth?.press).toMatchObject({ action: 'line', values: { replace: 'yes' } })
    for (const line of [fourth?.press.values.text ?? '', '/status 全部 序号', '/status 序号']) {
      const shown = await cardOf(line, 'zh-CN')
      expect(plain(shown)).toContain('# 14对结对：序号\n')
      expect(plain(shown)).toContain('结对 | 甲乙3 | 批次3 | 逾期3')
      expect(buttonsOf(shown)[0]).toEqual(pageAction('概览', '/status all'))
      expect(buttonsOf(shown)).toHaveLength(10)
    }
  })

  it.each(locales)('is one message with one table on every platform, in %s', async (locale) => {
    for (const line of ['/status all', '/status all section:feature3']) {
      const shown = await cardOf(line, locale)
      const onTelegram = renderOnTelegram(shown, locale)
      expect(onTelegram).toHaveLength(1)
      // As columns. In English the names of pairs are too long for that beside three: each cell has a line of its own.
      const totals = onTelegram[0]?.text.split('\n').filter((row) => /12345 +12345 +12345/.test(row))
      expect(totals).toHaveLength(locale === 'en' ? 0 : 1)
      const { messages } = renderOnSlack(shown, locale)
      expect(messages).toHaveLength(1)
      expect(messages[0]?.blocks.filter(({ type }) => type === 'table')).toHaveLength(1)
      expect(renderConsole(shown, false, 'data').actions).toHaveLength(10)
    }
  })
})

describe('the status of a record', () => {
  it('is shown by the feature that keeps it', async () => {
    expect(await ask('/status l-2025-7')).toBe('# the letter L-2025-0007')
  })
})
