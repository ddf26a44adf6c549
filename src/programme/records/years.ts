import { UserError } from '../../core/errors.ts'
import { notice } from '../../core/i18n.ts'
import { type Day, yearOf } from '../../core/time/day.ts'

/** In years. A slip of the finger (2052 for 2025) is noticed; what is entered late is not refused (ADR 20). */
const farthest = 5

/** Refuses days of a far year, naming the field, unless they stood before. */
export const checkYears = (
  field: string,
  today: Day,
  days: readonly Day[],
  before: readonly Day[] = [],
): void => {
  const year = days
    .filter((day) => !before.includes(day))
    .map(yearOf)
    .find((one) => Math.abs(one - yearOf(today)) > farthest)
  if (year !== undefined)
    throw new UserError(notice('records.farYear', { year: `${year}`, years: farthest }), field)
}
