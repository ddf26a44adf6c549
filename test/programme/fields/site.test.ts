import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Outcome, Reading } from '../../../src/core/form/field.ts'
import { translatorOf } from '../../../src/core/i18n.ts'
import { fold } from '../../../src/core/text.ts'
import { toDay } from '../../../src/core/time/day.ts'
import { countyOfSite, type Site, siteField } from '../../../src/programme/fields/site.ts'
import { directory } from '../../../src/programme/places/divisions/directory.ts'
import { foundingRegistry } from '../../harness/registry.ts'

const registry = foundingRegistry()
const site = siteField(registry)
const reading: Reading = { today: toDay('2025-03-03'), translate: translatorOf('zh-CN') }
const inEnglish: Reading = { ...reading, translate: translatorOf('en') }

const said = (outcome: Outcome<Site>, to: Reading = reading): string => {
  if (outcome.kind === 'problem') return `! ${outcome.problem.key}`
  if (outcome.kind === 'value') return site.show(outcome.value, to)
  return `? ${outcome.values.map((value) => site.show(value, to)).join(' ')}`
}
const read = (typed: string, to: Reading = reading) => said(site.validate(typed, to), to)
const claimed = (line: string, to: Reading = reading) =>
  site
    .recognise(fold(line), to)
    .map(({ start, end, outcome }) => `${line.slice(start, end)} = ${said(outcome, to)}`)

describe('a site', () => {
  it('is kept with its code and its full name', () => {
    expect(site.validate('火炉镇万峰村', reading)).toEqual({
      kind: 'value',
      value: { code: '500156104209', text: '武隆区火炉镇万峰村' },
    })
    expect(site.validate('500156104209', reading)).toEqual(site.validate('火炉镇万峰村', reading))
  })

  it('is shown in the language of its reader', () => {
    const value = { code: '500156104209', text: '武隆区火炉镇万峰村' }
    expect(site.show(value, reading)).toBe('武隆区火炉镇万峰村')
    expect(site.show(value, inEnglish)).toBe('Wanfeng Village, Huolu Town, Wulong District')
    expect(site.showShort?.(value, inEnglish)).toBe('Wanfeng Village, Huolu Town, Wulong')
  })

  it('that the directory does not have stands as typed, and says so', () => {
    expect(site.validate(' 火炉镇老街 ', reading)).toEqual({
      kind: 'value',
      value: { code: null, text: '火炉镇老街' },
    })
    expect(read('火炉镇老街')).toBe('火炉镇老街（名录外）')
    expect(read('the old street', inEnglish)).toBe('the old street (not in the directory)')
  })

  it.each([
    ['双河', '? 武隆区双河镇 城口县双河乡'],
    ['火炉镇梦冲村', '? 武隆区火炉镇梦冲塘村 火炉镇梦冲村（名录外）'],
    ['火炉镇梦冲村（名录外）', '火炉镇梦冲村（名录外）'],
    ['火炉镇(not in the directory)', '火炉镇（名录外）'],
    ['武隆区', '! programme.site.county'],
    ['123', '! programme.site.unread'],
    ['', '! programme.site.unread'],
    ['500156999', '! programme.site.unread'],
    ['3月5日', '! programme.site.unread'],
    ['１２人', '! programme.site.unread'],
    ['50万元', '! programme.site.unread'],
    ['V-2025-0001', '! programme.site.unread'],
    ['新大街', '新大街（名录外）'],
    ['318国道旁', '318国道旁（名录外）'],
    ['待定', '! fields.placeholder'],
    ['老街，电话13812345678', '! fields.text.personal'],
    ['街'.repeat(101), '! fields.text.long'],
  ])('%s is read as %s', (typed, expected) => {
    expect(read(typed)).toBe(expected)
  })

  it('says what a former name is called now', () => {
    const [outcome, english] = [reading, inEnglish].map((to) => site.validate('土坎镇', to))
    expect(outcome).toMatchObject({ kind: 'value', value: { code: '500156004', text: '武隆区羊角街道' } })
    expect([outcome, english].map((one) => one?.kind === 'value' && one.note?.values?.now)).toEqual([
      '武隆区羊角街道',
      'Yangjiao Subdistrict, Wulong District',
    ])
  })

  it('of several of one name is the one in the county of the line', () => {
    const about = (line: string) => ({ ...reading, sentence: line })
    expect(read('龙溪镇')).toBe('? 巫山县龙溪镇 彭水苗族土家族自治县龙溪镇')
    expect(read('龙溪镇', about('彭水 地点:龙溪镇'))).toBe('彭水苗族土家族自治县龙溪镇')
    expect(read('龙溪镇', about('烟台援建 地点:龙溪镇'))).toBe('巫山县龙溪镇')
    expect(read('龙溪镇', about('武隆 地点:龙溪镇'))).toBe('? 巫山县龙溪镇 彭水苗族土家族自治县龙溪镇')
  })

  it('of several of one name is that of the conversation’s county, where one is', () => {
    expect(read('龙溪镇', { ...reading, about: '彭水' })).toBe('彭水苗族土家族自治县龙溪镇')
    expect(read('龙溪镇', { ...reading, about: '武隆' })).toMatch(/^\? /u)
  })
})

