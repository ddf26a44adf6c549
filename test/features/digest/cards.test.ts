import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { text } from '../../../src/core/card.ts'
import { translatorOf } from '../../../src/core/i18n.ts'
import { toDay } from '../../../src/core/time/day.ts'
import {
  type Circumstances,
  pairDigestCard,
  programmeDigestCard,
} from '../../../src/features/digest/cards.ts'
import type { Collected } from '../../../src/features/digest/collect.ts'
import type { Pair } from '../../../src/programme/places/registry.ts'
import { plain } from '../../harness/plain.ts'
import { foundingRegistry } from '../../harness/registry.ts'
import { fakeDigest, type Tally } from './fake.ts'

const registry = foundingRegistry()
const [jinan, zibo] = registry.pairs as readonly [Pair, Pair]
const chinese = translatorOf('zh-CN')
const english = translatorOf('en')
const ordinary: Circumstances = { calendar: { ...fakeCalendar(true) } }

function fakeCalendar(known: boolean) {
  return {
    isWorkday: () => true,
    addWorkdays: () => toDay('2025-01-01'),
    workdaysBetween: () => 0,
    knows: () => known,
  }
}

const collected = (...tallies: Tally[]): Collected => ({
  week: '2025-W10',
  period: { start: toDay('2025-03-03'), end: toDay('2025-03-09') },
  today: toDay('2025-03-10'),
  asOf: toDay('2025-03-10'),
  sections: [{ section: fakeDigest, data: tallies }],
})

const busy = collected(
  { pairId: jinan.id, visits: 3, people: 36, year: 11, overdue: ['V-2025-0001'] },
  { pairId: zibo.id, visits: 0, people: 0, year: 0, overdue: ['V-2025-0002'] },
)

describe('the week of a pair', () => {
  it('says the official sentence, the records and what is overdue, in Chinese', () => {
    expect(plain(pairDigestCard(busy, jinan, ordinary, chinese))).toBe(
      [
        '# 济南—武隆 2025年第10周（3月3日至9日）',
        '本周，济南市与武隆区开展交流互访3批次、36人次；今年以来（截至3月9日）累计开展交流互访11批次。',
        '3 visits',
        '(warning) 逾期1项（截至3月10日）',
        '- V-2025-0001',
      ].join('\n'),
    )
  })

  it('says the same in English', () => {
    expect(plain(pairDigestCard(busy, jinan, ordinary, english))).toBe(
      [
        '# Jinan–Wulong: week 10 of 2025 (3–9 March)',
        'This week, Jinan City and Wulong District recorded 3 exchange visits (36 person-times); since the beginning of the year (as of 9 March) they have recorded 11 exchange visits.',
        '3 visits',
        '(warning) 1 item overdue (as of 10 March)',
        '- V-2025-0001',
      ].join('\n'),
    )
  })

  it.each([
    ['2024-W52', '2024-12-23', '2024-12-29', '2024-12-30', '今年以来（截至12月29日）累计'],
    ['2025-W01', '2024-12-30', '2025-01-05', '2025-01-06', '2024年（截至12月31日）累计'],
    ['2020-W53', '2020-12-28', '2021-01-03', '2021-01-04', '2020年（截至12月31日）累计'],
    ['2025-W01', '2024-12-30', '2024-12-31', '2024-12-31', '今年以来（截至12月31日）累计'],
    ['2024-W40', '2024-09-30', '2024-10-06', '2025-03-03', '2024年（截至10月6日）累计'],
  ])('names the year that its total is of: %s to %s', (week, start, end, today, words) => {
    const period = { start: toDay(start), end: toDay(end) }
    const then = { ...busy, week, period, today: toDay(today) }
    expect(plain(pairDigestCard(then, jinan, ordinary, chinese))).toContain(words)
    expect(plain(programmeDigestCard(then, registry.pairs, ordinary, english))).toMatch(
      words.includes('年（') ? /in 20\d\d \(up to .*\) they recorded/ : /since the beginning of the year/,
    )
  })

  it('is one short line when nothing happened', () => {
    const quiet = pairDigestCard(collected(), jinan, ordinary, chinese)
    expect(plain(quiet)).toBe('# 济南—武隆 2025年第10周（3月3日至9日）\n本周，济南市与武隆区无新增工作记录。')
  })

  it('still says what is overdue when nothing happened', () => {
    expect(plain(pairDigestCard(busy, zibo, ordinary, chinese))).toContain(
      '逾期1项（截至3月10日）\n- V-2025-0002',
    )
  })

  it('says that it is late, that it is a preview, and that the holidays of the year are unknown', () => {
    const circumstances = {
      calendar: fakeCalendar(false),
      preview: true,
      dueOn: toDay('2025-03-10'),
    }
    const card = plain(pairDigestCard(collected(), jinan, circumstances, chinese))
    expect(card).toContain('补发：本应于3月10日发布。')
    expect(card).toContain('预览：本周截至3月9日的情况，周报尚未发布。')
    expect(card).toContain('2025年节假日安排尚未收录')
  })

  it('counts everything overdue and shows five', () => {
    const overdue = Array.from({ length: 8 }, (_, index) => `V-2025-000${index + 1}`)
    const many = collected({ pairId: jinan.id, visits: 0, people: 0, year: 0, overdue })
    const card = plain(pairDigestCard(many, jinan, ordinary, chinese))
    expect(card).toContain('逾期8项（截至3月10日）')
    expect(card).toContain('- V-2025-0005\n(quiet) 另有3项逾期')
    expect(card).not.toContain('V-2025-0006')
  })

  it('leaves one pair out of the words of another', () => {
    expect(JSON.stringify(pairDigestCard(busy, zibo, ordinary, chinese))).not.toContain('V-2025-0001')
  })
})

