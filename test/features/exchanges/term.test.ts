import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { translatorOf } from '../../../src/core/i18n.ts'
import { addDays, addMonths, toDay } from '../../../src/core/time/day.ts'
import { termField } from '../../../src/features/exchanges/term.field.ts'

const term = termField()
const reading = { today: toDay('2025-03-03'), translate: translatorOf('zh-CN') }
const inEnglish = { ...reading, translate: translatorOf('en') }

describe('the term of a secondment', () => {
  it.each([
    ['2025年3月1日至2027年2月28日', '2025-03-01', '2027-02-28'],
    ['2025年3月1日起两年', '2025-03-01', '2027-02-28'],
    ['3月1日起半年', '2025-03-01', '2025-08-31'],
    ['3月10日 为期6个月', '2025-03-10', '2025-09-09'],
    ['3月10日起一年半', '2025-03-10', '2026-09-09'],
    ['from 10 March for six months', '2025-03-10', '2025-09-09'],
    ['1 March 2025 for two years', '2025-03-01', '2027-02-28'],
    ['1 March 2025 to 15 July 2025', '2025-03-01', '2025-07-15'],
  ])('%s', (typed, start, end) => {
    const understood = { kind: 'value', value: { start, end } }
    expect(term.validate(typed, reading)).toEqual(understood)
    const outcomes = term.recognise(`${typed} 区医院`, reading).map(({ outcome }) => outcome)
    expect(outcomes.length).toBeGreaterThan(0)
    for (const outcome of outcomes) expect(outcome).toEqual(understood)
  })

  it('is read back as shown and written, and never throws', () => {
    fc.assert(
      fc.property(fc.integer({ min: -900, max: 900 }), fc.integer({ min: 1, max: 60 }), (days, months) => {
        const start = addDays(reading.today, days)
        const value = { start, end: addDays(addMonths(start, months), -1) }
        for (const each of [reading, inEnglish])
          for (const typed of [term.write(value), term.show(value, each)])
            expect(term.validate(typed, each)).toEqual({ kind: 'value', value })
      }),
    )
    fc.assert(fc.property(fc.string(), (typed) => void term.validate(typed, reading)))
    fc.assert(fc.property(fc.string(), (typed) => void term.recognise(typed, reading)))
  })
})
