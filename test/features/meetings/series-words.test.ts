import fc from 'fast-check'
import { afterEach, describe, expect, it } from 'vitest'
import { translatorOf } from '../../../src/core/i18n.ts'
import { addDays, toDay } from '../../../src/core/time/day.ts'
import { clockField } from '../../../src/features/meetings/series/clock.field.ts'
import { endField } from '../../../src/features/meetings/series/end.field.ts'
import { occurrencesOf } from '../../../src/features/meetings/series/occurrences.ts'
import { ruleField } from '../../../src/features/meetings/series/rule.field.ts'
import { monthsIn, type Rule, ruleText } from '../../../src/features/meetings/series/rule.ts'

const today = toDay('2025-03-03')
const readings = (['zh-CN', 'en'] as const).map((locale) => ({ today, translate: translatorOf(locale) }))
const [reading] = readings as [(typeof readings)[0]]

const read = (typed: string) => {
  const outcome = ruleField().validate(typed, reading)
  if (outcome.kind === 'problem') return outcome.problem.key.replace('meetings.series.', '! ')
  return outcome.kind === 'value' ? outcome.value : outcome.kind
}

describe('how often a series meets', () => {
  it.each([
    ['每季度第二个周四', 'FREQ=MONTHLY;BYMONTH=1,4,7,10;BYDAY=2TH'],
    ['每季度的第二个星期四', 'FREQ=MONTHLY;BYMONTH=1,4,7,10;BYDAY=2TH'],
    ['每季度末月最后一个周五', 'FREQ=MONTHLY;BYMONTH=3,6,9,12;BYDAY=-1FR'],
    ['每季度最后一个周五', 'FREQ=MONTHLY;BYMONTH=3,6,9,12;BYDAY=-1FR'],
    ['每季度第二个月第一个周一', 'FREQ=MONTHLY;BYMONTH=2,5,8,11;BYDAY=1MO'],
    ['每半年第一个周一', 'FREQ=MONTHLY;BYMONTH=1,7;BYDAY=1MO'],
    ['每月第一个周一', 'FREQ=MONTHLY;BYDAY=1MO'],
    ['每个月的首个星期一', 'FREQ=MONTHLY;BYDAY=1MO'],
    ['每两个月最后一个周五', 'FREQ=MONTHLY;INTERVAL=2;BYDAY=-1FR'],
    ['每月15日', 'FREQ=MONTHLY;BYMONTHDAY=15'],
    ['每月十五号', 'FREQ=MONTHLY;BYMONTHDAY=15'],
    ['每周三', 'FREQ=WEEKLY;BYDAY=WE'],
    ['每周星期天', 'FREQ=WEEKLY;BYDAY=SU'],
    ['每两周周三', 'FREQ=WEEKLY;INTERVAL=2;BYDAY=WE'],
    ['每两周一次，周三', 'FREQ=WEEKLY;INTERVAL=2;BYDAY=WE'],
    ['每隔一周周三', 'FREQ=WEEKLY;INTERVAL=2;BYDAY=WE'],
    ['隔周周三', 'FREQ=WEEKLY;INTERVAL=2;BYDAY=WE'],
    ['every quarter, second Thursday', 'FREQ=MONTHLY;BYMONTH=1,4,7,10;BYDAY=2TH'],
    ['second Thursday of every quarter', 'FREQ=MONTHLY;BYMONTH=1,4,7,10;BYDAY=2TH'],
    ['last Friday of the first month of every quarter', 'FREQ=MONTHLY;BYMONTH=1,4,7,10;BYDAY=-1FR'],
    ['quarterly on the second Thursday', 'FREQ=MONTHLY;BYMONTH=1,4,7,10;BYDAY=2TH'],
    ['every month on the first Monday', 'FREQ=MONTHLY;BYDAY=1MO'],
    ['the 1st Monday of each month', 'FREQ=MONTHLY;BYDAY=1MO'],
    ['every month on the 15th', 'FREQ=MONTHLY;BYMONTHDAY=15'],
    ['every two weeks on Wednesday', 'FREQ=WEEKLY;INTERVAL=2;BYDAY=WE'],
    ['every other Wednesday', 'FREQ=WEEKLY;INTERVAL=2;BYDAY=WE'],
    ['every Wednesday', 'FREQ=WEEKLY;BYDAY=WE'],
    ['weekly on Wednesdays', 'FREQ=WEEKLY;BYDAY=WE'],
    ['每月15日前报送', '! unclear'],
    ['每季度', '! unclear'],
    ['每周一次', '! unclear'],
    ['every quarter', '! unclear'],
    ['每月31日', '! rare'],
    ['每周一和周三', '! several'],
    ['每天', '! unclear'],
    ['每年3月第二个周四', '! unclear'],
    ['every day', '! unclear'],
    ['每月第五个周四', '! rare'],
    ['3月20日', '! unclear'],
  ])('is read from %s', (typed, rule) => {
    expect(read(typed)).toBe(rule)
  })

  it('may be said in two answers', () => {
    for (const [pending, typed] of [
      ['每月', '第一个周一'],
      ['每个月', '首个星期一'],
      ['every month', 'first Monday'],
      ['every month', 'on the first Monday'],
    ] as const)
      expect(ruleField().validate(typed, { ...reading, pending })).toMatchObject({
        value: 'FREQ=MONTHLY;BYDAY=1MO',
      })
  })

  it('reads back what it shows and writes, in both languages, and never throws', () => {
    const rules = fc.record({
      every: fc.constantFrom('week', 'month', 'quarter', 'half'),
      interval: fc.integer({ min: 1, max: 12 }),
      month: fc.integer({ min: 1, max: 3 }),
      weekday: fc.integer({ min: 1, max: 7 }),
      nth: fc.constantFrom(1, 2, 3, 4, -1),
      day: fc.option(fc.integer({ min: 1, max: 28 })),
    })
    const type = ruleField()
    fc.assert(
      fc.property(rules, ({ every, interval, month, weekday, nth, day }) => {
        const isPeriod = every === 'quarter' || every === 'half'
        const rule: Rule = {
          every,
          interval: isPeriod ? 1 : interval,
          month: every === 'quarter' ? month : every === 'half' && month > 1 ? monthsIn.half : 1,
          ...(every === 'month' && day !== null ? { day } : { weekday, ...(every !== 'week' && { nth }) }),
        }
        const text = ruleText(rule)
        for (const one of readings) {
          expect(type.validate(type.show(text, one), one)).toEqual({ kind: 'value', value: text })
          expect(type.validate(type.write(text), one)).toEqual({ kind: 'value', value: text })
        }
      }),
    )
    const words = fc.stringMatching(/^[每隔周月季度第二个三四15日every wk mon,]{0,30}$/u)
    fc.assert(fc.property(fc.oneof(fc.string(), words), (text) => void type.recognise(text, reading)))
  })
})

