import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { reference } from '../../../src/core/fields/reference.ts'
import { translatorOf } from '../../../src/core/i18n.ts'
import { toDay } from '../../../src/core/time/day.ts'
import { type Subject, subjectField } from '../../../src/features/status/subject.ts'
import { pairOrAllField } from '../../../src/programme/fields/pair-or-all.ts'
import { foundingRegistry } from '../../harness/registry.ts'

const registry = foundingRegistry()
const subject = subjectField(pairOrAllField(registry), () => [reference('V')])
const readings = (['zh-CN', 'en'] as const).map((locale) => ({
  today: toDay('2025-03-03'),
  translate: translatorOf(locale),
}))
const [reading] = readings as [(typeof readings)[number]]

const jinan: Subject = { kind: 'pair', pairId: 1 }
const visit: Subject = { kind: 'record', reference: 'V-2025-0001' }
const programme: Subject = { kind: 'programme' }

describe('what a status is asked of', () => {
  it.each([
    ['武隆', jinan],
    ['济南', jinan],
    ['Wulong', jinan],
    ['v-2025-1', visit],
    ['V-2025-0001', visit],
    ['全部', programme],
    ['all', programme],
    ['ALL', programme],
  ])('%s', (typed, value) => {
    expect(subject.validate(typed, reading)).toEqual({ kind: 'value', value })
    expect(subject.recognise(typed, reading)).toEqual([
      { start: 0, end: typed.length, outcome: { kind: 'value', value } },
    ])
  })

  it('asks when a name is ambiguous', () => {
    expect(subject.validate('巫', reading)).toMatchObject({
      kind: 'choice',
      values: [{ kind: 'pair' }, { kind: 'pair' }],
    })
  })

  it('refuses what is none of them', () => {
    expect(subject.validate('X-2025-0001', reading).kind).toBe('problem')
    expect(subject.validate('', reading).kind).toBe('problem')
  })

  it('reads back what it writes and shows, in both languages', () => {
    const subjects = [
      ...registry.pairs.map(({ id }): Subject => ({ kind: 'pair', pairId: id })),
      visit,
      programme,
    ]
    for (const value of subjects)
      for (const each of readings) {
        expect(subject.validate(subject.write(value), each)).toEqual({ kind: 'value', value })
        expect(subject.validate(subject.show(value, each), each)).toEqual({ kind: 'value', value })
      }
  })

  it('throws on no text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (typed) => {
        subject.recognise(typed, reading)
        subject.validate(typed, reading)
      }),
    )
  })
})
