import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { translatorOf } from '../../../src/core/i18n.ts'
import { locales } from '../../../src/core/request.ts'
import { fold } from '../../../src/core/text.ts'
import { addDays, toDay } from '../../../src/core/time/day.ts'
import { hostField } from '../../../src/features/meetings/host.ts'
import { meetingTime } from '../../../src/features/meetings/time/time.ts'
import { foundingRegistry } from '../../harness/registry.ts'

const registry = foundingRegistry()
const today = toDay('2025-03-03')
const readings = locales.map((locale) => ({ today, translate: translatorOf(locale) }))
const time = meetingTime()
const host = hostField(registry)

const times = fc
  .record({
    days: fc.integer({ min: -400, max: 400 }),
    clock: fc.integer({ min: 0, max: 24 * 12 - 1 }),
    minutes: fc.option(fc.integer({ min: 1, max: 720 }), { nil: undefined }),
    held: fc.boolean(),
  })
  .map(({ days, clock, minutes, held }) => ({
    start: `${addDays(today, days)}T${`${Math.floor(clock / 12)}`.padStart(2, '0')}:${`${(clock % 12) * 5}`.padStart(2, '0')}`,
    ...(minutes !== undefined && { minutes }),
    ...(held && { held: true as const }),
  }))

const hosts = fc.record({
  pairId: fc.option(fc.constantFrom(...registry.pairs.map(({ id }) => id)), { nil: null }),
  side: fc.constantFrom('assisting' as const, 'recipient' as const),
})

describe('what a meeting is told by', () => {
  it('is read back as it is shown and as it is written', () => {
    for (const reading of readings) {
      fc.assert(
        fc.property(times, (value) => {
          const understood = { kind: 'value', value }
          expect(time.validate(time.write(value), reading)).toEqual(understood)
          expect(time.validate(time.show(value, reading), reading)).toEqual(understood)
        }),
        { numRuns: 60 },
      )
      fc.assert(
        fc.property(hosts, (value) => {
          const understood = { kind: 'value', value }
          expect(host.validate(host.write(value), reading)).toEqual(understood)
          expect(host.validate(host.show(value, reading), reading)).toEqual(understood)
        }),
        { numRuns: 40 },
      )
    }
  })

  it.each([
    ['提前48小时', '2025-03-18T09:00'],
    ['提前30小时', '2025-03-19T03:00'],
    ['提前半小时', '2025-03-20T08:30'],
    ['推迟72小时', '2025-03-23T09:00'],
  ])('is moved by hours over any number of days: %s', (words, start) => {
    const [reading] = readings
    const current = { start: '2025-03-20T09:00', minutes: 90 }
    const moved = reading && time.validate(words, { ...reading, current })
    expect(moved).toEqual({ kind: 'value', value: { start, minutes: 90 } })
  })

  it('throws on nothing', () => {
    const pieces = fc.constantFrom(
      '3月20日',
      '下午',
      '2点半',
      '到',
      '25:99',
      '-',
      '90分钟',
      '济南',
      '武隆',
      'pm',
      '今天',
    )
    const texts = fc.oneof(
      fc.string(),
      fc.array(pieces, { maxLength: 8 }).map((words) => words.join('')),
    )
    for (const reading of readings)
      fc.assert(
        fc.property(texts, (typed) => {
          for (const type of [time, host]) {
            type.recognise(fold(typed), reading)
            type.validate(typed, reading)
          }
        }),
        { numRuns: 60 },
      )
  })
})
