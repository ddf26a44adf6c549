import { dateRange } from '../../core/fields/date.ts'
import type { FieldType } from '../../core/form/field.ts'
import { type DayRange, yearOf } from '../../core/time/day.ts'
import { showDay, showDayWithYear } from '../../core/time/words.ts'

/** When a project shall begin and be completed: years apart from today, so that they are always said. */
export const periodField = (): FieldType<DayRange> => ({
  ...dateRange({ prefer: 'nearest' }),
  show: ({ start, end }, { translate }) =>
    yearOf(start) === yearOf(end)
      ? translate('projects.period.together', {
          year: `${yearOf(start)}`,
          start: showDay(start, translate),
          end: showDay(end, translate),
        })
      : translate('days.apart', {
          start: showDayWithYear(start, translate),
          end: showDayWithYear(end, translate),
        }),
})
