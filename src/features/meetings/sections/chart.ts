import type { Transaction } from '../../../db/database.ts'
import { Prisma } from '../../../generated/prisma/client.ts'
import { showGrowth } from '../../../programme/charts/figures.ts'
import { chartTitle } from '../../../programme/charts/titled.ts'
import { type ComparedYears, comparedYears, yearChart } from '../../../programme/charts/year.ts'
import type { ChartOffer, FeatureTools } from '../../../programme/feature.ts'
import { familyOf } from '../../../programme/places/family.ts'
import { dayColumn } from '../list.ts'

/** By the month in which they were held; meetings of the whole programme count where no pair is asked for. */
const meetingsByMonth = (
  transaction: Transaction,
  { now, before }: ComparedYears,
  pairIds: readonly number[] | undefined,
): Promise<Array<{ month: string; held: number }>> => transaction.$queryRaw`
  SELECT to_char(${dayColumn}, 'YYYY-MM') AS month, count(*)::int AS held
  FROM meeting
  WHERE state <> 'cancelled' AND (
      ${dayColumn} BETWEEN ${now.start}::date AND ${now.end}::date
      OR ${dayColumn} BETWEEN ${before.start}::date AND ${before.end}::date
    ) ${pairIds ? Prisma.sql`AND pair_id IN (${Prisma.join([...pairIds])})` : Prisma.empty}
  GROUP BY 1`

/** The meetings held, month by month, against those of last year. */
export const meetingChart = ({ registry }: FeatureTools): ChartOffer => ({
  name: 'meetings',
  title: 'meetings.status.title',
  words: ['meeting', 'meetings', '开会'],
  read: async (transaction, pair, today, translate) => {
    const years = comparedYears(today)
    const months = await meetingsByMonth(transaction, years, pair && familyOf(registry, pair))
    if (months.length === 0) return undefined
    const heldIn = ({ start, end }: ComparedYears['now']) =>
      months
        .filter(({ month }) => month >= start.slice(0, 7) && month <= end.slice(0, 7))
        .reduce((sum, { held }) => sum + held, 0)
    const [now, before] = [heldIn(years.now), heldIn(years.before)]
    const growth = showGrowth(`${now}`, `${before}`, translate)
    return yearChart(
      {
        title: chartTitle(pair, translate('meetings.chart.title'), translate),
        today,
        measure: 'count',
        byMonth: new Map(months.map(({ month, held }) => [month, `${held}`])),
        now: translate('meetings.chart.count', { count: now }),
        before: translate('meetings.chart.count', { count: before }),
        growth: growth && translate('meetings.chart.growth', { growth }),
      },
      translate,
    )
  },
})
