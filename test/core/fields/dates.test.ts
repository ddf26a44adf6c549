import { describe, expect, it } from 'vitest'
import { date, dateRange, type Preference } from '../../../src/core/fields/date.ts'
import { toDay } from '../../../src/core/time/day.ts'
import { chinese, claimed, english, meaning } from './reading.ts'

const read = (text: string, prefer: Preference = 'future') => {
  const value = meaning(dateRange({ prefer }).validate(text, chinese))
  return typeof value === 'string'
    ? value
    : value.start === value.end
      ? value.start
      : Object.values(value).join('..')
}

/** Words, and what they mean on Monday 2025-03-03. */
const table: ReadonlyArray<[words: string, meaning: string]> = [
  ['明天, 后天, 昨天, 前天', '2025-03-04, 2025-03-05, 2025-03-02, 2025-03-01'],
  ['大后天, 大前天, 今天, 今日', '2025-03-06, 2025-02-28, 2025-03-03, 2025-03-03'],
  ...[
    '3月5日, 3月5号, 3.5, 03-05, 2025年3月5日, 2025.3.5, 2025/3/5, 5 March, Mar 5, 二〇二五年三月五日',
    '三月五日, 三月五号, ３月５日, 2025-03-05, 2025-3-5, 5th of March, March 5th, 5 Mar 2025, 3月5日（周三）, 3月5日周三',
    'Wed 5 March, Wednesday March 5, 今年3月5日, 本月5日, 25年3月5日, 5号, 20250305, on 5 March',
  ]
    .flatMap((words) => words.split(', '))
    .map((word): [string, string] => [word, '2025-03-05']),
  ...[
    '3月5日至7日, 3月5日-3月7日, 3.5-3.7, 3/5~7, 2025-03-05..2025-03-07, 5-7 March, Mar 5–7, 3月5日 — 7日, 3月5日到7号',
    '3月5-7日, 5 to 7 March 2025, Wed 5 to Fri 7 March, 三月五日至七日, ３月５日～７日, 2025年3月5日至7日, 2025.3.5-3.7, 5号至7号, between 5 and 7 March, from 5 March to 7 March, 20250305-20250307',
  ]
    .flatMap((words) => words.split(', '))
    .map((word): [string, string] => [word, '2025-03-05..2025-03-07']),
  ['本周五, 下周三, 上周五, last Friday', '2025-03-07, 2025-03-12, 2025-02-28, 2025-02-28'],
  ['下周日, 这周天, 下下周一, 本星期五', '2025-03-16, 2025-03-09, 2025-03-17, 2025-03-07'],
  ['月底, 下个月5号, 两周后, 三天前', '2025-03-31, 2025-04-05, 2025-03-17, 2025-02-28'],
  ['去年12月, 10月中旬, 第三季度', '2024-12-01..2024-12-31, 2025-10-11..2025-10-20, 2025-07-01..2025-09-30'],
  ['2025年第10周, Q3', '2025-03-03..2025-03-09, 2025-07-01..2025-09-30'],
  ['第10周, 2025-W10, week 10, 本周', Array(4).fill('2025-03-03..2025-03-09').join(', ')],
  [
    'Q3 2024, 2024年第三季度, 去年三季度, 2024Q3, 2024-Q3',
    Array(5).fill('2024-07-01..2024-09-30').join(', '),
  ],
  ['本季度, 上季度, 下半年', '2025-01-01..2025-03-31, 2024-10-01..2024-12-31, 2025-07-01..2025-12-31'],
  [
    '今年, 去年, 明年, 前年',
    [2025, 2024, 2026, 2023].map((year) => `${year}-01-01..${year}-12-31`).join(', '),
  ],
  ['上个月, 下月, last month', '2025-02-01..2025-02-28, 2025-04-01..2025-04-30, 2025-02-01..2025-02-28'],
  ['月初, 下月初, 年底, 去年底, 3月底', '2025-03-01, 2025-04-01, 2025-12-31, 2024-12-31, 2025-03-31'],
  ['上旬, 4月下旬, mid March', '2025-03-01..2025-03-10, 2025-04-21..2025-04-30, 2025-03-11..2025-03-20'],
  ['三个月后, 10天前, 一周之后, 半个月后', '2025-06-03, 2025-02-21, 2025-03-10, 2025-03-18'],
  ['in two weeks, 3 days ago, tomorrow, end of month', '2025-03-17, 2025-02-28, 2025-03-04, 2025-03-31'],
  [
    '2024年12月30日至2025年1月2日, 2024年12月30日至1月2日',
    Array(2).fill('2024-12-30..2025-01-02').join(', '),
  ],
  ['2月27日至3月2日 ', '2026-02-27..2026-03-02'],
  ['明天至周五, 周三到周五', '2025-03-04..2025-03-07, 2025-03-05..2025-03-07'],
]