describe('the week of the programme', () => {
  it('gives totals, the pairs with something to say and the count of the others', () => {
    expect(plain(programmeDigestCard(busy, registry.pairs, ordinary, chinese))).toBe(
      [
        '# 鲁渝协作 2025年第10周（3月3日至9日）',
        '本周，14对结对市县开展交流互访3批次、36人次；今年以来（截至3月9日）累计开展交流互访11批次。',
        '结对 | 本周情况 | 逾期',
        '济南—武隆 | 开展交流互访3批次、36人次 | 1',
        '淄博—石柱 | — | 1',
        '(quiet) 另有12对结对本周无新增工作记录。',
        '(warning) 逾期2项（截至3月10日）',
      ].join('\n'),
    )
  })

  it('says the same in English', () => {
    expect(plain(programmeDigestCard(busy, registry.pairs, ordinary, english))).toBe(
      [
        '# Shandong–Chongqing cooperation: week 10 of 2025 (3–9 March)',
        'This week, the 14 pairs recorded 3 exchange visits (36 person-times); since the beginning of the year (as of 9 March) they have recorded 11 exchange visits.',
        'Pair | This week | Overdue',
        'Jinan–Wulong | 3 exchange visits (36 person-times) | 1',
        'Zibo–Shizhu | — | 1',
        '(quiet) 12 other pairs recorded nothing new this week.',
        '(warning) 2 items overdue (as of 10 March)',
      ].join('\n'),
    )
  })

  it('is one short line when nothing happened anywhere', () => {
    expect(plain(programmeDigestCard(collected(), registry.pairs, ordinary, chinese))).toBe(
      '# 鲁渝协作 2025年第10周（3月3日至9日）\n本周，14对结对市县无新增工作记录。',
    )
  })
})

it('gives the same bytes for the same data', () => {
  const tally = fc.record({
    pairId: fc.constantFrom(...registry.pairs.map(({ id }) => id)),
    visits: fc.nat(20),
    people: fc.nat(500),
    year: fc.nat(200),
    overdue: fc.array(fc.string(), { maxLength: 3 }),
  })
  fc.assert(
    fc.property(fc.array(tally), fc.constantFrom(chinese, english), (tallies, translate) => {
      const bytes = () => {
        const data = structuredClone(collected(...tallies).sections[0]?.data) as Tally[]
        return JSON.stringify([
          pairDigestCard(collected(...data), jinan, ordinary, translate),
          programmeDigestCard(collected(...data), registry.pairs, ordinary, translate),
        ])
      }
      expect(bytes()).toBe(bytes())
    }),
  )
})

it('passes the blocks of the features on as they are', () => {
  const block = text('<b>不是标记</b>')
  const data = {
    ...busy,
    sections: [
      {
        section: {
          ...fakeDigest,
          present: () => ({ fragments: [], blocks: [block], overdue: { count: 0, lines: [] } }),
        },
        data: [],
      },
    ],
  }
  expect(pairDigestCard(data, jinan, ordinary, chinese).blocks).toContainEqual(block)
})
