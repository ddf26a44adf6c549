import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { choice } from '../../../src/core/fields/choice.ts'
import { count } from '../../../src/core/fields/count.ts'
import { date, dateRange } from '../../../src/core/fields/date.ts'
import { dateTime } from '../../../src/core/fields/date-time.ts'
import { file } from '../../../src/core/fields/file.ts'
import { money } from '../../../src/core/fields/money.ts'
import { page } from '../../../src/core/fields/page.ts'
import { percent } from '../../../src/core/fields/percent.ts'
import { reference } from '../../../src/core/fields/reference.ts'
import { text } from '../../../src/core/fields/text.ts'
import type { FieldType } from '../../../src/core/form/field.ts'
import { fold } from '../../../src/core/text.ts'
import { addDays } from '../../../src/core/time/day.ts'
import { anyDay, anyReading, anyText } from './reading.ts'

const two = (number: number) => `${number}`.padStart(2, '0')
const range = fc
  .tuple(anyDay, fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 40 }), fc.integer({ min: 0, max: 800 })))
  .map(([start, days]) => ({ start, end: addDays(start, days) }))
const moment = fc
  .tuple(anyDay, fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }))
  .map(([day, hour, minute]) => `${day}T${two(hour)}:${two(minute)}`)
const amount = fc
  .tuple(fc.bigInt({ min: 0n, max: 10n ** 16n - 1n }), fc.integer({ min: 0, max: 99 }))
  .map(([yuan, fen]) => `${yuan}.${two(fen)}`)
const percentage = fc
  .tuple(fc.integer({ min: 0, max: 999_999 }), fc.integer({ min: 0, max: 99 }))
  .map(([units, hundredths]) => `${units}.${two(hundredths)}`.replace(/\.?0+$/u, '') || '0')
const id = fc.stringMatching(/^[\w-]{1,20}$/)
const name = fc.string({ unit: 'grapheme', minLength: 1 }).filter((words) => /^[^<>\r\n\s]+$/u.test(words))

interface Subject<Value> {
  readonly title: string
  readonly type: FieldType<Value>
  readonly values: fc.Arbitrary<Value>
}
const subject = <Value>(title: string, type: FieldType<Value>, values: fc.Arbitrary<Value>) =>
  // Only what every type can do is used below.
  ({ title, type, values }) as unknown as Subject<unknown>

const options = [
  { value: 'planned', label: 'core.form.back', words: ['计划', 'planned'] },
  { value: 'done', label: 'core.form.skip', words: ['已完成', 'done'] },
] as const

const subjects = [
  ...(['past', 'future', 'nearest'] as const).flatMap((prefer) => [
    subject(`date (${prefer})`, date({ prefer }), anyDay),
    subject(`date range (${prefer})`, dateRange({ prefer }), range),
    subject(`date and time (${prefer})`, dateTime({ prefer }), moment),
  ]),
  subject('money', money(), amount),
  subject('percent', percent(), percentage),
  subject('count', count({ units: ['人', '人次', 'people'] }), fc.integer({ min: 0, max: 2_147_483_647 })),
  subject(
    'reference',
    reference('V'),
    fc.integer({ min: 1, max: 99_999 }).map((n) => `V-2025-${`${n}`.padStart(4, '0')}`),
  ),
  subject('page', page(), fc.integer({ min: 0, max: 999_999 })),
  subject('text', text(), name),
  subject('file', file(), fc.array(fc.record({ name, id }), { minLength: 1, maxLength: 10 })),
  subject('choice', choice(options), fc.constantFrom('planned' as const, 'done' as const)),
]

describe.each(subjects)('$title', ({ type, values }) => {
  it('throws on no text, and claims only what lies in the line', () => {
    fc.assert(
      fc.property(anyText, anyReading, (typed, reading) => {
        const outcome = type.validate(typed, reading)
        if (outcome.kind === 'value') expect(type.schema.safeParse(outcome.value).success).toBe(true)
        if (outcome.kind === 'problem') expect(reading.translate.say(outcome.problem)).not.toBe('')
        let last = 0
        for (const { start, end } of type.recognise(fold(typed), reading).sort((a, b) => a.start - b.start)) {
          expect(start).toBeGreaterThanOrEqual(last)
          expect(end).toBeGreaterThan(start)
          last = end
        }
        expect(last).toBeLessThanOrEqual(typed.length)
      }),
      { numRuns: 150 },
    )
  })

  it('reads back what it shows and what it writes, in both languages', () => {
    fc.assert(
      fc.property(values, anyReading, (value, reading) => {
        // Nobody types a file: people are shown its name.
        if (type.name !== 'file')
          expect(type.validate(type.show(value, reading), reading)).toEqual({ kind: 'value', value })
        expect(type.validate(type.write(value), reading)).toEqual({ kind: 'value', value })
        expect(type.schema.safeParse(value).success).toBe(true)
      }),
      { numRuns: 100 },
    )
  })
})