describe('the end and the clock of a series', () => {
  it.each([
    ['4次', '4'],
    ['共6次', '6'],
    ['six times', '6'],
    ['至年底', '2025-12-31'],
    ['到明年底', '2026-12-31'],
    ['until the end of the year', '2025-12-31'],
    ['至6月30日', '2025-06-30'],
    ['到9月', '2025-09-30'],
    ['到十二月底', '2025-12-31'],
    ['至2月', '2026-02-28'],
    ['until the end of September', '2025-09-30'],
    ['until 30 June', '2025-06-30'],
  ])('are read from %s', (typed, end) => {
    const outcome = endField().validate(typed, reading)
    expect(outcome.kind === 'value' && endField().write(outcome.value)).toBe(end)
  })

  it('refuse what is no end: one meeting, too many, words', () => {
    for (const typed of ['1次', '25次', '很久'])
      expect(endField().validate(typed, reading)).toMatchObject({ kind: 'problem' })
    for (const line of ['第二次联席会议 每周三 每周一次', '研究全年培训4次'])
      expect(endField().recognise(line, reading)).toEqual([])
  })

  it('read back what they show and write, and never throw', () => {
    const [end, clock] = [endField(), clockField()]
    for (const one of readings) {
      fc.assert(
        fc.property(fc.integer({ min: 2, max: 24 }), fc.integer({ min: 0, max: 700 }), (count, later) => {
          for (const value of [{ count }, { until: addDays(today, later) }]) {
            expect(end.validate(end.show(value, one), one)).toEqual({ kind: 'value', value })
            expect(end.validate(end.write(value), one)).toEqual({ kind: 'value', value })
          }
          const value = { start: '14:30', minutes: (later % 500) + 1 }
          expect(clock.validate(clock.show(value, one), one)).toEqual({ kind: 'value', value })
          expect(clock.validate(clock.write(value), one)).toEqual({ kind: 'value', value })
        }),
      )
      fc.assert(
        fc.property(fc.string(), (text) => void [end.recognise(text, one), clock.recognise(text, one)]),
      )
    }
  })
})

describe('the days of a series', () => {
  const zone = process.env.TZ
  afterEach(() => {
    process.env.TZ = zone
  })

  it.each(['UTC', 'America/New_York', 'Asia/Shanghai', 'Pacific/Kiritimati'])(
    'are the same on a machine in %s',
    (machine) => {
      process.env.TZ = machine
      const quarterly = 'FREQ=MONTHLY;BYMONTH=1,4,7,10;BYDAY=2TH'
      // At half past midnight it is still the day before in most of the world.
      expect(occurrencesOf(quarterly, '00:30', today, { count: 4 })).toEqual([
        '2025-04-10',
        '2025-07-10',
        '2025-10-09',
        '2026-01-08',
      ])
      expect(occurrencesOf('FREQ=MONTHLY;BYDAY=1MO', '23:30', today, { until: toDay('2025-05-05') })).toEqual(
        ['2025-03-03', '2025-04-07', '2025-05-05'],
      )
    },
  )

  it('begin with the next that fits, whatever lies between the others', () => {
    const from = toDay('2025-03-06')
    expect(occurrencesOf('FREQ=WEEKLY;INTERVAL=2;BYDAY=WE', '09:00', from, { count: 2 })).toEqual([
      '2025-03-12',
      '2025-03-26',
    ])
    expect(occurrencesOf('FREQ=MONTHLY;INTERVAL=2;BYDAY=1MO', '09:00', from, { count: 2 })).toEqual([
      '2025-04-07',
      '2025-06-02',
    ])
    expect(occurrencesOf('FREQ=WEEKLY;BYDAY=WE', '09:00', from, { until: toDay('2025-03-07') })).toEqual([])
    expect(occurrencesOf('FREQ=WEEKLY;BYDAY=WE', '09:00', from, { until: toDay('2029-03-07') })).toHaveLength(
      25,
    )
  })
})
