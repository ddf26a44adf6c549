import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { count } from '../../../src/core/fields/count.ts'
import { date, dateRange } from '../../../src/core/fields/date.ts'
import { text } from '../../../src/core/fields/text.ts'
import { type FieldType, type Form, field } from '../../../src/core/form/field.ts'
import { notice } from '../../../src/core/i18n.ts'
import { readLine } from '../../../src/core/line/line.ts'
import { anyText, chinese, meaning } from '../fields/reading.ts'

const words = { label: 'core.form.back', example: 'core.form.skip' } as const
const unknown = { kind: 'problem', problem: notice('fields.text.empty') } as const

/** `济南→武隆`: a value in two parts. */
const route: FieldType<string> = {
  name: 'route',
  schema: z.string(),
  parts: { from: ['自'], to: ['至'] },
  compose: ({ from, to }, current) => {
    const [oldFrom = '', oldTo = ''] = current?.split('→') ?? []
    return `${from ?? oldFrom}→${to ?? oldTo}`
  },
  recognise: (line) =>
    [...line.matchAll(/(济南|武隆|Jinan|Wulong)\s*(?:→|到|赴|to)\s*(济南|武隆|Jinan|Wulong)/gu)].map(
      (match) => ({
        start: match.index,
        end: match.index + match[0].length,
        outcome: { kind: 'value', value: `${match[1]}→${match[2]}` },
      }),
    ),
  validate: (typed) =>
    /^(济南|武隆|Jinan|Wulong)→(济南|武隆|Jinan|Wulong)$/u.test(typed)
      ? { kind: 'value', value: typed }
      : unknown,
  ask: () => ({ kind: 'text', multiline: false }),
  show: (value) => value,
  write: (value) => value,
}

const leader: FieldType<string> = {
  ...route,
  name: 'leader',
  parts: {},
  recognise: (line) =>
    [...line.matchAll(/[王李]\p{Script=Han}{1,2}副?市长带队/gu)].map((match) => ({
      start: match.index,
      end: match.index + match[0].length,
      outcome: { kind: 'value', value: match[0].slice(0, -2) },
    })),
  validate: (typed) => ({ kind: 'value', value: typed }),
}

const people = count({ units: ['人', '人次', 'people'] })
const visit: Form = z.object({
  dates: field(dateRange({ prefer: 'future' }), { ...words, keys: ['date', '日期', '时间'] }),
  route: field(route, { ...words, keys: ['方向'] }),
  leader: field(leader, { ...words, keys: ['head', '带队'] }).optional(),
  people: field(people, { ...words, keys: ['人数'] }).optional(),
  note: field(text(), { ...words, keys: ['备注'], claims: false }).optional(),
  purpose: field(text(), { ...words, keys: ['目的'], freeText: true }).optional(),
})

/** Field by field: the value, or what is said instead of it. */
const read = (line: string, form = visit, current?: Record<string, unknown>) => {
  const { entries } = readLine(form, line, { ...chinese, ...(current && { standing: current }) })
  return Object.fromEntries(
    Object.entries(entries).map(([name, { outcome }]) => [
      name,
      outcome.kind === 'choice' ? outcome.values : meaning(outcome),
    ]),
  )
}

const march = { start: '2025-03-05', end: '2025-03-07' }

describe('a free line', () => {
  it.each([
    '3月5日至7日 济南→武隆 王建国副市长带队 12人 考察产业园',
    '3月5日至7日济南赴武隆考察产业园12人，王建国副市长带队',
    '王建国副市长带队，12人，3.5-3.7，济南到武隆，考察产业园。',
    '考察产业园：3/5~7 济南→武隆（１２人） 王建国副市长带队',
  ])('%s', (line) => {
    expect(read(line)).toEqual({
      dates: march,
      route: '济南→武隆',
      leader: '王建国副市长',
      people: 12,
      purpose: '考察产业园',
    })
  })

  it('is read in English too', () => {
    expect(read('Jinan to Wulong on 5-7 March, 12 people, for the industrial park')).toEqual({
      dates: march,
      route: 'Jinan→Wulong',
      people: 12,
      purpose: 'the industrial park',
    })
  })

  it('makes no value of words that stood apart', () => {
    const { entries, unread } = readLine(visit, '考察 12人 产业园建设', chinese)
    expect(entries.purpose?.text).toBe('产业园建设')
    expect(unread).toEqual(['考察'])
  })

  it('keeps the words of the person, quotes and width, without decoration', () => {
    expect(read('３月５日 济南→武隆 考察“智慧”产业园（二期）😀').purpose).toBe('考察“智慧”产业园（二期）')
  })

  it('leaves numbers that are no dates in the text', () => {
    const purpose = '修路3.5公里，投资10.5万元，3个月完工，第3次'
    expect(read(`济南→武隆 ${purpose}，电话13812345678`)).toEqual({ route: '济南→武隆', purpose })
  })

  it('says what is wrong with a date instead of dropping it', () => {
    expect(read('2月30日 济南→武隆')).toEqual({
      dates: expect.stringContaining('“2月30日”'),
      route: '济南→武隆',
    })
  })

  it('asks which of two dates is meant', () => {
    expect(read('3月5日 或 3月6日 济南→武隆').dates).toEqual([
      { start: '2025-03-05', end: '2025-03-05' },
      { start: '2025-03-06', end: '2025-03-06' },
    ])
  })

  it('does not ask when the same is said twice', () => {
    expect(read('3月5日 12人 3月5号').dates).toEqual({ start: '2025-03-05', end: '2025-03-05' })
  })

  it('prefers what stands alone to what is inside words', () => {
    expect(read('总结3月5日会议 3月9日 济南→武隆')).toMatchObject({
      dates: { start: '2025-03-09', end: '2025-03-09' },
      purpose: '总结3月5日会议',
    })
  })

  it('asks where two ways to divide a line explain it equally well', () => {
    const letters = (name: string, pattern: RegExp): FieldType<string> => ({
      ...route,
      name,
      parts: {},
      recognise: (line) =>
        [...line.matchAll(pattern)].map(({ 0: value, index }) => ({
          start: index,
          end: index + value.length,
          outcome: { kind: 'value', value },
        })),
    })
    const form: Form = z.object({
      one: field(letters('one', /甲乙|甲(?=\0)/gu), { ...words, keys: [] }),
      other: field(letters('other', /乙丙|(?<=\0)丙/gu), { ...words, keys: [] }),
    })
    expect(read('甲乙丙', form)).toEqual({ one: ['甲乙', '甲'], other: ['丙', '乙丙'] })
  })

  it('gives two fields of a type a piece each', () => {
    const form: Form = z.object({
      begun: field(date({ prefer: 'future' }), { ...words, keys: [] }),
      due: field(date({ prefer: 'future' }), { ...words, keys: ['截止'] }),
    })
    expect(read('3月5日 截止:3月9日', form)).toEqual({ begun: '2025-03-05', due: '2025-03-09' })
  })
})

