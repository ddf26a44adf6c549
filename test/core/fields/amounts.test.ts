import { describe, expect, it } from 'vitest'
import { count } from '../../../src/core/fields/count.ts'
import { money } from '../../../src/core/fields/money.ts'
import { readNumeral } from '../../../src/core/fields/numerals.ts'
import { percent } from '../../../src/core/fields/percent.ts'
import { chinese, claimed, english, meaning } from './reading.ts'

describe('numerals', () => {
  it.each([
    ['十', 10],
    ['十二', 12],
    ['二十', 20],
    ['廿五', 25],
    ['一百零五', 105],
    ['两百', 200],
    ['三千零二十', 3020],
    ['二〇二五', 2025],
    ['一万二千', 12_000],
    ['007', 7],
    ['百一千', undefined],
    ['十十', undefined],
    ['', undefined],
    ['12x', undefined],
  ])('%s is %s', (text, expected) => {
    expect(readNumeral(text)).toBe(expected)
  })
})

describe('count', () => {
  const type = count({ units: ['人', '人次', 'people', 'persons'] })
  it.each([
    ['12人', 12],
    ['十二人', 12],
    ['１２人次', 12],
    ['12 people', 12],
    ['两百人', 200],
    ['1,200人', 1200],
    ['1.2万人次', 12_000],
    ['12', 12],
    ['一行12人', 12],
    ['0', 0],
  ])('%s is %s', (text, expected) => {
    expect(meaning(type.validate(text, chinese))).toBe(expected)
  })

  it.each(['-5', '3.5人', '第3人', '12头', ''])('%s is no count', (text) => {
    expect(meaning(type.validate(text, chinese))).toContain('不是数量')
  })

  it('says what the most is', () => {
    expect(meaning(type.validate('99999999999', english), english)).toContain('2147483647')
  })

  it.each([
    ['济南→武隆 考察产业园12人', [['12人', 12]]],
    ['a delegation of 12 people', [['a delegation of 12 people', 12]]],
    ['引进12人才', []],
    ['第3人 500人民币', []],
    ['3.5人', [['3.5人', '“3.5人”不是数量。请写整数，例如 12 或“12人”。']]],
    ['十几人', [['十几人', 'choice of 9']]],
    ['12 个项目', []],
  ])('in %s', (line, expected) => {
    expect(claimed(type, line)).toEqual(expected)
  })

  it('is shown with its unit in Chinese', () => {
    expect(type.show(12, chinese)).toBe('12人')
    expect(type.show(12, english)).toBe('12')
  })
})

describe('money', () => {
  const type = money()
  it.each([
    ['4250万元', '42500000.00'],
    ['4250万', '42500000.00'],
    ['６.6亿元', '660000000.00'],
    ['42.5 million yuan', '42500000.00'],
    ['1.2 billion RMB', '1200000000.00'],
    ['¥3,200.50', '3200.50'],
    ['￥300', '300.00'],
    ['RMB 500', '500.00'],
    ['三百万元', '3000000.00'],
    ['十二亿三千万元', '1230000000.00'],
    ['0.29万元', '2900.00'],
    ['1.15元', '1.15'],
    ['9999999999999999.99', '9999999999999999.99'],
  ])('%s is %s yuan', (text, expected) => {
    expect(meaning(type.validate(text, chinese))).toBe(expected)
  })

  it.each([
    ['5亿3千4百万', '混用了几个单位'],
    ['5亿3千4百万元', '例如“5.34亿元”'],
    ['5百34万', '例如“534万元”'],
    ['3万元5千', '例如“3.5万元”'],
    ['1,5万元', '逗号不清楚'],
    ['1,5 million yuan', '逗号不清楚'],
    ['3万5000元', '混用了几个单位'],
    ['12.345元', '精确到了分以下'],
    ['10000000000000000元', '太大'],
    ['12.35万元 (999元)', '不一致'],
    ['-5元', '不是金额'],
    ['1e9', '不是金额'],
    ['很多', '不是金额'],
  ])('%s is a problem: %s', (text, problem) => {
    expect(meaning(type.validate(text, chinese))).toContain(problem)
  })

  it.each([
    ['42500000.00', '4250万元 (42,500,000元)', '42.5 million yuan (42,500,000 yuan)'],
    ['660000000.00', '6.6亿元 (660,000,000元)', '660 million yuan (660,000,000 yuan)'],
    ['123456.78', '12.35万元 (123,456.78元)', '123,456.78 yuan'],
    ['3200.50', '3,200.50元', '3,200.50 yuan'],
    ['0.00', '0元', '0 yuan'],
    ['-1500000.00', '−150万元 (−1,500,000元)', '−1.5 million yuan (−1,500,000 yuan)'],
    ['-20.00', '−20元', '−20 yuan'],
  ])('%s is shown as %s', (value, inChinese, inEnglish) => {
    expect(type.show(value, chinese)).toBe(inChinese)
    expect(type.show(value, english)).toBe(inEnglish)
  })

  it.each([
    ['投资4250万元建园区', [['4250万元', '42500000.00']]],
    ['12人 3.5公里 3个月 3万2千人 单元楼 多元化', []],
    ['拨付 1.5亿', [['1.5亿', '150000000.00']]],
  ])('in %s', (line, expected) => {
    expect(claimed(type, line)).toEqual(expected)
  })

  it('claims an amount in mixed units, so that the form can refuse it', () => {
    expect(claimed(type, '到位5亿3千4百万元')).toEqual([
      ['5亿3千4百万元', expect.stringContaining('5.34亿元')],
    ])
  })
})

describe('percent', () => {
  const type = percent()
  it.each([
    ['84%', '84'],
    ['158.2%', '158.2'],
    ['２６５％', '265'],
    ['84.25', '84.25'],
    ['百分之十二', '12'],
    ['12.5 percent', '12.5'],
    ['0.10%', '0.1'],
  ])('%s is %s', (text, expected) => {
    expect(meaning(type.validate(text, chinese))).toBe(expected)
  })

  it.each([
    ['84.255%', '小数太多'],
    ['-3%', '不是百分比'],
    ['一半', '不是百分比'],
    ['99999999%', '不是百分比'],
  ])('%s is a problem: %s', (text, problem) => {
    expect(meaning(type.validate(text, chinese))).toContain(problem)
  })

  it('needs its mark in a line', () => {
    expect(claimed(type, '完成 84%, 共 12 个')).toEqual([['84%', '84']])
  })
})
