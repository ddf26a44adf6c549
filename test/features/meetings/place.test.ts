import fc from 'fast-check'
import { expect, it } from 'vitest'
import { toInstant } from '../../../src/core/time/day.ts'
import { placeOf, type Upcoming, type Waiting } from '../../../src/features/meetings/agenda/place.ts'

const moment = (day: number) => toInstant(new Date(Date.UTC(2025, 2, day)))
const days = fc.integer({ min: 1, max: 60 })
const meetings = fc.uniqueArray(days, { maxLength: 6 }).chain((begin) =>
  fc.tuple(
    ...begin
      .sort((one, other) => one - other)
      .map((day, index) =>
        fc.record({
          reference: fc.constant(`M-2025-000${index + 1}`),
          type: fc.constantFrom('joint', 'work', 'symposium', 'signing'),
          startsAt: fc.constant(moment(day)),
        }),
      ),
  ),
) as fc.Arbitrary<Upcoming[]>
const named = fc.option(fc.integer({ min: 1, max: 8 }).map((number) => `M-2025-000${number}`))
const item: fc.Arbitrary<Waiting> = fc.record({
  afterAt: days.map(moment),
  jointOnly: fc.boolean(),
  meeting: named,
  agendaOf: named,
  wasOf: named,
})

it('an item stands on a meeting that is open, later than what it was put off from, and treats something, unless somebody moved it', () => {
  fc.assert(
    fc.property(item, meetings, (waiting, open) => {
      const place = open.find(({ reference }) => reference === placeOf(waiting, open))
      if (place && place.reference !== waiting.meeting) {
        expect(place.startsAt > waiting.afterAt).toBe(true)
        expect(place.type).not.toBe('signing')
        if (waiting.jointOnly) expect(place.type).toBe('joint')
      }
    }),
  )
})

it('an item stays where it stands, whatever else is scheduled or called off', () => {
  fc.assert(
    fc.property(item, meetings, fc.func(fc.boolean()), (waiting, open, isKept) => {
      const agendaOf = placeOf(waiting, open)
      const left = open.filter((one) => one.reference === agendaOf || isKept(one.reference))
      const placed = { ...waiting, agendaOf, meeting: null }
      if (agendaOf !== null && agendaOf !== waiting.meeting) expect(placeOf(placed, left)).toBe(agendaOf)
    }),
  )
})

it('waits only where no meeting would do', () => {
  fc.assert(
    fc.property(item, meetings, (waiting, open) => {
      if (placeOf(waiting, open) !== null) return
      expect(
        open.filter(
          ({ type, startsAt }) =>
            startsAt > waiting.afterAt && (waiting.jointOnly ? type === 'joint' : type !== 'signing'),
        ),
      ).toEqual([])
    }),
  )
})
