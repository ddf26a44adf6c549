import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays, toDay } from '../../src/core/time/day.ts'

import { createCalendar, waitingSince } from '../../src/programme/calendar.ts'

const calendar = createCalendar()
const workdays = 5

describe('since when something must have waited to be overdue', () => {
  it.each([
    ['on the Friday of the week after a visit that ended on a Sunday', '2025-03-14', '2025-03-09'],
    // 28 January to 4 February 2025 are Spring Festival; 26 January and 8 February are make-up workdays.
    ['over Spring Festival, with its make-up workdays', '2025-02-07', '2025-01-25'],
  ])('%s', (_, today, latest) => {
    expect(waitingSince(calendar, toDay(today), workdays)).toBe(latest)
  })

  it('is the last day from which five workdays have passed', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 700 }), (days) => {
        const today = addDays(toDay('2024-02-01'), days)
        const latest = waitingSince(calendar, today, workdays)
        expect(calendar.workdaysBetween(latest, today)).toBeGreaterThanOrEqual(workdays)
        expect(calendar.workdaysBetween(addDays(latest, 1), today)).toBeLessThan(workdays)
      }),
    )
  })
})
