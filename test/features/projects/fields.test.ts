import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { FieldType, Reading } from '../../../src/core/form/field.ts'
import { translatorOf } from '../../../src/core/i18n.ts'
import { addDays, toDay } from '../../../src/core/time/day.ts'
import { beneficiariesField } from '../../../src/features/projects/beneficiaries.ts'
import { natureByName } from '../../../src/features/projects/nature.ts'
import { periodField } from '../../../src/features/projects/period.ts'
import { sourcesField, sumOf } from '../../../src/features/projects/sources.ts'

const readings: readonly Reading[] = (['zh-CN', 'en'] as const).map((locale) => ({
  today: toDay('2025-03-03'),
  translate: translatorOf(locale),
}))

const cents = fc.bigInt({ min: 0n, max: 10n ** 15n }).map((fen) => {
  const digits = `${fen}`.padStart(3, '0')
  return `${digits.slice(0, -2)}.${digits.slice(-2)}`
})
const some = <Value extends object>(record: fc.Arbitrary<Value>) =>
  record.filter((value) => Object.keys(value).length > 0)
const measured = fc.integer({ min: 0, max: 99_999_999 }).map((hundredths) => {
  const digits = `${hundredths}`.padStart(3, '0')
  return `${digits.slice(0, -2)}.${digits.slice(-2)}`.replace(/\.?0+$/u, '')
})

const types: ReadonlyArray<readonly [name: string, type: FieldType<unknown>, values: fc.Arbitrary<unknown>]> =
  [
    [
      'sources',
      sourcesField() as FieldType<unknown>,
      some(fc.record({ provincial: cents, city: cents, county: cents }, { requiredKeys: [] })),
    ],
    [
      'beneficiaries',
      beneficiariesField() as FieldType<unknown>,
      fc.oneof(
        fc.constant('unknown'),
        some(
          fc.record(
            { households: fc.nat(999_999), persons: fc.nat(9_999_999), mu: measured, kilometres: measured },
            { requiredKeys: [] },
          ),
        ),
      ),
    ],
    [
      'planned dates',
      periodField() as FieldType<unknown>,
      fc.tuple(fc.nat(1000), fc.nat(1500)).map(([start, length]) => ({
        start: addDays(toDay('2024-01-01'), start),
        end: addDays(toDay('2024-01-01'), start + length),
      })),
    ],
  ]

describe.each(types)('%s', (_name, type, values) => {
  it('are read back as they are shown and written', () => {
    fc.assert(
      fc.property(values, fc.constantFrom(...readings), (value, reading) => {
        expect(type.validate(type.show(value, reading), reading)).toEqual({ kind: 'value', value })
        expect(type.validate(type.write(value), reading)).toEqual({ kind: 'value', value })
      }),
    )
  })

  it('never throw, whatever is typed', () => {
    const pieces = fc.constantFrom(
      '省级',
      '市',
      '100万',
      '元',
      '120户',
      '人',
      '公里',
      '受益',
      '不详',
      '3月',
      '至',
      '，',
      ' ',
      '1,0',
      '.',
    )
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.array(pieces, { maxLength: 12 }).map((all) => all.join('')),
        ),
        fc.constantFrom(...readings),
        (typed, reading) => {
          expect(() => [type.recognise(typed, reading), type.validate(typed, reading)]).not.toThrow()
        },
      ),
    )
  })
})

describe('what tiers give together', () => {
  it('is exact', () => {
    expect(sumOf(['0.10', '0.20', null, undefined])).toBe('0.30')
    expect(sumOf(['9007199254740993.00', '0.01'])).toBe('9007199254740993.01')
  })
})

describe('what a project is by its name', () => {
  it.each([
    ['蔬菜大棚建设项目', 'works'],
    ['饮水安全工程', 'works'],
    ['农技人员培训', 'other'],
    ['消费帮扶展销会', 'other'],
    ['就业培训中心建设', 'works'],
    ['training of technicians', 'other'],
    ['school dormitory', 'works'],
  ])('%s: %s', (name, nature) => {
    expect(natureByName(name)).toBe(nature)
  })
})
