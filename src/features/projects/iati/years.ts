import { fenOf, yuanOf } from '../../../core/fields/fen.ts'
import { addDays, type Day, type DayRange, daysBetween, toDay, yearOf } from '../../../core/time/day.ts'

/** The day before the next anniversary; of 29 February, 28 February. */
const endOfYear = (start: Day): Day => {
  const next = `${yearOf(start) + 1}${start.slice(4)}`
  return start.endsWith('-02-29') ? toDay(next.replace('-02-29', '-02-28')) : addDays(toDay(next), -1)
}

/** A period in years from its first day, the last one as long as what is left. */
export const yearsOf = ({ start, end }: DayRange): readonly DayRange[] => {
  const years: DayRange[] = []
  for (let from = start; from <= end; ) {
    const to = endOfYear(from)
    years.push({ start: from, end: to < end ? to : end })
    from = addDays(to, 1)
  }
  return years
}

/**
 * An amount in the years of its period, by their days: the standard allows no longer budget. In yuan with two places, to the
 * last fen the whole amount.
 */
export const budgetYears = (
  period: DayRange,
  yuan: string,
): ReadonlyArray<DayRange & { readonly yuan: string }> => {
  const fen = fenOf(yuan)
  const all = BigInt(daysBetween(period.start, period.end) + 1)
  const until = (day: Day) => (fen * BigInt(daysBetween(period.start, day) + 1)) / all
  return yearsOf(period).map(({ start, end }) => ({
    start,
    end,
    yuan: yuanOf(until(end) - until(addDays(start, -1))),
  }))
}
