import { describe, expect, it } from 'vitest'
import { directory, isTown } from '../../../../src/programme/places/divisions/directory.ts'
import { lookUp } from '../../../../src/programme/places/divisions/lookup.ts'
import { countyNamedIn, countyOf, divisionName } from '../../../../src/programme/places/divisions/sites.ts'
import { foundingRegistry } from '../../../harness/registry.ts'

const registry = foundingRegistry()
const name = (division: Parameters<typeof divisionName>[1]) => divisionName(registry, division, 'zh-CN', true)
const meant = (typed: string) => lookUp(registry, typed).units.map(({ division }) => name(division))
const near = (typed: string) => lookUp(registry, typed).near.map(name)

describe('the directory', () => {
  const { divisions } = directory()
  const inCounty = (code: string) => divisions.filter((one) => one.code.startsWith(code))

  it('has the townships of each county', () => {
    const counts = registry.pairs.map(({ recipient }) => {
      const towns = inCounty(recipient.code ?? '?').filter(isTown)
      return `${recipient.shortZh} ${towns.length}`
    })
    expect(counts).toEqual([
      ...['武隆 26', '石柱 33', '丰都 30', '酉阳 39', '巫山 26', '开州 40', '万州 52'],
      ...['巫溪 32', '云阳 42', '黔江 30', '城口 25', '秀山 27', '彭水 39', '奉节 33'],
    ])
  })

  it('has several villages in every township, and nothing outside the counties', () => {
    const towns = divisions.filter(isTown)
    const villages = divisions.filter((one) => !isTown(one))
    expect(villages.length).toBe(4746)
    for (const { code, nameZh } of towns)
      expect(villages.filter((one) => one.code.startsWith(code)).length, nameZh).toBeGreaterThan(1)
    expect(divisions.filter(({ code }) => countyOf(registry, code) === undefined)).toEqual([])
  })

  it('writes every name in English, with what it is', () => {
    const kinds =
      /^[A-Z][a-zü']+(?: (?:Miao|Tujia|Gelao|and))* (?:Town|Township|Subdistrict|Village|Community)(?: \(.+\))?$/
    expect(divisions.filter(({ nameEn }) => !kinds.test(nameEn))).toEqual([])
  })

  it.each([
    ['500156104', 'Huolu Town'],
    ['500156205', 'Wenfu Miao and Tujia Township'],
    ['500156209', 'Haokou Miao and Gelao Township'],
    ['500236001', "Yong'an Subdistrict"],
    ['500156104209', 'Wanfeng Village'],
    ['500154003009', "Yong'an Community"],
    ['500238112', 'Chaoyang Town'],
    ['500154123', 'Changsha Town'],
    ['500240115', 'Wanchao Town'],
    ['500235125222', 'Wutong Village (五同村)'],
  ])('calls %s %s', (code, english) => {
    expect(directory().byCode.get(code)?.nameEn).toBe(english)
  })
})

describe('looking up a name', () => {
  it.each([
    ['火炉镇', '武隆火炉镇'],
    ['火炉', '武隆火炉镇'],
    ['武隆区火炉镇', '武隆火炉镇'],
    ['武隆县火炉镇', '武隆火炉镇'],
    ['重庆市武隆区火炉镇', '武隆火炉镇'],
    ['武隆火炉', '武隆火炉镇'],
    ['火炉镇万峰村', '武隆火炉镇万峰村'],
    ['武隆区火炉镇万峰村', '武隆火炉镇万峰村'],
    ['武隆区 火炉镇 万峰村', '武隆火炉镇万峰村'],
    ['武隆区/火炉镇/万峰村', '武隆火炉镇万峰村'],
    ['武隆区万峰村', '武隆火炉镇万峰村'],
    ['火炉镇万峰', '武隆火炉镇万峰村'],
    ['火炉万峰', '武隆火炉镇万峰村'],
    ['火炉镇万峰村村民委员会', '武隆火炉镇万峰村'],
    ['火炉镇万峰村委会', '武隆火炉镇万峰村'],
    ['凤山街道办事处', '武隆凤山街道'],
    ['凤山街道办', '武隆凤山街道'],
    ['文复苗族土家族乡', '武隆文复苗族土家族乡'],
    ['文复乡', '武隆文复苗族土家族乡'],
    ['文复民族乡', '武隆文复苗族土家族乡'],
    ['开州巫山镇', '开州巫山镇'],
    ['巫山镇', '开州巫山镇'],
    ['石柱县黄水镇', '石柱黄水镇'],
    ['石柱土家族自治县黄水镇', '石柱黄水镇'],
    ['彭水自治县普子镇', '彭水普子镇'],
    ['Huolu Town', '武隆火炉镇'],
    ['huolu', '武隆火炉镇'],
    ['huolu zhen', '武隆火炉镇'],
    ['ＨＵＯＬＵ Town', '武隆火炉镇'],
    ['Wulong Huolu', '武隆火炉镇'],
    ['Huolu Town, Wulong District', '武隆火炉镇'],
    ['Huolu Town, Wulong, Chongqing', '武隆火炉镇'],
    ['Wanfeng Village, Huolu Town, Wulong District', '武隆火炉镇万峰村'],
    ['Wanfeng Village in Huolu Town', '武隆火炉镇万峰村'],
    ['wulong huolu wanfeng', '武隆火炉镇万峰村'],
    ['Wenfu Miao and Tujia Township', '武隆文复苗族土家族乡'],
    ['Wenfu Township', '武隆文复苗族土家族乡'],
    ['Wulong Township', '巫溪乌龙乡'],
    ['Xiannushan Subdistrict', '武隆仙女山街道'],
    ['yongan jiedao', '奉节永安街道'],
    ['Wutong Village (梧桐村), Fengming Town', '云阳凤鸣镇梧桐村'],
  ])('%s is %s', (typed, expected) => {
    expect(meant(typed)).toEqual([expected])
  })

  it.each([
    ['土坎镇', ['武隆羊角街道']],
    ['武隆县仙女山镇', ['武隆仙女山街道']],
    ['铁矿乡', ['武隆大洞河乡']],
    ['票草镇', ['云阳蔈草镇']],
    ['建坪乡', ['巫山建平乡']],
    ['下路镇', ['石柱下路街道']],
    ['打蕨村', ['武隆和顺镇兴顺村']],
    ['土坎镇白果村', []],
    ['巷口镇', ['武隆凤山街道', '武隆芙蓉街道']],
    ['清溪场镇', ['秀山清溪场街道', '秀山龙凤坝镇']],
  ])('%s was the name of %j', (typed, expected) => {
    expect(meant(typed)).toEqual(expected)
    for (const { as } of lookUp(registry, typed).units) expect(as).toBe('former')
  })

  it.each([
    ['双河', ['武隆双河镇', '城口双河乡']],
    ['龙溪镇', ['巫山龙溪镇', '彭水龙溪镇']],
    ['双龙镇', ['丰都双龙镇', '云阳双龙镇', '巫山双龙镇']],
    ['武隆双河', ['武隆双河镇']],
    ['彭水龙溪镇', ['彭水龙溪镇']],
    ['Longxi Town', ['巫山龙溪镇', '彭水龙溪镇']],
    ['Wutong Village, Fengming Town', ['云阳凤鸣镇五同村', '云阳凤鸣镇梧桐村']],
  ])('%s may be %j', (typed, expected) => {
    expect(meant(typed)).toEqual(expected)
  })

  it('never guesses among villages of one name', () => {
    expect(meant('兴隆村').length).toBe(11)
    expect(meant('武隆兴隆村')).toEqual(['武隆文复苗族土家族乡兴隆村'])
  })

  it.each([
    ['火芦镇', ['武隆火炉镇']],
    ['武隆区火芦镇', ['武隆火炉镇']],
    ['火炉乡', ['武隆火炉镇']],
    ['火芦镇万峰村', ['武隆火炉镇万峰村']],
    ['火炉镇万封村', ['武隆火炉镇万峰村']],
    ['火炉镇梦冲村', ['武隆火炉镇梦冲塘村']],
    ['火炉镇万峰社区', ['武隆火炉镇万峰村']],
    ['武隆区火炉镇梦冲', ['武隆火炉镇梦冲塘村']],
    ['Hoolu Town', ['武隆火炉镇']],
    ['Wanfong Village, Huolu Town, Wulong District', ['武隆火炉镇万峰村']],
  ])('%s is nearly %j', (typed, expected) => {
    expect(meant(typed)).toEqual([])
    expect(near(typed)).toEqual(expected)
  })

  it.each(['新梦村', '火炉镇老街', '彭水县火炉镇', '火', 'the old street', '123', '，'])(
    '%s is nothing',
    (typed) => {
      expect(meant(typed)).toEqual([])
      expect(near(typed)).toEqual([])
    },
  )

  it.each(['武隆区', '武隆', '重庆', 'Wulong District'])('%s is no more than a county', (typed) => {
    expect(lookUp(registry, typed)).toEqual({ units: [], near: [], isCounty: true })
  })
})

describe('the county of a place', () => {
  it.each([
    ['武隆区火炉镇新梦村', '武隆'],
    ['火炉镇老街', '武隆'],
    ['万州某处', '万州'],
    ['双龙镇老街', undefined],
    ['老街', undefined],
  ])('%s lies in %s', (typed, expected) => {
    expect(countyNamedIn(registry, typed)?.shortZh).toBe(expected)
  })
})
