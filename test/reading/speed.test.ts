import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readLine } from '../../src/core/line/line.ts'
import { formOf, workedLines } from './tables.ts'

/**
 * What reading costs is measured in processor time, the least of several runs, so that a busy machine does not matter; how it
 * grows is what is judged. The bound in milliseconds is many times what an idle core takes.
 */
const lines = workedLines().filter(({ command }) => command === 'visit log')
const [first] = lines
if (!first) throw new Error('no worked lines for visits')
const form = formOf('visit log')

const costOf = (text: string, into = form): number => {
  // Each time another text: what came of the latest is remembered.
  const once = (_: unknown, skipped: number) => {
    const start = process.cpuUsage()
    readLine(into, text.slice(skipped), first.reading)
    const { user, system } = process.cpuUsage(start)
    return (user + system) / 1000
  }
  return Math.min(...Array.from({ length: 3 }, once))
}

const filled = (seed: string, length: number) => seed.repeat(Math.ceil(length / seed.length)).slice(0, length)

/** Growth with the square would be sixteenfold from 500 characters to 2,000. */
const isLinear = (seed: string, into = form) => {
  const [short, long] = [costOf(filled(seed, 500), into), costOf(filled(seed, 2000), into)]
  expect(long, `${JSON.stringify(seed)} takes ${short} ms for 500 characters`).toBeLessThan(short * 6 + 20)
  expect(long).toBeLessThan(400)
}

const notice =
  '各有关单位：经研究，定于3月10日至12日由武隆区委书记张伟带队一行15人赴济南市考察东西部协作产业园建设情况，请济南市农业农村局、市教育局做好接待准备工作，于3月8日前将名单报市协作办，联系人：李明，电话：0531-12345678。总投资5.2亿元，培训干部300人，带动就业1200人。\n'

describe('a long line is read in time that grows with its length', () => {
  it.each([
    ['a pasted notice', notice],
    ['places', '济南武隆'],
    ['a list of places', '武隆,'],
    ['numerals', '一'],
    ['digits', '1'],
    ['digits and dashes', '3-'],
    ['dates', '3月5日'],
    ['counts', '12人'],
    ['persons', '副市长王建国'],
    ['beginnings of titles', '市区县'],
    ['words', '考察产业园座谈'],
    ['English', 'wang jianguo to wulong '],
    ['single letters', 'a '],
    ['blanks', ' '],
    ['lines', '3月5日 12人\n'],
    ['arrows', '济南→武隆，'],
    ['ways there', '到济南从武隆'],
    ['next, next', '下'],
    ['keys', '人数：12 日期：3月5日 '],
    ['parts of a whole', '(其中'],
    ['brackets', '【'],
    ['stars', '*'],
    ['commas in a number', '1,000,000'],
  ])('%s', (_, seed) => isLinear(seed))

  it.each(
    ['project add', 'fund enter', 'meeting schedule'].flatMap((command) =>
      ['1', '5万', '120户', 'P-', 'x', '\n'].map((seed) => [command, seed] as const),
    ),
  )('%s %j', (command, seed) => isLinear(seed, formOf(command)))

  it('whatever is repeated', () => {
    const pieces = [
      '济南',
      '武隆',
      '到',
      '来',
      '从',
      '3月',
      '5日',
      '12',
      '人',
      '王',
      '市长',
      '-',
      ' ',
      ',',
      '一',
      '下周',
      'to ',
    ]
    const seed = fc
      .array(fc.constantFrom(...pieces), { minLength: 1, maxLength: 4 })
      .map((some) => some.join(''))
    fc.assert(
      fc.property(seed, (repeated) => isLinear(repeated)),
      { numRuns: 8 },
    )
  })
})
