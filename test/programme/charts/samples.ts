import fc from 'fast-check'
import type { BarChart, Chart, ProgressChart } from '../../../src/programme/charts/chart.ts'

const said = {
  title: '济南—武隆 每月互访人次',
  note: '2025年，截至3月9日；上年为同期',
  summary: '今年以来3批次、36人次；上年同期2批次、28人次。人次同比增长28.6%。',
}

/** Months of two years. */
export const monthsOf = (count: number): BarChart => ({
  type: 'bars',
  ...said,
  measure: 'count',
  rowTitle: '月份',
  series: ['2025年', '2024年'],
  rows: Array.from({ length: count }, (_, index) => ({
    label: `${index + 1}月`,
    values: [`${(index + 1) * 37}`, `${(index + 1) * 21}`],
  })),
})

/** Planned, disbursed and paid, from a fen to all that can be recorded. */
export const moneyByTier: BarChart = {
  type: 'bars',
  ...said,
  measure: 'money',
  rowTitle: '层级',
  series: ['安排', '拨付', '支付'],
  rows: [
    { label: '市级', values: ['9999999999999999.99', '140000000.00', '42500000'] },
    { label: '石柱土家族自治县中益乡人民政府（含乡村振兴有关部门）', values: ['0.01', undefined, '0.00'] },
  ],
}

export const projects: ProgressChart = {
  type: 'progress',
  ...said,
  rowTitle: '项目',
  rows: [
    {
      label: '石柱土家族自治县中益乡华溪村黄精产业园及配套冷链仓储设施建设项目（二期）',
      done: '65',
      elapsed: '72',
    },
    { label: '蔬菜大棚', done: '20.5', elapsed: '80', isBehind: true },
    { label: '冷链', done: '1250', elapsed: '100' },
    { label: '道路', done: undefined, elapsed: undefined },
  ],
}

const words = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.string({
    unit: fc.constantFrom('石', '柱', '縣', ' ', 'a', '，', '1', '%', '🚀', '\u0301', '\n'),
    maxLength: 80,
  }),
)
const decimal = fc
  .tuple(fc.boolean(), fc.bigInt({ min: 0n, max: 10n ** 18n }), fc.option(fc.nat(99)))
  .map(
    ([minus, whole, decimals]) =>
      `${minus ? '-' : ''}${whole}${decimals === null ? '' : `.${`${decimals}`.padStart(2, '0')}`}`,
  )
const figure = fc.option(decimal, { nil: undefined })
const saying = { title: words, note: words, summary: words, rowTitle: words, more: fc.nat(5000) }

/** Any chart at all. */
export const charts: fc.Arbitrary<Chart> = fc.oneof(
  fc.record({
    type: fc.constant('bars' as const),
    ...saying,
    measure: fc.constantFrom('count' as const, 'money' as const, 'percent' as const),
    series: fc.array(words, { maxLength: 4 }),
    rows: fc.array(fc.record({ label: words, values: fc.array(figure, { maxLength: 4 }) }), {
      maxLength: 20,
    }),
  }),
  fc.record({
    type: fc.constant('progress' as const),
    ...saying,
    rows: fc.array(fc.record({ label: words, done: figure, elapsed: figure, isBehind: fc.boolean() }), {
      maxLength: 15,
    }),
  }),
)
