import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { translatorOf } from '../../../src/core/i18n.ts'
import { instantAt, toDay } from '../../../src/core/time/day.ts'
import { digestTimeField } from '../../../src/features/digest/time.field.ts'
import { latestTime, nextTime } from '../../../src/features/digest/time.ts'

const time = digestTimeField()
const reading = { today: toDay('2025-03-03'), translate: translatorOf('zh-CN') }
const inEnglish = { ...reading, translate: translatorOf('en') }

describe('the time of a weekly summary', () => {
  it.each([
    ['周五 17:00', '5 17:00'],
    ['每周五下午5点', '5 17:00'],
    ['星期天上午九点半', '7 09:30'],
    ['改到周二8点', '2 08:00'],
    ['下午4点 周四', '4 16:00'],
    ['Friday 17:00', '5 17:00'],
    ['on Fridays at 5pm', '5 17:00'],
    ['every Tue 8:15', '2 08:15'],
    ['统一', 'house'],
    ['默认', 'house'],
    ['default', 'house'],
    ['不发', 'off'],
    ['off', 'off'],
  ])('%s is %s', (typed, expected) => {
    expect(time.validate(typed, reading)).toEqual({ kind: 'value', value: expected })
  })

  it.each(['', '周五', '17:00', 'Friday', '周五 25:00', '周五 9:00 10:00', '周五 17:00 武隆', 'office'])(
    '“%s” is none, and says how to write one',
    (typed) => {
      expect(time.validate(typed, reading)).toMatchObject({
        kind: 'problem',
        problem: { key: 'digest.time.unclear' },
      })
    },
  )

  it('reads back what it writes and shows, in both languages, and never throws', () => {
    const two = (number: number) => String(number).padStart(2, '0')
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 7 }),
        fc.integer({ min: 0, max: 23 }),
        fc.integer({ min: 0, max: 59 }),
        (weekday, hour, minute) => {
          const value = `${weekday} ${two(hour)}:${two(minute)}`
          for (const each of [reading, inEnglish])
            for (const typed of [time.write(value), time.show(value, each)])
              expect(time.validate(typed, each)).toEqual({ kind: 'value', value })
        },
      ),
    )
    fc.assert(fc.property(fc.string(), (typed) => void time.validate(typed, reading)))
  })

  it('keeps the wall clock over both changes of the clock, and comes once', () => {
    const zone = 'Europe/Berlin'
    const next = (from: string) => nextTime('7 02:30', instantAt(from, zone), '0 9 * * 1', zone)
    // 02:30 is left out on 30 March 2025, and is there twice on 26 October.
    expect(next('2025-03-29T00:00')?.toISOString()).toBe('2025-03-30T01:30:00.000Z')
    const autumn = next('2025-10-25T00:00')
    expect(autumn?.toISOString()).toMatch(/^2025-10-26T0[01]:30/)
    const after = autumn && nextTime('7 02:30', autumn, '0 9 * * 1', zone)
    expect(after?.toISOString()).toBe('2025-11-02T01:30:00.000Z')
  })

  it('is the latest one up to a moment, that moment included', () => {
    const zone = 'Asia/Shanghai'
    const at = instantAt('2025-03-07T17:00', zone)
    expect(latestTime('5 17:00', at, '0 9 * * 1', zone)).toEqual(at)
    expect(latestTime('house', at, '0 9 * * 1', zone)).toEqual(instantAt('2025-03-03T09:00', zone))
    expect(latestTime('off', at, '0 9 * * 1', zone)).toBeUndefined()
  })
})
