import { z } from 'zod'
import { dateRange } from '../../../core/fields/date.ts'
import { problemOf, quoted, understood } from '../../../core/fields/outcome.ts'
import type { FieldType, Outcome } from '../../../core/form/field.ts'
import { notice, type Translator } from '../../../core/i18n.ts'
import { fold } from '../../../core/text.ts'
import { addDays, type Day, type DayRange, isDay, toDay } from '../../../core/time/day.ts'
import type { WorkdayCalendar } from '../../../programme/calendar.ts'

/** `2025-02`. */
export type Month = string

export const firstOf = (month: Month): Day => toDay(`${month}-01`)
/** The first day of the month after. */
const after = (month: Month): Day => toDay(`${addDays(firstOf(month), 31).slice(0, 7)}-01`)
export const lastOf = (month: Month): Day => addDays(after(month), -1)
export const monthOf = (day: Day): Month => day.slice(0, 7)
/** The month whose return is filed now. */
export const lastMonth = (today: Day): Month => monthOf(addDays(firstOf(monthOf(today)), -1))

/** Day of the next month by which a return is filed (domain.md, section 3). */
const dueDay = 4

/** The 5th of the next month, or the next workday where that is none. */
export const dueOf = (month: Month, calendar: WorkdayCalendar): Day => {
  const fifth = addDays(after(month), dueDay)
  return calendar.isWorkday(fifth) ? fifth : calendar.addWorkdays(fifth, 1)
}

export const showMonth = (month: Month, { locale }: Translator): string =>
  new Intl.DateTimeFormat(locale, { year: 'numeric', month: 'long', timeZone: 'UTC' }).format(
    new Date(`${month}-01T00:00:00Z`),
  )

const isWhole = ({ start, end }: DayRange): boolean =>
  start === firstOf(monthOf(start)) && end === lastOf(monthOf(start))
const days = dateRange({ prefer: 'past' })
const written = /(?<![\d-])(?<year>20\d{2})-(?<number>\d{1,2})(?![\d-])/gu

const asMonth = ({
  year = '',
  number = '',
}: Readonly<Record<string, string | undefined>>): Month | undefined => {
  const month = `${year}-${number.padStart(2, '0')}`
  return isDay(`${month}-01`) ? month : undefined
}

const ofDays = (outcome: Outcome<DayRange>): Outcome<Month> | undefined =>
  outcome.kind === 'value' && isWhole(outcome.value) ? understood(monthOf(outcome.value.start)) : undefined

/** A whole month: 2025-02, 2025年2月, 上个月, February. */
export const monthField = (): FieldType<Month> => ({
  name: 'month',
  schema: z.string().regex(/^\d{4}-\d{2}$/u),
  recognise: (line, reading) => {
    const numbers = [...line.matchAll(written)].flatMap(({ 0: text, index, groups = {} }) => {
      const month = asMonth(groups)
      return month === undefined
        ? []
        : [{ start: index, end: index + text.length, outcome: understood(month) }]
    })
    if (numbers.length > 0) return numbers
    return days.recognise(line, reading).flatMap(({ outcome, ...piece }) => {
      const month = ofDays(outcome)
      return month ? [{ ...piece, outcome: month }] : []
    })
  },
  validate: (typed, reading) => {
    const [match] = fold(typed)
      .trim()
      .matchAll(new RegExp(`^${written.source}$`, 'gu'))
    const month = match && asMonth(match.groups ?? {})
    return (
      (month === undefined ? ofDays(days.validate(typed, reading)) : understood(month)) ??
      problemOf(notice('funds.month.unknown', { text: quoted(typed) }))
    )
  },
  ask: () => ({ kind: 'text', multiline: false }),
  show: (month, { translate }) => showMonth(month, translate),
  write: (month) => month,
})
