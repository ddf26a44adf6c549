import { z } from 'zod'
import { problemOf, quoted, understood } from '../../../core/fields/outcome.ts'
import type { FieldType, Outcome } from '../../../core/form/field.ts'
import { notice } from '../../../core/i18n.ts'
import { fold } from '../../../core/text.ts'
import { clocksIn } from './slot-words.ts'

/** When meetings usually begin, to choose from; any other time of day can be typed. */
const usual = ['08:30', '09:00', '09:30', '10:00', '14:00', '14:30', '15:00', '15:30', '16:00', '19:00']

const outcomeOf = (typed: string, clock: string | undefined): Outcome<string> =>
  clock === undefined ? problemOf(notice('polls.clockUnknown', { text: quoted(typed) })) : understood(clock)

/** A time of day by itself, on clocks in China: 下午2点半, 14:30. */
export const clockField = (): FieldType<string> => ({
  // What is typed is meant as it stands, as one of a few is: 14:30 is no key and its value.
  name: 'choice',
  schema: z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/u),
  recognise: (line) =>
    clocksIn(line, false).map(({ start, end, clock }) => ({
      start,
      end,
      outcome: outcomeOf(line.slice(start, end), clock),
    })),
  validate: (typed) => {
    const text = fold(typed).trim()
    const [only, ...others] = clocksIn(text, true)
    const isWhole = only?.start === 0 && only.end === text.length
    return outcomeOf(typed, others.length === 0 && isWhole ? only.clock : undefined)
  },
  ask: () => ({ kind: 'choice', options: usual.map((clock) => ({ label: clock, value: clock })) }),
  show: (clock) => clock,
  write: (clock) => clock,
})
