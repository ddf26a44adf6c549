import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { FieldType, Outcome, Reading } from '../../src/core/form/field.ts'
import { translatorOf } from '../../src/core/i18n.ts'
import { toDay } from '../../src/core/time/day.ts'
import { directionField } from '../../src/programme/fields/direction.ts'
import { officeField } from '../../src/programme/fields/office.ts'
import { pairField } from '../../src/programme/fields/pair.ts'
import { personField } from '../../src/programme/fields/person.ts'
import { foundingRegistry } from '../harness/registry.ts'

const registry = foundingRegistry()
const reading = (locale: 'zh-CN' | 'en' = 'zh-CN'): Reading => ({
  today: toDay('2025-03-03'),
  translate: translatorOf(locale),
})
const said = <Value>(type: FieldType<Value>, outcome: Outcome<Value>): string => {
  if (outcome.kind === 'value') return type.show(outcome.value, reading())
  if (outcome.kind === 'choice')
    return `? ${outcome.values.map((value) => type.show(value, reading())).join(' ')}`
  return `! ${translatorOf('zh-CN').say(outcome.problem)}`
}
const claimed = <Value>(type: FieldType<Value>, line: string): string[] =>
  type
    .recognise(line, reading())
    .map(({ start, end, outcome }) => `${line.slice(start, end)} = ${said(type, outcome)}`)

const pair = pairField(registry)
const direction = directionField(registry)
const person = personField(registry)
const office = officeField(registry)

describe('pair', () => {
  it.each([
    ['武隆 今年', ['武隆 = 济南—武隆']],
    ['济南—武隆 今年', ['济南—武隆 = 济南—武隆']],
    ['Jinan–Wulong this year', ['Jinan–Wulong = 济南—武隆']],
    ['重庆 武隆 500236', ['武隆 = 济南—武隆', '500236 = 滨州—奉节']],
    ['今年', []],
  ])('is found in %s', (line, expected) => {
    expect(claimed(pair, line)).toEqual(expected)
  })
})

describe('direction', () => {
  it.each([
    '济南→武隆',
    '济南到武隆',
    '济南至武隆',
    '济南赴武隆',
    '济南->武隆',
    '济南 => 武隆区',
    '济南—武隆',
    '从济南到武隆',
    '从山东省济南市前往重庆市武隆县',
    'Jinan to Wulong',
    'from Jinan City to Wulong District',
    'Jinan -> Wulong',
    'Jǐnán→Wǔlóng',
    '370100→500232',
  ])('%s goes to Wulong, in a line and alone', (text) => {
    expect(claimed(direction, `3月5日 ${text} 12人`)).toEqual([`${text} = 济南→武隆`])
    expect(said(direction, direction.validate(text, reading()))).toBe('济南→武隆')
  })

  it.each([
    ['武隆来济南', ['武隆来济南 = 武隆→济南']],
    ['武隆赴济南考察', ['武隆赴济南 = 武隆→济南']],
    ['开县到潍坊', ['开县到潍坊 = 开州→潍坊']],
    ['3月5日济南→武隆12人', ['济南→武隆 = 济南→武隆']],
    ['济南市副市长王建国率队赴武隆考察', ['赴武隆 = 济南→武隆']],
    ['a delegation to Wulong', ['to Wulong = 济南→武隆']],
    ['山东→武隆', ['山东→武隆 = 济南→武隆']],
    ['济南 武隆', ['济南 武隆 = ? 济南→武隆 武隆→济南']],
    ['武隆 12人', ['武隆 = ? 武隆→济南 济南→武隆']],
  ])('%s', (line, expected) => {
    expect(claimed(direction, line)).toEqual(expected)
  })

  it.each([
    ['济南→奉节', '! 济南与奉节没有结对。济南属于：济南—武隆；奉节属于：滨州—奉节。'],
    ['济南→济宁', '! 济南与济宁没有结对。济南属于：济南—武隆；济宁属于：济宁—万州。'],
    ['济→', '? 济南→武隆 济宁→万州'],
    ['→巫', '? 烟台→巫山 泰安→巫溪'],
    ['济南→', '济南→武隆'],
    ['→济南', '武隆→济南'],
    ['济南→武龙', '! 没有找到“武龙”。您是不是要找：武隆？'],
    ['你好', '! 没有看懂互访方向“你好”。请写成“济南→武隆”。'],
    ['', '! 请写明从哪里到哪里，例如“济南→武隆”。'],
  ])('%j alone: %s', (text, expected) => {
    expect(said(direction, direction.validate(text, reading()))).toBe(expected)
  })

  it('asks about what an arrow points to even when no place is called so', () => {
    expect(claimed(direction, '明天 济南→武龙 12人')).toEqual([
      '济南→武龙 = ! 没有找到“武龙”。您是不是要找：武隆？',
    ])
    expect(claimed(direction, '明天 →武隆')).toEqual(['→武隆 = 济南→武隆'])
    expect(claimed(direction, '王建国率队赴奉节，济南')).toEqual([
      '赴奉节 = ! 济南与奉节没有结对。济南属于：济南—武隆；奉节属于：滨州—奉节。',
      '济南 = ! 济南与奉节没有结对。济南属于：济南—武隆；奉节属于：滨州—奉节。',
    ])
  })

  it('is made of its parts, of which one is enough', () => {
    const composed = (parts: Record<string, string>) =>
      said(direction, direction.validate(direction.compose?.(parts, undefined) ?? '', reading()))
    expect(composed({ from: 'Jinan', to: 'Wulong' })).toBe('济南→武隆')
    expect(composed({ to: '济南' })).toBe('武隆→济南')
    expect(composed({ from: 'Wei' })).toBe('? 潍坊→开州 威海→云阳')
  })

  it('offers every direction, each readable', () => {
    const control = direction.ask(reading('en'))
    if (control.kind !== 'choice') throw new Error('a direction is chosen')
    expect(control.options).toHaveLength(28)
    for (const { label, value } of control.options) {
      expect(direction.validate(label, reading())).toEqual(direction.validate(value, reading()))
      expect(direction.validate(value, reading()).kind).toBe('value')
    }
  })
})

