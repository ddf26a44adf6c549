import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { translatorOf } from '../../../src/core/i18n.ts'
import { toDay } from '../../../src/core/time/day.ts'
import { taskNumber } from '../../../src/features/tasks/number.ts'

const reading = { today: toDay('2025-03-03'), translate: translatorOf('en') }

describe('the number of a task', () => {
  it.each(['17', '#17', '17号', ' １７ '])('is read from “%s”', (typed) => {
    expect(taskNumber.validate(typed, reading)).toEqual({ kind: 'value', value: 17 })
  })

  it.each(['', '一', '17人', '1.5', 'V-2025-0001', '12345678901'])('is not read from “%s”', (typed) => {
    expect(taskNumber.validate(typed, reading).kind).toBe('problem')
    expect(taskNumber.recognise(typed, reading)).toEqual([])
  })

  it('never throws, and what is shown can be read', () => {
    fc.assert(
      fc.property(fc.string(), fc.nat({ max: 999_999_999 }), (text, number) => {
        taskNumber.recognise(text, reading)
        taskNumber.validate(text, reading)
        expect(taskNumber.validate(taskNumber.show(number, reading), reading)).toEqual({
          kind: 'value',
          value: number,
        })
      }),
    )
  })
})
