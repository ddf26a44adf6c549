import type { Claim, FieldType } from '../form/field.ts'
import { fold } from '../text.ts'
import type { DayRange } from '../time/day.ts'

const year = '(?:19|20)\\d{2}'
const notBefore = '(?<![\\p{Script=Latin}\\p{N}_./#+:-]|第\\s?|page\\s|页码?\\s)'
const notBehind =
  '(?![\\p{Script=Latin}\\p{N}_%]|[./:-]\\d|\\s?[年月日号页人名位次批份个]|\\s(?:people|persons?|pages?)\\b)'
const inLine = new RegExp(`${notBefore}${year}${notBehind}`, 'giu')
const whole = new RegExp(`^${year}$`, 'u')

/** Periods among which a bare year is one (2024), as nobody would say it of a day. */
export const withYears = (periods: FieldType<DayRange>): FieldType<DayRange> => ({
  ...periods,
  recognise: (line, reading) => {
    const claims = periods.recognise(line, reading)
    const years = [...line.matchAll(inLine)].map(
      ({ 0: text, index }): Claim<DayRange> => ({
        start: index,
        end: index + text.length,
        outcome: periods.validate(`${text}年`, reading),
      }),
    )
    const isApart = (one: Claim<DayRange>) =>
      claims.every(({ start, end }) => end <= one.start || one.end <= start)
    return [...claims, ...years.filter(isApart)].sort((one, other) => one.start - other.start)
  },
  validate: (typed, reading) => {
    const text = fold(typed).trim()
    return periods.validate(whole.test(text) ? `${text}年` : typed, reading)
  },
})
