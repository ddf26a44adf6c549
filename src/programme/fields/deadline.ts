import { date } from '../../core/fields/date.ts'
import { numeral, readNumeral } from '../../core/fields/numerals.ts'
import { understood } from '../../core/fields/outcome.ts'
import type { FieldType, Reading } from '../../core/form/field.ts'
import { fold } from '../../core/text.ts'
import type { Day } from '../../core/time/day.ts'
import type { WorkdayCalendar } from '../calendar.ts'

/** 10个工作日内, within ten workdays: counted from today. */
const workdays = new RegExp(
  `^(?:(?:in|within)\\s+)?(?<count>${numeral})\\s*(?:个?工作日(?:之?内|以内|后)?|(?:work(?:ing)?[ -]?|business )days?)$`,
  'iu',
)
/** In workdays: a slip of the finger is noticed. */
const longest = 250

/** What a last day is told with: 4月30日前, by 30 April. */
const before = /^(?:by|before|until|no later than|不迟于|截至|截止到?)\s*/iu
const behind = /\s*(?:之前|以前|前|止|为止)$/u

/** Words at the end of a line that may be a deadline, the longest first: four at most (by 30 April 2025). */
const endings = (line: string): Array<{ readonly start: number; readonly end: number }> => {
  const end = line.replace(/[\s\0.。;；!！]+$/u, '').length
  const starts = [...line.slice(0, end).matchAll(/(?<=^|[\s,，;；:：\0])[^\s,，;；:：\0]+/gu)].map(
    ({ index }) => index,
  )
  return starts.slice(-4).map((start) => ({ start, end }))
}

/**
 * The day by which something is to be done: a day, or a number of workdays from today. In a line it stands at the end: what is
 * to be done tells of days too.
 */
export const deadlineField = (calendar: WorkdayCalendar): FieldType<Day> => {
  const day = date({ prefer: 'nearest' })
  const validate = (typed: string, reading: Reading) => {
    const text = fold(typed).trim()
    const count = readNumeral(workdays.exec(text)?.groups?.count ?? '')
    if (count !== undefined && count > 0 && count <= longest)
      return understood(calendar.addWorkdays(reading.today, count))
    return day.validate(text.replace(before, '').replace(behind, ''), reading)
  }
  return {
    name: 'deadline',
    schema: day.schema,
    recognise: (line, reading) => {
      const told = endings(line)
        .map((piece) => ({ ...piece, outcome: validate(line.slice(piece.start, piece.end), reading) }))
        .find(({ outcome }) => outcome.kind !== 'problem')
      return told ? [told] : []
    },
    validate,
    ask: (reading) => day.ask(reading),
    show: (value, reading) => day.show(value, reading),
    write: (value) => value,
  }
}
