import { describe, expect, it } from 'vitest'
import { DeliveryError } from '../../src/core/errors.ts'
import { attemptLimit, decide } from '../../src/delivery/policy.ts'

const fresh = { attempts: 0, uncertain: false }

describe('what becomes of a message that was not taken', () => {
  it('waits as long as the platform asks, without counting the attempt', () => {
    expect(decide(new DeliveryError('rate-limited', 'slow down', { retryAfter: 17 }), fresh)).toEqual({
      next: 'retry',
      after: 17,
      attempts: 0,
      uncertain: false,
    })
  })

  it('is tried again for hours, ever more slowly, and then given up', () => {
    let attempts = 0
    const waits: number[] = []
    for (;;) {
      const verdict = decide(new DeliveryError('transient', 'down'), { attempts, uncertain: false })
      attempts = verdict.attempts
      if (verdict.next === 'give up') break
      waits.push(verdict.after)
    }
    expect(attempts).toBe(attemptLimit)
    expect(waits).toEqual([15, 60, 240, 960, 3600, 3600, 3600])
  })

  it('never tries earlier than the platform allows', () => {
    const verdict = decide(new DeliveryError('transient', 'down', { retryAfter: 500 }), fresh)
    expect(verdict).toMatchObject({ next: 'retry', after: 500 })
  })

  it('is sent again once, marked, when it may have arrived', () => {
    const lost = new DeliveryError('transient', 'answer lost', { uncertain: true })
    expect(decide(lost, fresh)).toMatchObject({ next: 'retry', uncertain: true })
    expect(decide(lost, { attempts: 1, uncertain: true })).toMatchObject({
      next: 'give up',
      channelBroken: false,
    })
  })

  it('stays marked through failures that are certain', () => {
    const down = new DeliveryError('transient', 'down')
    const limited = new DeliveryError('rate-limited', 'slow down', { retryAfter: 1 })
    for (const error of [down, limited])
      expect(decide(error, { attempts: 1, uncertain: true })).toMatchObject({
        next: 'retry',
        uncertain: true,
      })
  })

  it('is given up at once when the conversation is gone or the platform refuses it', () => {
    expect(decide(new DeliveryError('gone', 'kicked'), fresh)).toMatchObject({
      next: 'give up',
      channelBroken: true,
    })
    expect(decide(new DeliveryError('rejected', 'bad'), fresh)).toMatchObject({
      next: 'give up',
      channelBroken: false,
    })
  })
})
