import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cutTo, padTo, widthOf } from '../../src/core/width.ts'

describe('the width of a text in columns', () => {
  it.each([
    ['Jinan', 5],
    ['济南', 4],
    ['济南—武隆', 10],
    ['e\u0301', 1],
    ['👨‍👩‍👧‍👦', 2],
    ['@\u2060durov', 6],
    ['', 0],
  ])('%s takes %i', (text, columns) => {
    expect(widthOf(text)).toBe(columns)
  })

  it('of a dash is one column in a terminal', () => {
    expect(widthOf('济南—武隆', 'terminal')).toBe(9)
  })

  it('is reached by padding, on either side', () => {
    expect(padTo('武隆', 6)).toBe('武隆  ')
    expect(padTo('12', 6, 'right')).toBe('    12')
  })

  it('is kept by cutting, whatever the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.integer({ min: 2, max: 40 }), (text, columns) => {
        expect(widthOf(cutTo(text, columns))).toBeLessThanOrEqual(columns)
      }),
    )
  })
})
