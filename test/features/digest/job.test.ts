import { beforeEach, describe, expect, it } from 'vitest'
import type { OutgoingMessage } from '../../../src/core/outgoing.ts'
import { stoppedClock } from '../../../src/core/time/clock.ts'
import { instantAt } from '../../../src/core/time/day.ts'
import type { Database } from '../../../src/db/database.ts'
import { createDigest } from '../../../src/features/digest/index.ts'
import { createCalendar } from '../../../src/programme/calendar.ts'
import type { ProgrammeFeature } from '../../../src/programme/feature.ts'
import type { Registry } from '../../../src/programme/places/registry.ts'
import { createProjectRules } from '../../../src/programme/project-rules.ts'
import { foundedDatabase } from '../../harness/database.ts'
import { plain } from '../../harness/plain.ts'
import { digestOf, type Tally } from './fake.ts'

const zone = 'Asia/Shanghai'
const slot = instantAt('2025-03-10T09:00', zone)

let database: Database
let registry: Registry
let periods: unknown[]
let tallies: readonly Tally[]

beforeEach(async () => {
  ;({ database, registry } = await foundedDatabase())
  periods = []
  tallies = []
})

const bind = async (
  conversation: string,
  pairId: number | null,
  settings: { locale?: string; unboundAt?: Date; brokenSince?: Date } = {},
) =>
  database.client.channel.create({
    data: {
      conversation,
      scope: pairId === null ? 'programme' : 'pair',
      pairId,
      locale: 'zh-CN',
      boundAt: slot,
      boundBy: 'console:admin',
      ...settings,
    },
  })

const listening = (): ProgrammeFeature => {
  const section = digestOf(async () => tallies)
  return {
    name: 'listening',
    commands: [],
    digest: {
      ...section,
      collect: (transaction, period, today) => {
        periods.push({ ...period, today })
        return section.collect(transaction, period, today)
      },
    },
  }
}

/** Runs the job as the scheduler does; `sent` are the messages with new keys. */
const run = async (known: Set<string>, late = false): Promise<OutgoingMessage[]> => {
  const features: ProgrammeFeature[] = [listening()]
  const [job] =
    createDigest({
      registry,
      calendar: createCalendar(),
      features: () => features,
      digestCron: '0 9 * * 1',
      ladderWorkdays: [3, 5, 10],
      projectRules: createProjectRules(),
      fundLimit: '1000000.00',
      defaultLocale: 'zh-CN',
    }).jobs ?? []
  if (!job) throw new Error('the digest has a job')
  const sent: OutgoingMessage[] = []
  const send = async (message: OutgoingMessage) => {
    if (known.has(message.key)) return false
    known.add(message.key)
    sent.push(message)
    return true
  }
  await database.transact((transaction) =>
    job.run({ transaction, clock: stoppedClock(slot, zone), slot, late, send }),
  )
  return sent
}

const idOf = (index: number) => {
  const pair = registry.pairs[index]
  if (!pair) throw new Error('there are 14 pairs')
  return pair.id
}

describe('the weekly summary', () => {
  it('is due on the configured times and made up for until the next one is due', () => {
    const [job] =
      createDigest({
        registry,
        calendar: createCalendar(),
        features: () => [],
        digestCron: '30 8 * * 5',
        ladderWorkdays: [3, 5, 10],
        projectRules: createProjectRules(),
        fundLimit: '1000000.00',
        defaultLocale: 'zh-CN',
      }).jobs ?? []
    expect(job).toMatchObject({ name: 'digest', cron: '30 8 * * 5', catchUpHours: 168 })
  })

  it('goes to every bound channel in its language, about the Monday to Sunday before', async () => {
    tallies = [{ pairId: idOf(0), visits: 3, people: 36, year: 11, overdue: [] }]
    await bind('telegram:-1', idOf(0))
    await bind('slack:T1/C1', idOf(0), { locale: 'en' })
    await bind('telegram:-2', idOf(4))
    await bind('telegram:-3', null)
    const sent = await run(new Set())
    expect(periods).toEqual([{ start: '2025-03-03', end: '2025-03-09', today: '2025-03-10' }])
    expect(sent.map(({ to, locale, card }) => [to, locale, plain(card).split('\n')[0]])).toEqual([
      ['telegram:-1', 'zh-CN', '# 济南—武隆 2025年第10周（3月3日至9日）'],
      ['slack:T1/C1', 'en', '# Jinan–Wulong: week 10 of 2025 (3–9 March)'],
      ['telegram:-2', 'zh-CN', '# 烟台—巫山 2025年第10周（3月3日至9日）'],
      ['telegram:-3', 'zh-CN', '# 鲁渝协作 2025年第10周（3月3日至9日）'],
    ])
    expect(sent.map(({ card }) => plain(card)).join('\n')).not.toContain('补发')
  })

  it('leaves unbound channels out and keeps broken ones', async () => {
    await bind('telegram:-1', idOf(0), { unboundAt: slot })
    await bind('telegram:-2', idOf(0), { brokenSince: slot })
    expect((await run(new Set())).map(({ to }) => to)).toEqual(['telegram:-2'])
  })

  it('is sent once for a week and a channel, however often it runs', async () => {
    const channel = await bind('telegram:-1', idOf(0))
    const known = new Set<string>()
    expect((await run(known)).map(({ key }) => key)).toEqual([`digest:2025-W10:${channel.id}`])
    expect(await run(known, true)).toEqual([])
  })

  it('says when it should have come', async () => {
    await bind('telegram:-1', idOf(0))
    const [message] = await run(new Set(), true)
    expect(message && plain(message.card)).toContain('补发：本应于3月10日发布。')
  })
})
