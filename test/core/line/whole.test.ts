import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { reference } from '../../../src/core/fields/reference.ts'
import { text } from '../../../src/core/fields/text.ts'
import { field } from '../../../src/core/form/field.ts'
import { translatorOf } from '../../../src/core/i18n.ts'
import { readLine } from '../../../src/core/line/line.ts'
import { toDay } from '../../../src/core/time/day.ts'

const words = { label: 'help.summary', example: 'help.summary' } as const
const form = z.object({
  reference: field(reference('M'), { ...words, keys: [], fixed: true }),
  text: field(text({ maximum: 3000, multiline: true }), {
    ...words,
    keys: [],
    freeText: true,
    wholeText: true,
  }),
  chair: field(text(), { ...words, keys: ['主持人'] }).optional(),
})
const reading = { today: toDay('2025-03-21'), translate: translatorOf('zh-CN') }
const read = (line: string) => {
  const { entries, unread, pieces } = readLine(form, line, reading)
  return {
    text: entries.text?.text,
    chair: entries.chair?.text,
    reference: entries.reference?.text,
    unread,
    pieces,
  }
}

describe('a text of many lines', () => {
  it('is taken whole, as it stands, without what other fields took', () => {
    const line =
      'M-2025-0001 会议听取汇报。 主持人:王建国\n谢谢各位！\n\n\n一、冷链项目；\n  各有关单位：抓紧落实？'
    expect(read(line)).toMatchObject({
      reference: 'M-2025-0001',
      chair: '王建国',
      text: '会议听取汇报。\n谢谢各位！\n\n一、冷链项目；\n各有关单位：抓紧落实？',
      unread: [],
    })
    const { pieces } = read(line)
    expect(pieces[0]?.start).toBe(0)
    expect(pieces.at(-1)?.end).toBe(line.length)
  })

  it.each([
    'Mayor Zhang: we build. Mayor Li: we pay.',
    'Point 1: roads.\nPoint 2: schools.',
    '张市长：我们建设。李区长：我们出资。',
    '会议议定：一、修路；二、建校。',
  ])('keeps its colons: %s', (text) => {
    expect(read(`M-2025-0001 ${text}`)).toMatchObject({ text, unread: [] })
    expect(read(`M-2025-0001 ${text}\n主持人:王建国`)).toMatchObject({ text, chair: '王建国', unread: [] })
  })

  it('is none where there are only marks', () => {
    expect(read('M-2025-0001 主持人:王建国').text).toBeUndefined()
    expect(read('M-2025-0001。').text).toBeUndefined()
  })
})
