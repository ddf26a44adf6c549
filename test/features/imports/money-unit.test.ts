import { describe, expect, it } from 'vitest'
import { moneyUnitOf } from '../../../src/features/imports/money-unit.ts'

/** Words beside a heading, and by how many powers of ten they count yuan. */
const understood: ReadonlyArray<readonly [words: string, power: number]> = [
  ['元', 0],
  ['人民币元', 0],
  ['人民币：元', 0],
  ['yuan', 0],
  ['CNY', 0],
  ['in RMB', 0],
  ['¥', 0],
  ['单位：元', 0],
  ['千元', 3],
  ["'000 yuan", 3],
  ['’000 yuan', 3],
  ['000s yuan', 3],
  ["RMB '000", 3],
  ['thousand yuan', 3],
  ['1,000 yuan', 3],
  ['CNY k', 3],
  ['kRMB', 3],
  ['万元', 4],
  ['万', 4],
  ['单位:万元', 4],
  ['以万元计', 4],
  ['人民币万元', 4],
  ['10,000 yuan', 4],
  ['10000 yuan', 4],
  ['10 thousand yuan', 4],
  ['ten thousand yuan', 4],
  ['tens of thousands of yuan', 4],
  ['CNY 10k', 4],
  ['10k CNY', 4],
  ['x10,000 yuan', 4],
  ['10^4 yuan', 4],
  ['wan yuan', 4],
  ['RMB 10,000', 4],
  ['unit: 10,000 yuan', 4],
  ['十万元', 5],
  ['100,000 yuan', 5],
  ['百万元', 6],
  ['million yuan', 6],
  ['in millions of yuan', 6],
  ['CNY million', 6],
  ['RMB mn', 6],
  ['1,000,000 yuan', 6],
  ["'000,000 yuan", 6],
  ['千万元', 7],
  ['亿元', 8],
  ['100 million yuan', 8],
  ['hundred million yuan', 8],
  ['billion yuan', 9],
]

describe('the unit of a money column', () => {
  it.each(understood)('%s counts yuan', (words, power) => {
    expect(moneyUnitOf(words)).toEqual({ kind: 'yuan', power })
  })

  it.each([
    ['美元'],
    ['万美元'],
    ['USD'],
    ['US$ million'],
    ['thousand dollars'],
    ['€'],
    ['EUR k'],
    ['欧元'],
    ['港币'],
    ['日元'],
    ['£'],
    ['GBP'],
    ['$'],
  ])('%s is money of another country', (words) => {
    expect(moneyUnitOf(words)).toEqual({ kind: 'foreign' })
  })

  it.each([
    ['2025年'],
    ['户'],
    ['元/亩'],
    ['元/万元'],
    ['千元、万元'],
    ['元，万元'],
    ['12,000 yuan'],
    ['500 yuan'],
    ['5万元'],
    ['lakh yuan'],
    ['含配套'],
    ['%'],
    ['gold'],
    ['不含万元以下'],
    ['10'],
    ['万亿亿元'],
  ])('%s is not understood, and never guessed', (words) => {
    expect(moneyUnitOf(words)).toEqual({ kind: 'unknown' })
  })

  it.each([[''], ['必填'], ['optional']])('%s says nothing of it', (words) => {
    expect(moneyUnitOf(words)).toEqual({ kind: 'nothing' })
  })
})
