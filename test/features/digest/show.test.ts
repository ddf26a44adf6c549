import { beforeEach, describe, expect, it } from 'vitest'
import { createDigest } from '../../../src/features/digest/index.ts'
import type { FeatureFactory } from '../../../src/programme/feature.ts'
import { type ContextOptions, type World, worldOf } from '../../harness/context.ts'
import { plain } from '../../harness/plain.ts'
import { digestOf } from './fake.ts'

let world: World
let periods: unknown[]

const listening: FeatureFactory = ({ registry }) => {
  const section = digestOf(async () => [
    { pairId: registry.pairs[0]?.id ?? 0, visits: 3, people: 36, year: 11, overdue: [] },
  ])
  return {
    name: 'listening',
    commands: [],
    digest: {
      ...section,
      collect: (transaction, period, today) => {
        periods.push(period)
        return section.collect(transaction, period, today)
      },
    },
  }
}

beforeEach(async () => {
  periods = []
  world = await worldOf(createDigest, listening)
})

const ask = async (line: string, options: ContextOptions = {}) =>
  plain((await world.run(line, { now: '2025-03-05T10:00', ...options })).card)

describe('/digest', () => {
  it('previews the week so far and says that it is a preview', async () => {
    const said = await ask('/digest preview 武隆')
    expect(said).toContain('# 济南—武隆 2025年第10周（3月3日至9日）')
    expect(said).toContain('预览：本周截至3月5日的情况，周报尚未发布。')
    expect(said).toContain('济南市与武隆区开展交流互访3批次、36人次')
    expect(periods).toEqual([{ start: '2025-03-03', end: '2025-03-05' }])
  })

  it('shows the last whole week when none is named', async () => {
    expect(await ask('/digest 武隆')).toContain('# 济南—武隆 2025年第9周（2月24日至3月2日）')
    expect(periods).toEqual([{ start: '2025-02-24', end: '2025-03-02' }])
  })

  it.each(['2025-W02', '第2周', '2025年第二周'])('shows any week: %s', async (week) => {
    const said = await ask(`/digest ${week} 武隆`)
    expect(said).toContain('第2周（1月6日至12日）')
    expect(said).not.toContain('预览')
  })

  it('takes the current week by its number for a preview', async () => {
    expect(await ask('/digest 第10周 武隆')).toContain('预览')
  })

  it('refuses a week that has not begun', async () => {
    await expect(ask('/digest 2025-W11 武隆')).rejects.toThrow('digest.future')
  })

  it('sums up the programme in its channels and for its administrators', async () => {
    expect(await ask('/digest', { account: 'test:stranger', scope: { kind: 'programme' } })).toContain(
      '# 鲁渝协作',
    )
    expect(await ask('/digest preview', { locale: 'en' })).toContain('# Shandong–Chongqing cooperation')
  })

  it('asks a stranger for the pair, and refuses it outside the channel', async () => {
    await expect(ask('/digest', { account: 'test:stranger' })).rejects.toThrow('programme.right.readAll')
    await expect(ask('/digest 武隆', { account: 'test:stranger' })).rejects.toThrow('programme.right.read')
  })
})
