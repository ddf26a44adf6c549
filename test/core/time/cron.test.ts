import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isCron, timetable } from '../../../src/core/time/cron.ts'

const monday = timetable('0 9 * * 1', 'Asia/Shanghai')
const instants = (slots: readonly Date[]) => slots.map((slot) => slot.toISOString())

describe('when a job is due', () => {
  it('is read in the programme’s zone', () => {
    const slots = monday.between(new Date('2025-03-03T00:59:59Z'), new Date('2025-03-10T01:00:00Z'), 9)
    expect(instants(slots)).toEqual(['2025-03-10T01:00:00.000Z', '2025-03-03T01:00:00.000Z'])
  })

  it('counts the end of the period and not its beginning', () => {
    const slot = new Date('2025-03-10T01:00:00Z')
    expect(monday.between(slot, new Date('2025-03-16T00:00:00Z'), 9)).toEqual([])
    expect(monday.between(new Date(slot.getTime() - 1), slot, 9)).toEqual([slot])
    expect(monday.between(new Date(slot.getTime() - 9999), new Date(slot.getTime() - 1), 9)).toEqual([])
  })

  it('comes once on days when the clocks change', () => {
    const newYork = (cron: string, from: string, to: string) =>
      instants(timetable(cron, 'America/New_York').between(new Date(from), new Date(to), 9))
    // 02:30 does not exist on 9 March 2025, and 01:30 comes twice on 2 November.
    expect(newYork('30 2 * * *', '2025-03-09T05:00:00Z', '2025-03-10T04:00:00Z')).toHaveLength(1)
    expect(newYork('30 1 * * *', '2025-11-02T04:00:00Z', '2025-11-03T05:00:00Z')).toHaveLength(1)
  })

  it('comes the next morning when the clocks go forward over midnight', () => {
    // The clocks of São Paulo went from 24:00 of 3 November 2018 to 01:00.
    const slots = timetable('30 0 * * *', 'America/Sao_Paulo').between(
      new Date('2018-11-03T12:00:00Z'),
      new Date('2018-11-04T12:00:00Z'),
      9,
    )
    expect(instants(slots)).toEqual(['2018-11-04T03:30:00.000Z'])
  })

  it('depends not on how the time is cut into pieces', () => {
    const quarters = timetable('*/30 8-10 * * *', 'Asia/Shanghai')
    const start = Date.parse('2025-03-03T00:00:00Z')
    const offset = fc.integer({ min: 0, max: 86_400_000 })
    fc.assert(
      fc.property(offset, offset, offset, (...offsets) => {
        const [from, middle, to] = offsets.sort((a, b) => a - b).map((each) => new Date(start + each))
        if (!from || !middle || !to) throw new Error('three instants')
        const whole = quarters.between(from, to, 20)
        expect([...quarters.between(middle, to, 20), ...quarters.between(from, middle, 20)]).toEqual(whole)
        expect(quarters.between(from, to, 2)).toEqual(whole.slice(0, 2))
      }),
      { numRuns: 30 },
    )
  })

  it.each([
    '',
    'monday',
    '0 9 * *',
    '0 0 9 * * 1',
    '61 9 * * 1',
    '0 9 * * 8',
    '0 9 31 2 *',
    '0 9 8 * 1#1',
    '@daily',
  ])('refuses %j', (expression) => {
    expect(isCron(expression)).toBe(false)
  })
})
