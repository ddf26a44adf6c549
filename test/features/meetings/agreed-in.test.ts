import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { splitAgreed } from '../../../src/features/meetings/minutes/agreed-in.ts'

const items = (text: string) => splitAgreed(text).items.map(({ ordinal, about }) => `${ordinal}|${about}`)

describe('what the text of minutes says was agreed on', () => {
  it.each([
    ['议定事项：\n一、冷链项目开工；\n二、互派干部。', ['一|冷链项目开工', '二|互派干部']],
    [
      '会议听取汇报。\n三、会议议定以下事项\n（一）冷链项目开工\n\n（二）互派干部\n会议要求抓紧。',
      ['一|冷链项目开工', '二|互派干部'],
    ],
    [
      'Agreed items:\n1. Start the works.\n2) Exchange officers\n\nThe chair closed the meeting.',
      ['1|Start the works', '2|Exchange officers'],
    ],
    ['议定事项\n1．4250万元资金6月底前拨付', ['1|4250万元资金6月底前拨付']],
    ['一、冷链项目开工；\n二、互派干部。', []],
    ['会议讨论了上次议定事项：\n一、冷链项目', []],
    ['议定事项：无', []],
  ])('%s', (text, found) => {
    expect(items(text)).toEqual(found)
  })

  it('is cut out of the rest, which keeps everything else', () => {
    expect(splitAgreed('会议听取汇报。\n议定事项：\n一、冷链项目开工；\n会议要求抓紧。').rest).toBe(
      '会议听取汇报。\n会议要求抓紧。',
    )
  })

  it('is part of any text, and nothing of it is lost', () => {
    const line = fc.oneof(
      fc.constantFrom('议定事项：', '一、冷链项目', '（二）互派干部；', '3. x', '会议要求', '', '  '),
      fc.string({ unit: 'grapheme', maxLength: 20 }),
    )
    fc.assert(
      fc.property(fc.array(line, { maxLength: 12 }), (lines) => {
        const text = lines.join('\n')
        const { items: found, rest } = splitAgreed(text)
        for (const { about } of found) expect(text).toContain(about)
        if (found.length === 0) expect(rest).toBe(text)
        for (const one of rest.split('\n')) expect(text).toContain(one)
      }),
    )
  })
})