describe('key:value', () => {
  it('always wins over claims', () => {
    expect(read('date:3月9日 3月5日 考察 人数：八人 12人')).toEqual({
      dates: { start: '2025-03-09', end: '2025-03-09' },
      people: 8,
      purpose: '考察',
    })
    expect(readLine(visit, 'date:3月9日 3月5日 考察 人数：八人 12人', chinese).unread).toEqual([
      '3月5日',
      '12人',
    ])
  })

  it.each([
    'head:"王 建国" 12人',
    'head：“王 建国” 12人',
    'HEAD: 「王 建国」12人',
    "带队: '王 建国' 12人",
    '带队：『王 建国』，12人',
  ])('takes what is quoted: %s', (line) => {
    expect(read(line)).toEqual({ leader: '王 建国', people: 12 })
  })

  it('takes as many words as mean something', () => {
    expect(read('date:5 March 2025 to 7 March 2025 visit')).toEqual({ dates: march, purpose: 'visit' })
    expect(read('日期：3月5日 至 7日 考察')).toEqual({ dates: march, purpose: '考察' })
  })

  it('takes everything up to the next key for text', () => {
    expect(read('备注:好 12人 目的：考察 产业园 date:3月5日')).toMatchObject({
      note: '好 12人',
      purpose: '考察 产业园',
      dates: { start: '2025-03-05', end: '2025-03-05' },
    })
  })

  it('adds nothing to a text that was given', () => {
    const { entries, unread } = readLine(visit, '目的:"考察产业园" 12人 参观学校', chinese)
    expect(entries.purpose?.text).toBe('考察产业园')
    expect(unread).toEqual(['参观学校'])
  })

  it('says what is wrong with the first word when none means anything', () => {
    expect(read('people:许多 好人')).toEqual({ people: expect.stringContaining('“许多”'), purpose: '好人' })
  })

  it('knows no keys but its own', () => {
    expect(read('https://example.com/a 重点:养老 redate:x')).toEqual({
      purpose: 'https://example.com/a 重点:养老 redate:x',
    })
  })

  it('does not look for keys inside quotes', () => {
    expect(read('备注:"date:3月9日" 3月5日').note).toBe('date:3月9日')
  })

  it('puts parts together, completing them from what is known', () => {
    expect(read('from:Jinan to:Wulong 12 people')).toEqual({ route: 'Jinan→Wulong', people: 12 })
    expect(read('from:Jinan 考察 to:Wulong 12人')).toMatchObject({ route: 'Jinan→Wulong', purpose: '考察' })
    expect(read('to:武隆', visit, { route: '济南→济南' })).toEqual({ route: '济南→武隆' })
    expect(read('to:武隆').route).toContain('没有写内容')
  })

  it('lets the last of two equal keys count', () => {
    expect(read('people:8 people:12')).toEqual({ people: 12 })
  })
})

describe('words that were not understood', () => {
  const form: Form = z.object({ people: field(people, { ...words, keys: [] }).optional() })

  it('are told when no field takes free text', () => {
    const { entries, unread } = readLine(form, '12人 考察“产业园”', chinese)
    expect(Object.keys(entries)).toEqual(['people'])
    expect(unread).toEqual(['考察“产业园”'])
  })

  it('are not made of separators and dangling little words', () => {
    expect(readLine(form, '，12人。', chinese).unread).toEqual([])
    expect(readLine(form, 'with 12 people, and', chinese).unread).toEqual([])
  })
})

it('never throws, and mentions only fields of the form', () => {
  const line = fc
    .array(
      fc.oneof(
        anyText,
        fc.constantFrom('date:', '人数：', ' ', 'from:', 'to:', '"', '3月5日', '12人', '济南→武隆'),
      ),
    )
    .map((pieces) => pieces.join(''))
  fc.assert(
    fc.property(line, (typed) => {
      for (const name of Object.keys(readLine(visit, typed, chinese).entries))
        expect(visit.shape).toHaveProperty(name)
    }),
  )
})
