import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { characterAt, characterBefore, escapePattern, fold, standsAlone } from '../../src/core/text.ts'

describe('fold', () => {
  it.each([
    ['１２人次，ＡＢＣ：（ｘ）；', '12人次,ABC:(x);'],
    ['“甲”「乙」『丙』‘丁’', `"甲""乙""丙"'丁'`],
    ['３月５日　至　７日', '3月5日 至 7日'],
    ['济南→武隆。', '济南→武隆。'],
  ])('%s', (typed, folded) => {
    expect(fold(typed)).toBe(folded)
  })

  it('keeps every offset, whatever is typed', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(fold(text)).toHaveLength(text.length)
        expect(fold(fold(text))).toBe(fold(text))
      }),
    )
  })
})

describe('characters around an offset', () => {
  it('sees emoji and rare Chinese characters whole', () => {
    expect(characterBefore('a😀b', 3)).toBe('😀')
    expect(characterAt('a𠮷b', 1)).toBe('𠮷')
    expect(characterBefore('ab', 0)).toBe('')
    expect(characterAt('ab', 2)).toBe('')
  })

  it('tells a word by itself from a piece of a longer one', () => {
    expect(standsAlone('去 3月5日, 考察', 2, 6)).toBe(true)
    expect(standsAlone('去3月5日 考察', 1, 5)).toBe(false)
    expect(standsAlone('𠮷3月', 2, 4)).toBe(false)
  })
})

it('makes any text harmless inside a regular expression', () => {
  fc.assert(
    fc.property(fc.string({ minLength: 1 }), (text) => {
      expect(new RegExp(`^${escapePattern(text)}$`, 'u').test(text)).toBe(true)
    }),
  )
})
