import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays, type Day, toDay } from '../../../src/core/time/day.ts'
import { type VisitContent, visitKind } from '../../../src/features/visits/kind.ts'
import { isSameVisit, withReport } from '../../../src/features/visits/same.ts'
import { differences, newContent, sameContent, withValues } from '../../../src/programme/records/content.ts'
import { foundingRegistry } from '../../harness/registry.ts'

const kind = visitKind(foundingRegistry())
const { phaseOf } = kind

const newYear = toDay('2025-01-01')
const aDay = fc.integer({ min: 0, max: 364 }).map((days) => addDays(newYear, days))
const aText = fc.option(fc.string({ minLength: 1, maxLength: 8 }), { nil: null })
const visit = (changes: Partial<VisitContent> = {}): VisitContent => ({
  ...newContent(kind, {
    direction: { pairId: 1, direction: 'to_recipient' },
    date: { start: toDay('2025-03-05'), end: toDay('2025-03-07') },
    head: { name: '王建国', title: '副市长' },
    people: 12,
  }),
  ...changes,
})

const aVisit: fc.Arbitrary<VisitContent> = fc
  .record({
    pairId: fc.integer({ min: 1, max: 2 }),
    direction: fc.constantFrom('to_recipient', 'to_assisting'),
    startsOn: aDay,
    length: fc.integer({ min: 0, max: 10 }),
    headName: aText,
    headTitle: aText,
    level: fc.option(fc.constantFrom('provincial', 'city', 'county', 'township', 'other'), { nil: null }),
    people: fc.option(fc.nat({ max: 500 }), { nil: null }),
    purpose: aText,
    outcome: aText,
    cancelReason: aText,
    state: fc.constantFrom('active', 'done', 'cancelled'),
  })
  .map(({ length, ...given }) => ({ ...visit(), ...given, endsOn: addDays(given.startsOn, length) }))

describe('how far a visit has come', () => {
  it.each([
    ['2025-03-04', 'planned'],
    ['2025-03-05', 'ongoing'],
    ['2025-03-07', 'ongoing'],
    ['2025-03-08', 'awaiting'],
  ])('on %s it is %s', (today, phase) => {
    expect(phaseOf?.(visit(), toDay(today))).toBe(phase)
  })

  it('is settled by an outcome note or a cancellation, whatever the day', () => {
    fc.assert(
      fc.property(aDay, fc.constantFrom('done', 'cancelled'), (today, state) => {
        expect(phaseOf?.(visit({ state }), today)).toBe(state)
      }),
    )
  })
})

describe('the same visit reported twice', () => {
  it('shares a day, whoever reports it first', () => {
    fc.assert(
      fc.property(aVisit, aVisit, (one, other) => {
        const days = (of: VisitContent): Day[] =>
          Array.from({ length: 11 }, (_, index) => addDays(of.startsOn, index)).filter(
            (day) => day <= of.endsOn,
          )
        const shared = days(one).some((day) => days(other).includes(day))
        const expected =
          shared &&
          one.pairId === other.pairId &&
          one.direction === other.direction &&
          one.state !== 'cancelled' &&
          other.state !== 'cancelled'
        expect(isSameVisit(one, other)).toBe(expected)
        expect(isSameVisit(other, one)).toBe(expected)
      }),
    )
  })

  it('adds what the first report left out and changes nothing that it said', () => {
    fc.assert(
      fc.property(aVisit, aVisit, (first, second) => {
        const merged = withReport(kind, first, second)
        for (const key of kind.content.keyof().options)
          if (first[key] !== null) expect(merged[key]).toBe(first[key])
        expect(sameContent(kind, withReport(kind, merged, second), merged)).toBe(true)
      }),
    )
  })

  it('fills the blanks', () => {
    const sparse = visit({ headTitle: null, level: null, purpose: null })
    const merged = withReport(kind, sparse, visit({ purpose: '考察产业园', people: 99 }))
    expect(merged).toMatchObject({ headTitle: '副市长', level: 'city', purpose: '考察产业园', people: 12 })
  })
})

describe('a change of a visit', () => {
  it('is seen in the fields it touches and in no other', () => {
    const before = visit()
    const after = withValues(kind, before, {
      people: 15,
      date: { start: toDay('2025-03-06'), end: toDay('2025-03-08') },
    })
    expect(differences(kind, before, after)).toEqual(['date', 'people'])
  })

  it('of one part of the head keeps the other part', () => {
    expect(withValues(kind, visit(), { head: { title: '市长' } })).toMatchObject({
      headName: '王建国',
      headTitle: '市长',
    })
  })

  it('of the title changes the level that followed from it', () => {
    expect(withValues(kind, visit(), { head: { title: '县长' } }).level).toBe('county')
  })

  it('of the title keeps a level that somebody chose', () => {
    expect(withValues(kind, visit({ level: 'provincial' }), { head: { title: '县长' } }).level).toBe(
      'provincial',
    )
  })

  it('without new values changes nothing, and a visit differs from itself in nothing', () => {
    fc.assert(
      fc.property(aVisit, (any) => {
        expect(sameContent(kind, withValues(kind, any, {}), any)).toBe(true)
        expect(differences(kind, any, any)).toEqual([])
      }),
    )
  })

  it('keeps a record whole through JSON, as versions and the audit keep it', () => {
    fc.assert(
      fc.property(aVisit, (any) => {
        expect(kind.content.parse(JSON.parse(JSON.stringify(any)))).toEqual(any)
      }),
    )
  })
})
