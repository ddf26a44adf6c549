import fc from 'fast-check'
import { expect, it } from 'vitest'
import { readPress, writePress } from '../../../src/adapters/telegram/buttons.ts'
import { calendarOf, calendarRows, readStep } from '../../../src/adapters/telegram/forms.ts'
import { toDay } from '../../../src/core/time/day.ts'
import { memoryButtons } from '../../harness/buttons.ts'

const anyText = fc.string({ unit: 'binary', maxLength: 40 })

it('keeps every press within 64 bytes and reads it back', async () => {
  await fc.assert(
    fc.asyncProperty(anyText, fc.dictionary(anyText, anyText, { maxKeys: 4 }), async (action, values) => {
      const store = memoryButtons()
      const data = await writePress({ action, values }, store)
      expect(Buffer.byteLength(data)).toBeLessThanOrEqual(64)
      expect(Buffer.byteLength(data)).toBeGreaterThan(0)
      expect(await readPress(data, store)).toEqual({ action, values: { ...values } })
    }),
  )
})

it('does not trouble the store for a short press', async () => {
  const store = memoryButtons()
  expect(await writePress({ action: 'line', values: { text: '/visit list 武隆' } }, store)).toBe(
    'line|text=/visit list 武隆',
  )
  expect(store.kept.size).toBe(0)
})

const field = { name: 'dates', label: '日期', example: '3月5日', required: true, value: '' }
const draft = '0f8fad5b-d9cb-469f-a165-70867728950e'

it('makes calendars of every month whose buttons Telegram takes and that answer with their day', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1990, max: 2090 }),
      fc.integer({ min: 1, max: 12 }),
      fc.boolean(),
      (year, month, range) => {
        const day = toDay(`${year}-${String(month).padStart(2, '0')}-15`)
        const calendar = calendarOf(
          { draft, field: { ...field, control: { kind: 'calendar', range } } },
          'zh-CN',
          day,
        )
        if (!calendar) throw new Error('no calendar')
        const buttons = calendarRows(calendar, day).flat()
        const steps = buttons.flatMap((button) =>
          'callback_data' in button ? [readStep(button.callback_data)] : [],
        )
        for (const button of buttons)
          expect(
            Buffer.byteLength('callback_data' in button ? button.callback_data : ''),
          ).toBeLessThanOrEqual(64)
        const lastDay = new Date(Date.UTC(year, month, 0)).getUTCDate()
        const chosen = steps.flatMap((step) =>
          step.kind === 'answer'
            ? [step.press.values.value]
            : step.kind === 'show' && step.calendar.start
              ? [step.calendar.start]
              : [],
        )
        // Every day once, and today once more below.
        expect(new Set(chosen).size).toBe(lastDay)
        expect(chosen.length).toBe(lastDay + 1)
      },
    ),
  )
})

it('makes no calendar for a draft that does not fit into buttons', () => {
  const question = {
    draft: 'x'.repeat(60),
    field: { ...field, control: { kind: 'calendar', range: true } as const },
  }
  expect(calendarOf(question, 'en', toDay('2025-03-03'))).toBeUndefined()
})