describe('person', () => {
  it.each([
    ['王建国副市长带队 12人', '王建国副市长带队', { name: '王建国', title: '副市长' }],
    ['12人 王建国副市长率队', '王建国副市长率队', { name: '王建国', title: '副市长' }],
    ['市长李明', '市长李明', { name: '李明', title: '市长' }],
    ['李明带队', '李明带队', { name: '李明' }],
    ['副市长王建国一行来访', '副市长王建国一行', { name: '王建国', title: '副市长' }],
    ['考察团由副市长王建国带队', '由副市长王建国带队', { name: '王建国', title: '副市长' }],
    [
      '3月5日济南市副市长王建国率队赴武隆',
      '济南市副市长王建国率队',
      { name: '王建国', title: '济南市副市长' },
    ],
    ['日照市市长李明带队', '日照市市长李明带队', { name: '李明', title: '日照市市长' }],
    ['武隆区委书记欧阳建国带队', '武隆区委书记欧阳建国带队', { name: '欧阳建国', title: '武隆区委书记' }],
    ['石柱县委书记带队', '石柱县委书记带队', { title: '石柱县委书记' }],
    ['市委常委、副市长李明赴武隆', '市委常委、副市长李明', { name: '李明', title: '市委常委、副市长' }],
    ['副市长带队', '副市长带队', { title: '副市长' }],
    ['武隆到济南 李明 8人 对接劳务协作', '李明', { name: '李明' }],
    [
      'led by Vice Mayor Wang Jianguo, 12 people',
      'led by Vice Mayor Wang Jianguo',
      { name: 'Wang Jianguo', title: '副市长' },
    ],
    [
      'headed by Wang Jianguo, Vice Mayor, 12 people',
      'headed by Wang Jianguo, Vice Mayor',
      { name: 'Wang Jianguo', title: '副市长' },
    ],
    ['led by Li Ming 8 people', 'led by Li Ming', { name: 'Li Ming' }],
    [
      'led by the Vice Mayor of Jinan, Wang Jianguo',
      'led by the Vice Mayor of Jinan, Wang Jianguo',
      { name: 'Wang Jianguo', title: '济南市副市长' },
    ],
  ])('%s', (line, piece, value) => {
    expect(person.recognise(line, reading())).toEqual([
      {
        start: line.indexOf(piece),
        end: line.indexOf(piece) + piece.length,
        outcome: { kind: 'value', value },
      },
    ])
  })

  it.each([
    '济南→武隆 12人 考察产业园',
    '石柱 武隆 万州 秀山 今年',
    '高层互访 安全 方案 党建',
    '高新区 文旅局 石油公司',
    '鲁渝 协作 黄连 石榴 龙头企业 白茶',
    'Jinan to Wulong industrial park',
    '对接劳务协作',
  ])('%s names nobody', (line) => {
    expect(person.recognise(line, reading())).toEqual([])
  })

  it.each([
    ['王建国副市长', { name: '王建国', title: '副市长' }],
    ['王建国（副市长）', { name: '王建国', title: '副市长' }],
    ['王建国市委书记', { name: '王建国', title: '市委书记' }],
    ['石柱县委书记', { title: '石柱县委书记' }],
    ['Wang Jianguo (Vice Mayor)', { name: 'Wang Jianguo', title: '副市长' }],
    ['Wang Jianguo, Vice Mayor', { name: 'Wang Jianguo', title: '副市长' }],
    ['李明', { name: '李明' }],
    ['某某', { name: '某某' }],
    ['Vice Mayor', { title: '副市长' }],
  ])('%s alone', (text, value) => {
    expect(person.validate(text, reading())).toEqual({ kind: 'value', value })
  })

  it('is shown the way each language says it', () => {
    const value = { name: '王建国', title: '副市长' }
    expect(person.show(value, reading())).toBe('副市长王建国')
    expect(person.show({ name: 'Wang Jianguo', title: '副市长' }, reading('en'))).toBe(
      'Wang Jianguo, Vice Mayor',
    )
    expect(person.show({ name: '王强', title: '日照市副市长' }, reading())).toBe('日照市副市长王强')
    expect(person.show({ name: '王强', title: '日照市副市长' }, reading('en'))).toBe(
      '王强, Vice Mayor of Rizhao',
    )
  })

  it('is made of its parts, and keeps the other part', () => {
    const composed = (parts: Record<string, string>, current?: { name?: string; title?: string }) =>
      person.validate(person.compose?.(parts, current) ?? '', reading())
    expect(composed({ name: 'Wang Jianguo', title: 'Vice Mayor' })).toEqual({
      kind: 'value',
      value: { name: 'Wang Jianguo', title: '副市长' },
    })
    expect(composed({ name: '王建国副市长' })).toEqual({
      kind: 'value',
      value: { name: '王建国', title: '副市长' },
    })
    expect(composed({ title: '市长' }, { name: '李明', title: '副市长' })).toEqual({
      kind: 'value',
      value: { name: '李明', title: '市长' },
    })
  })

  it('says what it wants when nothing or too much is given', () => {
    expect(said(person, person.validate('  ', reading()))).toContain('请写明带队领导')
    expect(said(person, person.validate('王'.repeat(61), reading()))).toContain('60')
  })
})

