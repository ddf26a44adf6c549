import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { toDay } from '../../src/core/time/day.ts'
import { createCalendar } from '../../src/programme/calendar.ts'

const calendar = createCalendar()
const file = (content: string) => {
  const directory = mkdtempSync(join(tmpdir(), 'luyu-calendar-'))
  onTestFinished(() => rmSync(directory, { recursive: true }))
  const path = join(directory, 'holidays.json')
  writeFileSync(path, content)
  return path
}

describe('workdays', () => {
  it.each([
    ['2025-03-03', true],
    ['2025-03-08', false],
    ['2025-01-28', false],
    ['2025-01-26', true],
    ['2026-02-14', true],
    ['2026-10-10', true],
    ['2026-10-07', false],
  ])('%s: %s', (day, works) => {
    expect(calendar.isWorkday(toDay(day))).toBe(works)
  })

  it('counts over the Spring Festival with its make-up days', () => {
    // 2025: free from 28 January to 4 February; Sunday 26 January and Saturday 8 February are worked.
    expect(calendar.addWorkdays(toDay('2025-01-24'), 5)).toBe('2025-02-07')
    expect(calendar.workdaysBetween(toDay('2025-01-24'), toDay('2025-02-07'))).toBe(5)
    expect(calendar.addWorkdays(toDay('2025-02-07'), -5)).toBe('2025-01-24')
    expect(calendar.workdaysBetween(toDay('2025-02-07'), toDay('2025-01-24'))).toBe(0)
    expect(calendar.addWorkdays(toDay('2025-03-07'), 0)).toBe('2025-03-07')
  })

  it('knows only announced years, and has weekends for the others', () => {
    expect([2003, 2010, 2026, 2027].map(calendar.knows)).toEqual([false, true, true, false])
    expect(calendar.isWorkday(toDay('2027-10-01'))).toBe(true)
    expect(calendar.isWorkday(toDay('2027-10-02'))).toBe(false)
  })

  it('learns a newly announced year from a file', () => {
    const extra = file('{"holidays": {"2027-10-01": "国庆节"}, "workdays": {"2027-10-09": "国庆节"}}')
    const extended = createCalendar({ extra })
    expect(extended.knows(2027)).toBe(true)
    expect(extended.isWorkday(toDay('2027-10-01'))).toBe(false)
    expect(extended.isWorkday(toDay('2027-10-09'))).toBe(true)
    expect(extended.knows(2026)).toBe(true)
  })

  it('names a file that is not a calendar', () => {
    for (const content of ['[]', '{"holidays": {"2027-01-01": "x"', '{"holidays": {"2027-02-30": "x"}}', ''])
      expect(() => createCalendar({ extra: file(content) })).toThrow(
        /^[^\n]*holidays\.json is not a calendar of holidays: [^\n]+; for example [^\n]+$/,
      )
    expect(() => createCalendar({ extra: file('{') })).toThrow(/holidays\.json is not a calendar/)
  })
})
