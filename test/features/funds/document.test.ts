import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { translatorOf } from '../../../src/core/i18n.ts'
import { toDay } from '../../../src/core/time/day.ts'
import { documentField } from '../../../src/features/funds/document.field.ts'

const reading = { translate: translatorOf('zh-CN'), today: toDay('2025-03-03') }
const { recognise, validate, show, write } = documentField()

describe('the number of a document', () => {
  it.each([
    '黔财农〔2025〕12号',
    '黔财农[2025]12号',
    '黔财农【2025】12号',
    '黔财农（2025）12号',
    '黔财农 〔2025〕 12 号',
    '黔财农［2025］第012号',
  ])('%s is written in six-angle brackets', (typed) => {
    expect(validate(typed, reading)).toEqual({ kind: 'value', value: '黔财农〔2025〕12号' })
    expect(recognise(`拨付 50万 ${typed}`, reading)).toMatchObject([
      { outcome: { value: '黔财农〔2025〕12号' } },
    ])
  })

  it('is any other number behind its key', () => {
    expect(validate('记-2025-018', reading)).toEqual({ kind: 'value', value: '记-2025-018' })
    expect(validate('已批', reading)).toMatchObject({
      kind: 'problem',
      problem: { key: 'funds.document.unknown' },
    })
  })

  it('never throws, and is read back as it is shown', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (typed) => {
        for (const { start, end } of recognise(typed, reading)) expect(start).toBeLessThan(end)
        const outcome = validate(typed, reading)
        if (outcome.kind !== 'value') return
        for (const text of [show(outcome.value, reading), write(outcome.value)])
          expect(validate(text, reading)).toEqual(outcome)
      }),
    )
    fc.assert(
      fc.property(
        fc.constantFrom('黔财农', '鲁财农', 'WL'),
        fc.integer({ min: 2010, max: 2030 }),
        fc.integer({ min: 1, max: 9999 }),
        fc.constantFrom('〔〕', '[]', '【】', '（）'),
        (organ, year, number, [open = '', close = '']) => {
          const value = `${organ}〔${year}〕${number}号`
          expect(validate(`${organ}${open}${year}${close}${number}号`, reading)).toEqual({
            kind: 'value',
            value,
          })
          expect(validate(value, reading)).toEqual({ kind: 'value', value })
        },
      ),
    )
  })
})