describe('every field of the programme', () => {
  const texts = fc
    .array(
      fc.oneof(
        fc.string({ unit: 'binary', maxLength: 6 }),
        fc.constantFrom(
          '济南',
          '武隆',
          'Wulong',
          'Jinan',
          '→',
          '到',
          ' to ',
          '王建国',
          '副市长',
          '市委',
          '带队',
          '、',
          '(',
          '）',
          ', ',
          'led by ',
          'Vice Mayor ',
          'Wang Jianguo',
          '一行',
          ' ',
        ),
      ),
      { maxLength: 8 },
    )
    .map((pieces) => pieces.join(''))

  const holds = <Value>(type: FieldType<Value>) =>
    fc.assert(
      fc.property(texts, fc.constantFrom('zh-CN' as const, 'en' as const), (text, locale) => {
        const outcomes = [type.validate(text, reading(locale))]
        for (const { start, end, outcome } of type.recognise(text, reading(locale))) {
          expect(start).toBeGreaterThanOrEqual(0)
          expect(end).toBeGreaterThan(start)
          expect(end).toBeLessThanOrEqual(text.length)
          outcomes.push(outcome)
        }
        for (const outcome of outcomes) {
          const values =
            outcome.kind === 'value' ? [outcome.value] : outcome.kind === 'choice' ? outcome.values : []
          for (const value of values) {
            expect(type.schema.safeParse(value).success).toBe(true)
            expect(type.validate(type.write(value), reading(locale))).toEqual({ kind: 'value', value })
            expect(type.validate(type.show(value, reading(locale)), reading(locale))).toEqual({
              kind: 'value',
              value,
            })
          }
        }
      }),
      { numRuns: 300 },
    )

  it('pair never throws, and is read back as shown and written', () => holds(pair))
  it('direction never throws, and is read back as shown and written', () => holds(direction))
  it('person never throws, and is read back as shown and written', () => holds(person))
  it('office never throws, and is read back as shown and written', () => holds(office))

  it('office is read by either name, and any other by its own', () => {
    expect(said(office, office.validate('重庆市扶贫开发办公室', reading()))).toBe('重庆市扶贫开发办公室')
    expect(said(office, office.validate('Chongqing City Poverty Alleviation Office', reading()))).toBe(
      '重庆市扶贫开发办公室',
    )
    expect(said(office, office.validate('云阳', reading()))).toBe('云阳县乡村振兴局')
    expect(said(office, office.validate('火炉镇人民政府', reading()))).toBe('火炉镇人民政府')
  })
})
