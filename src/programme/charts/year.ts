import type { Translator } from '../../core/i18n.ts'
import { type Day, type DayRange, isDay, toDay, yearOf, yearTo } from '../../core/time/day.ts'
import { showDay } from '../../core/time/words.ts'
import type { BarChart, Measure } from './chart.ts'

/** This year up to a day, and last year up to the same day; of 29 February up to the 28th. */
export interface ComparedYears {
  readonly now: DayRange
  readonly before: DayRange
}

export const comparedYears = (today: Day): ComparedYears => {
  const year = yearOf(today) - 1
  const same = `${year}${today.slice(4)}`
  return { now: yearTo(today), before: yearTo(isDay(same) ? same : toDay(`${year}-02-28`)) }
}

/** A figure of a month, by `YYYY-MM`; a month without one has nothing. */
type ByMonth = ReadonlyMap<string, string>

export interface YearFigures {
  readonly title: string
  readonly today: Day
  readonly measure: Measure
  readonly byMonth: ByMonth
  /** What the year comes to, as of the same day of both: `3批次、36人次`. */
  readonly now: string
  readonly before: string
  /** `人次同比增长25.3%`; undefined where there was nothing a year ago. */
  readonly growth: string | undefined
}

const monthsOfYear = 12

/** The months of this year so far beside those of last year, both cut off on the same day. */
export const yearChart = (
  { title, today, measure, byMonth, now, before, growth }: YearFigures,
  translate: Translator,
): BarChart => {
  const year = yearOf(today)
  const months = Array.from({ length: monthsOfYear }, (_, index) => `${index + 1}`.padStart(2, '0'))
  return {
    type: 'bars',
    title,
    note: translate('charts.asOf', { day: showDay(today, translate), year: String(year) }),
    summary:
      growth === undefined
        ? translate('charts.againstLast', { now, before })
        : translate('charts.againstLastGrown', { now, before, growth }),
    measure,
    rowTitle: translate('charts.monthTitle'),
    series: [year, year - 1].map((one) => translate('charts.year', { year: String(one) })),
    rows: months
      .filter((month) => month <= today.slice(5, 7))
      .map((month) => ({
        label: translate('charts.month', { month: `m${month}` }),
        values: [year, year - 1].map((one) => byMonth.get(`${one}-${month}`) ?? '0'),
      })),
  }
}
