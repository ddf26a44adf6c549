import fc from 'fast-check'
import type { FieldType, Outcome, Reading } from '../../../src/core/form/field.ts'
import { translatorOf } from '../../../src/core/i18n.ts'
import { locales } from '../../../src/core/request.ts'
import { type Day, dayAt, toDay } from '../../../src/core/time/day.ts'

/** Monday 2025-03-03, the day of the examples. */
export const monday = toDay('2025-03-03')
export const chinese: Reading = { today: monday, translate: translatorOf('zh-CN') }
export const english: Reading = { today: monday, translate: translatorOf('en') }

/** The value, or what is said instead of it. */
export const meaning = <Value>(outcome: Outcome<Value>, { translate }: Reading = chinese): Value | string => {
  if (outcome.kind === 'value') return outcome.value
  return outcome.kind === 'problem' ? translate.say(outcome.problem) : `choice of ${outcome.values.length}`
}

/** The pieces of a line that a type claims, with their meaning. */
export const claimed = <Value>(type: FieldType<Value>, line: string): Array<[string, Value | string]> =>
  type.recognise(line, chinese).map(({ start, end, outcome }) => [line.slice(start, end), meaning(outcome)])

export const anyDay: fc.Arbitrary<Day> = fc
  .integer({ min: -25_000, max: 47_000 })
  .map((days) => dayAt(new Date(days * 86_400_000), 'utc'))

export const anyReading: fc.Arbitrary<Reading> = fc.record({
  today: anyDay,
  translate: fc.constantFrom(...locales.map(translatorOf)),
})

const pieces = [
  ...'0123456789〇零一二三四五六七八九十百千万亿两半第年月日号周星期至到-–~./:%元人次点分 　，：“”「」\'"()',
  ...[
    '今年',
    '去年',
    '上',
    '下',
    '本',
    'March',
    'Friday',
    'next',
    'ago',
    'Q3',
    'W10',
    'am',
    'yuan',
    'V-2025-',
  ],
  ...['😀', '𠮷', '\0', '\u200d', '\ud800'],
]

/** What anybody, or anything, might type. */
export const anyText: fc.Arbitrary<string> = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc.string({ unit: 'binary' }),
  fc.array(fc.constantFrom(...pieces), { maxLength: 14 }).map((words) => words.join('')),
)