describe('a line', () => {
  it.each([
    ['火炉镇蔬菜大棚 50万', ['火炉镇 = 武隆区火炉镇']],
    ['武隆区火炉镇万峰村蔬菜大棚', ['武隆区 = 武隆区火炉镇万峰村', '火炉镇万峰村 = 武隆区火炉镇万峰村']],
    ['支援武隆火炉 50万', ['武隆 = 武隆区火炉镇', '火炉 = 武隆区火炉镇']],
    ['考察火炉镇', ['火炉镇 = 武隆区火炉镇']],
    ['火炉镇万峰 道路', ['火炉镇万峰 = 武隆区火炉镇万峰村']],
    ['济南 龙溪镇 巫山', ['龙溪镇 = 巫山县龙溪镇', '巫山 = 巫山县龙溪镇']],
    ['greenhouse in Huolu Town, Wulong', ['Huolu Town = 武隆区火炉镇', 'Wulong = 武隆区火炉镇']],
    ['Wulong Huolu greenhouse', ['Wulong = 武隆区火炉镇', 'Huolu = 武隆区火炉镇']],
    ['火炉镇彩云村道路', ['火炉镇彩云村 = 火炉镇彩云村（名录外）']],
    ['火炉镇梦冲村道路', ['火炉镇梦冲村 = ? 武隆区火炉镇梦冲塘村 火炉镇梦冲村（名录外）']],
    [
      '武隆区火芦镇 道路',
      ['武隆区 = ? 武隆区火炉镇 武隆区火芦镇（名录外）', '火芦镇 = ? 武隆区火炉镇 武隆区火芦镇（名录外）'],
    ],
    ['火芦镇 道路', ['火芦镇 = ? 武隆区火炉镇 火芦镇（名录外）']],
    ['万峰村道路', ['万峰村 = 武隆区火炉镇万峰村']],
  ])('%s names %j', (line, expected) => {
    expect(claimed(line)).toEqual(expected)
  })

  it.each([
    '武隆 蔬菜大棚',
    '火炉 蔬菜大棚',
    '双河 道路',
    '新农村建设 50万',
    '美丽乡村建设',
    '武隆 土地 50亩',
    '奉节公平 验收',
    '小双河村的路',
    '火炉镇人民政府',
    '火炉镇中心小学改造',
    '火炉镇卫生院',
    '万峰村委会',
    '某某镇 道路',
    '乡镇企业 200户',
    '在3个村修路',
    'Huolu greenhouse',
    'Long Town',
  ])('%s names none', (line) => {
    expect(claimed(line)).toEqual([])
  })

  it.each([
    ['火炉镇 蔬菜大棚', '火炉镇'],
    ['武隆区 火炉镇 万峰村 蔬菜大棚', '武隆区 火炉镇 万峰村'],
    ['火炉镇老街 蔬菜大棚', '火炉镇老街'],
    ['老街 蔬菜大棚', '老街'],
    ['Huolu Town, Wulong District greenhouse', 'Huolu Town, Wulong District'],
  ])('behind a key %s goes as far as %s', (words, value) => {
    expect(words.slice(0, site.extent?.(words))).toBe(value)
  })
})

describe('an answer', () => {
  it.each(['火炉', 'Longxi Town', '500156104', '火炉镇梦冲村（名录外）'])('%s is plainly a site', (typed) => {
    expect(site.isPlain?.(typed)).toBe(true)
  })

  it.each(['以后再说', '武隆区', '3月5日', '12人'])('%s is not', (typed) => {
    expect(site.isPlain?.(typed)).toBe(false)
  })
})

describe('the county of a site', () => {
  it.each([
    [{ code: '500156104209', text: '武隆区火炉镇万峰村' }, '武隆'],
    [{ code: null, text: '武隆区火炉镇新梦村' }, '武隆'],
    [{ code: null, text: '老街' }, undefined],
  ])('of %j is %s', (value, expected) => {
    expect(countyOfSite(registry, value)?.shortZh).toBe(expected)
  })
})

describe('any site', () => {
  const pieces = '武隆区火炉镇万峰村双河乡彭水 老街（名录外）()街道社区Huolu Town,Wan1'
  const typed = fc.oneof(fc.string({ unit: fc.constantFrom(...pieces) }), fc.string({ unit: 'grapheme' }))
  const backIn = (value: Site, to: Reading) => [
    site.validate(site.write(value), to),
    site.validate(site.show(value, to), to),
  ]

  it('of the directory is read back as it is written and shown, in both languages', () => {
    const divisions = directory().divisions.filter((_, index) => index % 7 === 0)
    for (const { code } of divisions) {
      const known = site.validate(code, reading)
      if (known.kind !== 'value') throw new Error(code)
      for (const to of [reading, inEnglish])
        for (const [index, outcome] of [
          ...backIn(known.value, to),
          site.validate(site.showShort?.(known.value, to) ?? '', to),
        ].entries())
          expect(outcome, `${site.show(known.value, to)} ${index}`).toEqual(known)
    }
  })

  it('that is typed freely is read back as it is written and shown, in both languages', () => {
    fc.assert(
      fc.property(typed, (words) => {
        const outcome = site.validate(words, reading)
        if (outcome.kind === 'problem') return
        for (const value of outcome.kind === 'value' ? [outcome.value] : outcome.values)
          for (const to of [reading, inEnglish])
            for (const back of backIn(value, to)) expect(back).toMatchObject({ kind: 'value', value })
      }),
    )
  })

  it('is read without a throw, and its claims lie in the line', () => {
    fc.assert(
      fc.property(typed, (words) => {
        const line = fold(words)
        for (const { start, end } of site.recognise(line, reading)) {
          expect(start).toBeGreaterThanOrEqual(0)
          expect(end).toBeGreaterThan(start)
          expect(end).toBeLessThanOrEqual(line.length)
        }
        site.extent?.(line)
        site.isPlain?.(words)
      }),
    )
  })

  it.each(['重庆', '火炉镇', '双河村', 'Huolu Town, ', '武隆'])(
    'in a long line of %s is found in time',
    (word) => {
      const line = fold(word.repeat(Math.ceil(4000 / word.length)))
      const before = performance.now()
      site.recognise(line, reading)
      expect(performance.now() - before).toBeLessThan(2000)
    },
  )
})
