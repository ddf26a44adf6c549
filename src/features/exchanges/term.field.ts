import { dateRange } from '../../core/fields/date.ts'
import { readEnglishNumber } from '../../core/fields/dates/english-words.ts'
import { readNumeral } from '../../core/fields/numerals.ts'
import type { Claim, FieldType, Outcome, Reading } from '../../core/form/field.ts'
import { mask } from '../../core/line/piece.ts'
import { fold } from '../../core/text.ts'
import { addDays, addMonths, type DayRange } from '../../core/time/day.ts'

const begins = '(?:起|开始)?(?:为期|期限|任期|挂职)?(?:共|为)?'
const chinese = '(?<zh>半|\\d{1,2}|[一二两三四五六七八九十]{1,3})(?<half>年半)?(?<zhUnit>个月|年)?(?:期|整)?'
const english =
  '(?:for\\s|of\\s)?(?:a\\sterm\\sof\\s)?(?<en>half\\sa|an?|one|two|three|four|five|six|seven|eight|nine|ten|\\d{1,2})[\\s-](?<enUnit>years?|months?)(?:\\sterm)?'
const clauseEnds = '(?=[\\s,;。]|$)'
const durations = new RegExp(
  `(?:(?<=[日号月])${begins}|(?<![\\p{L}\\d.-])${begins})${chinese}${clauseEnds}|(?<![\\p{L}\\d-])${english}(?!\\p{L})`,
  'giu',
)

interface Duration {
  readonly start: number
  readonly end: number
  readonly months: number
}

/** 两年, 半年, 6个月, for two years: how long a term is, in months. */
const durationsIn = (line: string): Duration[] =>
  [...line.matchAll(durations)].flatMap((match) => {
    const { zh, half, zhUnit, en, enUnit } = match.groups ?? {}
    const place = { start: match.index, end: match.index + match[0].length }
    if (zh !== undefined) {
      if (zh === '半') return zhUnit === '年' ? [{ ...place, months: 6 }] : []
      const count = readNumeral(zh)
      if (count === undefined || (zhUnit === undefined && half === undefined)) return []
      return [{ ...place, months: zhUnit === '个月' ? count : count * 12 + (half ? 6 : 0) }]
    }
    const months = enUnit?.toLowerCase().startsWith('month') ? 1 : 12
    if (/^half/iu.test(en ?? '')) return [{ ...place, months: months / 2 }]
    const count = readEnglishNumber(en ?? '')
    return count === undefined ? [] : [{ ...place, months: count * months }]
  })

/** From its first day for so many months: until the day before. */
const lasting = ({ start }: DayRange, months: number): DayRange => ({
  start,
  end: addDays(addMonths(start, months), -1),
})

/** The term of a secondment: its first and last day, or its first and how long it is (2025年3月1日起两年, for six months from 10 March). */
export const termField = (): FieldType<DayRange> => {
  const type = dateRange({ prefer: 'nearest' })
  const withDuration = (outcome: Outcome<DayRange>, months: number): Outcome<DayRange> =>
    outcome.kind === 'value' ? { ...outcome, value: lasting(outcome.value, months) } : outcome
  return {
    ...type,
    name: 'term',
    recognise: (line, reading) => {
      const [duration, ...others] = durationsIn(line)
      const claims = type.recognise(duration ? mask(line, [duration]) : line, reading)
      const [only, ...more] = claims
      if (!duration || others.length > 0 || !only || more.length > 0) return type.recognise(line, reading)
      const outcome = withDuration(only.outcome, duration.months)
      const { start, end } = duration
      return [
        { ...only, outcome },
        { start, end, outcome },
      ] satisfies Claim<DayRange>[]
    },
    validate: (typed, reading: Reading) => {
      const line = fold(typed).trim()
      const [duration] = durationsIn(line)
      if (!duration) return type.validate(typed, reading)
      const rest = mask(line, [duration]).replaceAll('\0', ' ').trim()
      return withDuration(type.validate(rest.replace(/[起开始,\s]+$/u, ''), reading), duration.months)
    },
  }
}
