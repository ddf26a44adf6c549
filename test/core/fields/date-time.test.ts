import { describe, expect, it } from 'vitest'
import { dateTime } from '../../../src/core/fields/date-time.ts'
import { chinese, claimed, english, meaning } from './reading.ts'

const type = dateTime({ prefer: 'future' })

describe('times on Monday 2025-03-03', () => {
  it.each([
    ['下午3点', '2025-03-03T15:00'],
    ['上午九点半', '2025-03-03T09:30'],
    ['14:00', '2025-03-03T14:00'],
    ['１４：００', '2025-03-03T14:00'],
    ['3pm', '2025-03-03T15:00'],
    ['晚上7点', '2025-03-03T19:00'],
    ['中午12点', '2025-03-03T12:00'],
    ['中午', '2025-03-03T12:00'],
    ['noon', '2025-03-03T12:00'],
    ['12am', '2025-03-03T00:00'],
    ['12pm', '2025-03-03T12:00'],
    ['明天下午三点半', '2025-03-04T15:30'],
    ['今晚8点', '2025-03-03T20:00'],
    ['明早9点', '2025-03-04T09:00'],
    ['下周三上午9:30', '2025-03-12T09:30'],
    ['周五中午', '2025-03-07T12:00'],
    ['3月5日 14:00', '2025-03-05T14:00'],
    ['3月5日下午三点一刻', '2025-03-05T15:15'],
    ['10点05分', '2025-03-03T10:05'],
    ['2025-03-05T14:00', '2025-03-05T14:00'],
    ['tomorrow at 3pm', '2025-03-04T15:00'],
    ['3:30 pm on 5 March', '2025-03-05T15:30'],
    ['Sat 11 Oct 00:00', '2025-10-11T00:00'],
    ['1 Oct at 9:30', '2025-10-01T09:30'],
    ['next Sat 9:00', '2025-03-15T09:00'],
  ])('%s is %s', (text, expected) => {
    expect(meaning(type.validate(text, chinese))).toBe(expected)
  })

  it.each([
    ['25:00', '这个时间不存在'],
    ['13pm', '这个时间不存在'],
    ['24:00', '这个时间不存在'],
    ['下午3点70分', '这个时间不存在'],
    ['2月30日 14:00', '这个日期不存在'],
    ['3月5日', '没有写明时间'],
    ['随便', '不是日期'],
  ])('%s is a problem: %s', (text, problem) => {
    expect(meaning(type.validate(text, chinese))).toContain(problem)
  })
})

it('finds a day and its time together in a line', () => {
  expect(claimed(type, '3月5日下午3点 召开联席会议')).toEqual([['3月5日下午3点', '2025-03-05T15:00']])
  expect(claimed(type, 'joint meeting 3pm tomorrow')).toEqual([['3pm tomorrow', '2025-03-04T15:00']])
  expect(claimed(type, '买3点水果')).toEqual([])
})

it('shows the day, its weekday and the time', () => {
  expect(type.show('2025-03-05T14:00', chinese)).toBe('3月5日（周三）14:00')
  expect(type.show('2025-03-05T14:00', english)).toBe('Wed 5 Mar 14:00')
})
