import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { translatorOf } from '../../../src/core/i18n.ts'
import { growthOf, shareOf, showFigure, showGrowth } from '../../../src/programme/charts/figures.ts'

const chinese = translatorOf('zh-CN')
const english = translatorOf('en')

describe('figures of charts', () => {
  it.each([
    ['1234567', 'count', '1,234,567', '1,234,567'],
    ['9999.99', 'money', '9,999.99元', '9,999.99 yuan'],
    ['42500000.00', 'money', '4250万元', '42.5 million yuan'],
    ['42500000', 'money', '4250万元', '42.5 million yuan'],
    ['140000000.00', 'money', '1.4亿元', '140 million yuan'],
    ['1317000000.00', 'money', '13.17亿元', '1.32 billion yuan'],
    ['65', 'percent', '65%', '65%'],
    ['112.55', 'percent', '112.6%', '112.6%'],
    ['0.04', 'percent', '0%', '0%'],
  ] as const)('%s as %s is written %s', (value, measure, zh, en) => {
    expect(showFigure(value, measure, chinese)).toBe(zh)
    expect(showFigure(value, measure, english)).toBe(en)
  })

  it.each([
    ['36', '28', '28.6', '同比增长28.6%', 'up 28.6% year on year'],
    ['28', '36', '-22.2', '同比下降22.2%', 'down 22.2% year on year'],
    ['28', '28.00', '0', '与上年同期持平', 'the same as a year ago'],
    ['0', '7', '-100', '同比下降100%', 'down 100% year on year'],
    ['0.03', '0.01', '200', '同比增长200%', 'up 200% year on year'],
  ])('%s after %s is growth by %s', (now, before, percent, zh, en) => {
    expect(growthOf(now, before)).toBe(percent)
    expect(showGrowth(now, before, chinese)).toBe(zh)
    expect(showGrowth(now, before, english)).toBe(en)
  })

  it('says no growth where there was nothing', () => {
    expect(showGrowth('5', '0', chinese)).toBeUndefined()
  })

  it('keeps what no float could: the last fen of all that can be recorded', () => {
    expect(growthOf('9999999999999999.99', '9999999999999999.98')).toBe('0')
    expect(shareOf('9999999999999999.98', '9999999999999999.99')).toBeLessThan(1)
    expect(() => shareOf('1e21', '2')).toThrow(RangeError)
  })

  it('has shares that follow the order of what they are of', () => {
    const amount = fc.bigInt({ min: 0n, max: 10n ** 18n }).map(String)
    fc.assert(
      fc.property(amount, amount, amount, (one, other, whole) => {
        const [less, more] = BigInt(one) < BigInt(other) ? [one, other] : [other, one]
        expect(shareOf(less, whole)).toBeLessThanOrEqual(shareOf(more, whole))
        expect(shareOf(more, whole)).toBeLessThanOrEqual(1)
      }),
    )
  })
})
