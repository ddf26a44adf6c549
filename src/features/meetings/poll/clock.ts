import { z } from 'zod'
import { problemOf, quoted, understood } from '../../../core/fields/outcome.ts'
import type { FieldType } from '../../../core/form/field.ts'
import { notice } from '../../../core/i18n.ts'
import { fold } from '../../../core/text.ts'
import { clockIn } from './slot-words.ts'

/** When meetings usually begin, to choose from; any other time of day can be typed. */
const usual = ['08:30', '09:00', '09:30', '10:00', '14:00', '14:30', '15:00', '15:30', '16:00', '19:00']

/** A time of day by itself, on clocks in China: 下午2点半, 14:30. */
export const clockField = (): FieldType<string> => ({
  name: 'clock',
  schema: z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/u),
  recognise: () => [],
  validate: (typed) => {
    const clock = clockIn(fold(typed).trim())
    return clock === undefined
      ? problemOf(notice('polls.clockUnknown', { text: quoted(typed) }))
      : understood(clock)
  },
  ask: () => ({ kind: 'choice', options: usual.map((clock) => ({ label: clock, value: clock })) }),
  show: (clock) => clock,
  write: (clock) => clock,
})
