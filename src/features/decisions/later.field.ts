import { z } from 'zod'
import { date } from '../../core/fields/date.ts'
import { monthFrom } from '../../core/fields/dates/calendar.ts'
import { numeral, readNumeral } from '../../core/fields/numerals.ts'
import { understood } from '../../core/fields/outcome.ts'
import type { FieldType } from '../../core/form/field.ts'
import { fold } from '../../core/text.ts'
import { addDays, type Day, isDay, toDay } from '../../core/time/day.ts'

const schema = z.union([
  z.string().refine(isDay),
  z.object({ count: z.int().min(1).max(99), unit: z.enum(['days', 'weeks', 'months']) }),
])

/** A day, or how much later than the one that stands. */
export type Later = z.infer<typeof schema>

const source = `(?:再?(?:延期|推迟|顺延|延长)?\\s?)(?<chinese>${numeral})\\s?(?<sign>个月|个?星期|个?礼拜|周|天|日)(?![号\\d前内])|(?:(?:by|for)\\s)?(?<english>\\d{1,2}|a|one|two|three|four)\\s(?<unit>day|week|month)s?(?!\\p{L})(?!\\s(?:ago|before))`
const inLine = new RegExp(`(?<![\\p{L}\\p{N}年月.-])(?:${source})(?!\\p{L})`, 'giu')
const whole = new RegExp(`^(?:${source})$`, 'iu')
const englishNumbers: Readonly<Record<string, number>> = { a: 1, one: 1, two: 2, three: 3, four: 4 }

const read = (groups: Readonly<Record<string, string | undefined>> = {}): Later | undefined => {
  const { chinese, sign = '', english = '', unit = '' } = groups
  const count =
    chinese === undefined ? (englishNumbers[english.toLowerCase()] ?? Number(english)) : readNumeral(chinese)
  const units = /月|month/iu.test(sign + unit)
    ? 'months'
    : /[天日]|day/iu.test(sign + unit)
      ? 'days'
      : 'weeks'
  return schema.safeParse({ count, unit: units }).data
}

/** The day that is meant, where another stands; of a shorter month the last. */
export const laterThan = (standing: Day, later: Later): Day => {
  if (typeof later === 'string') return toDay(later)
  const { count, unit } = later
  if (unit !== 'months') return addDays(standing, unit === 'days' ? count : count * 7)
  const { year, month } = monthFrom(standing, count)
  const first = toDay(`${year}-${`${month}`.padStart(2, '0')}-01`)
  const same = addDays(first, Number(standing.slice(8)) - 1)
  return same.slice(0, 7) === first.slice(0, 7) ? same : addDays(same, -Number(same.slice(8)))
}

/** Until when something is postponed: 5月30日, 两周, by a month. */
export const laterField = (): FieldType<Later> => {
  const day = date({ prefer: 'nearest' })
  return {
    name: 'later',
    schema,
    recognise: (line, reading) => {
      const days = day.recognise(line, reading)
      return days.length > 0
        ? days
        : [...line.matchAll(inLine)].slice(0, 1).flatMap(({ 0: text, index, groups }) => {
            const value = read(groups)
            return value ? [{ start: index, end: index + text.length, outcome: understood(value) }] : []
          })
    },
    validate: (typed, reading) => {
      const value = read(whole.exec(fold(typed).trim())?.groups)
      return value && whole.test(fold(typed).trim()) ? understood(value) : day.validate(typed, reading)
    },
    ask: (reading) => day.ask(reading),
    show: (value, reading) =>
      typeof value === 'string'
        ? day.show(toDay(value), reading)
        : reading.translate('decisions.laterBy', value),
    write: (value) => (typeof value === 'string' ? value : `${value.count} ${value.unit}`),
  }
}
