import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Outcome } from '../../../src/core/form/field.ts'
import { translatorOf } from '../../../src/core/i18n.ts'
import { type Pair, type Place, pairName, placeName } from '../../../src/programme/places/registry.ts'
import { foundingRegistry } from '../../harness/registry.ts'

const registry = foundingRegistry()

const said = <Value>(outcome: Outcome<Value>, show: (value: Value) => string): string => {
  if (outcome.kind === 'value') return show(outcome.value)
  if (outcome.kind === 'choice') return `? ${outcome.values.map(show).join(' ')}`
  return `! ${translatorOf('zh-CN').say(outcome.problem)}`
}
const place = (text: string) => said(registry.place(text), (found: Place) => placeName(found, 'zh-CN'))
const pair = (text: string) => said(registry.readPair(text), (found: Pair) => pairName(found, 'zh-CN'))
const found = (line: string) =>
  registry
    .find(line)
    .map((claim) => [line.slice(claim.start, claim.end), ...claim.places.map(({ shortZh }) => shortZh)])

describe('reading a place', () => {
  it.each([
    ['武隆', '武隆'],
    ['武隆区', '武隆'],
    ['武隆县', '武隆'],
    ['重庆市武隆区', '武隆'],
    ['Wulong', '武隆'],
    ['wulong district', '武隆'],
    ['Wulong County', '武隆'],
    ['Wǔlóng', '武隆'],
    ['Wǔ lóng', '武隆'],
    ['wu long qu', '武隆'],
    ['ＷＵＬＯＮＧ', '武隆'],
    ['500156', '武隆'],
    ['500232', '武隆'],
    ['５００１５６', '武隆'],
    ['开县', '开州'],
    ['Kai County', '开州'],
    ['Kai', '开州'],
    ['500234', '开州'],
    ['500154', '开州'],
    ['济南市', '济南'],
    ['山东省济南市', '济南'],
    ['Jinan City', '济南'],
    ['ji nan', '济南'],
    ['彭水自治县', '彭水'],
    ['彭水苗族土家族自治县', '彭水'],
    ['Pengshui Miao and Tujia Autonomous County', '彭水'],
    ['酉阳土家族苗族自治县', '酉阳'],
    ['石柱县', '石柱'],
    ['Shízhù Tǔjiāzú Zìzhìxiàn', '石柱'],
    ['Taian', '泰安'],
    ["Tai'an", '泰安'],
    ['Tai’an', '泰安'],
    ['Tai', '泰安'],
    ['彭', '彭水'],
    ['Wuxi', '巫溪'],
    ['Wuxi County', '巫溪'],
    ['山东', '山东'],
    ['Chongqing', '重庆'],
    ['重庆市', '重庆'],
  ])('%s is %s', (text, expected) => {
    expect(place(text)).toBe(expected)
  })

  it.each([
    ['巫', '? 巫山 巫溪'],
    ['Wu', '? 武隆 巫山 巫溪'],
    ['济', '? 济南 济宁'],
    ['Ji', '? 济南 济宁'],
    ['Wei', '? 潍坊 威海'],
  ])('%s must be asked about', (text, expected) => {
    expect(place(text)).toBe(expected)
  })

  it.each([
    ['Wulng', '! 没有找到“Wulng”。您是不是要找：Wulong？'],
    ['Jinna', '! 没有找到“Jinna”。您是不是要找：Jinan、Jining？'],
    ['武龙', '! 没有找到“武龙”。您是不是要找：武隆？'],
    ['Chengku', '! 没有找到“Chengku”。您是不是要找：Chengkou？'],
    ['达州', '! 没有找到“达州”。您是不是要找：德州'],
    ['Dazhou', '! 没有找到“Dazhou”。您是不是要找：Dezhou'],
    ['郧阳', '! 没有找到“郧阳”。您是不是要找：云阳'],
  ])('%s is not taken for the place it resembles', (text, expected) => {
    const answer = place(text)
    expect(answer.startsWith('! 没有找到')).toBe(true)
    for (const name of expected
      .slice(expected.indexOf('找：') + 2)
      .replace('？', '')
      .split('、'))
      expect(answer).toContain(name)
  })

  it.each(['无锡', '青岛', '菏泽', '莱芜', 'Guizhou province', '371200', '', '  '])(
    '%j is not in the programme',
    (text) => {
      expect(place(text)).toContain('不在结对名录中')
    },
  )
})

describe('reading a pair', () => {
  it.each([
    ['武隆', '济南—武隆'],
    ['Jinan', '济南—武隆'],
    ['济南—武隆', '济南—武隆'],
    ['武隆 济南', '济南—武隆'],
    ['Jinan–Wulong', '济南—武隆'],
    ["Tai'an–Wuxi", '泰安—巫溪'],
    ['济南市·武隆区', '济南—武隆'],
    ['500232', '济南—武隆'],
    ['开县', '潍坊—开州'],
    ['巫', '? 烟台—巫山 泰安—巫溪'],
    ['济', '? 济南—武隆 济宁—万州'],
  ])('%s is %s', (text, expected) => {
    expect(pair(text)).toBe(expected)
  })

  it('says with whom each place is twinned when two are not', () => {
    expect(pair('济南—奉节')).toBe('! 济南与奉节没有结对。济南属于：济南—武隆；奉节属于：滨州—奉节。')
  })
})

describe('finding names in a line', () => {
  it.each([
    [
      '3月5日至7日 济南→武隆 王建国带队',
      [
        ['济南', '济南'],
        ['武隆', '武隆'],
      ],
    ],
    [
      '从山东省济南市到重庆市武隆区',
      [
        ['山东省济南市', '济南'],
        ['重庆市武隆区', '武隆'],
      ],
    ],
    [
      'Jinan to wulong district, 12 people',
      [
        ['Jinan', '济南'],
        ['wulong district', '武隆'],
      ],
    ],
    [
      '去 500232 和 370100。',
      [
        ['500232', '武隆'],
        ['370100', '济南'],
      ],
    ],
    [
      "met Tai'an officials in Wūxī",
      [
        ["Tai'an", '泰安'],
        ['Wūxī', '巫溪'],
      ],
    ],
    ['Jinans Wulongs 15001560 V-2025-500156x Wu', []],
    [
      '彭水苗族土家族自治县和开县',
      [
        ['彭水苗族土家族自治县', '彭水'],
        ['开县', '开州'],
      ],
    ],
  ])('%s', (line, expected) => {
    expect(found(line)).toEqual(expected)
  })

  it('never throws and claims apart, in order, within the line', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.oneof(
            fc.string({ unit: 'binary' }),
            fc.constantFrom('济南', 'Wulong', '→', ' ', '重庆', '500156'),
          ),
        ),
        (pieces) => {
          const line = pieces.join('')
          let end = 0
          for (const claim of registry.find(line)) {
            expect(claim.start).toBeGreaterThanOrEqual(end)
            expect(claim.end).toBeLessThanOrEqual(line.length)
            expect(claim.places.length).toBeGreaterThan(0)
            end = claim.end
          }
          registry.place(line)
          registry.readPair(line)
        },
      ),
    )
  })
})
