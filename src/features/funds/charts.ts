import { percentOf, yuanOf } from '../../core/fields/fen.ts'
import { shortYuan } from '../../core/fields/yuan.ts'
import { yearOf } from '../../core/time/day.ts'
import { showDay } from '../../core/time/words.ts'
import type { Transaction } from '../../db/database.ts'
import { Prisma } from '../../generated/prisma/client.ts'
import { showGrowth } from '../../programme/charts/figures.ts'
import { chartTitle } from '../../programme/charts/titled.ts'
import { type ComparedYears, comparedYears, yearChart } from '../../programme/charts/year.ts'
import type { ChartOffer, FeatureTools } from '../../programme/feature.ts'
import { tiers } from '../../programme/fields/tier.ts'
import { familyOf } from '../../programme/places/family.ts'
import { readAccounts } from './balances.ts'
import { disbursedNet, totalOf } from './sums.ts'

/** What each tier planned, and what of it was disbursed and paid. */
export const tierChart = ({ registry }: FeatureTools): ChartOffer => ({
  name: 'funds',
  title: 'funds.chart.name',
  words: ['fund', 'funds', 'money', '资金', '资金来源', '资金图', 'tiers'],
  read: async (transaction, pair, today, translate) => {
    const accounts = await readAccounts(transaction, pair && familyOf(registry, pair))
    const balances = [...accounts.values()].flat()
    if (balances.length === 0) return undefined
    const all = totalOf(balances)
    const short = (fen: bigint) => shortYuan(yuanOf(fen), translate)
    return {
      type: 'bars',
      measure: 'money',
      title: chartTitle(pair, translate('funds.chart.title'), translate),
      note: translate('funds.chart.asOf', { day: showDay(today, translate), year: String(yearOf(today)) }),
      summary: translate('funds.chart.summary', {
        planned: short(all.planned),
        disbursed: short(disbursedNet(all)),
        paid: short(all.paid),
        rate: percentOf(all.paid, all.planned) ?? 'none',
      }),
      rowTitle: translate('funds.chart.row'),
      series: [
        translate('funds.chart.planned'),
        translate('funds.chart.disbursed'),
        translate('funds.chart.paid'),
      ],
      rows: tiers.flatMap((tier) => {
        const own = balances.filter((balance) => balance.tier === tier)
        const sums = totalOf(own)
        return own.length === 0
          ? []
          : [
              {
                label: translate('funds.chart.tier', { tier }),
                values: [sums.planned, disbursedNet(sums), sums.paid].map(yuanOf),
              },
            ]
      }),
    }
  },
})

interface MonthOfPayments {
  readonly month: string
  readonly fen: bigint
}

/** What was paid to contractors and beneficiaries, by month, in one query; what was reversed is taken away in its own month. */
const paidByMonth = (
  transaction: Transaction,
  { now, before }: ComparedYears,
  pairIds: readonly number[] | undefined,
): Promise<MonthOfPayments[]> => transaction.$queryRaw`
  SELECT to_char(happened_on, 'YYYY-MM') AS month, (sum(amount) * 100)::bigint AS fen
  FROM fund_entry
  WHERE type IN ('paid', 'released') AND (
      happened_on BETWEEN ${now.start}::date AND ${now.end}::date
      OR happened_on BETWEEN ${before.start}::date AND ${before.end}::date
    ) ${pairIds ? Prisma.sql`AND pair_id = ANY(${[...pairIds]}::int[])` : Prisma.empty}
  GROUP BY 1`

/** What was spent, month by month, against last year. */
export const paidChart = ({ registry }: FeatureTools): ChartOffer => ({
  name: 'paid',
  title: 'funds.chart.paidName',
  words: ['paid', 'payments', 'spending', '支付', '支出', '支出进度'],
  read: async (transaction, pair, today, translate) => {
    const years = comparedYears(today)
    const months = await paidByMonth(transaction, years, pair && familyOf(registry, pair))
    if (months.length === 0) return undefined
    const within = ({ start, end }: ComparedYears['now']) =>
      months
        .filter(({ month }) => month >= start.slice(0, 7) && month <= end.slice(0, 7))
        .reduce((sum, { fen }) => sum + fen, 0n)
    const [now, before] = [within(years.now), within(years.before)]
    const growth = showGrowth(yuanOf(now), yuanOf(before), translate)
    return yearChart(
      {
        title: chartTitle(pair, translate('funds.chart.paidTitle'), translate),
        today,
        measure: 'money',
        byMonth: new Map(months.map(({ month, fen }) => [month, yuanOf(fen)])),
        now: shortYuan(yuanOf(now), translate),
        before: shortYuan(yuanOf(before), translate),
        growth: growth && translate('funds.chart.growth', { growth }),
      },
      translate,
    )
  },
})
