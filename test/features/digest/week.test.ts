import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { translatorOf } from '../../../src/core/i18n.ts'
import { fold } from '../../../src/core/text.ts'
import { addDays, toDay, weekOf } from '../../../src/core/time/day.ts'
import { weekField } from '../../../src/features/digest/week.ts'

const week = weekField()
const reading = { today: toDay('2025-03-03'), translate: translatorOf('zh-CN') }
const inEnglish = { ...reading, translate: translatorOf('en') }

describe('a week', () => {
  it.each([
    ['2025-W09', '2025-W09'],
    ['2025W9', '2025-W09'],
    ['２０２５－Ｗ０９', '2025-W09'],
    ['2025年第9周', '2025-W09'],
    ['第9周', '2025-W09'],
    ['第九周', '2025-W09'],
    ['第10周', '2025-W10'],
    ['第40周', '2025-W40'],
    ['第52周', '2025-W52'],
    ['上周', '2025-W09'],
    ['上上周', '2025-W08'],
    ['本周', '2025-W10'],
    ['这周', '2025-W10'],
    ['last week', '2025-W09'],
    ['this week', '2025-W10'],
    ['week 9', '2025-W09'],
    ['Week 9 of 2025', '2025-W09'],
    ['2025 week 9', '2025-W09'],
    ['2020年第53周', '2020-W53'],
  ])('%s is %s', (typed, expected) => {
    expect(week.validate(typed, reading)).toEqual({ kind: 'value', value: expected })
  })

  it.each(['2025年第53周', '2025-W60', '第0周', '2025-W00'])('%s is refused with a reason', (typed) => {
    expect(week.validate(typed, reading)).toMatchObject({
      kind: 'problem',
      problem: { key: 'digest.noSuchWeek' },
    })
  })

  it.each(['', '9', '下个月', 'week'])('“%s” is no week', (typed) => {
    expect(week.validate(typed, reading).kind).toBe('problem')
  })

  it('is shown with its days', () => {
    expect(week.show('2025-W09', reading)).toBe('2025年第9周（2月24日至3月2日）')
    expect(week.show('2025-W09', inEnglish)).toBe('week 9 of 2025 (24 February – 2 March)')
    expect(week.show('2025-W01', reading)).toBe('2025年第1周（2024年12月30日至2025年1月5日）')
  })

  it('leaves the rest of a line alone', () => {
    const line = fold('第9周 武隆')
    expect(week.recognise(line, reading)).toEqual([
      { start: 0, end: 3, outcome: { kind: 'value', value: '2025-W09' } },
    ])
    expect(week.recognise('W-2025-0001 12人 考察', reading)).toEqual([])
  })

  it('reads back what it writes and shows, in both languages', () => {
    fc.assert(
      fc.property(fc.integer({ min: -3000, max: 3000 }), (days) => {
        const value = weekOf(addDays(reading.today, days))
        const understood = { kind: 'value', value }
        expect(week.validate(week.write(value), reading)).toEqual(understood)
        expect(week.validate(week.show(value, reading), reading)).toEqual(understood)
        expect(week.validate(week.show(value, inEnglish), inEnglish)).toEqual(understood)
      }),
    )
  })

  it('throws on no text', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'第周上本 W2025-9week()年') }), (typed) => {
        week.recognise(typed, reading)
        week.validate(typed, reading)
      }),
    )
  })
})
