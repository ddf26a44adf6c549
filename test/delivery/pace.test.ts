import fc from 'fast-check'
import { expect, it } from 'vitest'
import { conversationReference } from '../../src/core/request.ts'
import { createPacer } from '../../src/delivery/pace.ts'
import { manualTimer } from './fakes.ts'

const room = conversationReference('fake:room')

/** The most events in any window that begins at one of them. */
const busiest = (times: readonly number[], window: number): number =>
  Math.max(0, ...times.map((from) => times.filter((time) => time >= from && time < from + window).length))

it('allows a burst up to the budget and then rests', () => {
  const timer = manualTimer()
  const pacer = createPacer({ perSecond: 2, perSecondInConversation: 2, perMinuteInConversation: 20 }, timer)
  pacer.count(room)
  expect(pacer.pause(room)).toBe(0)
  pacer.count(room)
  const pause = pacer.pause(room)
  expect(pause).toBeGreaterThanOrEqual(1000)
  timer.advance(pause)
  expect(pacer.pause(room)).toBe(0)
})

it('never exceeds the platform, second and minute budgets, and never waits longer than a minute', () => {
  const budget = { perSecond: 5, perSecondInConversation: 2, perMinuteInConversation: 10 }
  fc.assert(
    fc.property(
      fc.array(fc.record({ to: fc.integer({ min: 0, max: 3 }), idle: fc.integer({ min: 0, max: 900 }) }), {
        maxLength: 80,
      }),
      (messages) => {
        const timer = manualTimer()
        const pacer = createPacer(budget, timer)
        const sent = new Map<number, number[]>()
        for (const { to, idle } of messages) {
          timer.advance(idle)
          const conversation = conversationReference(`fake:${to}`)
          const pause = pacer.pause(conversation)
          expect(pause).toBeLessThanOrEqual(61_000)
          timer.advance(pause)
          expect(pacer.pause(conversation)).toBe(0)
          pacer.count(conversation)
          sent.set(to, [...(sent.get(to) ?? []), timer.elapsed()])
        }
        expect(busiest([...sent.values()].flat(), 1000)).toBeLessThanOrEqual(budget.perSecond)
        for (const times of sent.values()) {
          expect(busiest(times, 1000)).toBeLessThanOrEqual(budget.perSecondInConversation)
          expect(busiest(times, 60_000)).toBeLessThanOrEqual(budget.perMinuteInConversation)
        }
      },
    ),
  )
})
