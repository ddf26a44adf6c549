import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { FieldType } from '../../../../src/core/form/field.ts'
import { translatorOf } from '../../../../src/core/i18n.ts'
import { locales } from '../../../../src/core/request.ts'
import { fold } from '../../../../src/core/text.ts'
import { addDays, toDay } from '../../../../src/core/time/day.ts'
import { clockField } from '../../../../src/features/meetings/poll/clock.ts'
import { closingField } from '../../../../src/features/meetings/poll/closing.ts'
import { slotsField } from '../../../../src/features/meetings/poll/slots.ts'
import { votesField } from '../../../../src/features/meetings/poll/votes.ts'
import { createCalendar } from '../../../../src/programme/calendar.ts'

const today = toDay('2025-03-03')
const readings = locales.map((locale) => ({ today, translate: translatorOf(locale) }))
const [chinese] = readings
if (!chinese) throw new Error('no language')
const slots = slotsField(2)
const votes = votesField()
const closing = closingField(createCalendar())

const said = <Value>(type: FieldType<Value>, typed: string) => {
  const outcome = type.validate(typed, chinese)
  if (outcome.kind === 'value') return outcome.value
  return outcome.kind === 'problem' ? outcome.problem.key : outcome.values
}

describe('times at which a meeting could be', () => {
  const march = (...starts: string[]) => starts.map((start) => `2025-03-${start}`)
  it.each([
    ['3月20日下午2点、3月21日上午9点、3月25日上午', march('20T14:00', '21T09:00', '25T09:00')],
    ['3月20日下午、21日上午', march('20T14:30', '21T09:00')],
    ['20日、21日下午2点', march('20T14:00', '21T14:00')],
    ['3月20、21、25日下午2点', march('20T14:00', '21T14:00', '25T14:00')],
    ['3月20日上午9点、下午3点', march('20T09:00', '20T15:00')],
    ['3月30日、2日上午9点', ['2025-03-30T09:00', '2025-04-02T09:00']],
    ['下周三、周四下午2点', march('12T14:00', '13T14:00')],
    ['3月20下午2点、3月21上午9点', march('20T14:00', '21T09:00')],
    ['20号10点、21号下午3点', march('20T10:00', '21T15:00')],
    ['20 March 2pm, 21 March 9am or 25 March morning', march('20T14:00', '21T09:00', '25T09:00')],
    ['2pm on 20 March, 9am on 21 March', march('20T14:00', '21T09:00')],
    ['Thursday 20 March at 2pm, Friday 9am', march('20T14:00', '21T09:00')],
    ['27 March 10 in the morning or 28 March at 4 in the afternoon', march('27T10:00', '28T16:00')],
    ['27 March at half past two, 28 March at quarter to ten', march('27T14:30', '28T09:45')],
    ["27 March ten o'clock or 28 March, 9:30 in the morning", march('27T10:00', '28T09:30')],
    ['3/20 14:00 3/21 9:00', march('20T14:00', '21T09:00')],
  ])('%s', (typed, starts) => {
    expect(said(slots, typed)).toEqual({ starts })
  })

  it.each([
    ['下周三上午9点至11点、下周四上午9点至11点', 120],
    ['3月20日下午2点、3月21日上午9点，90分钟', 90],
  ])('have one length: %s', (typed, minutes) => {
    expect(said(slots, typed)).toMatchObject({ minutes })
  })

  it.each([
    ['3月20日下午2点、3月21日', 'polls.slots.untimed'],
    ['上午9点、下午3点', 'polls.slots.undated'],
    ['3月20日下午2点', 'polls.slots.few'],
    ['3月20日下午2点到4点、3月21日上午9点到10点', 'polls.slots.lengths'],
    ['2月30日下午、3月1日上午', 'fields.date.impossible'],
    ['3月20日25点、3月21日9点', 'fields.date.time.impossible'],
    ['3月20日上午10、3月21日下午3', 'fields.date.time.impossible'],
    ['27 March 10 morning, 28 March afternoon', 'fields.date.time.impossible'],
    ['找个大家都有空的时间', 'polls.slots.unknown'],
    ['3月10、11、12、13、14、17、18、19、20日上午', 'polls.slots.many'],
  ])('%s: %s', (typed, problem) => {
    expect(said(slots, typed)).toBe(problem)
  })

  it('of the last weeks are of this year, so that a slip is seen, and one more completes what was typed', () => {
    expect(said(slots, '3月1日下午、3月2日上午')).toEqual({ starts: march('01T14:30', '02T09:00') })
    expect(slots.validate('3月21日上午9点', { ...chinese, pending: '3月20日下午2点，90分钟' })).toEqual({
      kind: 'value',
      value: { starts: march('20T14:00', '21T09:00'), minutes: 90 },
    })
  })
})

