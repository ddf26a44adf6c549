import type { Transaction } from '../../db/database.ts'
import { Prisma } from '../../generated/prisma/client.ts'
import { showGrowth } from '../../programme/charts/figures.ts'
import { chartTitle } from '../../programme/charts/titled.ts'
import { type ComparedYears, comparedYears, yearChart } from '../../programme/charts/year.ts'
import type { ChartOffer, FeatureTools } from '../../programme/feature.ts'
import { familyOf } from '../../programme/places/family.ts'

interface MonthOfVisits {
  readonly month: string
  readonly batches: number
  readonly people: number
}

/** The months in which visits began, in one query. */
const visitsByMonth = (
  transaction: Transaction,
  { now, before }: ComparedYears,
  pairIds: readonly number[] | undefined,
): Promise<MonthOfVisits[]> => transaction.$queryRaw`
  SELECT to_char(starts_on, 'YYYY-MM') AS month, count(*)::int AS batches, coalesce(sum(people), 0)::int AS people
  FROM visit
  WHERE state <> 'cancelled' AND (
      starts_on BETWEEN ${now.start}::date AND ${now.end}::date
      OR starts_on BETWEEN ${before.start}::date AND ${before.end}::date
    ) ${pairIds ? Prisma.sql`AND pair_id IN (${Prisma.join([...pairIds])})` : Prisma.empty}
  GROUP BY 1`

/** Person-times of the visits that have begun, month by month, against those of last year. */
export const visitChart = ({ registry }: FeatureTools): ChartOffer => ({
  name: 'visits',
  title: 'visits.status.title',
  words: ['visit', 'visits', '交流互访', '人次'],
  read: async (transaction, pair, today, translate) => {
    const years = comparedYears(today)
    const months = await visitsByMonth(transaction, years, pair && familyOf(registry, pair))
    if (months.length === 0) return undefined
    const begunIn = ({ start, end }: ComparedYears['now']) => {
      const those = months.filter(({ month }) => month >= start.slice(0, 7) && month <= end.slice(0, 7))
      return {
        batches: those.reduce((sum, { batches }) => sum + batches, 0),
        people: those.reduce((sum, { people }) => sum + people, 0),
      }
    }
    const [now, before] = [begunIn(years.now), begunIn(years.before)]
    const growth = showGrowth(`${now.people}`, `${before.people}`, translate)
    return yearChart(
      {
        title: chartTitle(pair, translate('visits.chart.title'), translate),
        today,
        measure: 'count',
        byMonth: new Map(months.map(({ month, people }) => [month, `${people}`])),
        now: translate('visits.count', now),
        before: translate('visits.count', before),
        growth: growth && translate('visits.chart.growth', { growth }),
      },
      translate,
    )
  },
})
