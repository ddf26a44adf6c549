import { expect, it } from 'vitest'
import { translatorOf } from '../../../src/core/i18n.ts'
import { toDay } from '../../../src/core/time/day.ts'
import { createCalendar } from '../../../src/programme/calendar.ts'
import { deadlineField } from '../../../src/programme/fields/deadline.ts'

const field = deadlineField(createCalendar())
const reading = { today: toDay('2025-04-01'), translate: translatorOf('zh-CN') }

it.each([
  ['4月30日', '2025-04-30'],
  ['4月30日前', '2025-04-30'],
  ['截止4月30日', '2025-04-30'],
  ['by 30 April', '2025-04-30'],
  // Qingming is a holiday.
  ['10个工作日', '2025-04-16'],
  ['五个工作日内', '2025-04-09'],
  ['within 3 working days', '2025-04-07'],
])(
  '%s is %s, by itself and at the end of a line whose other days are part of what is to be done',
  (typed, day) => {
    expect(field.validate(typed, reading)).toEqual({ kind: 'value', value: day })
    const line = `4月底前开工建设 ${typed}`
    expect(field.recognise(line, reading)).toEqual([
      { start: line.length - typed.length, end: line.length, outcome: { kind: 'value', value: day } },
    ])
    const shown = field.show(toDay(day), reading)
    expect(field.validate(shown, reading)).toEqual({ kind: 'value', value: day })
  },
)

it.each(['0个工作日', '900个工作日', '尽快', '4月底前开工建设'])('%s is no deadline', (typed) => {
  expect(field.validate(typed, reading).kind).toBe('problem')
  expect(field.recognise(`报送名单 ${typed}`, reading)).toEqual([])
})