describe('answers', () => {
  it.each([
    ['1 yes 1 no 2 maybe', 'polls.votes.contrary'],
    ['all yes all no', 'polls.votes.contrary'],
    ['1可以1不行', 'polls.votes.contrary'],
    ['-1 yes', 'polls.votes.unknown'],
    ['2.5 yes', 'polls.votes.unknown'],
    ['1 yes -2 no', 'polls.votes.unknown'],
  ])('that cannot be meant are asked about: %s', (typed, problem) => {
    expect(said(votes, typed)).toBe(problem)
  })

  it('of numbers that no time has are found nowhere in a line', () => {
    for (const line of ['-1 yes', 'C-2025-0001 -1 yes', 'C-2025-0001 2.5 yes', '−1可以'])
      expect(votes.recognise(line, chinese).filter(({ outcome }) => outcome.kind === 'value')).toEqual([])
  })

  it.each([
    ['1可以 2不行', '1yes 2no'],
    ['1可以2不行3也行', '1yes 2no 3if_need_be'],
    ['1、3可以，2不行', '1yes 2no 3yes'],
    ['第1个可以，第2个不行', '1yes 2no'],
    ['①可以 ②也行', '1yes 2if_need_be'],
    ['都可以', '0yes'],
    ['可以', '0yes'],
    ['2可以 其余不行', '2yes 0no'],
    ['1-3可以', '1yes 2yes 3yes'],
    ['1 yes, 2 no, 3 if need be', '1yes 2no 3if_need_be'],
    ['yes 1 3, no 2', '1yes 2no 3yes'],
    ["1 can't, rest fine", '1no 0yes'],
  ])('%s', (typed, expected) => {
    const value = said(votes, typed)
    expect(Array.isArray(value) && value.map((one) => `${one.slot}${one.vote}`).join(' ')).toBe(expected)
  })

  it.each(['1可以2', '可以吗', '1', '看情况', '3月20日可以'])('%s is none', (typed) => {
    expect(said(votes, typed)).toBe('polls.votes.unknown')
  })
})

describe('the end of a poll', () => {
  it.each([
    ['截止3月12日', '2025-03-12T17:00'],
    ['请于3月12日前答复', '2025-03-12T17:00'],
    ['3个工作日内', '2025-03-06T17:00'],
    ['by 12 March', '2025-03-12T17:00'],
    ['3月12日中午12点', '2025-03-12T12:00'],
    ['3月12日截止', '2025-03-12T17:00'],
  ])('%s', (typed, expected) => {
    expect(said(closing, typed)).toBe(expected)
  })

  it.each([
    '3月21日上午9点、4月4日上午，3月12日截止',
    '3月21日上午9点、4月4日上午 截止3月12日',
    '3月21日上午9点、4月4日上午，3月12日前答复',
  ])('is told in a line beside the times: %s', (typed) => {
    const claims = closing.recognise(fold(typed), chinese)
    expect(claims.map(({ outcome }) => outcome)).toEqual([{ kind: 'value', value: '2025-03-12T17:00' }])
  })
})

const two = (number: number) => `${number}`.padStart(2, '0')
const moments = fc
  .tuple(fc.integer({ min: 0, max: 300 }), fc.integer({ min: 0, max: 287 }))
  .map(([days, clock]) => `${addDays(today, days)}T${two(Math.floor(clock / 12))}:${two((clock % 12) * 5)}`)
const anySlots = fc
  .tuple(
    fc.uniqueArray(moments, { minLength: 2, maxLength: 8 }),
    fc.option(fc.integer({ min: 1, max: 720 }), { nil: undefined }),
  )
  .map(([starts, minutes]) => ({
    starts: [...starts].sort(),
    ...(minutes !== undefined && { minutes }),
  }))
const vote = fc.constantFrom('yes' as const, 'if_need_be' as const, 'no' as const)
const anyVotes = fc
  .uniqueArray(fc.record({ slot: fc.integer({ min: 0, max: 8 }), vote }), {
    minLength: 1,
    selector: ({ slot }) => slot,
  })
  .map((all) => [...all].sort((one, other) => (one.slot || 9) - (other.slot || 9)))

describe('what a poll is told by', () => {
  it('is read back as it is shown and as it is written', () => {
    const check = <Value>(type: FieldType<Value>, values: fc.Arbitrary<Value>) => {
      for (const reading of readings)
        fc.assert(
          fc.property(values, (value) => {
            const understood = { kind: 'value', value }
            expect(type.validate(type.write(value), reading)).toEqual(understood)
            expect(type.validate(type.show(value, reading), reading)).toEqual(understood)
          }),
          { numRuns: 60 },
        )
    }
    check(slots, anySlots)
    check(votes, anyVotes)
    check(closing, moments)
  })

  it('throws on nothing', () => {
    const pieces = fc.constantFrom(
      ...[
        '3月20日',
        '下午',
        '2点半',
        '、',
        '21日',
        '25:99',
        '截止',
        '前答复',
        '1',
        '可以',
        '不行',
        '都',
        'pm',
        '周四',
      ],
    )
    const texts = fc.oneof(
      fc.string(),
      fc.array(pieces, { maxLength: 8 }).map((words) => words.join('')),
    )
    const types: readonly FieldType<unknown>[] = [slots, votes, closing, clockField()].map(
      // Only what every type can do is used below.
      (type) => type as unknown as FieldType<unknown>,
    )
    for (const reading of readings)
      fc.assert(
        fc.property(texts, (typed) => {
          for (const type of types) {
            type.recognise(fold(typed), reading)
            type.validate(typed, reading)
          }
        }),
        { numRuns: 60 },
      )
  })
})