describe('what texts mean on Monday 2025-03-03', () => {
  it.each(
    table.flatMap(([words, meanings]) => {
      const expected = meanings.split(', ')
      return words.split(', ').map((word, index) => [word, expected[index] ?? expected[0] ?? ''] as const)
    }),
  )('%s is %s', (word, expected) => {
    expect(read(word)).toBe(expected)
  })

  it.each([
    ['周五', '2025-02-28', '2025-03-07'],
    ['Friday', '2025-02-28', '2025-03-07'],
    ['12月20日', '2024-12-20', '2025-12-20'],
    ['3月3日', '2025-03-03', '2025-03-03'],
    ['周一', '2025-03-03', '2025-03-03'],
    ['3月', '2025-03-01..2025-03-31', '2025-03-01..2025-03-31'],
    ['12月30日至1月2日', '2024-12-30..2025-01-02', '2025-12-30..2026-01-02'],
    ['31号', '2025-01-31', '2025-03-31'],
  ])('%s in the past is %s, in the future %s', (word, past, future) => {
    expect(read(word, 'past')).toBe(past)
    expect(read(word, 'future')).toBe(future)
  })

  it.each([
    ['12月20日', '2024-12-20'],
    ['3月5日至7日', '2025-03-05..2025-03-07'],
    ['2月10日', '2025-02-10'],
    ['10月中旬', '2025-10-11..2025-10-20'],
    ['12月中旬', '2024-12-11..2024-12-20'],
  ])('%s, wherever it is nearest, is %s', (word, expected) => {
    expect(read(word, 'nearest')).toBe(expected)
  })

  it('does not depend on the zone of the process', () => {
    const zone = process.env.TZ
    try {
      for (const other of ['America/New_York', 'Pacific/Kiritimati', 'UTC']) {
        process.env.TZ = other
        expect(read('last Friday')).toBe('2025-02-28')
        expect(read('in two weeks')).toBe('2025-03-17')
      }
    } finally {
      if (zone === undefined) delete process.env.TZ
      else process.env.TZ = zone
    }
  })
})

describe('a wrong date', () => {
  it.each([
    ['2月30日', '不存在'],
    ['13月1日', '不存在'],
    ['2025-02-29', '不存在'],
    ['2025年第60周', '不存在'],
    ['0月5日', '不存在'],
    ['30 February', '不存在'],
    ['3月5日至35日', '不存在'],
    ['3月7日至5日', '结束日期早于开始日期'],
    ['2025-03-07..2025-03-05', '结束日期早于开始日期'],
    ['3月5日（周五）', '星期三'],
    ['25:00', '不是日期'],
    ['31/4', '不存在'],
    ['', '不是日期'],
  ])('%s is said to be wrong and is quoted', (text, problem) => {
    const said = read(text)
    expect(said).toContain(`“${text}”`)
    expect(said).toContain(problem)
  })

  it('is one day too many where one day is asked', () => {
    expect(meaning(date({ prefer: 'past' }).validate('3月5日至7日', chinese))).toContain('不止一天')
    expect(meaning(date({ prefer: 'past' }).validate('去年', english), english)).toContain(
      'more than one day',
    )
  })

  it('claims its piece of a line, so that the form can say what is wrong', () => {
    const said = claimed(dateRange({ prefer: 'future' }), '2月30日 济南→武隆 12人')
    expect(said).toEqual([['2月30日', expect.stringContaining('“2月30日”')]])
  })
})

it('asks which of several dates is meant', () => {
  const type = dateRange({ prefer: 'future' })
  expect(type.validate('3月5日或3月6日', chinese)).toMatchObject({ kind: 'choice', values: [{}, {}] })
  expect(meaning(type.validate('3月5日 2月30日', chinese))).toContain('“2月30日”')
})

describe('in a free line', () => {
  const pieces = (line: string) => claimed(dateRange({ prefer: 'future' }), line).map(([piece]) => piece)

  it.each([
    ['3月5日至7日济南赴武隆考察产业园12人', ['3月5日至7日']],
    ['拟于3月5-7日赴武隆', ['拟于3月5-7日']],
    ['关于3月5日会议', ['3月5日']],
    ['从3月5日至7日', ['从3月5日至7日']],
    ['3.5-3.7 济南→武隆', ['3.5-3.7']],
    ['Jinan to Wulong on 5-7 March, 12 people', ['on 5-7 March']],
    ['下周三武隆来济南', ['下周三']],
    ['between 5 and 7 March Jinan to Wulong', ['between 5 and 7 March']],
    ['2024-Q3 总结', ['2024-Q3']],
    ['3月 济南', ['3月']],
    ['3月5日 - 12人', ['3月5日']],
    ['3月5日到武隆', ['3月5日']],
  ])('%s: the date is found', (line, expected) => {
    expect(pieces(line)).toEqual(expected)
  })

  it.each([
    '3.5公里',
    '10.5万元',
    '1.5亿',
    '3个月',
    '考察5G',
    '买3点水果',
    '第3次',
    '13812345678',
    '0531-8201-1234',
    'v2.3.5',
    '版本 1.2.3',
    '5月份预算',
    '去年的项目',
    '3.5 亿元',
    '每周五例会',
    '5号楼',
    '12 people may come',
    '10:30',
    'https://example.com/2025/3',
  ])('%s holds no date', (line) => {
    expect(pieces(line)).toEqual([])
  })
})

describe('shown to people', () => {
  const type = dateRange({ prefer: 'future' })
  it.each([
    ['2025-03-05', '2025-03-05', '3月5日（周三）', 'Wed 5 Mar'],
    ['2025-03-05', '2025-03-07', '3月5日（周三）至7日（周五）', 'Wed 5 to Fri 7 Mar'],
    ['2025-03-28', '2025-04-02', '3月28日（周五）至4月2日（周三）', 'Fri 28 Mar to Wed 2 Apr'],
    ['2025-02-10', '2025-02-12', '2025年2月10日（周一）至12日（周三）', 'Mon 10 to Wed 12 Feb 2025'],
    ['2026-03-05', '2026-03-05', '2026年3月5日（周四）', 'Thu 5 Mar 2026'],
    [
      '2024-12-30',
      '2025-01-02',
      '2024年12月30日（周一）至2025年1月2日（周四）',
      'Mon 30 Dec 2024 to Thu 2 Jan 2025',
    ],
  ])('%s to %s is %s', (start, end, inChinese, inEnglish) => {
    const days = { start: toDay(start), end: toDay(end) }
    expect(type.show(days, chinese)).toBe(inChinese)
    expect(type.show(days, english)).toBe(inEnglish)
  })
})
